"""The options of pictures in pixels, with what is known of the terminal beforehand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

if TYPE_CHECKING:
    from tui.figure.pixels.picture_cache import PictureCache

PictureChoice: TypeAlias = Literal["auto", "kitty", "sixel", "off"]
"""How figures are shown in pixels; `auto` asks the terminal, `off` draws characters."""


class PictureOptions(Struct):
    """Pictures in pixels for one guide."""

    choice: PictureChoice = "auto"
    environ: Mapping[str, str] = {}
    """The environment variables of the terminal, local or sent by a client."""
    cell: Callable[[], tuple[int, int] | None] | None = None
    """Returns the pixels of a cell across and down, if the system or the client tells them."""
    cache: PictureCache | None = None
    """What was made of pictures, shared with others; None for a guide of its own."""
    is_clear: Callable[[], bool] = lambda: True
    """Returns whether the terminal takes more pictures just now."""
    choose: Callable[[PictureChoice], object] = lambda _: None
    """Changes what is wanted, once the guide is open."""
