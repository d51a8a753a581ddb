"""The exercises that a desk leads through: asked about first, and over as soon as one hurts."""

from __future__ import annotations

from typing import Literal

from tui.cli.desk.desk_walk import Announce, DeskWalk
from tui.guide.content.record_index import Index
from tui.guide.desk.breaks import BreakKind
from tui.guide.desk.exercises import DeskQuestions, break_routine, exercises_of
from tui.guide.routine.announcements import Announcer

_NO, _YES = (" ", "\r", "\n", "n"), ("y",)

Notice = Literal["sign", "hurt"]
"""Why there are no exercises any more: a warning sign was answered, or one of them hurt."""


class DeskExercises:
    """What a desk that runs asks and leads through.

    Args:
        index: The content.
        announce: Says or rings what is due.
        breath: Whether to say when to breathe.
        ticks: Whether the last seconds of a hold tick.

    """

    def __init__(
        self, index: Index, announce: Announce, *, breath: bool = False, ticks: bool = False
    ) -> None:
        self._index = index
        self._announce = announce
        self._breath, self._ticks = breath, ticks
        self.questions = DeskQuestions.of(index)
        self.is_asking = False
        self.notice: Notice | None = None
        """What is told now, until a key."""
        self.walk: DeskWalk | None = None
        self._stopped = False

    def begin(self, kind: BreakKind, number: int, now: float) -> None:
        """Ask what is still to be asked, or lead; neither where no exercise is suitable.

        Args:
            kind: The break.
            number: How many breaks there were today.
            now: The time, in seconds.

        """
        if self._stopped:
            return
        self.is_asking = bool(self.questions.left)
        if self.is_asking:
            return
        names = exercises_of(self._index.content.desk, kind, number)
        routine = break_routine(self._index, names, self.questions.known(self._index))
        if routine.steps:
            announcer = Announcer(self._index, breath=self._breath, ticks=self._ticks)
            self.walk = DeskWalk(self._index, routine, now, announcer, self._announce)

    def answer(self, key: str, asked: int) -> bool:
        """Answer the questions shown, or leave them; return whether all are answered now."""
        if key in _NO:
            self.questions = self.questions.no(asked)
        elif key in _YES:
            self.questions = self.questions.yes(self._index, asked)
        elif key == "x":
            self.is_asking = False
        if not self.is_asking:
            return False
        if self.questions.has_sign(self._index):
            self.is_asking = False
            self._stop("sign")
        elif not self.questions.left:
            self.is_asking = False
            return True
        return False

    def press(self, key: str, now: float) -> None:
        """Do what a key does while exercises are led."""
        if self.walk is None:
            return
        if key in (" ", "\r", "\n"):
            self.walk.pause(now)
        elif key == "n":
            self.walk.skip(now)
        elif key == "x":
            self.leave()
            self._stop("hurt")

    def leave(self) -> None:
        """Leave the exercises that are led."""
        self.walk = None
        self._announce(None)

    def _stop(self, notice: Notice) -> None:
        self.notice, self._stopped = notice, True
