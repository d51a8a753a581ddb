"""The dialog that lists links, to open one or to copy its address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.app.drawing.style_cache import linked
from tui.app.input.bindings import bind
from tui.app.screens.dialog import Dialog
from tui.app.widgets.lists.option_list import GuideOptionList


class LinksDialog(Dialog[str]):
    """Links to choose from; closes with the chosen one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("close", "dismiss", "Close"),
    ]

    def __init__(self, links: Sequence[str], words: str) -> None:
        super().__init__()
        self._links = links
        self._words = words

    def compose(self) -> ComposeResult:
        """Lay out what a choice does, above the links."""
        with Vertical():
            yield Static(Content(self._words))
            yield GuideOptionList()

    def on_mount(self) -> None:
        """List the links."""
        listed = self.query_one(GuideOptionList)
        listed.add_options([Option(linked(Content(link))) for link in self._links])
        listed.highlighted = 0
        listed.focus()

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Close with the chosen link."""
        event.stop()
        self.dismiss(self._links[event.option_index])
