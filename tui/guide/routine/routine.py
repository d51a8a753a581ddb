"""The walkthrough as a state machine that knows no clock.

A `Routine` is a list of steps with fixed lengths, so how long all of it takes, and how
long is left, is known at every instant. A `RoutinePlayer` is a place in a routine; every change
makes a new one and takes the time it happens at. Times are seconds; `now` may come from
any clock that counts seconds, and it may jump.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from enum import Enum
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace

from tui.guide.content.exercise_model import Breath, Exercise, Sides
from tui.guide.content.index import Index

GET_READY = 5.0
"""Before the first exercise."""
GET_SET = 10.0
"""Before each further one, to turn over or sit up."""
SWITCH = 4.0
"""To change sides."""
CHECK = 6.0
"""After each exercise, to notice whether the pain has risen."""
SET_REST = 20.0
"""Between sets."""
COUNTDOWN = 3.0
"""Before a paused routine goes on."""
JUMP = 3.0
"""A longer gap between two ticks means that nobody was there to see it."""
SLOWEST, FASTEST = 0.5, 2.0
"""The least and the greatest pace."""


class StepStage(Enum):
    """What a step asks for."""

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
    """A stretch of time with one thing to do."""

    stage: StepStage
    exercise: str
    seconds: float
    cue: str
    motion: str
    frames: tuple[str, ...]
    """The keyframes the body goes through; a single one where it stays."""
    side: Side | None
    mirrored: bool
    """Whether the motion is shown the other way round, for the right side."""
    rep: int
    """The repetition on this side, from 1; 0 where none is under way."""
    reps: int
    breath: Breath | None
    """The breath that goes with a move; None for calm breathing."""


class Routine(Struct, frozen=True):
    """Steps one after the other."""

    steps: tuple[Step, ...]
    starts: tuple[float, ...]
    """When each step starts, in seconds from the beginning."""
    total: float
    """How long all of it takes at pace 1."""

    @classmethod
    def of(cls, steps: Sequence[Step]) -> Routine:
        """Put `steps` in a row."""
        ends = list(accumulate(step.seconds for step in steps))
        return cls(tuple(steps), (0.0, *ends[:-1]) if ends else (), ends[-1] if ends else 0.0)

    def place(self, position: float) -> int:
        """The number of the step at `position` seconds; the last one at and after the end."""
        return max(0, bisect_right(self.starts, position) - 1)

    def exercise_starts(self) -> list[float]:
        """When each exercise starts."""
        pairs = zip(self.steps, self.starts, strict=True)
        heads: list[float] = []
        before = None
        for step, start in pairs:
            if step.exercise != before:
                heads.append(start)
                before = step.exercise
        return heads


def plan(index: Index, exercises: Sequence[Exercise]) -> Routine:
    """The routine that leads through `exercises` in turn."""
    steps: list[Step] = []
    for exercise in exercises:
        steps += _Course(index, exercise).steps(GET_SET if steps else GET_READY)
    return Routine.of(steps)


class _Course(Struct, frozen=True):
    """One exercise on its way to becoming steps."""

    index: Index
    exercise: Exercise

    def steps(self, ready: float) -> Iterator[Step]:
        """Get ready, all sets, and a look at the pain."""
        words, cues = self.index.content.movement, self.exercise.cues
        turns = self._turns()
        first, _ = turns[0]
        yield self._still(StepStage.READY, ready, cues.ready, first)
        for number in range(self.exercise.dose.sets):
            if number:
                yield self._still(StepStage.REST, SET_REST, words.rest, first)
            yield from self._set(turns)
        yield self._still(StepStage.CHECK, CHECK, words.check, None)

    def _turns(self) -> list[tuple[Side | None, int]]:
        """Which side works in which repetition, in order; left first."""
        dose = self.exercise.dose
        reps = range(1, dose.reps + 1)
        sides = (Side.LEFT, Side.RIGHT)
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
        other = side is Side.RIGHT and bool(exercise.held_right)
        breaths = exercise.breath_in_moves
        here = start = self._start
        for place, frame in enumerate(exercise.held_right if other else exercise.held):
            move, hold = cues.move[place], cues.hold[place]
            breath = breaths[place] if breaths else None
            yield self._move(StepStage.MOVE, move, here, frame, side, rep, breath)
            seconds = exercise.dose.hold[place]
            yield self._step(StepStage.HOLD, seconds, hold, (frame,), side, rep)
            here = frame
        breath = breaths[-1] if breaths else None
        yield self._move(StepStage.BACK, cues.back, here, start, side, rep, breath)

    @property
    def _cycle(self) -> Sequence[str]:
        return self.index.cycles[self.exercise.motion]

    @property
    def _start(self) -> str:
        return self._cycle[0]

    def _still(self, stage: StepStage, seconds: float, cue: str, side: Side | None) -> Step:
        return self._step(stage, seconds, cue, (self._start,), side, 0)

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
        frames = way(self._cycle, here, there)
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


def way(cycle: Sequence[str], here: str, there: str) -> tuple[str, ...]:
    """The keyframes from `here` to `there`: the shortest stretch of the cycle between them.

    A keyframe beside the cycle is reached directly.
    """
    twice = [*cycle, *cycle]
    stretches = [
        tuple(twice[start : end + 1])
        for start, name in enumerate(cycle)
        if name == here
        for end in range(start + 1, start + len(cycle) + 1)
        if twice[end] == there
    ]
    return min(stretches, key=len, default=(here, there))


def left_out(index: Index, exercise: Exercise, true: Collection[str]) -> tuple[str, ...]:
    """What of `true`, ids of findings and blockers, rules `exercise` out."""
    refs = [*index.content.movement.not_if, *exercise.not_if]
    return tuple(name for name in index.expand(refs) if name in true)


def conditions(index: Index, exercises: Sequence[Exercise]) -> tuple[str, ...]:
    """The ids to ask about before `exercises`, in order and each once."""
    refs = [*index.content.movement.not_if, *(ref for e in exercises for ref in e.not_if)]
    return index.expand(refs)


class PlayerState(Enum):
    """What a player is doing."""

    PLAYING = "playing"
    PAUSED = "paused"
    COUNTING = "counting"
    """Counting down to go on."""
    HURT = "hurt"
    """Stopped because it hurts."""
    DONE = "done"


class RoutinePlayer(Struct, frozen=True):
    """A place in a routine."""

    routine: Routine
    position: float
    """Seconds from the beginning, at pace 1; never past the end."""
    state: PlayerState
    seen: float
    """When the player was last told the time."""
    pace: float = 1.0
    countdown: float = 0.0
    """Seconds until a paused routine goes on."""

    @classmethod
    def start(cls, routine: Routine, now: float) -> RoutinePlayer:
        """Begin `routine`."""
        return cls(routine, 0.0, PlayerState.PLAYING if routine.steps else PlayerState.DONE, now)

    @property
    def place(self) -> int:
        """The number of the step."""
        return self.routine.place(self.position)

    @property
    def step(self) -> Step:
        """What to do now."""
        return self.routine.steps[self.place]

    @property
    def elapsed(self) -> float:
        """Seconds into the step, at pace 1."""
        return self.position - self.routine.starts[self.place]

    @property
    def progress(self) -> float:
        """The share of the step that is over, from 0 to 1."""
        return min(1.0, self.elapsed / self.step.seconds)

    @property
    def step_left(self) -> float:
        """Seconds that the step still takes, at this pace."""
        return max(0.0, self.step.seconds - self.elapsed) / self.pace

    @property
    def remaining(self) -> float:
        """Seconds that the routine still takes, at this pace, without the countdown."""
        return (self.routine.total - self.position) / self.pace

    @property
    def upcoming(self) -> Step | None:
        """The next step that asks for something else than going on as now."""
        here = self.step
        later = self.routine.steps[self.place + 1 :]
        quiet = (StepStage.MOVE, StepStage.HOLD, StepStage.BACK)
        return next(
            (
                step
                for step in later
                if step.exercise != here.exercise
                or step.stage not in (*quiet, here.stage)
                or step.side is not here.side
            ),
            None,
        )

    def tick(self, now: float) -> RoutinePlayer:
        """Let time pass until `now`.

        A clock that goes back stands still here; after a jump ahead the player is paused
        where it was, for nobody has seen what would have come.
        """
        gap = now - self.seen
        moved = replace(self, seen=now)
        if gap <= 0 or self.state not in (PlayerState.PLAYING, PlayerState.COUNTING):
            return moved
        if gap > JUMP:
            return replace(moved, state=PlayerState.PAUSED, countdown=0.0)
        if self.state is PlayerState.COUNTING:
            left = self.countdown - gap
            if left > 0:
                return replace(moved, countdown=left)
            going = replace(moved, state=PlayerState.PLAYING, countdown=0.0)
            return going._advance(-left)
        return moved._advance(gap)

    def _advance(self, seconds: float) -> RoutinePlayer:
        position = self.position + seconds * self.pace
        if position >= self.routine.total:
            return replace(self, position=self.routine.total, state=PlayerState.DONE)
        return replace(self, position=position)

    def pause(self, now: float) -> RoutinePlayer:
        """Stop where it is."""
        player = self.tick(now)
        if player.state in (PlayerState.PLAYING, PlayerState.COUNTING):
            return replace(player, state=PlayerState.PAUSED, countdown=0.0)
        return player

    def resume(self, now: float) -> RoutinePlayer:
        """Go on after a short countdown."""
        player = self.tick(now)
        if player.state is PlayerState.PAUSED:
            return replace(player, state=PlayerState.COUNTING, countdown=COUNTDOWN)
        return player

    def with_pace(self, pace: float, now: float) -> RoutinePlayer:
        """Go on at another pace, kept between the slowest and the fastest."""
        return replace(self.tick(now), pace=min(max(pace, SLOWEST), FASTEST))

    def next(self, now: float) -> RoutinePlayer:
        """Go to the next exercise, or to the end."""
        player = self.tick(now)
        later = [s for s in self.routine.exercise_starts() if s > player.position]
        return player._seek(later[0] if later else self.routine.total)

    def previous(self, now: float) -> RoutinePlayer:
        """Go to the start of this exercise, or from there to the one before."""
        player = self.tick(now)
        earlier = [s for s in self.routine.exercise_starts() if s < player.position]
        # Shortly after a start somebody who goes back means the exercise before.
        if len(earlier) > 1 and player.position - earlier[-1] < GET_READY:
            earlier.pop()
        return player._seek(earlier[-1] if earlier else 0.0)

    def _seek(self, position: float) -> RoutinePlayer:
        if self.state is PlayerState.HURT:
            return self
        if position >= self.routine.total:
            return replace(self, position=self.routine.total, state=PlayerState.DONE)
        state = PlayerState.PLAYING if self.state is PlayerState.DONE else self.state
        return replace(self, position=position, state=state)

    def hurt(self, now: float) -> RoutinePlayer:
        """Stop at once because it hurts."""
        player = self.tick(now)
        if player.state is PlayerState.DONE:
            return player
        return replace(player, state=PlayerState.HURT, countdown=0.0)

    def go_on(self, now: float) -> RoutinePlayer:
        """Leave the exercise that hurt and count down to the next one."""
        if self.state is not PlayerState.HURT:
            return self.tick(now)
        player = replace(self, state=PlayerState.PAUSED, seen=now).next(now)
        return player if player.state is PlayerState.DONE else player.resume(now)
