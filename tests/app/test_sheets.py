"""Sheets: help with every key, why and sources, about."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

import tui.app
from tests.app.conftest import OpenGuide, Reader, words_of
from tests.support.export import exported_rows
from tui.app.app import GuideApp
from tui.app.flows.key_help import key_groups
from tui.app.main_screen.main_screen import MainScreen
from tui.guide.content.record_index import Index
from tui.guide.content.section_model import Source
from tui.guide.outline import Entry, entries

TALL = (100, 200)
"""Room for every key."""
HIGH = (100, 64)
"""Room for the why of any line."""
FRAME = "Sheet VerticalScroll"
NAMES = {
    "question_mark": "?",
    "slash": "/",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "escape": "esc",
}


def _bound_keys() -> set[str]:
    """The keys that any class of the app binds, as they stand on a keyboard."""
    for module in pkgutil.walk_packages(tui.app.__path__, "tui.app."):
        importlib.import_module(module.name)

    def kinds(of: type[DOMNode]) -> Iterable[type[DOMNode]]:
        yield of
        for kind in of.__subclasses__():
            yield from kinds(kind)

    held = [
        binding
        for kind in kinds(DOMNode)
        if kind.__module__.startswith("tui.")
        for binding in kind.__dict__.get("BINDINGS", ())
    ]
    assert all(isinstance(binding, Binding) for binding in held)
    keys = {key.strip() for binding in held for key in binding.key.split(",")}
    return {NAMES.get(key, key) for key in keys}


async def test_help_lists_every_key_that_is_bound_anywhere(open_guide: OpenGuide) -> None:
    async with open_guide(size=TALL) as reader:
        await reader.press("question_mark")
        bold = [text for row in exported_rows(reader.app) for text, style in row if style.bold]
        listed = {word for text in bold for word in text.split()}
        missing = _bound_keys() - listed
        assert not missing
        for key in ("enter", "pagedown", "home", "tab"):
            assert key in listed


def test_help_lists_a_key_of_the_search_in_the_checklist_only_there() -> None:
    shown = {
        (title, one.key)
        for title, keys in key_groups(MainScreen.BINDINGS, GuideApp.BINDINGS)
        for one in keys
        if one.description == "Show all"
    }
    assert shown == {("In the words above the checklist", "escape")}


async def test_help_says_what_the_signs_of_the_levels_mean(open_guide: OpenGuide) -> None:
    async with open_guide(size=TALL, region="gb") as reader:
        await reader.press("question_mark")
        for words in ("‼ EMERGENCY", "▲ GET MEDICAL HELP TODAY", "◆ SEE A DOCTOR", "● NO WARNING"):
            assert words in reader.read(FRAME)
        assert "999" not in reader.text


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_a_long_sheet_scrolls_to_its_end(
    open_guide: OpenGuide, size: tuple[int, int]
) -> None:
    async with open_guide(size=size) as reader:
        await reader.press("question_mark")
        assert "NO WARNING SIGN TICKED" not in reader.read(FRAME)
        await reader.press("end")
        assert "NO WARNING SIGN TICKED" in reader.read(FRAME)


async def test_a_sheet_closes_and_leaves_everything_as_it_was(open_guide: OpenGuide) -> None:
    async with open_guide(size=(80, 24)) as reader:
        await reader.press("down")
        before = reader.text
        for key in ("escape", "q", "enter", "question_mark"):
            await reader.press("question_mark")
            assert reader.text != before
            await reader.press(key)
            assert reader.app.is_running
            assert reader.text == before


def _tight(text: str) -> str:
    """`text` without any space, as a long address breaks anywhere."""
    return "".join(text.split())


def _assert_sources(reader: Reader, sources: Iterable[Source]) -> None:
    shown = _tight(reader.read(FRAME))
    for source in sources:
        for words in (source.title, source.publisher, source.url or ""):
            assert _tight(words).rstrip(".") in shown, words


def _sources(index: Index, entry: Entry) -> list[Source]:
    held = entry.exercise or entry.item
    return [index.sources[name] for name in held.sources]


@pytest.mark.parametrize(
    "tab",
    [
        "relief",
        pytest.param("prevention", marks=pytest.mark.thorough),
        pytest.param("causes", marks=pytest.mark.thorough),
    ],
)
async def test_every_line_says_why_and_what_it_rests_on(
    open_guide: OpenGuide, index: Index, tab: str
) -> None:
    async with open_guide(size=HIGH, tab=tab) as reader:
        await reader.press(*(["down"] if tab == "relief" else []))
        for entry in entries(index, index.sections[tab])[::3]:
            await reader.type("s")
            assert reader.title(FRAME) == entry.title
            shown = reader.read(FRAME)
            _assert_sources(reader, _sources(index, entry))
            differ = entry.exercise.differ if entry.exercise else index.differs_for(entry.item)
            if not entry.exercise:
                assert words_of(entry.item.why) in shown
            for name in differ:
                assert words_of(index.differs[name].text) in shown
            assert ("Guidelines differ" in shown) >= bool(differ)
            await reader.type("escape")
            await reader.type("down", "down", "down")


async def test_findings_say_why_and_what_they_rest_on(open_guide: OpenGuide, index: Index) -> None:
    chosen = [
        index.findings[name] for name in ("fever", "urine_retention", "one_leg_pain", "improving")
    ]
    async with open_guide(size=HIGH, tab="doctor") as reader:
        for finding in chosen:
            await reader.type("home", *["down"] * list(index.findings).index(finding.id))
            await reader.type("s")
            shown = reader.read(FRAME)
            assert words_of(finding.why or "") in shown
            for name in finding.differ:
                assert words_of(index.differs[name].text) in shown
            _assert_sources(reader, (index.sources[name] for name in finding.sources))
            await reader.type("escape")


async def test_about_says_what_the_guide_is_and_is_not(open_guide: OpenGuide, index: Index) -> None:
    preface = index.content.guide
    # Nothing that is entered here outlasts the guide, and that is what it says.
    async with open_guide(size=(80, 60), region="us") as reader:
        await reader.press("ctrl+p")
        await reader.paste("About")
        await reader.until(lambda: "What this guide is" in reader.text)
        await reader.press("enter")
        await reader.until(lambda: reader.find(FRAME))
        shown = reader.read(FRAME)
        privacy = preface.privacy_forgotten
        for text in (preface.tagline, *preface.disclaimer, *privacy, preface.updated):
            assert words_of(text) in shown
        assert "United States: 911" in shown
        assert f"backspasm {tui.__version__}" in shown
