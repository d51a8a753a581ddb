"""Tries the guide with other versions of what it is built on: ``lowest``, ``newest`` or both."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.ranges.environments import lowest, made, newest, pythons, requirements
from tests.support.paths import ROOT


def main(kinds: list[str]) -> int:
    """Make the environments and run the smoke set in each; the exit status."""
    found = pythons()
    for python in found[1:-1]:
        print(f"skipped: Python {python.name}, neither the oldest nor the newest here")
    ends = list(dict.fromkeys([found[0], found[-1]]))
    failed = 0
    for kind in kinds:
        asked = lowest if kind == "lowest" else newest
        wanted = [asked(one) for one in requirements()]
        # Old releases are built for old Pythons.
        for python in ends[:1] if kind == "lowest" else ends:
            failed |= try_out(f"{kind} on Python {python.name}", made(kind, python, wanted))
    return failed


def try_out(name: str, program: Path) -> int:
    """Run the smoke set with the versions that `program` has; the exit status."""
    print(f"{name}:", flush=True)
    env = {**os.environ, "BACKSPASM_TEST_PYTHON": str(program)}
    command = [sys.executable, "-m", "pytest", "-q", "tests/ranges/test_smoke.py"]
    return subprocess.run(command, cwd=ROOT, env=env).returncode


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:] or ["lowest", "newest"]))
