"""Frames of a motion as true pictures, in a terminal that shows them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from importlib.util import find_spec

from msgspec import Struct

from tui.app import theme
from tui.cli.pictures.ask_terminal import ask_terminal
from tui.figure.pixels.graphics_support import LIBRARIES, Protocol
from tui.figure.pixels.kitty import KittyPictures
from tui.figure.pixels.picture import PixelColours, Pixels, draw_pixels
from tui.figure.pixels.sixel import changed, encoded
from tui.figure.scene import Scene

_SAVE, _RESTORE = "\x1b7", "\x1b8"
_NUMBERS = 1000
"""How many numbers of pictures each process has for itself, so that none replaces another's."""


class PictureTerminal(Struct, frozen=True):
    """A terminal that shows pictures: how it takes them, and the pixels of a cell."""

    protocol: Protocol
    cell: tuple[int, int]


def picture_terminal(wanted: str) -> PictureTerminal | str:
    """Return the terminal if it can show pictures as wanted, else why it cannot.

    Args:
        wanted: ``auto``, ``kitty`` or ``sixel``.

    """
    if not all(map(find_spec, LIBRARIES)):
        return "pictures need the extra: pip install 'backspasm[pictures]'"
    support = ask_terminal()
    if protocol := support.protocol(wanted):
        return PictureTerminal(protocol, support.cell)
    named = "pictures" if wanted == "auto" else f"{wanted} pictures"
    return f"no terminal that shows {named}: drawn in characters"


def print_pictures(
    scene: Scene,
    captions: Iterator[tuple[float, str]],
    size: tuple[int, int],
    terminal: PictureTerminal,
    write: Callable[[str], object],
) -> None:
    """Write pictures of a motion, each below its caption.

    Args:
        scene: the motion.
        captions: for each picture the seconds into the cycle, and its words.
        size: the columns and rows of a picture.
        terminal: where they are shown.
        write: takes what is printed.

    """
    columns, rows = size
    pixels_wide, pixels_high = columns * terminal.cell[0], rows * terminal.cell[1]
    kept = KittyPictures(first=os.getpid() * _NUMBERS + 1)
    for seconds, caption in captions:
        moment = scene.player.moment(seconds)
        pixels = draw_pixels(scene, moment, (pixels_wide, pixels_high), _colours())
        if terminal.protocol == "kitty":
            shown = kept.show(pixels, columns, rows)
        else:
            shown = _whole(pixels, terminal.cell)
        # Room first: a picture at the lower edge would scroll while it is drawn.
        room = "\n" * (rows + 1)
        above = f"\x1b[{rows + 1}A"
        write(f"{caption}\n{room}{above}{_SAVE}{shown.decode('ascii')}{_RESTORE}\x1b[{rows}B\n")


def _whole(pixels: Pixels, cell: tuple[int, int]) -> bytes:
    area = changed(None, pixels, cell)
    assert area, "a picture differs from none"
    return encoded(pixels, area)


def _colours() -> PixelColours:
    """Return the colours on dark, as those of the characters."""
    named = {name.removeprefix("figure-"): value for name, value in theme.FIGURE_ON_DARK.items()}
    return PixelColours(theme.DARK.background or "#000000", named)
