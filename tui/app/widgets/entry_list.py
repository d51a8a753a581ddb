"""The list on the left of a tab."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.app.widgets.listing import Listing, heading
from tui.app.widgets.row import Row
from tui.guide.outline import Entry


class EntryList(Listing):
    """Entries under their headings; the highlighted one is the one being read."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Read"),
    ]

    def __init__(self, entries: Iterable[Entry], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._entries: dict[str, Entry] = {}
        self.show(entries)

    @property
    def current(self) -> Entry | None:
        """The highlighted entry."""
        option = self.highlighted_option
        return self._entries.get(option.id or "") if option else None

    def show(self, entries: Iterable[Entry]) -> None:
        """List `entries` instead of those listed now, keeping the highlight where it can."""
        before = self.current
        self._entries = {entry.place.key: entry for entry in entries}
        options: list[Option] = []
        group = None
        for entry in self._entries.values():
            if entry.group != group:
                group = entry.group
                options.append(heading(group, first=not options))
            options.append(Option(_entry_row(entry), id=entry.place.key))
        with self.prevent(OptionList.OptionHighlighted):
            self.set_options(options)
        self.go_to(before.place.key if before else "")

    def go_to(self, key: str) -> bool:
        """Highlight the entry `key`, or the first one; False if there is no such entry."""
        if key not in self._entries:
            if self.highlighted is None:
                self.action_first()
            return False
        self.highlighted = self.get_option_index(key)
        return True


def _entry_row(entry: Entry) -> Row:
    mark = "  ↳ " if entry.exercise else ""
    return Row(
        Content(entry.title),
        Content.styled(mark, "$foreground 50%"),
        Content.styled(entry.short, "$foreground 60%"),
        keep=False,
    )
