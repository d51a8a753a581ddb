"""What Textual's compositor draws."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from textual._compositor import ChopsUpdate, LayoutUpdate
else:
    try:
        from textual._compositor import ChopsUpdate, LayoutUpdate
    except ImportError:

        class ChopsUpdate:
            """Pieces of rows; this version of Textual has none that are known here."""

        class LayoutUpdate:
            """A whole screen; this version of Textual has none that is known here."""


__all__ = ["ChopsUpdate", "LayoutUpdate", "Update"]

Update: TypeAlias = LayoutUpdate | ChopsUpdate
"""All of a screen, or pieces of some of its rows."""
