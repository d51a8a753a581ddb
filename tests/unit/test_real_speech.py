"""A real voice says each cue of a routine in the time that there is for it."""

from __future__ import annotations

import subprocess
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import pytest

from tests.support.speech import ESPEAK, needs_espeak, speech_in
from tests.unit.test_announcements import whole
from tui.guide.routine.announcements import NUMBERS

_LATE = 0.3
"""Seconds of a word that may be cut off by the next: about its last breath."""


@needs_espeak
@pytest.mark.parametrize("pace", [1.0, 1.5])
def test_every_cue_of_gentle_is_over_when_the_next_is_due(tmp_path: Path, pace: float) -> None:
    @lru_cache
    def said(words: str) -> float:
        file = tmp_path / f"{abs(hash(words))}.wav"
        command = [str(ESPEAK), "--stdin", "-w", str(file)]
        subprocess.run(command, input=words.encode(), check=True)
        speech = speech_in(file)
        assert 0.2 < speech.peak <= 1.0, words
        assert speech.voiced > 0.3, words
        return speech.spoken

    spoken = [heard for heard in whole("gentle", pace=pace).heard if heard.words]
    for one, following in pairwise(spoken):
        assert one.at + said(one.words) <= following.at + _LATE, one.words
    total = sum(said(heard.words) for heard in spoken)
    assert 0.25 * spoken[-1].at < total < 0.8 * spoken[-1].at
    assert max(said(number) for number in NUMBERS[1:]) < 0.7
