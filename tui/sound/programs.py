"""The programs of this machine that speak and play.

`pyttsx3` would speak as well, and was weighed against them: on Linux it loads espeak's library into
the guide, where a crash or a hang of it is one of the guide's own; its loop has to be run, so that
cutting a word off and keeping the time of the exercises need a process of their own all the same;
on macOS and Windows it brings pyobjc or comtypes, over a hundred files, for what `say` and
PowerShell do already. A program is found in a millisecond, ends when it is told to, and takes its
text on standard input: neither a shell nor an option ever sees it.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator
from typing import NamedTuple

_SAPI = (
    "Add-Type -AssemblyName System.Speech; "
    "[Console]::InputEncoding = [Text.Encoding]::UTF8; "
    "(New-Object Speech.Synthesis.SpeechSynthesizer).Speak([Console]::In.ReadToEnd())"
)
_SOUND_PLAYER = "(New-Object Media.SoundPlayer $args[0]).PlaySync()"
_POWERSHELL = ("powershell", "-NoProfile", "-NonInteractive", "-Command")

Which = Callable[[str], "str | None"]
"""Finds a program, as `shutil.which` does."""


class SoundProgram(NamedTuple):
    """A program and its options."""

    words: tuple[str, ...]
    silence: tuple[str, ...] = ()
    """What silences it beside its own end: some leave the speaking to a server."""


_VOICES = (
    SoundProgram(("spd-say", "--pipe-mode", "--wait"), ("spd-say", "--stop")),
    SoundProgram(("espeak-ng", "--stdin")),
    SoundProgram(("say", "-f", "-")),
    SoundProgram((*_POWERSHELL, _SAPI)),
)
"""What speaks, the best first; each takes its text on standard input."""
_PLAYERS = (
    SoundProgram(("paplay",)),
    SoundProgram(("pw-play",)),
    SoundProgram(("aplay", "-q")),
    SoundProgram(("afplay",)),
    SoundProgram((*_POWERSHELL, f"& {{ {_SOUND_PLAYER} }}")),
)
"""What plays a WAV file, which is the last word."""
_ELSEWHERE = {"say": "darwin", "afplay": "darwin", "powershell": "win32"}
"""Programs of one platform, by name; under others the name may be anything."""


def voices(which: Which, platform: str) -> Iterator[SoundProgram]:
    """Yield the programs that speak, the best first."""
    return _found(_VOICES, which, platform)


def players(which: Which, platform: str) -> Iterator[SoundProgram]:
    """Yield the programs that play a WAV file, the best first."""
    return _found(_PLAYERS, which, platform)


def _found(
    programs: tuple[SoundProgram, ...], which: Which, platform: str
) -> Iterator[SoundProgram]:
    for program in programs:
        name = program.words[0]
        if _ELSEWHERE.get(name, platform) == platform and (path := which(name)):
            # The path, not the name: on Windows a name is looked for in the present folder first.
            silence = (path, *program.silence[1:]) if program.silence else ()
            yield SoundProgram((path, *program.words[1:]), silence)


def program_of(command: str) -> SoundProgram:
    """Return the program of a command line; it is split as a shell does, and none runs.

    Raises:
        ValueError: if it names no program, or a quote is not closed.

    """
    words = shlex.split(command)
    if not words or not words[0]:
        raise ValueError("no command")
    if "\0" in command:
        raise ValueError("a NUL character")
    return SoundProgram(tuple(words))


def speakable(text: str) -> str:
    """Return `text` as one line that any voice takes for words.

    Line ends, control characters and what speech-dispatcher takes for a command are left out.
    """
    visible = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(visible.split()).lstrip("!-")
