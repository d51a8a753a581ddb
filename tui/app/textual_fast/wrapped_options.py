"""An option list that knows the line of each option, and rewraps only when its width changes."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import OptionList

from tui.app.textual_fast.feature_probe import has


class WrappedOptions(OptionList):
    """An option list wrapped to its actual width, with or without the scroll bar."""

    def __init__(self, **options: Any) -> None:
        self._wrapped_at = 0
        self._drawing = False
        super().__init__(**options)

    if has("options"):

        def place_of(self, option: int) -> tuple[int, int] | None:
            """Return an option's first line and height, in lines; None if not known yet."""
            self._update_lines()
            if option not in self._index_to_line:
                return None
            return self._index_to_line[option], self._heights[option]

        def repaint_options(self, *options: int) -> None:
            """Repaint these options, if their lines are known."""
            regions = []
            for option in options:
                top, height = self._index_to_line.get(option, 0), self._heights.get(option, 0)
                regions.append(Region(0, top - self.scroll_offset.y, self.size.width, height))
            self.refresh(*regions)

        def on_resize(self, event: events.Resize) -> None:
            """Rewrap only if the width has changed: Textual would discard all lines."""
            event.prevent_default()
            self._update_lines()

        def render_lines(self, crop: Region) -> list[Strip]:
            """Return the lines in `crop`, without rewrapping while they are drawn."""
            self._update_lines()
            self._drawing = True
            try:
                return super().render_lines(crop)
            finally:
                self._drawing = False

        def _update_lines(self) -> None:
            """Wrap the options to the current width, with or without the scroll bar."""
            if not self._drawing:
                self._wrap()
                # The scroll bar may have appeared or gone with the new lines, changing the width.
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
            """Estimate an option's first line and height, as if all were equally high."""
            height = self.virtual_size.height
            if not height or not 0 <= option < self.option_count:
                return None
            top = height * option // self.option_count
            return top, max(1, height // self.option_count)

        def repaint_options(self, *options: int) -> None:
            """Repaint the whole list."""
            self.refresh()
