"""Wording around a cue of the walkthrough."""

from __future__ import annotations

import math
from itertools import takewhile

from tui.guide.content.exercise_model import Posture
from tui.guide.content.record_index import Index
from tui.guide.routine.breathing import ChestState
from tui.guide.routine.player import PlayerState
from tui.guide.routine.routine import Routine, Side, Step, StepStage

STAGE_WORDS = {
    StepStage.READY: "GET READY",
    StepStage.MOVE: "MOVE",
    StepStage.HOLD: "HOLD",
    StepStage.BACK: "BACK",
    StepStage.REST: "REST",
    StepStage.SWITCH: "OTHER SIDE",
    StepStage.CHECK: "CHECK",
}
_CALM_WORDS = (StepStage.HOLD, StepStage.REST)
"""The stages in which calm breathing is guided."""

_CURVE = "▁▂▃▄▅▆▇█"

SIDE_WORDS = {Side.LEFT: "left side", Side.RIGHT: "right side"}


_STATE_WORDS = {
    PlayerState.PAUSED: "PAUSED",
    PlayerState.COUNTING: "GO ON IN",
    PlayerState.HURT: "STOPPED",
    PlayerState.DONE: "DONE",
}


def stage_word(state: PlayerState, step: Step) -> str:
    """Return the word for what a routine does in a step, or why it does not."""
    return _STATE_WORDS.get(state) or STAGE_WORDS[step.stage]


def heading(index: Index, step: Step) -> str:
    """Return the exercise, the side and the repetition."""
    parts = [index.exercises[step.exercise].title]
    if step.side:
        parts.append(SIDE_WORDS[step.side])
    if step.rep:
        parts.append(f"{step.rep} of {step.reps}")
    return " · ".join(parts)


def repetition_words(routine: Routine, place: int) -> str:
    """Return which repetition the step at `place` begins: ``2 of 5.``; the last is named so.

    Empty for the first one, and for a step that begins none.
    """
    step, before = routine.steps[place], routine.steps[max(0, place - 1)]
    repetition = (step.rep, step.side)
    if step.stage is not StepStage.MOVE or step.rep < 2:
        return ""
    if before.exercise == step.exercise and (before.rep, before.side) == repetition:
        return ""
    if step.rep < step.reps:
        return f"{step.rep} of {step.reps}."
    following = takewhile(lambda one: one.exercise == step.exercise, routine.steps[place:])
    left = {(one.rep, one.side) for one in following if one.rep} - {repetition}
    if not left:
        return "Last one."
    if any(side is step.side for _, side in left):
        return "Last of this set."
    return "Last on this side." if len(left) > 1 else f"{step.rep} of {step.reps}."


def side_word(step: Step) -> str:
    """Return the side that a step is for, in a word; empty while it changes or if none is."""
    return step.side.value if step.side and step.stage is not StepStage.SWITCH else ""


def done_words(index: Index, posture: Posture) -> str:
    """Return what the end of a routine says to somebody in a posture."""
    done = index.content.movement.done
    if posture in ("standing", "sitting"):
        return done.standing if posture == "standing" else done.sitting
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
    """Return the direction of the breath and its curve, where breathing is guided."""
    if not step.breath and step.stage not in _CALM_WORDS:
        return "keep breathing"
    return breath_curve(chest)


def breath_curve(chest: ChestState) -> str:
    """Return the direction of the breath, and a curve that is as long as the chest is full."""
    return f"{chest.breath:<3} {_CURVE[: chest.depth + 1]}"


def clock_words(seconds: float) -> str:
    """Return a length of time as minutes and seconds, rounded up: ``2:40``."""
    whole = math.ceil(seconds)
    return f"{whole // 60}:{whole % 60:02}"
