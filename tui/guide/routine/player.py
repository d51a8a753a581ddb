"""The player of a routine: a state machine without a clock of its own.

A `RoutinePlayer` is immutable; every change takes the time at which it happens and returns a new
player. Times are seconds; `now` may come from any clock that counts seconds, and it may jump.
"""

from __future__ import annotations

from enum import Enum

from msgspec import Struct
from msgspec.structs import replace

from tui.guide.content.exercise_model import Posture
from tui.guide.routine.paces import PACES
from tui.guide.routine.routine import Routine, Step, StepStage

COUNTDOWN = 3.0
"""Seconds before a paused routine resumes."""
JUMP = 3.0
"""Seconds; a longer gap between two ticks means that nobody was watching."""
SLOWEST, FASTEST = PACES[0], PACES[-1]


class PlayerState(Enum):
    """The state of a player."""

    PLAYING = "playing"
    PAUSED = "paused"
    COUNTING = "counting"
    """Counting down to resume."""
    HURT = "hurt"
    """Stopped because it hurts."""
    DONE = "done"


class RoutinePlayer(Struct, frozen=True):
    """A player at a position in a routine."""

    routine: Routine
    position: float
    """Seconds from the beginning, at pace 1; never past the end."""
    state: PlayerState
    seen: float
    """The time of the last update."""
    planned: Routine
    """The routine as planned; `routine` has other times to get ready where exercises were
    skipped."""
    posture: Posture
    """The posture of the reader; while getting ready, the one before."""
    pace: float = 1.0
    countdown: float = 0.0
    """Seconds until a paused routine resumes."""

    @classmethod
    def start(cls, routine: Routine, now: float) -> RoutinePlayer:
        """Begin `routine`."""
        state = PlayerState.PLAYING if routine.steps else PlayerState.DONE
        return cls(routine, 0.0, state, now, routine, routine.posture, routine.pace)

    @property
    def place(self) -> int:
        """The number of the step."""
        return self.routine.place(self.position)

    @property
    def step(self) -> Step:
        """The current step."""
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
        """Seconds left in the step, at this pace."""
        return max(0.0, self.step.seconds - self.elapsed) / self.pace

    @property
    def remaining(self) -> float:
        """Seconds left in the routine, at this pace, without the countdown."""
        return (self.routine.total - self.position) / self.pace

    @property
    def upcoming(self) -> Step | None:
        """The next step that asks for something other than the current one."""
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
        """Advance to `now`.

        A clock that goes back adds no time; after a jump ahead the player is paused where it
        was, since nobody was watching.
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
        return self._move_to(self.position + seconds * self.pace)

    def _move_to(self, position: float) -> RoutinePlayer:
        """Play on to `position`."""
        step = self.routine.steps[self.routine.place(position)]
        posture = self.posture if step.stage is StepStage.READY else step.posture
        moved = replace(self, position=position, posture=posture)
        return moved._finish() if position >= self.routine.total else moved

    def _finish(self) -> RoutinePlayer:
        return replace(self, position=self.routine.total, state=PlayerState.DONE)

    @property
    def can_begin(self) -> bool:
        """Whether the reader is getting ready, and may begin at once."""
        running = self.state in (PlayerState.PLAYING, PlayerState.COUNTING)
        return running and self.step.stage is StepStage.READY

    def begin(self, now: float) -> RoutinePlayer:
        """Begin the exercise without the rest of the time to get ready."""
        player = self.tick(now)
        if not player.can_begin:
            return player
        started = player._move_to(player.routine.starts[player.place + 1])
        return replace(started, state=PlayerState.PLAYING, countdown=0.0)

    def pause(self, now: float) -> RoutinePlayer:
        """Pause at the current position."""
        player = self.tick(now)
        if player.state in (PlayerState.PLAYING, PlayerState.COUNTING):
            return replace(player, state=PlayerState.PAUSED, countdown=0.0)
        return player

    def resume(self, now: float) -> RoutinePlayer:
        """Resume after a short countdown."""
        player = self.tick(now)
        if player.state is PlayerState.PAUSED:
            return replace(player, state=PlayerState.COUNTING, countdown=COUNTDOWN)
        return player

    def with_pace(self, pace: float, now: float) -> RoutinePlayer:
        """Change the pace, clamped between the slowest and the fastest."""
        return replace(self.tick(now), pace=min(max(pace, SLOWEST), FASTEST))

    def next(self, now: float) -> RoutinePlayer:
        """Go to the next exercise, or to the end."""
        player = self.tick(now)
        if player.state is PlayerState.HURT:
            return player
        later = [place for place in self.routine.exercise_places() if place > player.place]
        return player._go_to(later[0]) if later else player._finish()

    def previous(self, now: float) -> RoutinePlayer:
        """Go to the start of this exercise or, from there, to the one before."""
        player = self.tick(now)
        if player.state is PlayerState.HURT or not player.routine.steps:
            return player
        earlier = [place for place in self.routine.exercise_places() if place <= player.place]
        # Before the first movement somebody who goes back means the exercise before.
        if len(earlier) > 1 and player.step.stage is StepStage.READY:
            earlier.pop()
        return player._go_to(earlier[-1])

    def _go_to(self, place: int) -> RoutinePlayer:
        """Go to the exercise that starts at a step, with time to get there from here."""
        turns, wanted = self.routine.turns, self.routine.steps[place].posture
        # Somebody who is getting ready may be in either posture.
        seconds = max(turns[here][wanted] for here in (self.posture, self.step.posture))
        routine = self.planned.with_seconds(place, seconds)
        state = PlayerState.PLAYING if self.state is PlayerState.DONE else self.state
        return replace(self, routine=routine, position=routine.starts[place], state=state)

    def hurt(self, now: float) -> RoutinePlayer:
        """Stop at once because it hurts."""
        player = self.tick(now)
        if player.state is PlayerState.DONE:
            return player
        return replace(player, state=PlayerState.HURT, countdown=0.0)

    def go_on(self, now: float) -> RoutinePlayer:
        """Skip the exercise that hurt and count down to the next one."""
        if self.state is not PlayerState.HURT:
            return self.tick(now)
        player = replace(self, state=PlayerState.PAUSED, seen=now).next(now)
        return player if player.state is PlayerState.DONE else player.resume(now)
