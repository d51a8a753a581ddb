"""What a status bar costs that asks a desk: the CPU time of its line beside bare Python."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.bench.program import ROOT, home
from tests.bench.table import Row
from tui.cli.desk.shared_state import SharedState, hold_lock, write_state

ROUNDS = 25
_MOST = 60.0
"""Milliseconds of CPU that the line may take beyond Python alone."""
_STATE = SharedState("sitting", "short", 4e9, 3, 1, 95, "in /dev/pts/7 of here, process 12", "")


def rows() -> Iterator[Row]:
    """The line against ``python -c pass``, in turn."""
    commands = {
        "line": [sys.executable, "-m", "tui", "desk", "--status"],
        "bare": [sys.executable, "-c", "pass"],
    }
    taken: dict[str, list[float]] = {name: [] for name in commands}
    with home() as folder:
        lock = hold_lock(Path(folder, "backspasm"))
        write_state(Path(folder, "backspasm"), _STATE)
        env = {**os.environ, "XDG_RUNTIME_DIR": str(folder)}
        for number in range(ROUNDS + 1):
            for name, command in commands.items():
                spent = _cpu(command, env)
                if number:  # The first of each compiles modules.
                    taken[name].append(spent)
        os.close(lock)
    ours, bare = median(taken["line"]), median(taken["bare"])
    more = median(one - other for one, other in zip(*taken.values(), strict=True))
    note = f"{ours:.0f} ms of CPU, python -c pass {bare:.0f} ms"
    yield Row("desk --status", ours / bare, note=note)
    yield Row("desk --status, beyond python -c pass", more, _MOST, unit="ms")


def _cpu(command: list[str], env: dict[str, str]) -> float:
    """Return the CPU time of a command in milliseconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return 1000 * spent
