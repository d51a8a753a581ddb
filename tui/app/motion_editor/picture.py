"""The picture of an edited motion: the figure, with the reach of each hand and foot."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from rich.text import Text

from tui.figure.geometry import Point, step
from tui.figure.player import MotionMoment
from tui.figure.pose_solver import LimbUnreachable
from tui.figure.reach import Reach, ReachablePlayer
from tui.figure.render.cells import CELL_HEIGHT, CELL_WIDTH, Row
from tui.figure.render.spans import Camera
from tui.figure.scene import LARGEST, SMALLEST, Look, Scene, camera_of, draw

MARKS: Mapping[str, str] = {"near_arm": "H", "far_arm": "h", "near_leg": "F", "far_leg": "f"}
"""The letters of near hand, far hand, near foot and far foot."""
_ARC = "·"
_STEPS = 240
"""Points of a circle: as many as the largest picture has cells around one."""


def motion_rows(
    motion: ReachablePlayer,
    scene: Scene,
    moment: MotionMoment,
    look: Look,
    colours: Mapping[str, str],
    *,
    with_reach: bool,
) -> list[Text]:
    """Return the rows of a picture.

    Args:
        motion: The motion.
        scene: The same with its camera.
        moment: Which two positions, and how far between them.
        look: Size and alphabet.
        colours: The colours of the theme, by the names of the figure's materials.
        with_reach: Whether to draw how far each hand and foot can go, and where it is.

    """
    try:
        rows = draw(scene, moment, look)
        reaches = motion.reaches(moment) if with_reach else []
    except LimbUnreachable:
        # On the way only: the position that is nearer can be taken.
        near = moment.end if moment.progress > 0.5 else moment.start
        moment = MotionMoment(near, near)
        rows = draw(scene, moment, look)
        reaches = motion.reaches(moment) if with_reach else []
    cells = [_cells(row, colours) for row in rows]
    if reaches:
        _mark(cells, reaches, scene, look)
    return [Text.assemble(*row, end="") for row in cells]


def _cells(row: Row, colours: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the characters of a row with their styles."""
    cells = []
    for text, fg, bg in row:
        names = [colours.get(f"figure-{material.label}", "") for material in (fg, bg)]
        style = " on ".join(names) if names[1] else names[0]
        cells += [(char, style) for char in text]
    return cells


def _mark(
    cells: list[list[tuple[str, str]]], reaches: Sequence[Reach], scene: Scene, look: Look
) -> None:
    """Draw the circles of reach where nothing else is, and the letters of hands and feet."""
    width = min(max(look.width, SMALLEST[0]), LARGEST[0])
    height = min(max(look.height, SMALLEST[1]), LARGEST[1])
    camera, _ = camera_of(scene, width * CELL_WIDTH, height * CELL_HEIGHT, look.mirrored)
    for root, far in {(reach.root, reach.far) for reach in reaches}:
        for number in range(_STEPS):
            column, row = _cell(camera, step(root, 360.0 * number / _STEPS, far))
            if _is_inside(cells, column, row) and cells[row][column][0] == " ":
                style = cells[row][column][1]
                if " on " not in style:
                    cells[row][column] = (_ARC, "dim")
    for reach in reversed(reaches):
        column, row = _cell(camera, reach.end)
        # A target outside the picture is marked at its edge.
        column, row = min(max(column, 0), width - 1), min(max(row, 0), height - 1)
        style = "bold reverse red" if reach.share > 1.0 else "bold reverse"
        cells[row][column] = (MARKS[reach.limb], style)


def _cell(camera: Camera, place: Point) -> tuple[int, int]:
    """Return the column and row of a place."""
    across = (place[0] - camera.left) * camera.scale
    down = (camera.top - place[1]) * camera.scale
    return math.floor(across / CELL_WIDTH), math.floor(down / CELL_HEIGHT)


def _is_inside(cells: Sequence[Sequence[object]], column: int, row: int) -> bool:
    return 0 <= row < len(cells) and 0 <= column < len(cells[row])
