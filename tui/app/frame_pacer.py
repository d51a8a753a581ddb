"""When the frames of a step are due.

A step that comes again shows the frames that it showed before, whenever exactly it began: so
they are there already, for everybody who does the same exercise.
"""

from __future__ import annotations

from tui.app.environment import FRAMES_A_SECOND
from tui.guide.routine.player import RoutinePlayer


class FramePacer:
    """Keeps to the frames of a step, and leaves out those for which it is too late."""

    def __init__(self) -> None:
        self._step: tuple[int, float] | None = None
        self._ahead = 0.0
        """What share of a frame the looks at this step come before or after the frames."""

    def progress(self, player: RoutinePlayer) -> float:
        """The share of the step that is over, from 0 to 1, in the frame to show now."""
        exact = player.elapsed / player.pace * FRAMES_A_SECOND
        step = (player.place, player.pace)
        if step != self._step:
            # Looks that are a bit early or late after this still find one frame each.
            self._step, self._ahead = step, exact - round(exact)
        frame = round(exact - self._ahead)
        return min(1.0, frame * player.pace / (FRAMES_A_SECOND * player.step.seconds))
