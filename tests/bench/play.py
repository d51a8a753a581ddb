"""The walkthrough as it plays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.bench.program import Program, guide, home

EXERCISE = "cat_cow"
QUESTIONS = 8
"""The safety questions, which come first."""
_ASKED = 1.5
"""Seconds after which an answer counts as meant."""
_READY = 6.0
"""Seconds until the body has begun to move."""


@contextmanager
def playing(command: Callable[..., tuple[str, ...]] = guide) -> Iterator[Program]:
    """The guide, run by `command`, at 120×40 with an exercise under way."""
    with (
        home() as folder,
        Program(
            command("walk", EXERCISE, "--mute"), folder, columns=120, rows=40, whole_frames=True
        ) as program,
    ):
        program.settle(_ASKED)
        for _ in range(QUESTIONS):
            program.press("n", quiet=_ASKED)
        # No condition speaks against it.
        program.press("n", quiet=0.02)
        program.press(" ", quiet=0.02)
        program.listen(_READY)
        yield program
