"""Prints frames of a motion on standard output, for pose editors."""

from __future__ import annotations

from collections.abc import Callable

from rich.console import Console
from rich.text import Text

from tui.app import theme
from tui.figure.materials import Material
from tui.figure.motion_parser import prepare
from tui.figure.render.cells import Row
from tui.figure.scene import Look, draw, stage
from tui.guide.content.record_index import Index


def print_frames(
    index: Index, motion: str, count: int, look: Look, write: Callable[[str], object]
) -> None:
    """Write `count` frames, evenly spread over one cycle of a motion."""
    # Captured, because `write` replaces characters that the encoding lacks.
    console = Console(highlight=False)
    scene = stage(prepare(index.motions[motion]))
    coloured = Look(look.width, look.height, look.glyphs, colour=console.color_system is not None)
    for number in range(count):
        seconds = scene.player.seconds * number / count
        moment = scene.player.moment(seconds)
        with console.capture() as frame:
            console.print(f"{motion} {seconds:.1f} s: {moment.start} → {moment.end}", markup=False)
            for row in draw(scene, moment, coloured):
                console.print(_line(row), soft_wrap=True)
        write(frame.get())


def _line(row: Row) -> Text:
    line = Text()
    for text, fg, bg in row:
        colours = [_colour(bg) and f"on {_colour(bg)}", _colour(fg)]
        line.append(text, " ".join(colour for colour in colours if colour))
    return line


def _colour(material: Material) -> str:
    return theme.FIGURE_ON_DARK.get(f"figure-{material.label}", "")
