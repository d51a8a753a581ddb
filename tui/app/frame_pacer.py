"""Frame timing for a step of an exercise.

A repeated step shows the same frames again, whenever exactly it began, so they are found in
the cache, for everybody who does the same exercise.
"""

from __future__ import annotations

from collections.abc import Sequence

from tui.app.environment import FRAMES_A_SECOND
from tui.figure.player import MotionMoment
from tui.guide.routine.player import RoutinePlayer


class FramePacer:
    """Picks the frame of a step that is due, and skips those that are late."""

    def __init__(self) -> None:
        self._step: tuple[int, float] | None = None
        self._ahead = 0.0
        """The offset of the ticks of this step from its frames, as a share of a frame."""

    def progress(self, player: RoutinePlayer) -> float:
        """Return the progress of the step, from 0 to 1, in the frame to show now."""
        exact = player.elapsed / player.pace * FRAMES_A_SECOND
        step = (player.place, player.pace)
        if step != self._step:
            # Ticks that are slightly early or late after this still get one frame each.
            self._step, self._ahead = step, exact - round(exact)
        frame = round(exact - self._ahead)
        return min(1.0, frame * player.pace / (FRAMES_A_SECOND * player.step.seconds))


def may_drop(player: RoutinePlayer, before: RoutinePlayer) -> bool:
    """Return whether a frame shows nothing but that time has passed: the next one does as well."""
    return (player.state, player.place) == (before.state, before.place)


def moment(frames: Sequence[str], progress: float | None) -> MotionMoment:
    """Return the pose between the keyframes of a step at `progress`, or at its end if None."""
    if len(frames) == 1 or progress is None:
        return MotionMoment(frames[-1], frames[-1])
    along = progress * (len(frames) - 1)
    leg = min(int(along), len(frames) - 2)
    return MotionMoment(frames[leg], frames[leg + 1], along - leg)
