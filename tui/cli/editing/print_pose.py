"""Frames of a motion, on standard output or as a vector drawing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from tui.app import theme
from tui.cli.options import fail, glyphs_of, has_unicode, known_id
from tui.cli.stdio import write
from tui.figure.materials import Material
from tui.figure.motion_parser import prepare
from tui.figure.player import MotionMoment
from tui.figure.render.cells import Row
from tui.figure.scene import Look, Scene, draw, stage
from tui.figure.svg.drawing import Palettes, SvgColours, SvgWords, cycle_svg, strip_svg
from tui.guide.content.record_index import Index

if TYPE_CHECKING:
    from tui.cli.arguments import Arguments


_GROUNDS = {"dark": "dark", "light": "light", "contrast": "dark", "contrast-light": "light"}
"""The ground of a drawing in each theme."""


def pose(arguments: Arguments, index: Index) -> int:
    """Print the frames of a motion, or write it as an SVG file; return the exit status."""
    name = known_id(
        arguments.motion, dict.fromkeys((*index.exercises, *index.motions)), "exercise or motion"
    )
    exercise = index.exercises.get(name)
    motion = exercise.motion if exercise else name
    if not arguments.svg and (arguments.animate or arguments.at is not None or arguments.theme):
        fail("--animate, --at and --theme are for a drawing: give --svg FILE too")
    if arguments.animate and arguments.at is not None:
        fail("--animate draws the whole cycle, --at one moment of it: give one of them")
    if not arguments.svg:
        _print(arguments, index, motion)
        return 0
    if arguments.pictures not in (None, "off"):
        fail("--pictures is for the terminal, --svg for a file: give one of them")
    title = exercise.title if exercise else motion.replace("_", " ")
    svg = pose_svg(
        index,
        motion,
        title,
        animate=arguments.animate,
        at=arguments.at,
        ground=_GROUNDS.get(arguments.theme),
    )
    if str(arguments.svg) == "-":
        write(svg)
        return 0
    return _save(arguments.svg, svg)


def _print(arguments: Arguments, index: Index, motion: str) -> None:
    """Print frames as pictures if they are wanted and the terminal shows them, or in characters."""
    width, height = arguments.size
    # Who names an alphabet wants characters.
    if arguments.pictures not in (None, "off") and not arguments.glyphs:
        from tui.cli.pictures.print_pictures import picture_terminal, print_pictures

        terminal = picture_terminal(arguments.pictures)
        if not isinstance(terminal, str):
            scene = stage(prepare(index.motions[motion]))
            captions = _captions(scene, motion, arguments.frames)
            print_pictures(scene, captions, (width, height), terminal, write)
            return
        print(f"backspasm: {terminal}", file=sys.stderr)
    look = Look(width, height, glyphs=glyphs_of(arguments))
    named = partial(write, has_unicode=has_unicode(arguments))
    print_frames(index, motion, arguments.frames, look, named)


def _captions(scene: Scene, motion: str, count: int) -> Iterator[tuple[float, str]]:
    """Yield the time and the caption of frames that are evenly spread over a cycle."""
    for number in range(count):
        seconds = scene.player.seconds * number / count
        moment = scene.player.moment(seconds)
        yield seconds, f"{motion} {seconds:.1f} s: {moment.start} → {moment.end}"


def _save(file: Path, svg: str) -> int:
    try:
        file.write_bytes(svg.encode())
    except OSError as error:
        print(f"backspasm: {file}: {error.strerror or error}", file=sys.stderr)
        return 1
    return 0


def print_frames(
    index: Index, motion: str, count: int, look: Look, write: Callable[[str], object]
) -> None:
    """Write `count` frames, evenly spread over one cycle of a motion."""
    # Captured, because `write` replaces characters that the encoding lacks.
    console = Console(highlight=False)
    scene = stage(prepare(index.motions[motion]))
    coloured = Look(look.width, look.height, look.glyphs, colour=console.color_system is not None)
    for seconds, caption in _captions(scene, motion, count):
        with console.capture() as frame:
            console.print(caption, markup=False)
            for row in draw(scene, scene.player.moment(seconds), coloured):
                console.print(row_text(row), soft_wrap=True)
        write(frame.get())


def pose_svg(
    index: Index, motion: str, title: str, *, animate: bool, at: float | None, ground: str | None
) -> str:
    """Return a motion as an SVG file.

    Args:
        index: the content.
        motion: the id of the motion.
        title: what the drawing is called.
        animate: the whole cycle, playing; else its positions side by side.
        at: instead of these the one moment so many seconds after the start of the cycle.
        ground: ``light`` or ``dark``; None for what the reader has set.

    """
    scene = stage(prepare(index.motions[motion]))
    light = _palette(theme.FIGURE_ON_LIGHT, theme.LIGHT.background)
    dark = _palette(theme.FIGURE_ON_DARK, theme.DARK.background)
    palettes = Palettes(light if ground != "dark" else None, dark if ground != "light" else None)
    words = SvgWords(title)
    if animate:
        return cycle_svg(scene, words, palettes)
    player = scene.player
    positions = [MotionMoment(name, name) for name in dict.fromkeys(player.cycle)]
    return strip_svg(scene, positions if at is None else [player.moment(at)], words, palettes)


def _palette(variables: Mapping[str, str], ground: str | None) -> SvgColours:
    named = {name.removeprefix("figure-"): colour for name, colour in variables.items()}
    return SvgColours(ground or "none", named)


def row_text(row: Row, colours: Mapping[str, str] = theme.FIGURE_ON_DARK) -> Text:
    """Return a row of a picture in its colours: those of a dark ground, or others."""
    line = Text()
    for text, fg, bg in row:
        front, ground = _colour(fg, colours), _colour(bg, colours)
        line.append(text, " ".join(part for part in (ground and f"on {ground}", front) if part))
    return line


def _colour(material: Material, colours: Mapping[str, str]) -> str:
    return colours.get(f"figure-{material.label}", "")
