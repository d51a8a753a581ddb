"""A list of options that knows where each of them stands, and wraps none without need."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import OptionList

from tui.app.textual_fast.probe import has


class WrappedOptions(OptionList):
    """Options that are wrapped for the room that they have, with the scroll bar or without."""

    def __init__(self, **options: Any) -> None:
        self._wrapped_at = 0
        self._drawing = False
        super().__init__(**options)

    if has("options"):

        def place_of(self, option: int) -> tuple[int, int] | None:
            """The first line of an option and how many it takes; None if it is not known yet."""
            self._update_lines()
            if option not in self._index_to_line:
                return None
            return self._index_to_line[option], self._heights[option]

        def repaint_options(self, *options: int) -> None:
            """Repaint these options, if it is known where they stand."""
            regions = []
            for option in options:
                top, height = self._index_to_line.get(option, 0), self._heights.get(option, 0)
                regions.append(Region(0, top - self.scroll_offset.y, self.size.width, height))
            self.refresh(*regions)

        def on_resize(self, event: events.Resize) -> None:
            """Wrap what has to be wrapped; Textual forgets also the lines that stay as they are."""
            event.prevent_default()
            self._update_lines()

        def render_lines(self, crop: Region) -> list[Strip]:
            """The lines in `crop`. While they are drawn nobody asks again how they are wrapped."""
            self._update_lines()
            self._drawing = True
            try:
                return super().render_lines(crop)
            finally:
                self._drawing = False

        def _update_lines(self) -> None:
            """Wrap the options for the room that they have, with the scroll bar or without."""
            if not self._drawing:
                self._wrap()
                # The scroll bar, which comes or goes with the lines, takes from that room.
                self._wrap()

        def _wrap(self) -> None:
            width = self.scrollable_content_region.width
            if width != self._wrapped_at:
                self._wrapped_at = width
                self._line_cache.clear()
                self._option_render_cache.clear()
            super()._update_lines()

    else:

        def place_of(self, option: int) -> tuple[int, int] | None:
            """About where an option stands, of a list in which each takes as much room."""
            height = self.virtual_size.height
            if not height or not 0 <= option < self.option_count:
                return None
            top = height * option // self.option_count
            return top, max(1, height // self.option_count)

        def repaint_options(self, *options: int) -> None:
            """Repaint the whole list."""
            self.refresh()
