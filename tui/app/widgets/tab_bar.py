"""The tabs of the guide in two lines: their names, and a bar under the open one."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

_FAINT, _PLAIN = "$foreground 50%", "$foreground"


class TabBar(Static):
    """Names beside each other, to be clicked too.

    Textual's tabs are nine widgets, whose bar slides faster than anything may move here; two
    lines of text do the same.
    """

    ALLOW_SELECT = False

    DEFAULT_CSS = """
    TabBar {
        height: 2;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        pointer: pointer;
    }
    """

    class Chosen(Message):
        """Somebody clicked on a tab."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self, labels: Mapping[str, str], active: str) -> None:
        super().__init__()
        self._labels = dict(labels)
        self._styles: dict[str, str] = {}
        self._active = active
        self._pointed = ""

    def activate(self, name: str) -> None:
        """Mark a tab as the open one."""
        if name != self._active:
            self._active = name
            self._draw()

    def label(self, name: str, label: str, style: str = "") -> None:
        """Give a tab another label, in the plain style if none is given."""
        self._labels[name] = label
        self._styles[name] = style
        self._draw()

    def on_resize(self) -> None:
        """Draw the bar as wide as there is room for."""
        self._draw()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show which tab a click would open."""
        self._point(self._at(event.x))

    def on_leave(self) -> None:
        """Nothing is pointed at any more."""
        self._point("")

    def on_click(self, event: events.Click) -> None:
        """Tell which tab was clicked."""
        if name := self._at(event.x):
            self.post_message(self.Chosen(name))

    def _point(self, name: str) -> None:
        if name != self._pointed:
            self._pointed = name
            self._draw()

    def _at(self, x: int) -> str:
        """The tab in a column; empty where there is none."""
        end = 0
        for name, label in self._labels.items():
            end += len(label) + 2
            if x < end:
                return name
        return ""

    def _draw(self) -> None:
        names = [
            Content.styled(f" {label} ", self._style(name)) for name, label in self._labels.items()
        ]
        start = 1
        for name, label in self._labels.items():
            if name == self._active:
                break
            start += len(label) + 2
        length = len(self._labels[self._active])
        after = max(0, self.size.width - start - length - 1)
        bar = Content.assemble(
            (f"{'━' * (start - 1)}╸", "$border-blurred"),
            ("━" * length, "$primary"),
            (f"╺{'━' * after}", "$border-blurred"),
        )
        self.update(Content("\n").join([Content("").join(names), bar]), layout=False)

    def _style(self, name: str) -> str:
        lit = name in (self._active, self._pointed)
        return self._styles.get(name) or (_PLAIN if lit else _FAINT)
