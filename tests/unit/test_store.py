"""What every store does, on disk or forgetful."""

from __future__ import annotations

import json
import math
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tui.diary import deferred_store
from tui.diary.sqlite_store import SqliteStore, export, open_store
from tui.diary.store import MemoryStore, Store
from tui.guide.episode.records import (
    AskFirstAnswers,
    Episode,
    HabitAnswers,
    PackUse,
    Pain,
    Response,
    Ticked,
    Timer,
    WalkDone,
)
from tui.guide.quiz.quiz import Card, Round

KINDS: tuple[type[Any], ...] = (Episode, Pain, PackUse, WalkDone, Response, Ticked, Round)
VALUES: tuple[type[Any], ...] = (Timer, AskFirstAnswers, HabitAnswers)

times = st.floats(-1e12, 1e12) | st.sampled_from([0.0, 1.7e9])
notes = st.text(max_size=20) | st.sampled_from(
    ["O'Neill \"); DROP TABLE pain; --", "\0\n\r\t", "痛い"]
)
places = st.lists(st.integers(0, 9), max_size=3).map(tuple)
cards = st.builds(
    Card,
    question=notes,
    options=places,
    pictures=places,
    given=places,
    points=st.none() | st.floats(0, 1),
)
records = st.one_of(
    st.builds(
        Episode, at=times, switch=st.integers(1, 10**6), ended=st.none() | times, id=st.just(0)
    ),
    st.builds(Pain, at=times, level=st.integers(0, 10), note=notes, id=st.just(0)),
    st.builds(
        PackUse,
        at=times,
        pack=st.sampled_from(["cold", "warm"]),
        minutes=st.floats(0, 1e6),
        id=st.just(0),
    ),
    st.builds(WalkDone, at=times, exercises=st.lists(notes, max_size=3).map(tuple), id=st.just(0)),
    st.builds(
        Response,
        at=times,
        after=st.sampled_from(["breathing", "walkthrough"]),
        change=st.sampled_from(["better", "same", "worse"]),
        id=st.just(0),
    ),
    st.builds(
        Ticked, at=times, finding=notes, on=st.booleans(), noticed=st.booleans(), id=st.just(0)
    ),
    st.builds(
        Round,
        at=times,
        cards=st.lists(cards, max_size=3).map(tuple),
        practice=st.booleans(),
        id=st.just(0),
    ),
)
values = st.one_of(
    st.builds(
        Timer,
        pack=st.sampled_from(["cold", "warm"]),
        minutes=st.integers(0, 600),
        started=st.none() | times,
    ),
    st.builds(
        AskFirstAnswers,
        lines=st.lists(notes, max_size=3).map(tuple),
        blockers=st.lists(notes, max_size=3).map(tuple),
    ),
    st.builds(HabitAnswers, chosen=st.dictionaries(notes, st.integers(0, 9), max_size=3)),
)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("keep"), records),
        st.tuples(st.just("change"), st.tuples(st.integers(0, 30), times)),
        st.tuples(st.just("drop"), st.integers(0, 30)),
        st.tuples(st.just("keep value"), values),
        st.tuples(st.just("drop value"), st.sampled_from(VALUES)),
        st.tuples(st.just("erase"), st.none()),
    ),
    max_size=20,
)


def play(store: Store, steps: list[tuple[str, Any]]) -> None:
    """Do to a store what the steps say."""
    kept: list[Any] = []
    for step, what in steps:
        if step == "keep":
            kept.append(store.keep(what))
            assert replace(kept[-1], id=0) == what and kept[-1].id
        elif step == "change" and kept:
            place = what[0] % len(kept)
            kept[place] = store.keep(replace(kept[place], at=what[1]))
        elif step == "drop" and kept:
            store.drop(kept.pop(what % len(kept)))
        elif step == "keep value":
            store.keep_value(what)
        elif step == "drop value":
            store.drop_value(what)
        elif step == "erase":
            kept.clear()
            store.erase()


def held(store: Store) -> list[Any]:
    """All a store answers, but for the ids, which are its own affair."""
    asks: list[Callable[[type[Any]], Any]] = [
        store.all,
        lambda kind: store.all(kind, 0.0),
        lambda kind: store.all(kind, math.inf),
        *(lambda kind, count=count: store.last(kind, count) for count in (-1, 0, 1, 3, 100)),
    ]
    answers = [[replace(r, id=0) for r in ask(kind)] for ask in asks for kind in KINDS]
    return [answers, [store.value(kind) for kind in VALUES]]


@contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


@given(steps, st.sampled_from([open_store, deferred_store.open_store]))
def test_on_disk_and_in_memory_give_the_same_answers(
    steps: list[tuple[str, Any]], begin: Callable[[Path], Store]
) -> None:
    with folder() as place:
        forgetful, disk = MemoryStore(), begin(place)
        play(forgetful, steps)
        play(disk, steps)
        assert held(disk) == held(forgetful)
        assert disk.notice == ""


@given(steps)
def test_what_was_kept_is_there_on_the_next_visit(steps: list[tuple[str, Any]]) -> None:
    with folder() as place:
        disk = open_store(place)
        play(disk, steps)
        before = [disk.all(kind) for kind in KINDS], held(disk)
        again = open_store(place)
        assert ([again.all(kind) for kind in KINDS], held(again)) == before


@pytest.fixture(params=["forgetful", "on disk", "unwritten"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    if request.param == "forgetful":
        return MemoryStore()
    return (open_store if request.param == "on disk" else deferred_store.open_store)(tmp_path)


class TestAnyStore:
    def test_is_empty_at_first(self, store: Store) -> None:
        assert all(store.all(kind) == () == store.last(kind, 5) for kind in KINDS)
        assert all(store.value(kind) is None for kind in VALUES)
        assert store.notice == ""

    def test_gives_records_oldest_first_and_the_first_kept_first_of_a_moment(
        self, store: Store
    ) -> None:
        late, early = store.keep(Pain(at=2.0)), store.keep(Pain(at=1.0))
        also = store.keep(Pain(at=1.0, level=3))
        assert store.all(Pain) == (early, also, late)
        assert store.last(Pain, 2) == (also, late)
        assert store.all(Pain, 1.5) == (late,)
        assert store.all(Pain, 2.0) == (late,)

    def test_puts_a_record_in_place_of_the_one_with_its_id(self, store: Store) -> None:
        first = store.keep(Pain(at=1.0, level=2))
        changed = store.keep(replace(first, level=7))
        assert changed.id == first.id
        assert store.all(Pain) == (changed,)

    def test_takes_back_what_was_forgotten(self, store: Store) -> None:
        first, second = store.keep(Pain(at=1.0, note="x")), store.keep(Pain(at=2.0))
        store.drop(first)
        assert store.all(Pain) == (second,)
        store.keep(first)
        assert store.all(Pain) == (first, second)

    def test_forgets_twice_without_complaint(self, store: Store) -> None:
        store.drop(Pain(id=5))
        store.drop_value(Timer)
        assert store.all(Pain) == () and store.value(Timer) is None

    def test_keeps_kinds_apart(self, store: Store) -> None:
        pain, ticked = store.keep(Pain(at=1.0)), store.keep(Ticked(at=1.0))
        store.drop(replace(pain, id=ticked.id))
        assert store.all(Ticked) == (ticked,)

    @pytest.mark.parametrize("note", ["\ud800", "a\udcffb", "\udbff\udbff", "😀\ude00"])
    def test_lives_with_half_a_character(self, store: Store, note: str) -> None:
        kept: list[Any] = [
            store.keep(Pain(note=note)),
            store.keep(WalkDone(exercises=(note,))),
            store.keep(Round(cards=(Card(note, (1,)),))),
        ]
        store.keep_value(AskFirstAnswers((note,)))
        store.keep_value(HabitAnswers({note: 1}))
        assert [store.all(type(record)) for record in kept] == [(record,) for record in kept]
        assert store.value(AskFirstAnswers) and store.value(HabitAnswers)
        assert store.notice == ""
        assert json.loads(export(store))["pain"][0]["level"] == 0

    def test_keeps_a_long_note(self, store: Store) -> None:
        kept = store.keep(Pain(note="ü" * 10**6))
        assert store.all(Pain) == (kept,)

    def test_exports_every_kind(self, store: Store) -> None:
        store.keep(Pain(at=1.5, level=3, note="“ja”"))
        store.keep(Round(at=2.0, cards=(Card("q", (1, 0), points=0.5),)))
        store.keep_value(Timer("cold", 15))
        out = export(store)
        assert b"\n  " in out
        told = json.loads(out)
        assert told["pain"] == [{"id": 1, "at": 1.5, "level": 3, "note": "“ja”"}]
        assert told["round"][0]["cards"][0]["options"] == [1, 0]
        assert told["timer"] == {"pack": "cold", "minutes": 15, "started": None}
        assert told["asked"] is told["checked"] is None
        assert set(told) == {
            *("episode", "pain", "pack_use", "walk_done", "response", "ticked", "round"),
            "habit_done",
            *("timer", "asked", "checked", "habit_answers", "desk_days"),
        }


def test_an_id_is_not_given_twice_on_disk(tmp_path: Path) -> None:
    """Else what one guide takes back would replace what another has entered since."""
    one, other = open_store(tmp_path), open_store(tmp_path)
    mistake = one.keep(Pain(at=1.0))
    one.drop(mistake)
    since = other.keep(Pain(at=2.0))
    one.keep(mistake)
    assert other.all(Pain) == (mistake, since)


def test_the_disk_is_used_where_there_is_one(tmp_path: Path) -> None:
    assert isinstance(open_store(tmp_path), SqliteStore)
