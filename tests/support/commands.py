"""The command line for tests: called in this process, and as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

import pytest

from tests.support.paths import ROOT
from tui.cli.main import main


@dataclass(frozen=True)
class Outcome:
    """What a command printed, and its exit status."""

    status: Any
    out: str
    err: str


class Call:
    """The command line, called in this process."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *arguments: str) -> Outcome:
        status: Any
        try:
            status = main(arguments)
        except SystemExit as stop:
            status = stop.code
        return Outcome(status, *self.capsys.readouterr())


def forget_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away the tester's locale and terminal: none, and 80 columns that can draw."""
    for name in [name for name in os.environ if name.startswith(("LC_", "LANG"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm-256color")


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The guide as a process of its own, with no terminal and nothing of the tester's locale."""
    return subprocess.run(
        [sys.executable, "-m", "tui", *arguments],
        cwd=ROOT,
        env=plain_environment(**environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )


def plain_environment(**more: str) -> dict[str, str]:
    """An environment that says neither where the reader is nor how wide their terminal is."""
    foreign = ("LC_", "LANG", "COLUMNS", "PYTHONIOENCODING", "TERM")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    return {**kept, "LANG": "C.UTF-8", "PYTHONUTF8": "1", **more}
