"""A crash in one reader's guide: a calm line for the reader, and its place in the log."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.ssh.inside import serving_inside, until
from tests.ssh.visiting import Visit, come, connect, opened
from tests.terminal.modes import left_on
from tests.terminal.test_crash import LINE, SECRET
from tui.app.app import GuideApp
from tui.app.input.typeahead import Typeahead
from tui.app.main_screen.main_screen import MainScreen
from tui.app.terminal.color_filter import _Fewer
from tui.app.terminal.input_buffer import InputBuffer
from tui.app.terminal.screen_diff import ScreenDiff
from tui.app.textual_fast.feature_probe import has
from tui.app.textual_fast.terminal_parser import TerminalParser
from tui.app.widgets.document_lines import DocumentLines
from tui.guide.content.record_index import Index
from tui.serve.ssh import session
from tui.serve.views.driver import ChannelDriver


def fail(*given: object, **more: object) -> Any:
    saddle_numb = "zebras carried me"
    raise ValueError("giraffe", saddle_numb)


async def fail_in_a_task() -> None:
    fail()


AT_START: dict[str, tuple[object, str]] = {
    "opening the view": (session.GuideSession, "_open_view"),
    "the app": (GuideApp, "get_css_variables"),
    "the driver": (ChannelDriver, "_post_size"),
    "compose": (MainScreen, "compose"),
    "on_ready": (GuideApp, "on_ready"),
    "drawing": (DocumentLines, "render_lines"),
    "sending": (ScreenDiff, "changes") if has("changes") else (_Fewer, "apply"),
}

AT_A_KEY: dict[str, Callable[[MainScreen], object]] = {
    "the key": fail,
    "a timer": lambda screen: screen.set_timer(0.01, fail),
    "a worker": lambda screen: screen.run_worker(fail_in_a_task()),
    "a worker's thread": lambda screen: screen.run_worker(fail, thread=True),
    "after a refresh": lambda screen: screen.call_after_refresh(fail),
}

IN_THE_INPUT: dict[str, tuple[object, str]] = {
    "looking through keys": (TerminalParser, "feed"),
    "taking them in": (InputBuffer, "put"),
    "keys that wait": (Typeahead, "_look"),
}


async def ends_calmly(visit: Visit, log: Path) -> None:
    assert await visit.wait_end() == 70
    said = visit.said.rpartition("\x1b[?1049l")[2].replace("\x1b[?25h", "").strip()
    assert LINE.fullmatch(" ".join(said.split())), said
    assert not SECRET.search(visit.said)
    assert left_on(bytes(visit.received)) == []
    await until(lambda: "crash" in log.read_text(encoding="utf-8"), "the log")
    text = log.read_text(encoding="utf-8")
    (noted,) = [line for line in map(json.loads, text.splitlines()) if line["event"] == "crash"]
    assert set(noted) == {"time", "event", "address", "place"}
    assert noted["place"] in said
    assert not SECRET.search(text)


@pytest.mark.parametrize("place", AT_START)
async def test_what_fails_at_the_start(
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    owner, name = AT_START[place]
    async with serving_inside(index, tmp_path) as inside:
        with monkeypatch.context() as patch:
            patch.setattr(owner, name, fail)
            async with connect(inside.port) as connection:
                await ends_calmly(await come(connection), inside.log)
        async with connect(inside.port) as connection:
            await opened(await come(connection))
        assert inside.uncaught == []


@pytest.mark.parametrize("place", [*AT_A_KEY, *IN_THE_INPUT])
async def test_what_fails_later(
    index: Index,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    place: str,
) -> None:
    async with serving_inside(index, tmp_path) as inside:
        async with connect(inside.port) as connection:
            visit = await opened(await come(connection))
            with monkeypatch.context() as patch:
                if place in AT_A_KEY:
                    patch.setattr(MainScreen, "action_help", AT_A_KEY[place])
                else:
                    patch.setattr(*IN_THE_INPUT[place], fail)
                visit.send("??")
                await ends_calmly(visit, inside.log)
        async with connect(inside.port) as connection:
            await opened(await come(connection))
        assert inside.uncaught == []
    assert capfd.readouterr() == ("", "")


async def test_with_debug_the_log_has_the_way_there_too(
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MainScreen, "action_help", fail)
    async with serving_inside(index, tmp_path, debug=True) as inside:
        async with connect(inside.port) as connection:
            visit = await opened(await come(connection))
            visit.send("?")
            assert await visit.wait_end() == 70
        await until(lambda: "crash" in inside.log.read_text(encoding="utf-8"), "the log")
        text = inside.log.read_text(encoding="utf-8")
        (noted,) = [line for line in map(json.loads, text.splitlines()) if line["event"] == "crash"]
        assert ", in fail" in noted["trace"]
        assert "zebra" not in noted["trace"] and '"giraffe"' in noted["trace"]
