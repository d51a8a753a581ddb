"""The store in memory that replaces an unreachable diary."""

from __future__ import annotations

from tui.diary.store import MemoryStore


class StoreUnreachable(MemoryStore):
    """A store in memory for an unreachable diary, which it cannot erase."""

    def __init__(self, why: str) -> None:
        super().__init__(f"Not saved: {why}.")
        self._why = why

    def erase(self) -> str:
        """Erase what was entered here; return why the diary may still exist."""
        super().erase()
        return f"Not erased: {self._why}."
