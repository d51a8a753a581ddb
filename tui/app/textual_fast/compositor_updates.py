"""The update types of Textual's compositor, and how a screen diff takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from tui.app.terminal.screen_diff import ScreenDiff

if TYPE_CHECKING:
    from textual._compositor import ChopsUpdate, LayoutUpdate
else:
    try:
        from textual._compositor import ChopsUpdate, LayoutUpdate
    except ImportError:

        class ChopsUpdate:
            """A placeholder for changed pieces of rows, unknown in this version of Textual."""

        class LayoutUpdate:
            """A placeholder for a whole screen, unknown in this version of Textual."""


__all__ = ["ChopsUpdate", "LayoutUpdate", "Update", "paint"]

Update: TypeAlias = LayoutUpdate | ChopsUpdate
"""All of a screen, or pieces of some of its rows."""


def paint(update: Update, screen_diff: ScreenDiff) -> None:
    """Apply a compositor update to a screen diff."""
    if isinstance(update, LayoutUpdate):
        screen_diff.paint_screen(update.region.size, update.strips)
    else:
        screen_diff.paint_spans(update.spans, update.chops, update.chop_ends)
