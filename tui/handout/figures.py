"""Figures for paper: the positions of an exercise side by side, as part of a page."""

from __future__ import annotations

from base64 import b64encode

from tui.figure.motion_parser import prepare
from tui.figure.player import MotionMoment
from tui.figure.scene import stage
from tui.figure.svg.drawing import Palettes, SvgColours, SvgWords, strip_svg
from tui.guide.content.exercise_model import Exercise, Sides
from tui.guide.content.record_index import Index
from tui.handout.markup import Html, image

_ON_PAPER = SvgColours(
    "none",
    {
        "floor": "#b4b4ae",
        "mat": "#d3d7d1",
        "rug": "#eceeeb",
        "mat-shade": "#b5bab3",
        "rug-shade": "#d3d6d2",
        "prop": "#8f958f",
        "soft": "#bdbdd8",
        "load": "#c89a5a",
        "line": "#ffffff",
        "far-cloth": "#b3c2d8",
        "far-top": "#c9cdd4",
        "far-skin": "#dbc6b3",
        "far-shoe": "#a9a9ad",
        "cloth-shade": "#54719b",
        "top-shade": "#8d99ab",
        "skin-shade": "#b48f6f",
        "shoe-shade": "#2c3238",
        "cloth": "#7d9bc6",
        "top": "#b0bccb",
        "skin": "#dfb996",
        "hair": "#4a3327",
        "shoe": "#454d56",
        "accent": "#7a1500",
        "strain": "#4b0a56",
    },
)
"""Printed without colour, the muscle at work is by far the darkest."""


def exercise_figure(index: Index, exercise: Exercise) -> Html:
    """Return the positions of an exercise as a picture, with what it shows in words."""
    motion = index.motions[exercise.motion]
    right = exercise.dose.sides is Sides.RIGHT
    if right and exercise.held_right:
        held = exercise.held_right
    else:
        held = (*exercise.held, *(() if exercise.dose.sides is Sides.LEFT else exercise.held_right))
    names = dict.fromkeys([index.cycles[motion.id][0], *held])
    moments = [MotionMoment(name, name) for name in names]
    scene = stage(prepare(motion))
    svg = strip_svg(scene, moments, SvgWords(exercise.title), Palettes(_ON_PAPER, None))
    mirrored = " mirrored" if right and not exercise.held_right else ""
    return image(svg_address(svg), exercise.seen or exercise.start, f"figure{mirrored}")


def svg_address(svg: str) -> str:
    """Return a drawing as an address that holds all of it."""
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
