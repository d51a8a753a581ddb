"""The command palette of the guide."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.command import CommandList
from textual.containers import Vertical
from textual.widgets import Input

from tui.app.input.bindings import bind, shown_key
from tui.app.messages import LeaveGuide
from tui.app.screens.size_cover import cover
from tui.app.textual_fast.steady_palette import SteadyPalette
from tui.app.widgets.frame_keys import frame_keys
from tui.app.widgets.page_scroll import say_more
from tui.app.widgets.scroll_bar import with_thumb

_QUIT = ("q", "wq", "x", "qa", "quit", "exit")
_AT_ONCE = ("q!", "qa!", "quit!")
_SHARE, _AROUND = 0.8, 9
"""The share of the window that the palette may have, and its rows for all but the commands."""
_FEWEST = 2
"""The fewest rows of commands: a name and what it does."""
_NAMES = ("result.up", "result.down", "field.submit", "list")


class GuidePalette(SteadyPalette):
    """The command palette, which is covered by a message when the window is too small.

    It knows by what name vi is left.
    """

    # Not with the other rules, as hardly anybody opens it and each start would parse them.
    CSS = """
    GuidePalette {
        background: $background 0%;
        & > .command-palette--help-text {
            color: $foreground 70%;
            text-style: none;
        }
        & > Vertical {
            visibility: visible;
            margin: 2 1 1 1;
            max-width: 84;
            height: auto;
            max-height: 80%;
            border: round $primary;
            background: $background;
            &:dark {
                background: $background;
            }
        }
        & #--results {
            overlay: none;
            height: auto;
            visibility: visible;
        }
        & LoadingIndicator {
            display: none;
        }
        & #--input {
            border: none;
            border-bottom: hkey $border-blurred;
        }
        & CommandList {
            border: none;
            scrollbar-size-vertical: 1;
            background: $background;
            & > .option-list--option {
                text-style: none;
            }
        }
        & SearchIcon {
            display: none;
        }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("close", "escape"),
        bind("result.down", "move('cursor_down')"),
        bind("result.up", "move('cursor_up')"),
        bind("result.page.down", "move('page_down')"),
        bind("result.page.up", "move('page_up')"),
    ]

    cursor_follows: CommandList | None = None
    """The list, once its highlight was moved; until then the terminal's cursor is in the field."""

    async def action_move(self, how: str) -> None:
        """Move the highlight of the list."""
        self.cursor_follows = self.query_one(CommandList)
        await self.run_action(how if how == "cursor_down" else f"command_list({how!r})")

    @on(Input.Changed)
    def type_on(self) -> None:
        """Take the terminal's cursor back into the field."""
        self.cursor_follows = None

    @on(Input.Submitted)
    async def leave_as_in_vi(self, event: Input.Submitted) -> None:
        """Leave the guide if that was typed; else the palette runs what is highlighted."""
        words = event.value.strip().lstrip(":")
        if words in (*_QUIT, *_AT_ONCE):
            event.stop()
            event.prevent_default()
            await self.run_action("escape")
            self.app.post_message(LeaveGuide(at_once=words in _AT_ONCE))

    def on_mount(self) -> None:
        """Show what it is and how it closes, as other dialogs do."""
        frame = self.query_one(Vertical)
        frame.border_title = "Commands"
        up, down, enter, closes = (shown_key(self.app, name) for name in _NAMES)
        keys = f"{up} {down} choose · {enter} runs it · {closes} closes"
        frame.border_subtitle = frame_keys(keys, self.app.size.width - 2)
        commands = self.query_one(CommandList)
        with_thumb(commands.vertical_scrollbar)
        for change in ("scroll_y", "virtual_size", "show_vertical_scrollbar"):
            self.watch(commands, change, self._tell_more)

    def _tell_more(self) -> None:
        """Say in the frame if there are more commands below."""
        self.call_after_refresh(say_more, self.query_one(CommandList))

    def on_screen_resume(self) -> None:
        """Cover the palette if the window is too small."""
        cover(self)

    @on(events.Resize)
    def follow_room(self) -> None:
        """Cover or uncover the palette after a resize, and keep its list inside the frame."""
        rows = int(_SHARE * self.size.height) - _AROUND
        self.query_one(CommandList).styles.max_height = max(_FEWEST, rows)
        cover(self)
