"""The voice and the bells of one guide, switched on or off by its reader."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.app import App

from tui.guide.routine.announcements import Announcement, Bell
from tui.sound.sound import NO_VOICE, Sound, SoundHooks
from tui.sound.terminal_bell import TerminalBell

if TYPE_CHECKING:
    from tui.app.environment import Environment

NO_SOUND = "This guide runs on another machine, which you would not hear."


class Audio:
    """The voice and the bells of a guide. The voice takes the place of bells while it is on.

    Attributes:
        speaks: Whether the voice is on.
        mute: Whether nothing is heard at all, except what is asked for.

    """

    def __init__(self, app: App[int], environment: Environment) -> None:
        self._app = app
        self._environment = environment
        self._sound: Sound | None = None
        self._rings = not environment.mute
        self.speaks = environment.say
        self.mute = not (self._rings or self.speaks)
        self.is_reading = False
        """Whether a page is read aloud, until the reader stops it or something else is said."""

    @property
    def sound(self) -> Sound:
        """The sound, opened when it is first needed."""
        if self._sound is None:
            bell = TerminalBell(self._app.bell, self._app.set_timer)
            if (opener := self._environment.sound) is None:
                self._sound = bell
            else:
                loop = asyncio.get_running_loop()
                hooks = SoundHooks(bell, loop.call_soon_threadsafe, self._lose_voice)
                self._sound = opener(hooks)
            if self.speaks and not self._sound.can_speak():
                self._app.call_later(self._lose_voice, self._why_not())
        return self._sound

    @property
    def sign(self) -> str:
        """What is to be heard, in a word or a sign."""
        return "muted" if self.mute else "voice" if self.speaks else "♪"

    def _why_not(self) -> str:
        return NO_SOUND if self._environment.sound is None else NO_VOICE

    def _lose_voice(self, why: str) -> None:
        """Go on with bells, and say so in one line."""
        if self.speaks or self.is_reading:
            self._app.notify(why, severity="warning", timeout=10)
        self.speaks = self.is_reading = False
        self._rings = self._rings or not self._environment.mute

    def announce(self, announced: Announcement | None) -> None:
        """Say it or, without a voice, ring; None for nothing."""
        if announced is None or self.mute:
            return
        sound = self.sound
        if self.speaks and sound.can_speak():
            self.is_reading = False
            if announced.say:
                sound.say(announced.say)
        elif announced.bell and self._rings:
            sound.bell(announced.bell)

    def say(self, text: str) -> None:
        """Say something, if the voice is on."""
        self.announce(Announcement(text))

    def ring(self, kind: Bell) -> None:
        """Ring, whether the voice is on or not."""
        if self._rings and not self.mute:
            self.sound.bell(kind)

    def test(self, kind: Bell) -> None:
        """Ring, although the guide is muted: it was asked for."""
        self.sound.bell(kind)

    def toggle_voice(self) -> bool:
        """Switch the voice on or off, in the middle of a word too; return whether it is on."""
        if self.speaks and not self.mute:
            self.speaks = False
            self.sound.stop()
            self.mute = not self._rings
        elif self.sound.can_speak():
            self.speaks, self.mute = True, False
        else:
            self._app.notify(self._why_not(), severity="warning", timeout=10)
        return self.speaks

    def toggle_mute(self) -> None:
        """Mute all that is heard, or no longer."""
        self.mute = not self.mute
        if self.mute:
            self.sound.stop()
        elif not self.speaks:
            self._rings = True

    def read(self, text: str) -> None:
        """Read a page aloud, whether the voice is on or not; once more stops it."""
        if self.is_reading:
            self.stop()
        elif self.sound.can_speak():
            self.is_reading = True
            self.sound.say(text)
        else:
            self._app.notify(self._why_not(), severity="warning", timeout=10)

    def stop(self) -> None:
        """Stop in the middle of a word."""
        self.is_reading = False
        if self._sound is not None:
            self._sound.stop()

    def close(self) -> None:
        """End all that is heard, for good."""
        if self._sound is not None:
            self._sound.close()
