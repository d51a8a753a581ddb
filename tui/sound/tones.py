"""The tones of the bells, as short WAV files that the guide makes itself."""

from __future__ import annotations

import math
import wave
from array import array
from pathlib import Path
from typing import BinaryIO, NamedTuple

from tui.guide.routine.announcements import Bell

RATE = 22_050
"""Samples a second."""
_LOUDEST = 0.5
"""The loudest sample, of 1."""
_RISE = 0.005
"""Seconds in which a tone gets loud, so that it does not click."""
_LOW, _MIDDLE, _HIGH = 392.0, 523.25, 659.25


class Tone(NamedTuple):
    """A tone that fades."""

    at: float
    """When it begins, in seconds."""
    pitch: float
    """In Hz."""
    seconds: float = 0.22
    loudness: float = 1.0


MELODIES: dict[Bell, tuple[Tone, ...]] = {
    Bell.MOVE: (Tone(0.0, _HIGH, 0.35),),
    Bell.HOLD: (Tone(0.0, _MIDDLE), Tone(0.25, _MIDDLE)),
    Bell.SIDE: (Tone(0.0, _LOW), Tone(0.25, _MIDDLE), Tone(0.5, _HIGH)),
    Bell.REST: tuple(Tone(0.25 * place, _LOW) for place in range(4)),
    Bell.EXERCISE: (Tone(0.0, _LOW), Tone(0.25, _HIGH), Tone(0.9, _LOW), Tone(1.15, _HIGH)),
    Bell.DONE: tuple(Tone(at, _HIGH - 45.0 * at) for at in (0.0, 0.25, 0.5, 0.9, 1.15, 1.4)),
    Bell.TICK: (Tone(0.0, 2 * _HIGH, 0.05, 0.25),),
    Bell.ALERT: (Tone(0.0, _MIDDLE), Tone(0.3, _HIGH, 0.5)),
}
"""The tones of each bell; as many as a terminal rings for it."""


def write_tones(melody: tuple[Tone, ...], file: str | BinaryIO) -> None:
    """Write tones as a WAV file: mono, 16 bits."""
    end = max(tone.at + tone.seconds for tone in melody)
    samples = [0.0] * round(end * RATE)
    for tone in melody:
        first, count = round(tone.at * RATE), round(tone.seconds * RATE)
        for place in range(min(count, len(samples) - first)):
            seconds = place / RATE
            fade = min(1.0, seconds / _RISE) * (1.0 - place / count) ** 2
            wave_height = math.sin(2 * math.pi * tone.pitch * seconds)
            samples[first + place] += _LOUDEST * tone.loudness * fade * wave_height
    data = array("h", (round(32_767 * max(-1.0, min(1.0, sample))) for sample in samples))
    if array("h", [1]).tobytes()[0] == 0:
        data.byteswap()  # WAV is little-endian.
    with wave.open(file, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(2)
        written.setframerate(RATE)
        written.writeframes(data.tobytes())


def tone_file(kind: Bell, folder: Path) -> Path:
    """Return the file of a bell in `folder`, written when it is first asked for."""
    path = folder / f"{kind.value}.wav"
    if not path.exists():
        unfinished = path.with_suffix(".part")
        write_tones(MELODIES[kind], str(unfinished))
        unfinished.replace(path)
    return path
