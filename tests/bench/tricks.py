"""What each way past Textual's own is worth: the same, in turn, with it and without."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from statistics import median

from tests.bench.play import playing
from tests.bench.program import Program, home
from tests.bench.table import Row

ROUNDS, PRESSES, PLAYED = 9, 40, 15.0
"""First frames and keys of each kind, and seconds of a walkthrough."""

_START, _QUIET = 0.7, 0.15
"""Seconds without a byte after which a frame is taken for complete: the first, and any other."""

_DOWN, _UP = "\x1b[B", "\x1b[A"
_KEYS = {"tab": "2341", "list move": (_DOWN,) * 5 + (_UP,) * 5}

TRICKS = {
    "repaint and paint_soon": """
from tui.app.textual_fast.coalescing_screen import CoalescingScreen
CoalescingScreen.paint_soon = lambda self, widget: False
CoalescingScreen.repaint = lambda self, widget, regions: widget.refresh(*regions)
""",
    "shared stylesheet": """
from textual.css.stylesheet import Stylesheet
from tui.app import app
app.SharedStylesheet = Stylesheet
""",
    "content cache": """
from tui.guide.content import cache
cache.fetch = lambda folder, mark: None
""",
    "unwritten diary": """
from tui.diary import sqlite_store
from tui.diary import deferred_store
deferred_store.open_store = sqlite_store.open_store
""",
    "input thread": """
from textual.drivers.linux_driver import LinuxDriver
from tui.app import run_local
run_local.terminal_driver = lambda: LinuxDriver
""",
}
"""Python that takes a trick away, run before the guide starts."""

_WITH = {
    "repaint and paint_soon": "from tui.app.textual_fast import coalescing_screen",
    "shared stylesheet": "from tui.app import app",
    "content cache": "from tui.guide.content import cache",
    "unwritten diary": "from tui.diary import deferred_store, sqlite_store",
    "input thread": "from textual.drivers import linux_driver\nfrom tui.app import run_local",
}
"""What is imported either way, so that a start differs by the trick alone."""

Command = Callable[..., tuple[str, ...]]


def changed(prelude: str) -> Command:
    """The command that runs the guide after some Python."""
    program = f"{prelude}\nfrom tui.cli.main import main\nraise SystemExit(main())"
    return lambda *arguments: (sys.executable, "-c", program, *arguments)


def rows() -> Iterator[Row]:
    """For each trick what a first frame, a key and a second of play cost more without it."""
    for name, prelude in TRICKS.items():
        # Textual's drawing needs the same modules in both.
        ways = {"with": changed(_WITH[name]), "without": changed(prelude)}
        yield from _compared(f"{name}: first frame", _first_frames(ways), "ms")
        for key, typed in _KEYS.items():
            yield from _compared(f"{name}: {key}", _keys(ways, typed), "ms")
        yield from _compared(f"{name}: CPU while playing", _play(ways), "%")


def _compared(name: str, taken: dict[str, list[float]], unit: str) -> Iterator[Row]:
    """The difference of the medians, and both of them."""
    kept, gone = (median(taken[way]) for way in ("with", "without"))
    share = 100 * (gone - kept) / kept if kept else 0.0
    note = f"with {kept:.2f} {unit}, without {gone:.2f} {unit}: {share:+.0f} %"
    yield Row(name, gone - kept, None, unit, note)


def _first_frames(ways: dict[str, Command]) -> dict[str, list[float]]:
    taken: dict[str, list[float]] = {way: [] for way in ways}
    with home() as folder:
        for number in range(ROUNDS + 1):
            for way, command in ways.items():
                with Program(command(), folder) as program:
                    program.settle(_START)
                    if number:  # The first of each compiles modules and keeps the content.
                        taken[way].append(1000 * (program.complete() - program.started))
    return taken


def _keys(ways: dict[str, Command], typed: Sequence[str]) -> dict[str, list[float]]:
    taken: dict[str, list[float]] = {way: [] for way in ways}
    with (
        home() as folder,
        Program(ways["with"]("--still"), folder) as one,
        Program(ways["without"]("--still"), folder) as other,
    ):
        programs = {"with": one, "without": other}
        for program in programs.values():
            program.settle(_START)
            program.press(_DOWN, _QUIET)
        for number in range(PRESSES):
            for way, program in programs.items():
                key = typed[number % len(typed)]
                taken[way].append(1000 * program.press(key, _QUIET))
    return taken


def _play(ways: dict[str, Command]) -> dict[str, list[float]]:
    taken: dict[str, list[float]] = {}
    for way, command in ways.items():
        with playing(command) as program:
            before = program.cpu
            program.listen(PLAYED)
            taken[way] = [100 * (program.cpu - before) / PLAYED]
    return taken
