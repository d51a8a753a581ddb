"""A list of statements to tick."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from msgspec.structs import replace
from textual.binding import BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.app.drawing.row import Row
from tui.app.input.bindings import bind
from tui.app.widgets.lists.entry_list import say_ticked
from tui.app.widgets.lists.option_list import GuideOptionList, heading
from tui.app.widgets.lists.tick_row import Tick, tick_row


class TickList(GuideOptionList):
    """Statements with boxes. Shows the ticks and posts requests to change them.

    The owner keeps the ticks: it answers `Toggled` by setting `ticked`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("tick", "select", "Tick or untick"),
        bind("choose", "set"),
    ]

    ticked: reactive[frozenset[str]] = reactive[frozenset[str]](frozenset)
    """The ids of the ticked statements."""
    implied: reactive[frozenset[str]] = reactive[frozenset[str]](frozenset)
    """Ids that count because of something else that is ticked."""
    noticed: reactive[frozenset[str]] = reactive[frozenset[str]](frozenset)
    """Ids among `ticked` that the guide ticked by itself."""

    class Toggled(Message):
        """The reader ticked or unticked a box."""

        def __init__(self, tick_list: TickList, id: str) -> None:
            super().__init__()
            self.tick_list = tick_list
            self.id = id

        @property
        def control(self) -> TickList:
            """The list it happened in."""
            return self.tick_list

    def __init__(self, ticks: Iterable[Tick], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._ticks = {tick.id: tick for tick in ticks}
        options: list[Option] = []
        group = ""
        for tick in self._ticks.values():
            if tick.group != group:
                group = tick.group
                options.append(heading(group, first=not options))
            options.append(Option(self._row(tick), id=tick.id))
        self.add_options(options)
        self.action_first()

    def reword(self, id: str, text: str) -> None:
        """Change the words of a statement."""
        self._ticks[id] = replace(self._ticks[id], text=text)
        self._redraw({id})

    def watch_ticked(self, before: frozenset[str], after: frozenset[str]) -> None:
        """Redraw the boxes that changed."""
        self._redraw(before ^ after)

    def watch_implied(self, before: frozenset[str], after: frozenset[str]) -> None:
        """Redraw the boxes that changed."""
        self._redraw(before ^ after)

    def watch_noticed(self, before: frozenset[str], after: frozenset[str]) -> None:
        """Redraw the boxes that changed."""
        self._redraw(before ^ after)

    def action_set(self) -> None:
        """Tick the highlighted statement; a tick that is set stays."""
        option = self.highlighted_option
        if option and option.id in self.ticked:
            say_ticked(self.app)
        else:
            self.action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Ask the owner to tick or untick."""
        event.stop()
        if event.option_id:
            self.post_message(self.Toggled(self, event.option_id))

    def _redraw(self, ids: Iterable[str]) -> None:
        for name in ids:
            if name in self._ticks:
                self.replace_option_prompt(name, self._row(self._ticks[name]))

    def _row(self, tick: Tick) -> Row:
        return tick_row(
            tick,
            on=tick.id in self.ticked,
            implied=tick.id in self.implied,
            noticed=tick.id in self.noticed,
        )
