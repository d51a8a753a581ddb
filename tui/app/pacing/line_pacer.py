"""The pace of a slow line: the bytes that may be on their way, so that no key waits long.

Only the terminal knows what has reached it: a pseudo-terminal takes 16 kB at once and reports an
empty queue, and sockets and SSH hold more. So it is asked for its status behind what is sent, and
answers once it has shown that.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from math import inf

from tui.app.terminal.key_feed import ASK_STATUS

LEAST = 192
"""The least bytes that are sent at once."""
_FAST = 8192
"""Bytes at once from which a line needs no pace."""
_EVERY = 4096
"""Bytes of a fast line from one question to the next."""
_LATE = 0.4
"""Seconds that an answer may take longer than the quickest one, on a fast line."""
_PART = 0.25
"""Seconds that a part of a picture is to take on a slow line."""
PATIENCE = 10.0
"""Seconds until an answer counts as lost."""
_MISSES = 2
"""The number of lost answers in a row from which the terminal is not asked any more."""


class LinePacer:
    """Says how many bytes may be sent now, by how long the terminal takes to answer.

    A fast line gets everything, and a question every few pictures. Once an answer is late, parts
    of pictures are sent, each between two questions; the time between their answers is that of
    the part alone, however far the terminal is. The next part waits for them.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        """Start with a line that is taken for a fast one; `clock` returns seconds."""
        self._clock = clock
        self._asked: deque[tuple[float, int]] = deque()
        """When each question without an answer was sent, and the bytes since the one before."""
        self._unasked = 0
        """Bytes sent since the last question."""
        self._quickest = inf
        """The seconds that the quickest answer took."""
        self._last_answer = 0.0
        self._part: int | None = None
        """The bytes that are sent at once; None while the line is fast."""
        self._misses = 0

    @property
    def is_clear(self) -> bool:
        """Whether every question has its answer."""
        return not self._asked

    @property
    def is_slow(self) -> bool:
        """Whether pictures are sent in parts."""
        return self._part is not None

    @property
    def overdue_in(self) -> float:
        """Seconds until the answer to the oldest question counts as lost."""
        return max(0.0, self._asked[0][0] + PATIENCE - self._clock()) if self._asked else PATIENCE

    def room(self) -> int | None:
        """Return how many bytes may be sent now; None for any number."""
        if not self._asked:
            return self._part
        if self._part is not None:
            return 0
        return 0 if self._clock() - self._asked[0][0] > self._usual + _LATE else None

    @property
    def _usual(self) -> float:
        """The seconds that an answer takes where nothing is on the way; 0 until one has come."""
        return self._quickest if self._quickest < inf else 0.0

    def ask(self) -> str:
        """Return a question, which counts as sent."""
        self._asked.append((self._clock(), self._unasked))
        self._unasked = 0
        return ASK_STATUS

    def framed(self, changes: str) -> str:
        """Return what to send for changes of the screen: these, and questions where due."""
        if self._misses >= _MISSES:
            return changes
        before = self.ask() if self._part is not None else ""
        self._unasked += len(changes.encode())
        is_due = before or (self._unasked >= _EVERY and not self._asked)
        return f"{before}{changes}{self.ask() if is_due else ''}"

    def answered(self) -> None:
        """Take an answer; one that nobody waits for changes nothing."""
        now = self._clock()
        if not self._asked:
            if self._misses >= _MISSES:
                # It came after all.
                self._misses, self._part = 0, LEAST
            return
        self._misses = 0
        asked, size = self._asked.popleft()
        took, usual = now - asked, self._usual
        self._quickest = min(self._quickest, took)
        if self._part is None:
            if took > usual + _LATE:
                self._part = LEAST
        elif size >= LEAST:
            # What is too small says nothing of the line.
            seconds = max(now - self._last_answer, 0.001)
            self._part = max(LEAST, min(int(size / seconds * _PART), 2 * self._part))
            if self._part >= _FAST:
                self._part = None
        self._last_answer = now

    def lose(self) -> None:
        """Wait no longer for answers that seem lost."""
        self._asked.clear()
        self._misses += 1
        self._part = LEAST if self._misses < _MISSES else None

    def restart(self) -> None:
        """Forget all questions: somebody else had the terminal, and may have got the answers."""
        self._asked.clear()
        self._unasked = 0
