"""A base class for widgets that draw their own lines."""

from __future__ import annotations

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tui.app.textual_fast.coalescing_screen import CoalescingScreen
from tui.app.textual_fast.feature_probe import has


class DirectPaint(Widget):
    """A widget that asks its screen directly to be painted."""

    def visible_lines(self, strips: list[Strip], crop: Region) -> list[Strip]:
        """Apply the line filters to full-width strips and crop them to `crop`."""
        for line_filter in self.get_line_filters():
            _, background = self.background_colors
            strips = [strip.apply_filter(line_filter, background) for strip in strips]
        if crop.column_span != (0, self.outer_size.width):
            strips = [strip.crop(crop.x, crop.right) for strip in strips]
        return strips

    if has("painting"):

        def check_idle(self) -> None:
            """Handle pending updates; at once if only painting is due."""
            other = self._layout_required or self._scroll_required or self._refresh_styles_required
            if self._repaint_required and not other and self.is_mounted and self.display:
                screen = self.screen
                if isinstance(screen, CoalescingScreen) and screen.paint_soon(self):
                    self._repaint_required = False
                    return
            super().check_idle()
