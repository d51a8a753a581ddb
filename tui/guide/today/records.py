"""Records of what was done for a habit."""

from __future__ import annotations

from msgspec import Struct


class HabitDone(Struct, frozen=True):
    """A day on which something was done for a habit."""

    id: int = 0
    at: float = 0.0
    """When it was noted, in seconds since the epoch."""
    habit: str = ""
    """The id of the habit."""
