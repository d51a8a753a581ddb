"""Two guides on one diary at the same instant: each change is one, on what is there by then."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.pain import log_in_spasm
from tui.app.environment import Environment
from tui.diary.deferred_store import open_store as open_unwritten
from tui.diary.reader_record import ReaderRecord
from tui.diary.sqlite_store import SqliteStore, open_store
from tui.diary.store import MemoryStore, Records
from tui.guide.content.record_index import Index
from tui.guide.episode.records import (
    AskFirstAnswers,
    Episode,
    HabitAnswers,
    PackUse,
    Pain,
    Ticked,
    Timer,
)
from tui.guide.quiz.quiz import Card, Round

NOW = 1_793_730_600.0


@pytest.fixture
def guides(index: Index, tmp_path: Path) -> Callable[[], ReaderRecord]:
    """How to open another guide on the same diary."""
    times = iter(range(1_000_000))

    def opened() -> ReaderRecord:
        environment = Environment(now=lambda: NOW + next(times))
        return ReaderRecord(index, environment, open_unwritten(tmp_path), lambda: None)

    return opened


def test_two_that_log_the_first_pain_begin_one_spasm(
    guides: Callable[[], ReaderRecord], tmp_path: Path
) -> None:
    one, other = guides(), guides()
    log_in_spasm(one, 4)
    log_in_spasm(other, 5)
    other.begin(NOW - 60)

    store = open_store(tmp_path)
    assert [episode.at for episode in store.all(Episode)] == [NOW - 60]
    assert [pain.level for pain in store.all(Pain)] == [4, 5]


def test_after_another_erased_everything_a_number_begins_a_spasm_of_its_own(
    guides: Callable[[], ReaderRecord], tmp_path: Path
) -> None:
    one, other = guides(), open_store(tmp_path)
    log_in_spasm(one, 4)
    one.tick("fever")
    one.keep(PackUse(at=NOW, minutes=10))
    assert other.erase() == ""
    log_in_spasm(one, 7)

    assert [pain.level for pain in other.all(Pain)] == [7]
    (episode,) = other.all(Episode)
    assert one.diary.current == episode
    # What this guide shows as ticked goes with it, and nothing else comes back.
    assert [tick.finding for tick in other.all(Ticked)] == ["fever"] == sorted(one.ticked)
    assert other.all(PackUse) == ()


def test_after_another_erased_everything_no_other_change_brings_anything_back(
    guides: Callable[[], ReaderRecord], tmp_path: Path
) -> None:
    one, other = guides(), open_store(tmp_path)
    pain = log_in_spasm(one, 4)
    one.lay_on(Timer("cold", 20))
    episode = one.diary.current
    assert episode
    changes: list[Callable[[], object]] = [
        lambda: one.tick("fever"),
        lambda: one.answer(line="stomach"),
        lambda: one.change(episode),
        lambda: one.lengthen(-5),
        one.take_off,
        one.untick_all,
        lambda: one.drop(pain),
        one.end,
    ]
    for change in changes:
        other.erase()
        change()
        left = (other.all(Episode), other.all(Pain), other.all(PackUse), other.all(Ticked))
        assert left == ((), (), (), ())
        assert other.value(Timer) is None


def test_a_note_to_a_number_that_was_erased_meanwhile_is_kept(
    guides: Callable[[], ReaderRecord], tmp_path: Path
) -> None:
    one, other = guides(), guides()
    pain = log_in_spasm(one, 4)
    open_store(tmp_path).erase()
    strange = log_in_spasm(other, 9)
    assert strange.id == pain.id
    one.keep(Pain(pain.id, pain.at, 4, "stairs"))

    store = open_store(tmp_path)
    assert {(held.level, held.note) for held in store.all(Pain)} == {(4, "stairs"), (9, "")}
    assert len(store.all(Episode)) == 1
    one.drop(pain)
    assert len(store.all(Pain)) == 2, "the one with its id is another one now"


def test_a_spasm_that_another_ended_stays_over_and_a_number_begins_the_next(
    guides: Callable[[], ReaderRecord], tmp_path: Path
) -> None:
    one, other = guides(), guides()
    log_in_spasm(one, 4)
    other.refresh()
    one.end()
    ended = one.diary.episodes
    episode = other.diary.current
    assert episode
    other.change(Episode(episode.id, episode.at, 72))
    assert open_store(tmp_path).all(Episode)[0].ended == ended[0].ended
    log_in_spasm(other, 5)
    assert len(open_store(tmp_path).all(Episode)) == 2


def test_answers_and_packs_of_both_are_kept(
    guides: Callable[[], ReaderRecord], tmp_path: Path
) -> None:
    one, other = guides(), guides()
    log_in_spasm(one, 4)
    other.refresh()
    one.answer(line="stomach")
    other.answer(blocker="knee_trouble")
    one.answer_habit("chair", 1)
    other.answer_habit("sleep", 2)
    store = open_store(tmp_path)
    assert store.value(AskFirstAnswers) == AskFirstAnswers(("stomach",), ("knee_trouble",))
    assert store.value(HabitAnswers) == HabitAnswers({"chair": 1, "sleep": 2})

    assert one.lay_on(Timer("cold", 20))
    assert not other.lay_on(Timer("warm", 30))
    timer = store.value(Timer)
    assert timer and (timer.pack, timer.minutes) == ("cold", 20)
    store.keep_value(Timer("cold", 20, NOW - 600))
    one.take_off()
    other.take_off()
    assert len(store.all(PackUse)) == 1 and store.value(Timer) is None


def test_a_round_whose_number_another_has_by_now_is_kept_beside_it(
    guides: Callable[[], ReaderRecord], tmp_path: Path
) -> None:
    one, other = guides(), guides()
    mine = one.enter_round(Round(at=1.0, cards=(Card("q", ()),)))
    open_store(tmp_path).erase()
    other.enter_round(Round(at=2.0))
    again = one.enter_round(mine)
    assert [held.at for held in open_store(tmp_path).all(Round)] == [1.0, 2.0]
    assert one.enter_round(again) == again


def test_a_change_that_fails_half_way_is_not_there_at_all(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.keep(Pain(at=1.0))

    def stumble(records: Records) -> None:
        records.keep(Pain(at=2.0))
        records.drop(records.all(Pain)[0])
        raise KeyError

    with pytest.raises(KeyError):
        store.change(stumble)
    assert [pain.at for pain in store.all(Pain)] == [1.0]
    assert store.notice == "" and store.lasting


def test_a_change_on_a_disk_that_is_full_half_way_is_done_in_memory_as_a_whole(
    tmp_path: Path,
) -> None:
    store = open_store(tmp_path)
    store.keep(Episode(at=1.0))
    assert isinstance(store, SqliteStore)
    db: Any = store._held
    pages = db._db.execute("PRAGMA page_count").fetchone()[0]
    db._db.execute(f"PRAGMA max_page_count = {pages}").fetchall()

    def much(records: Records) -> int:
        records.keep(Pain(at=2.0, note="small"))
        records.keep(Pain(at=3.0, note="large" * 10_000))
        return len(records.all(Pain))

    assert store.change(much) == 2
    assert [pain.at for pain in store.all(Pain)] == [2.0, 3.0]
    assert store.notice == "Not saved: the disk is full."
    assert open_store(tmp_path).all(Pain) == ()


def test_where_nothing_is_entered_no_file_is_made(tmp_path: Path) -> None:
    store = open_unwritten(tmp_path / "new")
    assert store.change(lambda records: len(records.all(Pain))) == 0
    assert store.erase() == ""
    assert not (tmp_path / "new").exists()
    kept = store.change(lambda records: records.keep(Pain(at=1.0)))
    assert open_store(tmp_path / "new").all(Pain) == (kept,)


FIRST_PAIN = """
import sys
from pathlib import Path
from tui.app.environment import Environment
from tui.diary.reader_record import ReaderRecord
from tui.guide.content.record_index import Index
from tui.guide.load import load
from tui.diary.deferred_store import open_store

record = ReaderRecord(Index.of(load()), Environment(), open_store(Path(sys.argv[1])), lambda: None)
print("ready", flush=True)
sys.stdin.readline()
for level in range(5):
    record.begin_with(record.log(level))
print(record.notice)
"""


@given(
    st.lists(
        st.tuples(
            st.sampled_from([0, 1]), st.sampled_from(["log", "yes", "no", "begin", "end", "look"])
        ),
        max_size=25,
    )
)
def test_whatever_two_guides_do_no_number_is_lost_and_one_spasm_at_most_is_open(
    index: Index, steps: list[tuple[int, str]]
) -> None:
    store, times = MemoryStore(), count()
    environment = Environment(now=lambda: NOW + next(times))
    guides = [ReaderRecord(index, environment, store, lambda: None) for _ in range(2)]
    asked: list[Pain | None] = [None, None]
    logged: list[Pain] = []
    for place, step in steps:
        record, pain = guides[place], asked[place]
        if step == "log":
            pain = record.log(len(logged) % 11)
            logged.append(pain)
            asked[place] = None if record.diary.current else pain
        elif step == "yes" and pain:
            open_before = record.everything().current
            assert record.begin_with(pain) == pain
            current = record.diary.current
            assert current and (open_before is None or current == open_before)
            assert open_before or current.at == pain.at
            asked[place] = None
        elif step == "no":
            asked[place] = None
        elif step == "begin":
            record.begin(NOW - 60)
        elif step == "end":
            record.end()
        elif step == "look":
            record.refresh()
        assert store.all(Pain) == tuple(logged)
        assert sum(episode.ended is None for episode in store.all(Episode)) <= 1


def test_processes_that_log_at_the_same_instant_begin_one_spasm(tmp_path: Path) -> None:
    command = [sys.executable, "-c", FIRST_PAIN, str(tmp_path)]
    pipe = subprocess.PIPE
    processes = [subprocess.Popen(command, text=True, stdin=pipe, stdout=pipe) for _ in range(3)]
    for process in processes:
        assert process.stdout and process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin
        process.stdin.write("\n")
        process.stdin.flush()
    for process in processes:
        assert process.communicate(timeout=60)[0] == "\n"

    store = open_store(tmp_path)
    assert len(store.all(Episode)) == 1
    assert sorted(pain.level for pain in store.all(Pain)) == sorted([*range(5)] * 3)


def test_undo_brings_back_only_what_is_still_missing(
    guides: Callable[[], ReaderRecord], tmp_path: Path
) -> None:
    one, other = guides(), guides()
    pain = log_in_spasm(one, 4)
    other.refresh()
    # Another window undid it too, and wrote a note since.
    assert one.drop(pain) == pain and other.drop(pain) is None
    assert other.bring_back(pain)
    noted = other.keep(Pain(pain.id, pain.at, 6, "stairs"))
    assert not one.bring_back(pain)
    assert open_store(tmp_path).all(Pain) == (noted,)
    # What comes back is what was deleted, not what this window had read before.
    assert one.drop(pain) == noted
    assert one.bring_back(noted) and not one.bring_back(noted)
    assert open_store(tmp_path).all(Pain) == (noted,)
    # Once erased, its id may be that of another entry, which stays.
    one.drop(noted)
    open_store(tmp_path).erase()
    strange = log_in_spasm(other, 9)
    assert strange.id == noted.id
    assert one.bring_back(noted)
    levels = {(held.level, held.note) for held in open_store(tmp_path).all(Pain)}
    assert levels == {(6, "stairs"), (9, "")}


def test_undo_does_not_end_a_spasm_that_another_has_changed(
    guides: Callable[[], ReaderRecord], tmp_path: Path
) -> None:
    one, other, store = guides(), guides(), open_store(tmp_path)
    ended = store.keep(Episode(at=NOW - 60, ended=NOW + 1e6))
    for guide in (one, other):
        guide.refresh()
    assert one.remove(ended) == ended and one.bring_back(ended)
    assert store.all(Episode) == (ended,)
    one.remove(ended)
    other.refresh()
    other.begin(NOW - 90)
    assert not one.bring_back(ended)
    (left,) = store.all(Episode)
    assert (left.at, left.ended) == (NOW - 90, None)
