"""The store in memory that takes the place of a diary that is out of reach."""

from __future__ import annotations

from tui.diary.store import MemoryStore


class StoreUnreachable(MemoryStore):
    """A store that forgets, as the diary is out of reach; so it cannot erase one either."""

    def __init__(self, why: str) -> None:
        super().__init__(f"Not saved: {why}.")
        self._why = why

    def erase(self) -> str:
        """Forget everything that was entered here; why the diary may still be there."""
        super().erase()
        return f"Not erased: {self._why}."
