"""The pauses of a server's loop: how long it works before it looks again for keys.

`watch` runs in the server's process; `Pauses` reads what it wrote, in the process of the bench.
"""

from __future__ import annotations

import gc
import selectors
import time
from pathlib import Path
from typing import Any

from tests.bench.program import ROOT

_LEAST = 0.002
"""Seconds; shorter pauses are not kept."""


def watching(path: Path) -> str:
    """Python that makes a server write its pauses to a file."""
    return f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from tests.bench.pauses import watch
watch(Path({str(path)!r}))
"""


def watch(path: Path) -> None:
    """Write each pause of this process's loop: processor seconds, seconds, those of collecting."""
    file = path.open("a", buffering=1)
    select = selectors.DefaultSelector.select
    work: list[tuple[float, float]] = []
    collecting = [0.0, 0.0]
    """When the collection began that is running, and the seconds of those in this pause."""

    def looked(selector: Any, timeout: float | None = None) -> Any:
        if work:
            cpu, wall = work.pop()
            spent = time.thread_time() - cpu
            if spent > _LEAST:
                file.write(f"{spent:.4f} {time.perf_counter() - wall:.4f} {collecting[1]:.4f}\n")
        found = select(selector, timeout)
        collecting[1] = 0.0
        work.append((time.thread_time(), time.perf_counter()))
        return found

    def collected(phase: str, about: dict[str, int]) -> None:
        if phase == "start":
            collecting[0] = time.thread_time()
        else:
            collecting[1] += time.thread_time() - collecting[0]

    selectors.DefaultSelector.select = looked  # type: ignore
    gc.callbacks.append(collected)


class Pauses:
    """What a server that is watched has written since."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read = 0

    def new(self) -> list[tuple[float, float, float]]:
        """The pauses since the last look: processor seconds, seconds, those of collecting."""
        with self._path.open() as file:
            file.seek(self._read)
            lines = file.read().rpartition("\n")[0]
        self._read += len(lines) + bool(lines)
        return [tuple(map(float, line.split())) for line in lines.splitlines()]  # type: ignore[misc]
