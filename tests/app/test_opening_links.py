"""`o` opens a link of the screen in the reader's browser; served, its address is copied."""

from __future__ import annotations

import os
import stat
import sys
import threading
from pathlib import Path
from unittest.mock import patch

import pytest

from tests.app.conftest import OpenGuide, Reader
from tui.app.app import GuideApp
from tui.app.environment import Environment
from tui.app.marking.links import links_of, open_link
from tui.app.screens.links import LinksDialog
from tui.guide.content.record_index import Index


async def sources(reader: Reader) -> list[str]:
    """Show the sources of an entry; their links."""
    await reader.press("down", "down")
    await reader.app.screen.run_action("screen.why")
    await reader.settle()
    return links_of(reader.app.screen)


async def test_a_link_of_a_sheet_is_chosen_and_opened(open_guide: OpenGuide) -> None:
    async with open_guide(tab="relief", size=(100, 40)) as reader:
        links = await sources(reader)
        assert len(links) > 1
        with patch("tui.app.flows.links.open_link") as opened:
            await reader.press("o")
            assert isinstance(reader.app.screen, LinksDialog)
            assert "Enter opens a link." in reader.text
            assert any(f"│  {link} " in reader.text for link in links)
            await reader.press("down", "enter")
        assert opened.call_args[0][0] == links[1]
        assert not isinstance(reader.app.screen, LinksDialog)


async def test_where_nothing_opens_the_address_is_offered(open_guide: OpenGuide) -> None:
    async with open_guide(tab="relief", size=(100, 40)) as reader:
        links = await sources(reader)
        with patch("subprocess.Popen", side_effect=OSError):
            await reader.press("o", "enter")
            await reader.until(lambda: "No browser could open this." in reader.text)
        await reader.press("enter")
        assert reader.app.clipboard == links[0]


@pytest.mark.parametrize("closing", ["escape", "q"])
async def test_nothing_is_opened_unless_chosen(open_guide: OpenGuide, closing: str) -> None:
    async with open_guide(tab="relief", size=(100, 40)) as reader:
        await sources(reader)
        with patch("tui.app.flows.links.open_link") as opened:
            await reader.press("o", closing)
        assert not opened.called


async def test_no_number_is_called_by_one_key(open_guide: OpenGuide) -> None:
    async with open_guide(tab="doctor", region="gb", size=(100, 40)) as reader:
        await reader.tick("saddle_numb")
        with patch("tui.app.flows.links.open_link") as opened:
            await reader.press("o")
            assert isinstance(reader.app.screen, LinksDialog)
            assert "tel:999" in reader.text
            assert not opened.called


async def test_a_page_without_links_says_so(open_guide: OpenGuide) -> None:
    async with open_guide(tab="causes", size=(100, 30)) as reader:
        with patch.object(reader.app, "notify") as notify:
            await reader.press("o")
        assert notify.call_args.args == ("There is no link here.",)


async def test_a_reader_elsewhere_copies_the_address(index: Index) -> None:
    app = GuideApp(index, Environment(served=True), tab="relief")
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("down", "down")
        await app.screen.run_action("screen.why")
        await pilot.pause()
        links = links_of(app.screen)
        with patch("tui.app.flows.links.open_link") as opened:
            await pilot.press("o", "enter")
            await pilot.pause()
        assert app.clipboard == links[0]
        assert not opened.called


@pytest.mark.parametrize(
    "link",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "--help",
        "https://example.org/a b",
        "https://example.org/\n",
        "tel:999;rm",
        "ssh://host",
        "",
    ],
)
def test_no_other_kind_of_link_reaches_another_program(link: str) -> None:
    failed = threading.Event()
    with patch("subprocess.Popen") as started:
        open_link(link, failed.set)
    assert failed.is_set() and not started.called


@pytest.mark.skipif(sys.platform == "win32", reason="a browser made of a shell script")
@pytest.mark.parametrize("link", ["https://example.org/a;$(touch%20x)&b=1'", "tel:112"])
def test_a_browser_gets_the_link_and_no_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, link: str
) -> None:
    got, browser = tmp_path / "got", tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\n{{ echo "$1"; tty; }} > {got}.new\nmv {got}.new {got}\n')
    browser.chmod(browser.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("BROWSER", str(browser))
    monkeypatch.chdir(tmp_path)
    failed = threading.Event()
    open_link(link, failed.set)
    for thread in threading.enumerate():
        if thread.name == "link":
            thread.join(60)
    while not got.exists():
        os.sched_yield()
    assert got.read_text().split("\n")[:2] == [link, "not a tty"]
    assert not failed.is_set()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["browser", "got"]
