"""A screen that runs one sequence of other screens at a time."""

from __future__ import annotations

from collections.abc import Coroutine

from textual import work
from textual.screen import Screen


class SequenceRunner(Screen[None]):
    """Runs one flow of several screens at a time; a key pressed twice starts it once."""

    _is_running_sequence = False

    def run_sequence(self, sequence: Coroutine[object, object, None]) -> None:
        """Start a sequence, unless one is running."""
        if self._is_running_sequence:
            sequence.close()
            return
        self._is_running_sequence = True
        self._finish_sequence(sequence)

    @property
    def is_screen_to_come(self) -> bool:
        """Whether a sequence is between two screens and the next is not open yet."""
        return self._is_running_sequence and self.app.screen is self

    @work
    async def _finish_sequence(self, sequence: Coroutine[object, object, None]) -> None:
        try:
            await sequence
        finally:
            self._is_running_sequence = False
