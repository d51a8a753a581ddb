"""The keys that act now, in one line."""

from __future__ import annotations

from functools import lru_cache

from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

_LEAST = (
    *("walk", "check", "why", "days", "pack", "log"),
    *("pace(-1)", "mute", "switch(-1)", "edit", "end"),
)
"""What gives way first where there is no room for all."""


class KeyLine(Static):
    """What the keys do here, each to be clicked too.

    Textual's footer makes a widget of each key, several times for each key pressed; one
    line of text costs a third of that.
    """

    ALLOW_SELECT = False

    DEFAULT_CSS = """
    KeyLine {
        dock: bottom;
        height: 1;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        link-style: none;
        link-style-hover: none;
        link-background-hover: $panel;
        link-color: $foreground;
        link-color-hover: $foreground;
    }
    """

    def on_mount(self) -> None:
        """Follow what the keys can do."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)
        self._follow(self.screen)

    def on_resize(self) -> None:
        """Name as many keys as there is room for."""
        self._follow(self.screen)

    def _follow(self, screen: Screen[object]) -> None:
        offered: dict[tuple[str, str], Content] = {}
        for active in screen.active_bindings.values():
            binding = active.binding
            if binding.show and active.enabled:
                named = (binding.action, binding.description)
                if named not in offered:
                    shown = self.app.get_key_display(binding)
                    offered[named] = _offer(binding.key, shown, binding.description)
        for action in _LEAST:
            if sum(key.cell_length for key in offered.values()) > self.size.width > 0:
                offered = {named: key for named, key in offered.items() if named[0] != action}
        line = Content("").join(offered.values())
        if line != self.content:
            self.update(line, layout=False)


@lru_cache(maxsize=256)
def _offer(key: str, shown: str, words: str) -> Content:
    """What a key does, to be clicked; `shown` is how the key stands on a keyboard."""
    return Content.from_markup(
        f"[@click=app.simulate_key('{key}')][bold $primary] $key[/] [$foreground 75%]$words [/][/]",
        key=shown,
        words=words,
    )
