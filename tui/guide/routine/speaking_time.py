"""An estimate of the time that a voice needs for a text."""

from __future__ import annotations

import re

_BEGINNING = 0.1
"""Seconds before the first word."""
_PAUSE = 0.3
"""Seconds between two sentences."""
_CHARACTER = 0.05
"""Seconds for a character, as espeak-ng speaks with its usual pace."""


def speaking_seconds(text: str) -> float:
    """Return about how many seconds a voice takes to say `text`; right to 0.4 s for a cue."""
    sentences = sum(1 for part in re.split(r"[.!?:;]+", text) if part.strip())
    return _BEGINNING + _CHARACTER * len(text) + _PAUSE * (sentences - 1) if sentences else 0.0
