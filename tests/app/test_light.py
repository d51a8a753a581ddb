"""The guide stays light: what it loads, mounts, lays out and paints is counted, not timed."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from unittest.mock import patch

import pytest
from textual._compositor import Compositor
from textual.css import stylesheet
from textual.css.stylesheet import Stylesheet

from tests.app.conftest import OpenGuide, Reader
from tests.support.fast import fast_only
from tests.terminal.terminal import Terminal
from tui.app import theme
from tui.app.drawing.document import Document
from tui.app.textual_fast.stylesheet import SharedStylesheet

_OPEN = """
import asyncio, sys
from pathlib import Path
from tui.app.app import GuideApp
from tui.guide.content.record_index import Index
from tui.guide.load import load

async def main():
    app = GuideApp(Index.of(load(cache_folder=Path(sys.argv[1]))))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        print(*sys.modules)

asyncio.run(main())
"""
"""Opens the guide, and says which modules that took."""

_START = """
import sys
from types import ModuleType

def run(*given, **more):
    del sys.modules["tui.app.run_local"]
    import tui.app.run_local

    with open(sys.argv[1], "w") as file:
        print(*sys.modules, file=file)
    return 0

sys.modules["tui.app.run_local"] = ModuleType("tui.app.run_local")
sys.modules["tui.app.run_local"].run = run
from tui.cli.main import main
raise SystemExit(main([]))
"""
"""Starts as on a terminal, up to the guide itself, and says which modules that took."""

STATEMENTS = 4_190
"""The most statements of the guide's own, without imports, that the first frame may load."""
UNNEEDED = (
    # Parsing and checking, once the content is kept; searching; what is not on the first tab.
    *(
        "tomli",
        "tui.guide.lint.references",
        "tui.guide.content.schema",
        "tui.guide.search",
        "tui.guide.blocks",
        "tui.guide.episode.packing",
        "tui.guide.routine.routine",
    ),
    *("tui.app.panes.doctor", "tui.app.panes.medicine", "tui.app.widgets.bars.pack_bar"),
    *("tui.app.widgets.bars.day_line", "tui.app.widgets.bars.notice_line"),
    # How to draw a figure, until there is one.
    *(
        "tui.app.drawing.figure_row",
        "tui.app.drawing.figure_strips",
        "tui.figure.scene",
        "tui.figure.render.raster",
        "tui.figure.render.alphabets",
        "tui.figure.motion_parser",
    ),
    # The other screens, and the server.
    *(
        "tui.app.screens.search",
        "tui.app.terminal.colors.sixteen_colors",
        "tui.app.screens.sheet",
        "tui.app.screens.walkthrough.walk",
        "tui.app.flows.key_help",
    ),
    *("tui.plain.dialogue", "tui.guide.routine.announcements"),
    *("tui.serve", "asyncssh", "argparse", "gettext", "hashlib", "statistics"),
    # Versions of packages, which only --version says: 33 modules.
    *("importlib.metadata", "email", "zipfile"),
    # A diary, until there is an entry.
    *(
        "sqlite3",
        "tui.diary.sqlite_store",
        "tui.diary.database",
        "tui.diary.migrations",
        "tui.guide.episode.progress",
    ),
    *(
        "tui.guide.lint.fault_collector",
        "tui.guide.content.faults",
        "tui.guide.episode.time_style",
        "tui.guide.episode.times",
        "tui.guide.episode.summary",
        "tui.guide.quiz.quiz",
    ),
    # Widgets of Textual that take long to load.
    *("textual.widgets._tabs", "textual.widgets._markdown", "textual.widgets._data_table"),
    *("textual.widgets._footer", "textual.widgets._text_area"),
)
WIDGETS = 6
"""The most widgets of the first frame."""


def _statements(module: str) -> int:
    """How many statements a module has; how they are shared out among files does not count."""
    spec = find_spec(module)
    assert spec is not None and spec.origin is not None, module
    tree = ast.parse(Path(spec.origin).read_text(encoding="utf-8"))
    imports = (ast.Import, ast.ImportFrom)
    return sum(
        isinstance(part, ast.stmt) and not isinstance(part, (ast.Expr, *imports))
        for part in ast.walk(tree)
    )


@pytest.mark.parametrize("module", UNNEEDED)
def test_what_the_first_frame_does_without_is_there(module: str) -> None:
    """A module that got another name is missed by nobody, and kept out by nobody."""
    assert find_spec(module) is not None


@pytest.mark.parametrize("gone", ["tui.app.gone", "tui.gone", "textual.widgets._gone"])
def test_a_module_that_was_renamed_is_noticed(gone: str) -> None:
    with pytest.raises(AssertionError):
        test_what_the_first_frame_does_without_is_there(gone)


def test_the_first_frame_loads_little_code(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _OPEN, str(tmp_path)]
    for _ in range(2):  # The first one keeps the content for the second.
        ended = subprocess.run(command, check=True, capture_output=True, text=True)
    loaded = set(ended.stdout.split())
    assert not loaded.intersection(UNNEEDED)
    own = {one: _statements(one) for one in loaded if one.partition(".")[0] == "tui"}
    assert sum(own.values()) <= STATEMENTS, own


def test_the_command_line_loads_no_more(tmp_path: Path) -> None:
    said = tmp_path / "modules"
    for _ in range(2):  # The first one keeps the content for the second.
        with Terminal([sys.executable, "-c", _START, str(said)], home=tmp_path) as terminal:
            assert terminal.wait_exit() == 0
    loaded = set(said.read_text().split())
    assert not loaded.intersection(UNNEEDED)
    # The guide connects to nothing; asyncio would load OpenSSL, a sixth of the memory.
    assert "asyncio.sslproto" in loaded
    assert not loaded.intersection({"ssl", "_ssl"})


def test_asking_for_pictures_loads_nothing_that_draws_them() -> None:
    """Each start asks, and few terminals answer that they show any."""
    asks = "import sys, tui.app.appearance.pictures; print(*sys.modules)"
    command = [sys.executable, "-c", asks]
    loaded = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    drawing = ("tui.figure.scene", "tui.figure.pixels.picture", "tui.app.terminal.pictures.display")
    assert not set(loaded).intersection(drawing)


async def test_the_first_frame_takes_few_widgets(open_guide: OpenGuide) -> None:
    async with open_guide(size=(100, 30)) as reader:
        widgets = list(reader.app.screen.walk_children())
        assert len(widgets) <= WIDGETS, widgets


@contextmanager
def counted(reader: Reader) -> Iterator[dict[str, int]]:
    """How often everything was laid out, and something painted, once it is over."""
    counts: dict[str, int] = {}
    painted = len(pictures(reader))
    with patch.object(
        Compositor, "reflow", autospec=True, side_effect=Compositor.reflow
    ) as laid_out:
        yield counts
    counts["layouts"] = laid_out.call_count
    counts["pictures"] = len(pictures(reader)) - painted


def pictures(reader: Reader) -> list[object]:
    """What was painted so far."""
    return [call.args[1] for call in reader.drawn.call_args_list if call.args[1] is not None]


@fast_only("painting")
async def test_opening_the_guide_paints_once(open_guide: OpenGuide) -> None:
    async with open_guide(size=(100, 30)) as reader:
        assert len(pictures(reader)) == 1


@fast_only("painting")
async def test_a_key_is_answered_by_one_picture(open_guide: OpenGuide) -> None:
    async with open_guide(size=(100, 30)) as reader:
        for key in (*("down", "down", "up"), *"23141", "down", *("4", "space", "down", "space")):
            with counted(reader) as counts:
                await reader.press(key)
            assert counts["pictures"] == 1, key
            assert counts["layouts"] <= 2, key


@pytest.mark.parametrize("key", ["question_mark", "slash", "p", "w"])
async def test_a_sheet_comes_and_goes_with_few_pictures(open_guide: OpenGuide, key: str) -> None:
    async with open_guide(size=(100, 30)) as reader:
        with counted(reader) as counts:
            await reader.press(key, "escape")
        # The keys below are hidden with it and come back with it, each in a picture at most.
        assert counts["pictures"] <= 8
        assert counts["layouts"] <= 12


async def test_moving_in_a_list_draws_two_of_its_options(open_guide: OpenGuide) -> None:
    async with open_guide(tab="doctor", size=(100, 30)) as reader:
        await reader.press("down")
        with patch.object(Document, "lines", autospec=True, side_effect=Document.lines) as drawn:
            await reader.press("down")
        lines = reader.part("EntryList")
        assert 0 < drawn.call_count < len(lines) / 3


async def test_a_level_is_shown_without_styling_anything_anew(
    open_guide: OpenGuide,
) -> None:
    async with open_guide(size=(100, 30)) as reader:
        await reader.press("2", "3", "4")
        with patch.object(
            Stylesheet, "apply", autospec=True, side_effect=Stylesheet.apply
        ) as styled:
            await reader.press("space")
            # The first tick gives the verdict more of the width.
            assert styled.call_count <= 3
            styled.reset_mock()
            await reader.press("down", "space", "down", "space")
        assert styled.call_count == 0


def _sheet(variables: dict[str, str]) -> SharedStylesheet:
    sheet = SharedStylesheet(variables=variables)
    sheet.add_source("Static { color: $colour; & > .part { width: 3; } }", ("here", ""))
    return sheet


@fast_only("styles")
def test_styles_are_parsed_once_for_all_guides_of_a_process() -> None:
    first = _sheet({"colour": "#123456"})
    rules = first.rules
    with patch.object(stylesheet, "parse", side_effect=AssertionError):
        assert _sheet({"colour": "#123456"}).rules == rules
        first.reparse()
        assert first.rules == rules
    plain = Stylesheet(variables={"colour": "#123456"})
    plain.add_source("Static { color: $colour; & > .part { width: 3; } }", ("here", ""))
    assert first.css == plain.css


def test_another_theme_has_styles_of_its_own() -> None:
    sheet = _sheet({"colour": "#123456"})
    assert "#123456" in sheet.css
    sheet.set_variables({"colour": theme.DARK.primary})
    sheet.reparse()
    assert theme.DARK.primary.upper() in sheet.css
    assert "#123456" in _sheet({"colour": "#123456"}).css
