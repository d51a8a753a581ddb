"""Wording around a cue of the walkthrough."""

from __future__ import annotations

import math

from tui.guide.content.exercise_model import Posture
from tui.guide.content.record_index import Index
from tui.guide.routine.breathing import ChestState
from tui.guide.routine.routine import Side, Step, StepStage

STAGE_WORDS = {
    StepStage.READY: "GET READY",
    StepStage.MOVE: "MOVE",
    StepStage.HOLD: "HOLD",
    StepStage.BACK: "BACK",
    StepStage.REST: "REST",
    StepStage.SWITCH: "SWITCH",
    StepStage.CHECK: "CHECK",
}
_CALM_WORDS = (StepStage.HOLD, StepStage.REST)
"""The stages in which calm breathing is guided."""

_HILL = "▁▂▃▄▅▆▇█"

SIDE_WORDS = {Side.LEFT: "left side", Side.RIGHT: "right side"}


def heading(index: Index, step: Step) -> str:
    """Return the exercise, the side and the repetition."""
    parts = [index.exercises[step.exercise].title]
    if step.side:
        parts.append(SIDE_WORDS[step.side])
    if step.rep:
        parts.append(f"{step.rep} of {step.reps}")
    return " · ".join(parts)


def done_words(index: Index, posture: Posture) -> str:
    """Return what the end of a routine says to somebody in a posture."""
    done = index.content.movement.done
    if posture == "standing":
        return done.standing
    return done.kneeling if posture in ("kneeling", "all_fours") else done.lying


def upcoming_words(index: Index, here: Step, upcoming: Step | None) -> str:
    """Return what comes next, in a few words."""
    if upcoming is None:
        return "then done"
    if upcoming.exercise != here.exercise:
        return f"next: {index.exercises[upcoming.exercise].title}"
    if upcoming.side and upcoming.side is not here.side:
        return f"next: {SIDE_WORDS[upcoming.side]}"
    return f"next: {STAGE_WORDS[upcoming.stage].lower()}"


def breath_words(step: Step, chest: ChestState) -> str:
    """Return the direction of the breath, and a bar as high as the chest is full."""
    if not step.breath and step.stage not in _CALM_WORDS:
        return "keep breathing"
    return f"{f'breathe {chest.breath}':<12}{hill(chest):^15}"


def hill(chest: ChestState) -> str:
    """Return a bar as high as the chest is full."""
    up = _HILL[: chest.depth + 1]
    return up + up[-2::-1]


def clock_words(seconds: float) -> str:
    """Return a length of time as minutes and seconds, rounded up: ``2:40``."""
    whole = math.ceil(seconds)
    return f"{whole // 60}:{whole % 60:02}"
