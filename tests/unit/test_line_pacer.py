"""How much is on its way to a terminal, whatever line leads there and whatever it answers."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from math import inf

import pytest

from tui.app.pacing.line_pacer import LEAST, PATIENCE, LinePacer
from tui.app.terminal.key_feed import ASK_STATUS

FRAMES = 12
"""Pictures a second that a motion wants to send."""


class Line:
    """A line with a delay of its own, and a terminal at its end, on a clock that only it moves."""

    def __init__(self, a_second: float, far: float, answers: Callable[[int], int]) -> None:
        self.now = 100.0
        self.pacer = LinePacer(lambda: self.now)
        self._a_second, self._far, self._answers = a_second, far, answers
        self._free = self.now
        """When all that was sent so far has passed."""
        self._due: list[float] = []
        """When answers arrive."""
        self._asked = 0
        self.most = 0.0
        """The most seconds that a byte would have had to wait for others."""
        self.sent: list[float] = []
        """When something was sent."""

    def send(self, text: str) -> None:
        for number, piece in enumerate(text.split(ASK_STATUS)):
            if number:
                self._asked += 1
                for _ in range(self._answers(self._asked)):
                    heapq.heappush(self._due, self._free + self._far)
            self._free = max(self._free, self.now) + (len(piece) + 4) / self._a_second
        self.most = max(self.most, self._free - self.now)
        self.sent.append(self.now)

    def draw(self, size: int) -> int:
        """Draw a picture; the bytes of it that could be sent."""
        room = self.pacer.room()
        taken = size if room is None else min(room, size)
        if taken:
            self.send(self.pacer.framed("x" * taken))
        return taken

    def wait(self, seconds: float) -> None:
        """Let time pass, in which answers come."""
        until = self.now + seconds
        while self._due and self._due[0] <= until:
            self.now = max(self.now, heapq.heappop(self._due))
            self.pacer.answered()
        self.now = until

    def play(self, seconds: float, size: int) -> int:
        """Let a motion play; the bytes that could be sent."""
        return sum(self._frame(size) for _ in range(int(seconds * FRAMES)))

    def _frame(self, size: int) -> int:
        self.wait(1 / FRAMES)
        return self.draw(size)


def opened(
    a_second: float,
    far: float = 0.002,
    first: int = 6000,
    answers: Callable[[int], int] = lambda number: 1,
) -> Line:
    """A line over which the first picture was sent."""
    line = Line(a_second, far, answers)
    line.send("x" * first)
    line.send(line.pacer.ask())
    return line


@pytest.mark.parametrize("far", [0.0, 0.05, 0.3, 1.2])
@pytest.mark.parametrize("a_second", [480, 960, 1920])
def test_on_a_slow_line_nothing_queues_up(a_second: int, far: float) -> None:
    """However far the terminal is."""
    line = opened(a_second, far)
    line.play(6000 / a_second + 3.0, 500)
    line.most = 0.0
    sent = line.play(60.0, 500)
    assert line.most <= 1.0
    assert line.pacer.is_slow
    # One part after the other: the line rests only while the answer comes.
    assert sent >= 60.0 * LEAST / (2 * LEAST / a_second + far + 2 / FRAMES)


@pytest.mark.parametrize("far", [0.0, 0.05, 0.3, 1.2])
@pytest.mark.parametrize("size", [400, 6000])
@pytest.mark.parametrize("answers", [1, 2])
def test_on_a_fast_line_every_picture_is_sent_whole(far: float, size: int, answers: int) -> None:
    """A far one is taken for a slow one at most until it has answered a few times."""
    line = opened(1e6, far, answers=lambda number: answers)
    line.play(20.0, size)
    asked = line._asked
    assert line.play(30.0, size) == 30 * FRAMES * size
    assert not line.pacer.is_slow
    assert line._asked - asked <= 30 * FRAMES * size / 4096 + 1


def test_a_line_that_becomes_slow_and_fast_again_is_followed() -> None:
    line = opened(1e6)
    line.play(5.0, 400)
    line._a_second = 960
    line.play(20.0, 400)
    line.most = 0.0
    line.play(20.0, 400)
    assert line.most <= 1.0
    line._a_second = 1e6
    line.play(20.0, 3000)
    assert line.play(5.0, 3000) == 5 * FRAMES * 3000


@pytest.mark.parametrize("until", [0, 1, 40])
def test_a_terminal_that_answers_no_more_gets_everything_and_is_not_asked(until: int) -> None:
    """And if it answers after all, it is asked again."""
    line = opened(960, answers=lambda number: int(number <= until))
    for _ in range(100):
        line.play(1.0, 100)
        if not line.pacer.is_clear and line.pacer.overdue_in == 0.0:
            line.pacer.lose()
    assert line.pacer.room() is None and line.pacer.is_clear
    asked = line._asked
    assert line.play(10.0, 500) == 10 * FRAMES * 500
    assert line._asked == asked
    line.pacer.answered()
    assert line.pacer.is_slow


def test_answers_that_nobody_asked_for_change_nothing() -> None:
    line = opened(960)
    line.wait(30.0)
    assert line.pacer.is_slow
    before = line.pacer.room()
    for _ in range(5):
        line.pacer.answered()
    assert line.pacer.room() == before == LEAST
    assert line.pacer.overdue_in == PATIENCE < inf
    line.draw(100)
    assert line.pacer.room() == 0
    line.pacer.restart()
    assert line.pacer.room() == LEAST and line.pacer.is_clear


def test_what_is_idle_is_not_asked() -> None:
    line = opened(1e6)
    line.wait(10.0)
    sent, asked = len(line.sent), line._asked
    line.wait(1000.0)
    assert (len(line.sent), line._asked) == (sent, asked)
    line.draw(600)
    assert line._asked == asked
