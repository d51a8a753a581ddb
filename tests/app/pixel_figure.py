"""The README's picture of the figure in pixels: ``python -m tests.app.pixel_figure``."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

from tests.support.paths import ROOT
from tui.app import theme
from tui.figure.motion_parser import prepare
from tui.figure.pixels.picture import PixelColours, Pixels, draw_pixels
from tui.figure.scene import stage
from tui.guide.load import load

FILE = ROOT / "screenshots" / "pixels.png"
SIZE = (720, 280)
MOTION, SHARE = "glute_bridge", 0.5
"""The motion, and how much of its cycle is past."""

_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def drawn() -> Pixels:
    """The picture."""
    motion = next(motion for motion in load().motions if motion.id == MOTION)
    scene = stage(prepare(motion))
    named = {name.removeprefix("figure-"): value for name, value in theme.FIGURE_ON_DARK.items()}
    colours = PixelColours(theme.DARK.background or "#000000", named)
    return draw_pixels(scene, scene.player.moment(SHARE * scene.player.seconds), SIZE, colours)


def png(pixels: Pixels) -> bytes:
    """A picture as PNG, of rows without a filter."""
    wide = 3 * pixels.width
    rows = b"".join(b"\0" + pixels.rgb[at : at + wide] for at in range(0, len(pixels.rgb), wide))
    head = struct.pack(">IIBBBBB", pixels.width, pixels.height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return _SIGNATURE + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )


def read(file: Path) -> Pixels:
    """The picture of a file that `png` made."""
    data = file.read_bytes()
    width, height = struct.unpack(">II", data[16:24])
    start = data.index(b"IDAT") + 4
    length = struct.unpack(">I", data[start - 8 : start - 4])[0]
    rows, wide = zlib.decompress(data[start : start + length]), 3 * width + 1
    return Pixels(
        width, height, b"".join(rows[at + 1 : at + wide] for at in range(0, len(rows), wide))
    )


if __name__ == "__main__":
    FILE.write_bytes(png(drawn()))
