"""The sound of this machine: a voice and tones where it has them, else the terminal's bell."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from tui.guide.routine.announcements import Bell
from tui.guide.routine.speaking_time import speaking_seconds
from tui.sound.child import NOT_STARTED, run_child
from tui.sound.newest import NewestJob, Wanted
from tui.sound.programs import SoundProgram, players, speakable, voices
from tui.sound.sound import SoundHooks, lost_voice
from tui.sound.terminal_bell import PATTERNS
from tui.sound.tones import tone_file
from tui.sound.turns import Turns

_SLOWEST = 4.0
"""How many times as long as expected a voice may take before it counts as hanging."""
_LONGEST_TONE = 5.0
"""Seconds after which a player of a tone counts as hanging."""
_BEGINNING = 10.0
"""Seconds that a voice may take to begin."""


class LocalSound:
    """Speaks and plays with programs of this machine, in threads of its own.

    A program that fails is not tried again: the next one takes its place. With none left, the guide
    is told in one line, and bells are the terminal's.

    Args:
        hooks: The terminal's bell, and ways into the guide.
        speakers: What speaks, the best first; None for what the machine has.
        tones: What plays tones, the best first; None for what the machine has.
        folder: The folder in which guides take turns to speak; None for no turns.

    """

    def __init__(
        self,
        hooks: SoundHooks,
        *,
        speakers: Iterable[SoundProgram] | None = None,
        tones: Iterable[SoundProgram] | None = None,
        folder: Path | None = None,
    ) -> None:
        self._terminal, self._hand_over, self._on_mute = hooks
        found = voices(shutil.which, sys.platform) if speakers is None else speakers
        self._speakers = list(found)
        self._players: list[SoundProgram] | None = None if tones is None else list(tones)
        self._turns = Turns(folder)
        self._folder: Path | None = None
        self._speech = NewestJob(self._speak, "voice")
        self._bells = NewestJob(self._play, "bells")

    def can_speak(self) -> bool:
        """Return whether a program that speaks is left."""
        return bool(self._speakers)

    def say(self, text: str) -> None:
        """Speak; what was being said is cut off."""
        self._speech.give(text)

    def bell(self, kind: Bell) -> None:
        """Play the tones of a bell, or ring the terminal's."""
        if self._players is None:
            self._players = list(players(shutil.which, sys.platform))
        if self._players:
            self._bells.give(kind)
        else:
            self._terminal.bell(kind)

    def stop(self) -> None:
        """Be silent, in the middle of a word too."""
        self._speech.give(None)
        self._bells.give(None)
        self._terminal.stop()

    def finish(self, seconds: float) -> None:
        """Wait until all is said and rung, for so many seconds at most."""
        self._speech.finish(seconds)
        self._bells.finish(1.0)

    def close(self) -> None:
        """End every process and remove the files of the tones."""
        self._terminal.close()
        self._speech.close()
        self._bells.close()
        self._turns.close()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    # In threads of their own

    def _speak(self, words: str, wanted: Wanted) -> None:
        if not (text := speakable(words)):
            return
        longest, lost = _BEGINNING + _SLOWEST * speaking_seconds(text), ""
        self._turns.take(wanted)
        try:
            while self._speakers and wanted() and self._turns.is_mine():
                program = self._speakers[0]
                status = run_child(
                    program.words,
                    f"{text}\n",
                    longest=longest,
                    wanted=lambda: wanted() and self._turns.is_mine(),
                )
                if status is None and program.silence:
                    run_child(program.silence, "", longest=1.0, wanted=lambda: True)
                if not status:
                    return
                lost = lost_voice(program.words[0], is_there=status != NOT_STARTED)
                del self._speakers[0]
        finally:
            self._turns.end()
        if lost and not self._speakers:
            self._hand_over(partial(self._on_mute, lost))

    def _play(self, kind: Bell, wanted: Wanted) -> None:
        players = self._players or []
        while players:
            try:
                path = str(tone_file(kind, self._tone_folder()))
            except OSError:
                players.clear()
                break
            status = run_child((*players[0].words, path), "", longest=_LONGEST_TONE, wanted=wanted)
            if not status:
                return
            del players[0]
        if wanted() and PATTERNS[kind]:
            self._hand_over(partial(self._terminal.bell, kind))

    def _tone_folder(self) -> Path:
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="backspasm-"))
        return self._folder
