"""The full-screen guide for whoever edits its content: it follows the files as they are saved."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from tui.app.app import GuideApp
from tui.guide.content.faults import ContentError, without_folders
from tui.guide.content.model import Content
from tui.guide.content.record_index import Index
from tui.guide.layers.content_files import ContentFiles
from tui.guide.lint.exercises import figure_faults
from tui.guide.load import read_layers
from tui.guide.outline import Place, entries
from tui.system.file_watch import LOOKS, FileWatch


class Reopening(Struct, frozen=True):
    """What a guide hands to the one that takes its place, with the content as saved."""

    index: Index
    place: Place
    ticked: frozenset[str]


def read_saved(paths: Sequence[Path], known: Content) -> Content:
    """Return the content of files, of which only motions that are not `known` are played through.

    Raises:
        ContentError: if they have any fault.

    """
    files = ContentFiles.of(*read_layers(paths))
    content = files.content(thorough=False)
    changed = tuple(motion for motion in content.motions if motion not in known.motions)
    if faults := figure_faults(replace(content, motions=changed)):
        raise ContentError(files.name, files.located(faults))
    return content


class WatchedGuide(GuideApp):
    """A guide that ends once its files were saved, and says what to reopen.

    It waits for its reader to come back to the tabs. While the files have faults, one line says
    so and the guide goes on with what it has.

    Attributes:
        reopening: What to open next; None if its reader has left.

    """

    reopening: Reopening | None = None

    def __init__(
        self,
        *given: Any,
        paths: Sequence[Path],
        clock: Callable[[], float],
        after: Reopening | None,
        **options: Any,
    ) -> None:
        super().__init__(*given, **options)
        self._paths = tuple(paths)
        self._files = FileWatch(self._paths, clock)
        self._after = after
        self._saved: Content | None = None
        self._is_reading = False
        self._notice = self._environment.notice

    def on_ready(self) -> None:
        """Go on where the guide before was left, and look at the files from time to time."""
        super().on_ready()
        self.set_interval(LOOKS, self._look)
        if self._after:
            for name in self._after.ticked - self.state.triage_state.ticked:
                if name in self.state.index.findings:
                    self.state.toggle(name)
            self.call_after_refresh(self.main.open_place, self._known_place(self._after.place))

    def _known_place(self, place: Place) -> Place:
        """Return a place, or its tab if the content has no such page any more."""
        index = self.state.index
        known = {*index.findings}
        for section in index.content.sections:
            known |= {entry.place.key for entry in entries(index, section)}
        return place if place.key in known else Place(place.section)

    async def _look(self) -> None:
        if self._is_reading:
            return
        if self._files.is_saved():
            self._is_reading = True
            try:
                await self._read()
            finally:
                self._is_reading = False
        if self._saved and self.screen is self.main and not self.is_screen_to_come:
            main = self.main
            self.reopening = Reopening(
                Index.of(self._saved), main.pane.place, frozenset(self.state.triage_state.ticked)
            )
            self.exit()

    async def _read(self) -> None:
        """Read the files in a thread, as a check takes a moment."""
        known = self.state.index.content
        try:
            saved = await asyncio.to_thread(read_saved, self._paths, known)
        except ContentError as error:
            self._saved = None
            first, *more = error.lines()
            first = without_folders(first, self._paths)
            self._tell(f"{first} (and {len(more)} more)" if more else first)
            return
        self._saved = saved if saved != known else None
        self._tell(self._notice)

    def _tell(self, notice: str) -> None:
        if self._environment.notice != notice:
            self._environment.notice = notice
            self.state.redraw()
