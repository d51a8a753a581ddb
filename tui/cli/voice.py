"""The voice and the bells that the command line asks for."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from tui.cli.options import fail, said

if TYPE_CHECKING:
    from pathlib import Path

    from tui.cli.arguments import Arguments
    from tui.guide.routine.announcements import Announcement
    from tui.plain.dialogue import Dialogue
    from tui.sound.sound import Sound, SoundHooks

_WITH = "BACKSPASM_SAY_WITH"
"""The variable that holds the command for `--say-with`, to be set once."""

_LAST_WORDS = 60.0
"""The longest that the end of a conversation is spoken, in seconds."""


class Voice(NamedTuple):
    """What is to be heard."""

    say: bool
    """Whether to speak from the start."""
    command: str | None
    """What to speak with; None for what the machine has."""
    breath: bool
    ticks: bool
    elsewhere: bool
    """Whether the reader sits at another machine, and would hear nothing of this one."""


def voice_of(arguments: Arguments, environ: Mapping[str, str] = os.environ) -> Voice:
    """Return what the options and the environment ask for; exit if the command is none."""
    command = arguments.say_with or environ.get(_WITH) or None
    if command is not None:
        from tui.sound.programs import program_of

        try:
            program_of(command)
        except ValueError as error:
            where = "--say-with" if arguments.say_with else _WITH
            fail(f"{where} {said(command)!r}: {error}")
    return Voice(
        say=arguments.say or bool(arguments.say_with) or arguments.say_breath,
        command=command,
        breath=arguments.say_breath,
        ticks=arguments.ticks,
        elsewhere=bool(environ.get("SSH_CONNECTION") or environ.get("SSH_TTY")),
    )


def open_sound(voice: Voice, hooks: SoundHooks) -> Sound:
    """Return the sound of this machine, which finds its programs now."""
    from tui.sound.local_sound import LocalSound
    from tui.sound.programs import SoundProgram, program_of

    nothing: tuple[SoundProgram, ...] | None = () if voice.elsewhere else None
    return LocalSound(
        hooks,
        speakers=(program_of(voice.command),) if voice.command else nothing,
        tones=nothing,
        folder=_turns_folder(),
    )


def _turns_folder() -> Path | None:
    """Return the folder in which the guides of this person take turns; None without a home."""
    from tui.system.folders import own_folder

    has_runtime = sys.platform in ("win32", "darwin") or os.environ.get("XDG_RUNTIME_DIR")
    # Without the variable, platformdirs names a folder in /tmp that anybody could have made.
    return own_folder("runtime" if has_runtime else "cache")


class HeardCues:
    """The cues of exercises, spoken or rung; opens what makes them heard with the first one.

    Args:
        voice: What is to be heard.
        mute: Whether the bells are off.

    """

    def __init__(self, voice: Voice, *, mute: bool) -> None:
        self._voice = voice
        self._mute = mute
        self._sound: Sound | None = None

    def announce(self, announced: Announcement | None) -> None:
        """Say or ring what is due; None for silence."""
        if announced is None:
            if self._sound:
                self._sound.stop()
            return
        if self._sound is None:
            self._sound = _open_local(self._voice, lambda line: None)
        if announced.say and self._voice.say and self._sound.can_speak():
            self._sound.say(announced.say)
        elif announced.bell and not self._mute:
            self._sound.bell(announced.bell)

    def close(self) -> None:
        """Be silent for good."""
        if self._sound:
            self._sound.close()


def _open_local(voice: Voice, complain: Callable[[str], None]) -> Sound:
    """Return the sound of a guide that is printed to this terminal."""
    from threading import Timer

    from tui.sound.sound import SoundHooks
    from tui.sound.terminal_bell import TerminalBell

    def later(seconds: float, ring: Callable[[], None]) -> None:
        timer = Timer(seconds, ring)
        timer.daemon = True
        timer.start()

    return open_sound(
        voice, SoundHooks(TerminalBell(_ring, later), lambda do: do(), on_mute=complain)
    )


@contextmanager
def spoken(dialogue: Dialogue, voice: Voice, *, mute: bool) -> Iterator[Dialogue]:
    """Let a dialogue be heard as well.

    What is printed is read as a whole once an answer is waited for, so that no line cuts off the
    one before.
    """
    from tui.plain.dialogue import Dialogue, Shown, Silence
    from tui.sound.sound import NO_VOICE

    def complain(line: str) -> None:
        print(f"backspasm: {line}", file=sys.stderr)

    sound = _open_local(voice, complain)
    if voice.say and not sound.can_speak():
        complain(NO_VOICE)
    lines: list[str] = []

    def speaks() -> bool:
        return voice.say and sound.can_speak()

    def print_line(line: str) -> None:
        dialogue.say(line)
        if line and not isinstance(line, Shown):
            lines.append(line if line.endswith((".", "?", "!", ":")) else f"{line}.")

    def read() -> None:
        if lines and speaks():
            sound.say(" ".join(lines))
        lines.clear()

    def listen(seconds: float | None) -> str | Silence:
        read()
        return dialogue.listen(seconds)

    def wait(seconds: float) -> None:
        read()
        dialogue.wait(seconds)

    def announce(announced: Announcement) -> None:
        lines.clear()
        if announced.say and speaks():
            sound.say(announced.say)
        elif announced.bell and not mute:
            sound.bell(announced.bell)

    try:
        yield Dialogue(print_line, listen, wait, announce)
        read()
        # Whom to call is often said last.
        sound.finish(_LAST_WORDS)
    finally:
        sound.close()


def _ring() -> None:
    if sys.stdout:
        sys.stdout.write("\a")
        sys.stdout.flush()
