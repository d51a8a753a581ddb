"""Whatever private name of Textual the next release changes, the guide opens."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.architecture.private import is_private
from tests.support import plain_environment
from tests.support.paths import ROOT
from tui.app.textual_fast.feature_probe import EXPECTED, NEEDED


def names(lines: tuple[str, ...]) -> set[str]:
    """The private names in what the probe expects."""
    parts = (part for line in lines for part in line.partition("(")[0].replace(":", ".").split("."))
    return {part for part in parts if is_private(part)}


NAMES = sorted(set[str]().union(*map(names, EXPECTED.values())))
"""Every private name that is used."""

NEEDED_NAMES = set[str]().union(*(names(EXPECTED[part]) for part in NEEDED))
"""Those without which nobody is served."""

FIRST = {min(names(lines)) for lines in EXPECTED.values()}
"""One of each part; the others do the same and are tried by `make thorough`."""

THOROUGH = pytest.mark.thorough
EACH_NAME = [n if n in FIRST else pytest.param(n, marks=THOROUGH) for n in NAMES]

OPEN = """
import sys
from tests.architecture.renamed import rename
rename(sys.argv[1])

import asyncio
from tui.app.app import GuideApp
from tui.app.textual_fast import feature_probe
from tui.guide.content.record_index import Index
from tui.guide.load import load

async def main():
    app = GuideApp(Index.of(load()), tab="doctor")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("space")
        await pilot.pause()
        print("opened", len(app.state.triage_state.ticked), app.state.triage_state.level.value)
    print("refused" if feature_probe.lacking_for_serving() else "serves")

asyncio.run(main())
assert any(sys.argv[1] in line for line in feature_probe.report()), feature_probe.report()
"""
"""Opens the guide with another Textual, and ticks the first sign."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Where the content is kept from one run to the next."""
    folder = str(tmp_path_factory.mktemp("home"))
    return plain_environment(XDG_CACHE_HOME=folder, XDG_DATA_HOME=folder)


def run(program: str, name: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a program with a Textual that has another name in the place of `name`."""
    command = [sys.executable, "-c", program, name]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize("name", EACH_NAME)
def test_the_guide_opens_without(name: str, home: dict[str, str]) -> None:
    ended = run(OPEN, name, home)
    assert ended.returncode == 0, ended.stderr[-3000:]
    serves = "refused" if name in NEEDED_NAMES else "serves"
    assert ended.stdout.split("\n")[:2] == ["opened 1 emergency", serves], ended.stderr[-3000:]


SERVE = """
import sys
from tests.architecture.renamed import rename
rename(sys.argv[1])
from tui.cli.main import main
raise SystemExit(main(["serve", "--port", "0"]))
"""


@pytest.mark.parametrize("name", ["_fatal_error", "_capture_stdout", "_xterm_parser"])
def test_nobody_is_served_without_what_keeps_them_apart(name: str, home: dict[str, str]) -> None:
    ended = run(SERVE, name, home)
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert ended.stderr.startswith("backspasm: Textual ")
    assert ended.stderr.count("\n") == 1
    assert name in ended.stderr


@pytest.mark.parametrize(("plain", "way"), [("", "the fast way"), ("1", "Textual's own way")])
def test_the_version_says_which_way_is_in_use(plain: str, way: str) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "tui", "--version", "--verbose"],
        cwd=ROOT,
        env=plain_environment(BACKSPASM_PLAIN_TEXTUAL=plain),
        capture_output=True,
        text=True,
        check=True,
    )
    first, second, third = told.stdout.splitlines()
    assert first.startswith("backspasm ")
    assert second.startswith("Textual ")
    assert f"drawn in {way}" in third
