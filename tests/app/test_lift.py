"""The screen on what a lift asks: sliders, typing, the mouse, the figure, who gets no number."""

from __future__ import annotations

import pytest
from textual import events

from tests.app.conftest import Clock, Reader, opened
from tui.app.screens.first_minutes.yes_no import AskScreen
from tui.app.screens.lift.lift import LiftScreen
from tui.app.screens.lift.picture import LiftPicture, box_lift
from tui.app.screens.lift.sliders import LiftSliders
from tui.app.screens.sheet import Sheet
from tui.diary.store import MemoryStore
from tui.guide.content.record_index import Index
from tui.guide.episode.records import Episode
from tui.guide.lift.form import FIELDS, LiftForm

NOW = 1_700_000_000.0


def form(reader: Reader) -> LiftForm:
    return reader.app.screen.query_one(LiftSliders).form


async def until_sliders(reader: Reader) -> None:
    """Say that the equation holds, and wait for the sliders."""
    await reader.think()
    await reader.press("n")
    assert isinstance(reader.app.screen, LiftScreen)


async def test_a_lift_is_described_by_keys_typing_and_the_mouse(index: Index) -> None:
    words = index.content.lift
    async with opened(index, size=(100, 34), lift=True, now=lambda: NOW) as reader:
        assert isinstance(reader.app.screen, AskScreen)
        assert all(text[:40] in reader.text for text in words.not_if)
        await until_sliders(reader)
        assert "at most 10.2 kg, index 1.0" in reader.text
        assert words.texts["verdicts"]["within"] in reader.text

        await reader.press("right", "right", "pageup")
        assert form(reader).weight == 17
        assert words.texts["verdicts"]["raised"] in reader.text
        await reader.press("down", *"31.5")
        assert "31.5_" in reader.text and "Take" in reader.lines[-1]
        await reader.press("enter")
        assert form(reader).start_reach == 31.5
        await reader.press("down", "9", "9", "9", "enter")
        assert form(reader).start_height == 25
        assert "must be from 0 to 220 cm, not 999" in reader.text
        await reader.press("7", "escape")
        assert isinstance(reader.app.screen, LiftScreen)
        assert form(reader).start_height == 25
        await reader.press("7", "0", "down")
        assert form(reader).start_height == 70

        sliders = reader.app.screen.query_one(LiftSliders)
        line = sliders.region.y + FIELDS.index("turn")
        bar = reader.lines[line].index("●")
        reader.mouse(events.MouseDown, bar, line)
        reader.mouse(events.MouseMove, bar + 4, line)
        reader.mouse(events.MouseUp, bar + 4, line)
        await reader.settle()
        assert sliders.marked == "turn" and 0 < form(reader).turn < 90

        await reader.press("U")
        assert form(reader).system == "us" and "lb, index" in reader.text
        await reader.press("escape")
        assert not isinstance(reader.app.screen, LiftScreen)


async def test_the_figure_shows_the_end_that_changes_then_the_lift_once(
    index: Index, clock: Clock
) -> None:
    async with opened(index, size=(80, 24), lift=True, still=False, clock=clock) as reader:
        await until_sliders(reader)
        picture = reader.app.screen.query_one(LiftPicture)

        def shown() -> list[str]:
            picture.advance()
            return [picture.render_line(y).text for y in range(picture.size.height)]

        at_start = shown()
        moments = []
        for _ in range(18):
            clock.now += 0.5
            moments.append(shown())
        assert len({tuple(one) for one in moments}) > 4
        assert moments[-1] == at_start
        await reader.press("down", "down", "down", "down")
        at_end = shown()
        assert at_end != at_start
        await reader.press("left")
        assert shown() not in (at_start, at_end)
        assert box_lift(form(reader)).end[1] == pytest.approx(95 / 175)


@pytest.mark.parametrize(
    ("ticks", "spasm", "reason"),
    [((), True, "spasm"), (("pregnant",), False, "pregnant"), (("fever",), True, "signs")],
)
async def test_who_gets_no_number_is_told_so(
    index: Index, ticks: tuple[str, ...], spasm: bool, reason: str
) -> None:
    store = MemoryStore()
    if spasm:
        store.keep(Episode(at=NOW - 9000))
    async with opened(index, store=store, now=lambda: NOW, tab="prevention") as reader:
        for tick in ticks:
            reader.app.state.toggle(tick)
        await reader.app.main.run_action("lift")
        await reader.settle()
        assert isinstance(reader.app.screen, Sheet)
        assert index.content.lift.texts["blocked"][reason][:30] in reader.text


async def test_it_is_reached_from_prevention_and_refused_by_yes(index: Index) -> None:
    async with opened(index, size=(100, 34), tab="prevention") as reader:
        names = [item.id for item in index.sections["prevention"].items]
        assert names.index("lift") == names.index("lifting") + 1
        for _ in range(60):
            await reader.press("down")
            if reader.highlighted.endswith("lift"):
                break
        await reader.press("enter")
        assert isinstance(reader.app.screen, AskScreen)
        await reader.think()
        await reader.press("y")
        assert index.content.lift.texts["blocked"]["other"][:40] in reader.text
