"""``ssh HOST walk gentle | espeak-ng``: lines that are said, each at its time, over a real pipe."""

from __future__ import annotations

import mmap
import struct
import subprocess
from pathlib import Path
from statistics import median

from tests.ssh.serving import HOST, Serving, environment, needs, openssh
from tests.support.content import loaded
from tests.support.speech import speech_in
from tests.terminal.terminal import PATIENCE
from tests.unit.test_announcements import whole
from tui.guide.content.record_index import Index
from tui.guide.routine.speaking_time import speaking_seconds

FAST = 20
"""How many times as fast as others the clock of the server runs."""

_CLOCK = "clock"
"""The file in which the server tells the time on its clock."""

# What it computes takes no time on this clock, so that a busy machine leaves nothing out.
_IDLE_CLOCK = f"""
import mmap, selectors, struct, time
real, select = time.monotonic, selectors.EpollSelector.select
with open("{_CLOCK}", "r+b") as file:
    told = mmap.mmap(file.fileno(), 8)
now = real()
time.monotonic = lambda: now

def wait(self, timeout=None):
    global now
    began = real()
    ready = select(self, timeout and timeout / {FAST})
    passed = (real() - began) * {FAST}
    now += passed if timeout is None else min(passed, max(0.0, timeout))
    told[:] = struct.pack("d", now)
    return ready

selectors.EpollSelector.select = wait
"""

_SILENCE = 0.3
"""Seconds of silence that espeak-ng leaves after a line."""


@needs("ssh")
@needs("espeak-ng")
def test_a_routine_is_said_over_ssh_as_it_goes(tmp_path: Path) -> None:
    sound = tmp_path / "gentle.wav"
    (tmp_path / _CLOCK).write_bytes(bytes(8))
    with (
        Serving(tmp_path, changes=_IDLE_CLOCK) as server,
        (tmp_path / _CLOCK).open("rb") as file,
        mmap.mmap(file.fileno(), 8, access=mmap.ACCESS_READ) as told,
    ):
        asking = subprocess.Popen(
            [*openssh(server.port, tmp_path, "-T"), HOST, "walk", "gentle"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            env=environment(tmp_path),
        )
        speaking = subprocess.Popen(
            ["espeak-ng", "--stdin", "-w", str(sound)], stdin=subprocess.PIPE
        )
        lines: list[tuple[float, str]] = []
        assert asking.stdout and speaking.stdin
        for line in asking.stdout:
            lines.append((*struct.unpack("d", told[:]), line.decode().rstrip("\n")))
            speaking.stdin.write(line)
        speaking.stdin.close()
        assert asking.wait(PATIENCE) == 0 and speaking.wait(PATIENCE) == 0
        asking.stdout.close()

    expected = [heard for heard in whole("gentle").heard if heard.words]
    first = next(place for place, (_, line) in enumerate(lines) if line == expected[0].words)
    words = {heard.words for heard in expected}
    said = [
        (at, line)
        for at, line in reversed(lines[first:])
        if any(is_said(each, line) for each in words)
    ]
    began, _ = lines[first]
    offsets = []
    left_out = []
    for heard in expected:
        if said and is_said(heard.words, said[-1][1]):
            offsets.append(said.pop()[0] - began - heard.at)
        else:
            left_out.append(heard)
    # Only a count may be past by the time that what is said between exercises has ended.
    assert not said and not [heard.words for heard in left_out if heard.announced.is_cue]
    assert len(left_out) < sum(not heard.announced.is_cue for heard in expected) / 2
    # What is said between exercises takes time of its own, and a busy machine some more.
    index = Index.of(loaded())
    asides = sum(
        speaking_seconds(f"{index.exercises[name].title}. Stop if: {reason}")
        for name in index.programs["gentle"].exercises[1:]
        for reason in index.exercises[name].stop_if
    )
    assert median(offsets) < asides + 10.0
    assert min(offsets) > -2.0
    assert sorted(at for at, _ in lines) == [at for at, _ in lines]

    speech = speech_in(sound)
    text = [line for _, line in lines if line]
    length = sum(speaking_seconds(line) + _SILENCE for line in text)
    assert 0.75 * length < speech.seconds < 1.3 * length
    assert speech.voiced > 0.5 and 0.2 < speech.peak <= 1.0


def is_said(words: str, line: str) -> bool:
    """Whether a line says the words, or as many of their sentences as a late moment leaves."""
    return line != "" and (line == words or words.endswith(f". {line}"))
