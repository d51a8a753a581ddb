"""The way to make a guide heard, whatever the machine has for it."""

from __future__ import annotations

from typing import Protocol

from tui.guide.routine.announcements import Bell


class Sound(Protocol):
    """Speaks and rings. No call waits, and none fails: what cannot be heard is left out."""

    def can_speak(self) -> bool:
        """Return whether there is something to speak with, as far as is known by now."""

    def say(self, text: str) -> None:
        """Speak; what was being said is cut off."""

    def bell(self, kind: Bell) -> None:
        """Ring; what was being rung is cut off."""

    def stop(self) -> None:
        """Be silent, in the middle of a word too."""

    def close(self) -> None:
        """Be silent for good: no process and no file is left."""
