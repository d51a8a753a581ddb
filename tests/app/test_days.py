"""The days of a spasm: pain in two keys, the phase, what the guide notices, and the page."""

from __future__ import annotations

import asyncio
import stat
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from unittest.mock import patch

import pytest
from msgspec.structs import replace
from textual.widgets import Input

from tests.app.conftest import Clock, OpenGuide, Reader, a_condition, no_condition, words_of
from tests.app.screenshots import HABITS, NOW, keep_days
from tests.app.test_pack import HOUR, MINUTE, WallClock
from tests.app.walking import pass_time, walking
from tui.app.screens.confirm import ConfirmDialog
from tui.app.screens.episode.days import DaysScreen
from tui.app.screens.episode.summary import SummaryScreen
from tui.diary.sqlite_store import NAME, open_store
from tui.diary.store import MemoryStore, Store
from tui.guide.content.record_index import Index
from tui.guide.content.triage_model import Level
from tui.guide.episode.progress import DAY
from tui.guide.episode.records import Diary, Episode, Pain, Response, WalkDone
from tui.guide.episode.sparkline import spark
from tui.guide.episode.summary import summary
from tui.guide.routine.player import PlayerState

CALM = "no warning sign ticked"


def kept(store: Store) -> list[tuple[int, str]]:
    """The pain log: each number with its note, oldest first."""
    return [(pain.level, pain.note) for pain in store.all(Pain)]


def phase(reader: Reader) -> str:
    """The day and the phase as the line under the tabs has them; nothing without a spasm."""
    return reader.read("DayLine").split(",")[0].partition("  ")[0].split(" pain")[0]


def fall_and_rise(store: Store, *, onset: float) -> None:
    """Pain that falls for three days and rises for two, its third day being to come."""
    store.keep(Episode(at=onset))
    for day, level in enumerate((6, 5, 3, 4, 5)):
        store.keep(Pain(at=onset + HOUR + day * DAY, level=level))


async def type_over(reader: Reader, text: str) -> None:
    """Put `text` in place of what the open field holds."""
    field = reader.app.screen.query_one(Input)
    field.value = ""
    await reader.type(*text)


# The pain log


async def test_two_keys_keep_the_pain_and_a_note_may_follow(open_guide: OpenGuide) -> None:
    clock, store = WallClock(), MemoryStore()
    async with open_guide(now=clock, store=store) as reader:
        assert not reader.find("DayLine")
        await reader.log("6")
        assert kept(store) == [(6, "")]
        assert "6 of 10, until you close the guide." in reader.text
        await reader.type(*"after a t")
        await reader.press("enter")
        assert kept(store) == [(6, "after a t")]
        clock.at += 3 * HOUR
        await reader.press("p", "t", "escape")
        clock.at += HOUR
        await reader.press("p", "3")
        await reader.type(*"never mind")
        await reader.press("escape")
        await reader.press("p", "left", "left", "enter", "escape")
        assert kept(store) == [(6, "after a t"), (10, ""), (3, ""), (1, "")]
        assert store.all(Episode) == (Episode(id=1, at=NOW),)
        for key in "1234":
            await reader.press(key)
            assert phase(reader) == "Day 1 · cold phase"
            assert reader.read("DayLine").endswith(f"pain 1 {spark([6, 10, 3, 1], 10)}")


async def test_the_days_have_a_chart_and_every_entry_can_be_changed_deleted_and_brought_back(
    open_guide: OpenGuide,
) -> None:
    store = MemoryStore()
    keep_days(store, 3)
    async with open_guide(size=(100, 30), now=WallClock(), store=store) as reader:
        await reader.press("d")
        chart = "\n".join(reader.part("#chart"))
        assert "10│" in chart and "█" in chart
        assert "o onset, w walkthrough, p pack, + several" in chart
        assert "after sitting for long" in reader.text
        assert "u" not in reader.offered
        before = store.all(Pain)

        await reader.press("down", "enter", "9")
        await type_over(reader, "stairs")
        await reader.press("enter")
        changed = replace(before[-2], level=9, note="stairs")
        assert store.all(Pain) == (*before[:-2], changed, before[-1])
        assert "stairs" in reader.text
        assert "\n".join(reader.part("#chart")) != chart
        before = store.all(Pain)

        await reader.press("home", "x", "down", "delete", "x")
        left = store.all(Pain)
        assert len(left) == len(before) - 3
        assert len(reader.app.state.triage_state.diary.pains) == len(left)
        assert "u" in reader.offered
        await reader.press("u", "u", "u")
        assert store.all(Pain) == before
        assert "u" not in reader.offered
        await reader.press("u")
        assert store.all(Pain) == before


# When it began, and the phase


async def test_a_spasm_began_now_earlier_yesterday_or_on_a_date_by_keys_alone(
    open_guide: OpenGuide,
) -> None:
    # It is 20:30 where the reader is.
    store, zone = MemoryStore(), timezone(timedelta(hours=2))

    def onset() -> datetime:
        (episode,) = store.all(Episode)
        assert episode.ended is None
        return datetime.fromtimestamp(episode.at, zone).replace(tzinfo=None)

    async with open_guide(now=WallClock(), zone=zone, store=store) as reader:
        await reader.press("d")
        assert "No spasm is written down" in reader.text
        await reader.press("b", "enter")
        assert onset() == datetime(2026, 11, 3, 20, 30)
        assert "Day 1 · cold phase" in reader.text
        for choice, words, wanted in (
            (1, "3 h", datetime(2026, 11, 3, 17, 30)),
            (1, "7:05", datetime(2026, 11, 3, 7, 5)),
            (2, "", datetime(2026, 11, 2, 12)),
            (3, "30 Oct 22:15", datetime(2026, 10, 30, 22, 15)),
        ):
            await reader.press("b")
            await reader.press(*["down"] * choice, "enter")
            await reader.type(*words, "enter")
            assert isinstance(reader.app.screen, DaysScreen)
            assert onset() == wanted
        assert "Day 4 · warm phase" in reader.text
        assert "since Fri 30 Oct, 22:15" in reader.text

        # A time that is none is answered in words, and what was written stays.
        for words, answer in (
            ("25:99", "There is no such time."),
            ("whenever", "Write the time like this: 14:30."),
            ("23:00", "That is still to come."),
        ):
            await reader.press("b")
            await reader.press("down", "enter")
            await reader.type(*words, "enter")
            assert answer in reader.text
            assert reader.app.screen.query_one(Input).value == words
            assert onset() == datetime(2026, 10, 30, 22, 15)
            await reader.press("escape")
            assert "Just now" in reader.text
            assert answer not in reader.text
            await reader.press("escape")


async def test_the_phase_follows_the_hours_at_once_and_the_next_spasm_starts_clean(
    open_guide: OpenGuide, tmp_path: Path
) -> None:
    clock, store = WallClock(), open_store(tmp_path)
    store.keep(Episode(at=NOW - 30 * HOUR))
    store.keep(Pain(at=NOW - 29 * HOUR, level=4))
    async with open_guide(size=(100, 30), now=clock, store=store) as reader:
        assert phase(reader) == "Day 2 · cold phase"
        await reader.tick("recurrent")
        await reader.press("d", "minus", "minus")
        assert "Day 2 · warm phase" in reader.text
        await reader.type(*["minus"] * 3)
        assert store.all(Episode)[0].switch == 24
        await reader.type(*["plus"] * 9)
        assert store.all(Episode)[0].switch == 72
        assert "Day 2 · cold phase" in reader.text
        assert "From cold to warm: Thu 12:30. (72 h)" in words_of(reader.text)
        await reader.type(*["minus"] * 4)
        await reader.press("escape")
        assert phase(reader) == "Day 2 · warm phase"

        await reader.press("d", "e")
        assert isinstance(reader.app.screen, ConfirmDialog)
        assert "Has the spasm passed?" in reader.text
        await reader.press("enter")
        assert store.all(Episode)[0].ended is None
        await reader.press("e", "right", "enter")
        assert store.all(Episode)[0].ended == NOW
        assert "Before: 1 spasm" in reader.text
        assert "30 hours" in reader.text
        await reader.press("escape", "1")
        assert not reader.find("DayLine")
    clock.at += 3 * DAY
    async with open_guide(now=clock, store=open_store(tmp_path)) as reader:
        assert not reader.ticked
        await reader.log("5")
    async with open_guide(now=clock, store=open_store(tmp_path)) as reader:
        assert phase(reader) == "Day 1 · cold phase"
        assert not reader.ticked
        await reader.press("d")
        assert "Before: 1 spasm" in reader.text
    assert [held.ended for held in store.all(Episode)] == [NOW, None]


async def test_day_and_phase_move_on_by_themselves(open_guide: OpenGuide) -> None:
    clock, store = WallClock(), MemoryStore()
    store.keep(Episode(at=NOW - 47 * HOUR))
    async with open_guide(now=clock, store=store) as reader:
        assert phase(reader) == "Day 2 · cold phase"
        timers = reader.app.main._guide_timers
        assert timers._waking
        left = timers._waking.when() - asyncio.get_running_loop().time()
        assert left == pytest.approx(HOUR, abs=MINUTE)
        clock.at += HOUR
        timers._wake()
        await reader.settle()
        assert phase(reader) == "Day 3 · warm phase"


# What the guide notices


async def test_three_days_falling_and_three_rising_tick_what_they_speak_for(
    open_guide: OpenGuide, index: Index, tmp_path: Path
) -> None:
    clock = WallClock()
    fall_and_rise(open_store(tmp_path), onset=NOW - 5 * DAY - 2 * HOUR)
    async with open_guide(now=clock, store=open_store(tmp_path), size=(60, 20)) as reader:
        assert CALM in reader.text
        await reader.press("p", "7", "escape")
        assert reader.ticked == {"worsening", "not_improving_days"}
        assert reader.level is Level.DOCTOR
        for key in "123":
            await reader.press(key)
            assert "SEE A DOCTOR" in reader.banner
        await reader.go_to_finding("worsening")
        assert "SEE A DOCTOR" in reader.banner
        line = f"[x] {index.findings['worsening'].text}"
        assert f"{line} (by the guide)" in reader.read("EntryList")
        await reader.press("i")
        assert (
            "Your first day of notes says about 6 for pain. "
            "The last 24 hours say about 7, which is more." in reader.read("Sheet VerticalScroll")
        )
        await reader.press("escape", "space")
        assert reader.ticked == {"not_improving_days"}
        clock.at += HOUR
        await reader.press("p", "9", "escape")
        assert reader.ticked == {"not_improving_days"}
    async with open_guide(now=clock, store=open_store(tmp_path)) as reader:
        assert reader.ticked == {"not_improving_days"}
        assert reader.level is Level.DOCTOR
        await reader.press("p", "9", "escape")
        assert reader.ticked == {"not_improving_days"}
        # What the reader ticks is the reader's own.
        await reader.tick("worsening")
        assert line in reader.read("EntryList")
        assert f"{line} (by the guide)" not in reader.read("EntryList")


# What comes back


async def test_all_that_was_entered_comes_back_with_the_spasm(
    open_guide: OpenGuide, index: Index, tmp_path: Path
) -> None:
    clock, wall = Clock(), WallClock()
    store = open_store(tmp_path)
    async with open_guide(now=wall, clock=clock, store=store, walk=("cat_cow",)) as reader:
        await a_condition(reader, clock)
        await reader.press("tab", "end", "space", "escape")
        (blocker,) = reader.app.state.triage_state.blockers
        await reader.log("4", "escape")
        await reader.tick("recurrent")
        await reader.press("1", "home", *["down"] * 9, "enter", "tab", "space")
        (line,) = reader.app.state.triage_state.asked
        await reader.press("escape", *HABITS, "escape", "s", "enter", "escape")
        await reader.type("1", "home", *["down"] * 4, "down", "w")
        await no_condition(reader, clock)
        await pass_time(reader, clock, 240.0, step=1.0)
        assert walking(reader).player.state is PlayerState.DONE
        await reader.press("enter")
        await reader.think()
        await reader.press("2", "q")
        assert not reader.app.is_running, "nothing would be lost, so nothing is asked"
    store = open_store(tmp_path)
    assert [walk.exercises for walk in store.all(WalkDone)] == [("pelvic_tilt",)]
    assert [response.change for response in store.all(Response)] == ["same"]
    async with open_guide(now=wall, clock=clock, store=store) as reader:
        triage_state = reader.app.state.triage_state
        assert triage_state.ticked == {"recurrent"}
        assert triage_state.asked == {line} and line in {m.id for m in index.content.medicine.lines}
        assert triage_state.blockers == {blocker} and blocker in index.blockers
        assert triage_state.diary.current == Episode(id=1, at=NOW)
        assert reader.level is Level.DOCTOR
        await reader.press("s")
        assert "Go on with question 1" in reader.text
        assert "12 of 12" in reader.text


async def test_quitting_asks_only_where_ticks_would_be_lost(
    open_guide: OpenGuide, tmp_path: Path
) -> None:
    async with open_guide(now=WallClock(), store=MemoryStore()) as reader:
        await reader.log("4", "escape")
        await reader.tick("fever")
        await reader.press("q")
        assert "Your ticks are not kept." in reader.text
        await reader.press("escape", "space", "q")
        assert not reader.app.is_running
    async with open_guide(now=WallClock(), store=open_store(tmp_path)) as reader:
        await reader.tick("fever")
        await reader.press("q")
        assert "Your ticks are not kept." in reader.text
        # With a spasm there is something to keep them with.
        await reader.press("escape")
        await reader.log("4", "escape", "q")
        assert not reader.app.is_running
    async with open_guide(now=WallClock(), store=open_store(tmp_path)) as reader:
        assert reader.ticked == {"fever"}


async def test_two_guides_on_one_diary_see_each_others_entries_on_the_next_visit_of_the_days(
    open_guide: OpenGuide, tmp_path: Path
) -> None:
    first, second = open_store(tmp_path), open_store(tmp_path)
    async with (
        open_guide(now=WallClock(), store=first) as one,
        open_guide(now=WallClock(NOW + MINUTE), store=second) as other,
    ):
        await one.log("4", "escape")
        await other.press("d")
        assert [pain.level for pain in other.app.state.triage_state.diary.pains] == [4]
        await other.press("p", "8")
        await other.type(*"from the other")
        await other.press("enter", "escape")
        assert phase(other) == "Day 1 · cold phase"
        await one.press("d")
        assert "from the other" in one.text
        await one.press("x")
        await other.press("d")
        assert "from the other" not in other.text
    assert kept(open_store(tmp_path)) == [(4, "")]
    assert len(open_store(tmp_path).all(Episode)) == 1


# Why nothing is saved


async def test_a_guide_that_cannot_save_opens_and_says_so_in_one_line(
    open_guide: OpenGuide, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    async with open_guide(now=WallClock(), store=open_store(tmp_path / "file")) as reader:
        assert reader.part("NoticeLine")[0].strip().startswith("Not saved: ")
        assert len(reader.part("NoticeLine")) == 1
        await reader.log("6", "escape", "3")
        assert phase(reader) == "Day 1 · cold phase"
        assert reader.read("NoticeLine").startswith("Not saved: ")

    (tmp_path / NAME).write_bytes(b"This is no diary." * 999)
    async with open_guide(now=WallClock(), store=open_store(tmp_path), size=(80, 24)) as reader:
        shown = reader.read("NoticeLine")
        (aside,) = [path.name for path in tmp_path.iterdir() if "damaged" in path.name]
        assert aside in shown
        assert "could not be read" in shown


# The page for the doctor


@pytest.fixture
def somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of the reader's, in which the guide was started."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    yield tmp_path


async def test_the_page_is_shown_copied_and_saved_for_its_owner_alone(
    open_guide: OpenGuide, index: Index, somewhere: Path
) -> None:
    store = MemoryStore()
    keep_days(store, 5)
    async with open_guide(now=WallClock(), store=store, size=(100, 70)) as reader:
        words = index.content.episode

        def page(markdown: bool) -> str:
            diary = Diary.read(store)
            return summary(index, diary, words, NOW, timezone.utc, markdown=markdown)

        await reader.press("colon")
        await reader.paste("summary")
        await reader.until(lambda: "A page to read, copy or save" in reader.text)
        await reader.press("enter")
        await reader.until(lambda: isinstance(reader.app.screen, SummaryScreen))
        await reader.settle()
        assert words_of(page(False)) in words_of(reader.text)
        with patch.object(reader.app, "copy_to_clipboard") as copied:
            await reader.press("y", "m", "y")
        assert [call.args for call in copied.call_args_list] == [(page(False),), (page(True),)]
        assert "## Onset" in reader.text

        await reader.press("s")
        await type_over(reader, "~/mine.md")
        await reader.press("enter")
        saved = somewhere / "mine.md"
        assert saved.read_text(encoding="utf-8") == page(True)
        assert stat.S_IMODE(saved.stat().st_mode) == 0o600
        await reader.press("escape")

        # What is there already is asked about.
        other = somewhere / "other.txt"
        other.write_text("a letter")
        await reader.press("d", "f", "s")
        await type_over(reader, "other.txt")
        await reader.press("enter")
        assert "There is a file of that name." in reader.text
        await reader.press("enter")
        assert other.read_text() == "a letter"
        await reader.press("s")
        await type_over(reader, "other.txt")
        await reader.press("enter", "right", "enter")
        assert other.read_text(encoding="utf-8") == page(False)
        assert stat.S_IMODE(other.stat().st_mode) == 0o600


async def test_a_name_that_no_file_can_have_is_answered_in_one_line(
    open_guide: OpenGuide, somewhere: Path
) -> None:
    (somewhere / "folder").mkdir()
    async with open_guide(now=WallClock(), store=MemoryStore()) as reader:
        await reader.press("d", "f")
        for name, answer in (
            ("folder", "Not saved: that is a folder."),
            ("missing/notes.txt", "Not saved: No such file or directory."),
            ("notes\0.txt", "Not saved: not a name for a file."),
            ("n" * 300, "Not saved: File name too long."),
            ("~nobodyhere/notes.txt", "Not saved: not a name for a file."),
            ("", "Nothing was saved."),
        ):
            await reader.press("s")
            reader.app.screen.query_one(Input).value = name
            with patch.object(reader.app, "notify") as notify:
                await reader.press("enter")
                if isinstance(reader.app.screen, ConfirmDialog):
                    await reader.press("right", "enter")
            assert [call.args[0] for call in notify.call_args_list] == [answer]
            assert isinstance(reader.app.screen, SummaryScreen)
        await reader.press("s")
        await type_over(reader, "  ")
        await reader.press("enter")
        assert isinstance(reader.app.screen, SummaryScreen)
    assert [path.name for path in somewhere.iterdir()] == ["folder"]


async def test_a_spasm_is_not_over_by_a_key_while_a_sign_needs_help_today(
    open_guide: OpenGuide,
) -> None:
    async with open_guide(now=WallClock(), store=MemoryStore()) as reader:
        await reader.log("6", "escape")
        await reader.tick("fever")
        await reader.press("d", "e")
        assert "Has the spasm passed?" not in reader.text
        assert "Over" not in reader.lines[-1]


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40)])
async def test_the_key_for_the_first_entry_stands_beside_its_word(
    open_guide: OpenGuide, size: tuple[int, int]
) -> None:
    async with open_guide(size=size) as reader:
        await reader.press("d")
        assert any("Press p to make it." in line for line in reader.lines), reader.text
