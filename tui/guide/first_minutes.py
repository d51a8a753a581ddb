"""The first minutes after the safety questions: rest, breathe, a pack, a little movement."""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum

from tui.guide.content.exercise_model import Breath
from tui.guide.content.record_index import Index
from tui.guide.content.safety_model import EasePosition
from tui.guide.content.triage_model import Level
from tui.guide.routine.routine import Routine, Step, StepStage, left_out
from tui.guide.triage import Verdict

BREATH = 5.0
"""Seconds of a calm breath in, and of one out."""


class FirstStep(Enum):
    """A step of the first minutes, after the safety questions."""

    POSITION = "position"
    BREATHING = "breathing"
    PACK = "pack"
    MOVE = "move"
    REST = "rest"
    """Nothing further is offered."""


def first_steps(index: Index, verdict: Verdict, blockers: Collection[str]) -> tuple[FirstStep, ...]:
    """Return the steps that suit a reader; none in an emergency.

    Args:
        index: The content.
        verdict: How soon the reader needs help.
        blockers: The ids of the blockers of exercises that apply.

    """
    minutes = index.content.first_minutes
    if verdict.level is Level.EMERGENCY:
        return ()
    true = verdict.findings | frozenset(blockers)
    steps = [FirstStep.POSITION] if positions(index, true) else []
    steps.append(FirstStep.BREATHING)
    if verdict.level < Level.URGENT:
        if true.isdisjoint(index.expand(minutes.pack_not_if)):
            steps.append(FirstStep.PACK)
        exercises = (index.exercises[name] for name in index.programs[minutes.program].exercises)
        if not all(left_out(index, exercise, true) for exercise in exercises):
            return (*steps, FirstStep.MOVE)
    return (*steps, FirstStep.REST)


def positions(index: Index, true: Collection[str]) -> tuple[EasePosition, ...]:
    """Return the positions of ease that no finding or blocker in `true` rules out."""
    return tuple(
        position
        for position in index.content.first_minutes.positions
        if not set(index.expand(position.not_if)) & set(true)
    )


def breathing_routine(index: Index, position: EasePosition) -> Routine:
    """Return calm breathing in a position, as a routine of breaths in and out."""
    seconds = BREATH
    breaths = round(60 * index.content.first_minutes.breathing_minutes / (2 * seconds))
    ways: tuple[Breath, Breath] = ("in", "out")
    frame = index.motions[position.motion].keyframes[0].id
    return Routine.of(
        [
            Step(
                stage=StepStage.MOVE,
                exercise="",
                seconds=seconds,
                cue=position.cue,
                motion=position.motion,
                frames=(frame,),
                side=None,
                mirrored=False,
                rep=0,
                reps=0,
                breath=breath,
                posture=position.posture,
            )
            for _ in range(breaths)
            for breath in ways
        ],
        index.content.movement.seconds,
        position.posture,
    )
