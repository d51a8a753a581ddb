"""Real speech, as espeak-ng makes it, and how long and loud it is."""

from __future__ import annotations

import shutil
import wave
from array import array
from pathlib import Path
from typing import NamedTuple

import pytest

ESPEAK = shutil.which("espeak-ng")

needs_espeak = pytest.mark.skipif(ESPEAK is None, reason="espeak-ng is not installed")

_LOUD = 300
"""The least sample, of 32,767, that is heard."""
_WINDOW = 0.05
"""Seconds in which a loud sample counts as sound."""


class Speech(NamedTuple):
    """What a WAV file holds."""

    seconds: float
    """Its length."""
    spoken: float
    """The seconds until the last sound in it."""
    voiced: float
    """The share of it in which something is heard."""
    peak: float
    """Its loudest sample, of 1."""


def speech_in(path: Path) -> Speech:
    """Measure a WAV file; of a file written through a pipe the header says no length."""
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        rate = file.getframerate()
        samples = array("h", file.readframes(file.getnframes()))
    window = round(rate * _WINDOW)
    loud = [
        max(map(abs, samples[start : start + window])) > _LOUD
        for start in range(0, len(samples), window)
    ]
    last = max((place for place, is_loud in enumerate(loud, 1) if is_loud), default=0)
    return Speech(
        len(samples) / rate,
        last * _WINDOW,
        sum(loud) / len(loud) if loud else 0.0,
        max(map(abs, samples), default=0) / 32_767,
    )
