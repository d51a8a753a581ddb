"""The ask-first card of pain relievers: while a line applies, nothing speaks for taking one."""

from __future__ import annotations

from tests.app.conftest import OpenGuide, Reader, words_of
from tui.guide.content.record_index import Index

TALL = (100, 100)


async def _open_card(reader: Reader) -> None:
    await reader.press("1")
    items = [item.id for item in reader.index.sections["relief"].items]
    await reader.type("home")
    for _ in range(30):
        if reader.highlighted == "pain_relievers":
            return
        await reader.type("down")
    raise AssertionError(items)


def _speaks_for(reader: Reader) -> bool:
    medicine = reader.index.content.medicine
    points = reader.index.items["pain_relievers"].points
    shown = reader.read("EntryPage")
    found = {words_of(text) in shown for text in (*medicine.advice, *points)}
    assert len(found) == 1, shown
    return found.pop()


async def test_nothing_ticked_shows_every_line_and_the_advice(
    open_guide: OpenGuide, index: Index
) -> None:
    medicine = index.content.medicine
    async with open_guide(size=TALL) as reader:
        await _open_card(reader)
        shown = reader.read("EntryPage")
        for line in medicine.lines:
            assert f"[ ] {words_of(line.text)}" in shown
        for text in (*medicine.stop_if, medicine.stop):
            assert words_of(text) in shown
        assert _speaks_for(reader)
        assert medicine.ask not in shown


async def test_a_ticked_line_hides_the_advice_and_says_whom_to_ask(
    open_guide: OpenGuide, index: Index
) -> None:
    medicine = index.content.medicine
    line = medicine.lines[0]
    async with open_guide(size=TALL) as reader:
        await _open_card(reader)
        await reader.press("enter", "tab", "space")
        shown = reader.read("EntryPage")
        assert f"[x] {words_of(line.text)}" in shown
        assert words_of(medicine.ask) in shown
        assert words_of(line.say) in shown
        assert not _speaks_for(reader)
        await reader.press("space")
        assert _speaks_for(reader)


async def test_a_line_is_ticked_by_a_click(open_guide: OpenGuide) -> None:
    async with open_guide(size=TALL) as reader:
        await _open_card(reader)
        await reader.click("[ ] You are breastfeeding.")
        assert "[x] You are breastfeeding." in reader.read("EntryPage")
        assert not _speaks_for(reader)


async def test_the_lines_of_the_card_leave_the_verdict_alone(open_guide: OpenGuide) -> None:
    async with open_guide(size=TALL) as reader:
        await _open_card(reader)
        await reader.press("enter", "tab", "space")
        assert reader.ticked == set()
        assert reader.lines[0].rstrip().endswith("· no warning sign ticked")


async def test_a_finding_answers_the_lines_that_it_settles(
    open_guide: OpenGuide, index: Index
) -> None:
    finding, lines = "age_under_5", ["needs_help", "under_16"]
    settled = [line for line in index.content.medicine.lines if line.id in lines]
    async with open_guide(size=TALL, tab="doctor") as reader:
        await reader.tick(finding)
        await _open_card(reader)
        shown = reader.read("EntryPage")
        assert shown.count("[+]") == len(settled)
        for line in settled:
            assert f"[+] {words_of(line.text)[:40]}" in shown
            assert words_of(line.say) in shown
        assert not _speaks_for(reader)
        await reader.tick(finding)
        await reader.press("1")
        assert "[+]" not in reader.text
        await _open_card(reader)
        assert _speaks_for(reader)


async def test_the_card_stays_as_it_was_left(open_guide: OpenGuide) -> None:
    async with open_guide(size=TALL) as reader:
        await _open_card(reader)
        await reader.press("enter", "tab", "space", "escape", "down")
        assert "[x]" not in reader.text
        await reader.press("4", "1", "up")
        assert "[x]" in reader.read("EntryPage")
        assert not _speaks_for(reader)
