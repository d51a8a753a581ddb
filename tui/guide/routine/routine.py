"""The plan of a walkthrough: exercises as a list of steps with fixed lengths.

As every length is fixed, the total and the time left are known at every instant. Times are
seconds. `tui.guide.routine.player` plays a routine.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import Enum
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace

from tui.guide.content.exercise_model import Breath, Exercise, Posture, Sides
from tui.guide.content.record_index import Index
from tui.guide.routine.keyframes import keyframe_path, keyframes_round

STANDING: Posture = "standing"
"""The posture in which a reader begins a routine."""
SWITCH = 4.0
"""Seconds to change sides."""
CHECK = 6.0
"""Seconds after each exercise, to notice whether the pain has risen."""
SET_REST = 20.0
"""Seconds between sets."""


TurnTable = Mapping[Posture, Mapping[Posture, float]]
"""Seconds from each posture to each."""


class StepStage(Enum):
    """The kind of a step."""

    READY = "ready"
    MOVE = "move"
    HOLD = "hold"
    BACK = "back"
    REST = "rest"
    SWITCH = "switch"
    CHECK = "check"


class Side(Enum):
    """The side that works."""

    LEFT = "left"
    RIGHT = "right"


class Step(Struct, frozen=True):
    """A period of a routine with one cue."""

    stage: StepStage
    exercise: str
    posture: Posture
    """The posture that the exercise starts in."""
    seconds: float
    cue: str
    motion: str
    frames: tuple[str, ...]
    """The keyframes from start to end; a single one if the body stays still."""
    side: Side | None
    mirrored: bool
    """Whether the motion is drawn mirrored, for the right side."""
    rep: int
    """The repetition on this side, from 1; 0 outside of repetitions."""
    reps: int
    breath: Breath | None
    """The breath during a move; None for calm breathing."""
    say: str = ""
    """What the voice says of it, if that is not the cue."""

    @property
    def spoken(self) -> str:
        """What the voice says of it."""
        return self.say or self.cue


class Routine(Struct, frozen=True):
    """A sequence of steps with their start times."""

    steps: tuple[Step, ...]
    starts: tuple[float, ...]
    """The start of each step, in seconds from the beginning."""
    total: float
    """The length of the routine at pace 1, in seconds."""
    turns: TurnTable
    """The time to get ready, by the posture before it and the one after it."""
    posture: Posture
    """The posture in which the reader begins."""
    pace: float = 1.0
    """The pace to begin with."""

    @classmethod
    def of(
        cls,
        steps: Sequence[Step],
        turns: TurnTable,
        posture: Posture = STANDING,
        pace: float = 1.0,
    ) -> Routine:
        """Create a routine from `steps`."""
        starts = (0.0, *accumulate(step.seconds for step in steps))
        return cls(tuple(steps), starts[:-1], starts[-1], turns, posture, pace)

    def with_seconds(self, place: int, seconds: float) -> Routine:
        """Return the routine with another length of the step at `place`."""
        if self.steps[place].seconds == seconds:
            return self
        steps = list(self.steps)
        steps[place] = replace(steps[place], seconds=seconds)
        return Routine.of(steps, self.turns, self.posture, self.pace)

    def place(self, position: float) -> int:
        """Return the index of the step at `position` seconds; at and after the end, the last."""
        return max(0, bisect_right(self.starts, position) - 1)

    def exercise_places(self) -> list[int]:
        """Return the index of the first step of each exercise."""
        before = (None, *(step.exercise for step in self.steps))
        return [place for place, step in enumerate(self.steps) if step.exercise != before[place]]


def plan(
    index: Index,
    exercises: Sequence[Exercise],
    posture: Posture = STANDING,
    pace: float = 1.0,
) -> Routine:
    """Plan the routine for `exercises`, one after the other.

    Args:
        index: The content.
        exercises: The exercises, in order.
        posture: The posture in which the reader begins.
        pace: The pace to begin with.

    """
    turns = index.content.movement.seconds
    steps: list[Step] = []
    before = posture
    for exercise in exercises:
        steps += _ExercisePlanner(index, exercise).steps(turns[before][exercise.posture])
        before = exercise.posture
    return Routine.of(steps, turns, posture, pace)


class _ExercisePlanner(Struct, frozen=True):
    """The planner of one exercise."""

    index: Index
    exercise: Exercise

    def steps(self, ready: float) -> Iterator[Step]:
        """Yield all steps: getting ready, the sets, and the pain check."""
        words, cues = self.index.content.movement, self.exercise.cues
        turns = self._turns()
        first, _ = turns[0]
        yield self._still(StepStage.READY, ready, cues.ready, first, cues.say.ready)
        for number in range(self.exercise.dose.sets):
            if number:
                yield self._still(StepStage.REST, SET_REST, words.rest, first)
            yield from self._set(turns)
        yield self._still(StepStage.CHECK, CHECK, words.check, None, words.check_say)

    def _turns(self) -> list[tuple[Side | None, int]]:
        """Return the side and the number of each repetition, in order; left first."""
        dose = self.exercise.dose
        reps = range(1, dose.reps + 1)
        sides = (Side.LEFT, Side.RIGHT)
        if dose.sides in (Sides.LEFT, Sides.RIGHT):
            return [(Side(dose.sides.value), rep) for rep in reps]
        if dose.sides is Sides.NONE:
            return [(None, rep) for rep in reps]
        if dose.sides is Sides.EACH:
            return [(side, rep) for side in sides for rep in reps]
        return [(side, rep) for rep in reps for side in sides]

    def _set(self, turns: Sequence[tuple[Side | None, int]]) -> Iterator[Step]:
        words, dose = self.index.content.movement, self.exercise.dose
        before, _ = turns[0]
        for place, (side, rep) in enumerate(turns):
            if side is not before and dose.sides is Sides.EACH:
                yield self._still(StepStage.SWITCH, SWITCH, words.switch, side)
            elif place and dose.rest:
                yield self._still(StepStage.REST, dose.rest, words.rest, side)
            before = side
            yield from self._rep(side, rep)

    def _rep(self, side: Side | None, rep: int) -> Iterator[Step]:
        exercise, cues = self.exercise, self.exercise.cues
        say = cues.say
        other = side is Side.RIGHT and bool(exercise.held_right)
        breaths = exercise.breath_in_moves
        here = start = self._start
        for place, frame in enumerate(exercise.held_right if other else exercise.held):
            breath = breaths[place] if breaths else None
            move = self._move(StepStage.MOVE, cues.move[place], here, frame, side, rep, breath)
            yield replace(move, say=say.move[place] if say.move else "")
            seconds = exercise.dose.hold[place]
            frames = self._held(frame, seconds)
            hold = self._step(StepStage.HOLD, seconds, cues.hold[place], frames, side, rep)
            yield replace(hold, say=say.hold[place] if say.hold else "")
            here = frame
        breath = breaths[-1] if breaths else None
        back = self._move(StepStage.BACK, cues.back, here, start, side, rep, breath)
        yield replace(back, say=say.back or "")

    def _held(self, frame: str, seconds: float) -> tuple[str, ...]:
        """Return the keyframes while a position is held: one, unless the body keeps moving."""
        if not self.exercise.keeps_moving:
            return (frame,)
        paces = {key.id: key.move for key in self.index.motions[self.exercise.motion].keyframes}
        return keyframes_round(self._cycle, frame, paces, seconds)

    @property
    def _cycle(self) -> Sequence[str]:
        return self.index.cycles[self.exercise.motion]

    @property
    def _start(self) -> str:
        return self._cycle[0]

    def _still(
        self,
        stage: StepStage,
        seconds: float,
        cue: str,
        side: Side | None,
        say: str | None = None,
    ) -> Step:
        return replace(self._step(stage, seconds, cue, (self._start,), side, 0), say=say or "")

    def _move(
        self,
        stage: StepStage,
        cue: str,
        here: str,
        there: str,
        side: Side | None,
        rep: int,
        breath: Breath | None,
    ) -> Step:
        frames = keyframe_path(self._cycle, here, there)
        seconds = self.exercise.dose.move * (len(frames) - 1)
        return self._step(stage, seconds, cue, frames, side, rep, breath)

    def _step(
        self,
        stage: StepStage,
        seconds: float,
        cue: str,
        frames: tuple[str, ...],
        side: Side | None,
        rep: int,
        breath: Breath | None = None,
    ) -> Step:
        exercise = self.exercise
        mirrored = side is Side.RIGHT and not exercise.held_right
        return Step(
            stage=stage,
            exercise=exercise.id,
            posture=exercise.posture,
            seconds=float(seconds),
            cue=cue,
            motion=exercise.motion,
            frames=frames,
            side=side,
            mirrored=mirrored,
            rep=rep,
            reps=exercise.dose.reps,
            breath=breath,
        )


def left_out(index: Index, exercise: Exercise, true: Collection[str]) -> tuple[str, ...]:
    """Return the ids among `true`, of findings and blockers, that rule `exercise` out."""
    refs = [*index.content.movement.not_if, *exercise.not_if]
    return tuple(name for name in index.expand(refs) if name in true)


def conditions(index: Index, exercises: Sequence[Exercise]) -> tuple[str, ...]:
    """Return the ids to ask about before `exercises`, in order, each once."""
    refs = [*index.content.movement.not_if, *(ref for e in exercises for ref in e.not_if)]
    return index.expand(refs)
