"""The way to make a guide heard, whatever the machine has for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol

from tui.guide.routine.announcements import Bell
from tui.sound.terminal_bell import TerminalBell

NO_VOICE = "No program that speaks was found, so bells are rung instead."


def lost_voice(program: str, *, is_there: bool) -> str:
    """Return what is said once a program could not speak, and no other is left."""
    name = "".join(c if c.isprintable() else "?" for c in program[:60])
    what = "failed" if is_there else "was not found"
    return f"The program that speaks, {name}, {what}, so bells are rung instead."


class SoundHooks(NamedTuple):
    """What a sound needs of the guide that it belongs to."""

    bell: TerminalBell
    """The bell of the guide's terminal."""
    hand_over: Callable[[Callable[[], None]], object]
    """Calls a function in the thread of the guide; may be called from any."""
    on_mute: Callable[[str], None]
    """Told, in the thread of the guide, that nothing speaks, in a line for the reader."""


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

    def finish(self, seconds: float) -> None:
        """Wait until all is said, for so many seconds at most."""

    def close(self) -> None:
        """Be silent for good: no process and no file is left."""
