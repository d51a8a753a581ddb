"""Sheets: help with every key, why and sources, about."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

import tui
from tests.app.conftest import OpenGuide, Reader, words_of
from tests.support.export import exported_rows
from tui.app.flows.action_help import ACTION_HELP
from tui.app.input.default_keys import DEFAULT_KEYS
from tui.app.input.key_names import key_name
from tui.guide.content.record_index import Index
from tui.guide.content.section_model import Source
from tui.guide.outline import Entry, entries

TALL = (100, 200)
"""Room for every key."""
HIGH = (100, 64)
"""Room for the why of any line."""
FRAME = "Sheet VerticalScroll"


async def test_help_lists_every_action_with_its_keys(open_guide: OpenGuide) -> None:
    async with open_guide(size=(100, 160)) as reader:
        await reader.press("question_mark")
        shown = reader.read(FRAME)
        for title, lines in ACTION_HELP:
            assert title in shown
            for names, words in lines:
                assert words_of(words) in shown, names
        bold = [text for row in exported_rows(reader.app) for text, style in row if style.bold]
        listed = {word for text in bold for word in text.split()}
        for keys in DEFAULT_KEYS.values():
            printed = {key_name(key) for key in keys.split(",")}
            assert {name for name in printed if not name.isdigit()} <= listed
        dotted = {name for name in DEFAULT_KEYS if "." in name}
        assert not dotted & set(shown.split()), "whoever reads it wants no names of actions"


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
            await reader.type("i")
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
            await reader.type("i")
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
        await reader.press("colon")
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
