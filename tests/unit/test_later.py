"""Records that are decoded when they are looked at: the same as those that were encoded."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct, msgpack

from tui.guide.later import ById, Derived, Later, encoded, ids


class Named(Struct, frozen=True):
    """A record."""

    id: str
    words: str = ""


class Counted:
    """Decodes records, and counts how often."""

    def __init__(self) -> None:
        self.decoded: list[str] = []

    def __call__(self, data: memoryview) -> Named:
        record = msgpack.decode(data, type=Named)
        self.decoded.append(record.id)
        return record


records = st.lists(st.builds(Named, st.text(max_size=3), st.text(max_size=3)), max_size=6).map(
    tuple
)
places = st.integers(-8, 8)


def later(held: Sequence[Named], decode: Counted | None = None) -> Later[Named]:
    return Later(encoded(held, msgpack.encode), decode or Counted())


def answers(held: Sequence[Named], place: int, piece: slice, record: Named) -> list[Any]:
    """What a sequence answers to all that can be asked of it."""
    return [
        len(held),
        held[piece],
        tuple(held),
        tuple(reversed(held)),
        record in held,
        held.count(record),
        hash(held),
        repr(held),
        bool(held),
        held[place] if -len(held) <= place < len(held) else None,
        held.index(record) if record in held else None,
    ]


@given(records, places, st.builds(slice, *3 * [st.none() | places.filter(bool)]), st.data())
def test_they_answer_as_their_tuple_does(
    held: tuple[Named, ...], place: int, piece: slice, data: st.DataObject
) -> None:
    record = data.draw(st.sampled_from(held) if held else st.just(Named("")))
    assert answers(later(held), place, piece, record) == answers(held, place, piece, record)
    assert later(held) == held and held == later(held) and later(held) == later(held)
    assert later(held) != (*held, record) and later(held) != list(held)
    for beyond in (len(held), -len(held) - 1):
        with pytest.raises(IndexError):
            later(held)[beyond]


def test_each_is_decoded_once_and_no_other_with_it() -> None:
    decode = Counted()
    held = later([Named("a"), Named("b"), Named("c")], decode)
    assert (len(held), held.ids, ids(held)) == (3, ("a", "b", "c"), ("a", "b", "c"))
    assert decode.decoded == []
    assert held[1] is held[1] is held[-2]
    assert decode.decoded == ["b"]
    assert tuple(held) == tuple(held)
    assert sorted(decode.decoded) == ["a", "b", "c"]


def test_they_cannot_be_changed() -> None:
    held: Any = later([Named("a")])
    for change in ("__setitem__", "__delitem__", "append"):
        assert not hasattr(held, change)
    with pytest.raises(AttributeError):
        held.words = "other"


def test_guides_may_look_at_the_same_time() -> None:
    whole = tuple(Named(str(number), "words") for number in range(200))
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as threads:
            for _ in range(5):
                held = later(whole)
                assert list(threads.map(tuple, [held] * 8)) == [whole] * 8
    finally:
        sys.setswitchinterval(before)


@given(st.lists(records, max_size=3))
def test_by_their_ids_they_are_as_in_a_dict(runs: list[tuple[Named, ...]]) -> None:
    plain = {record.id: record for run in runs for record in run}
    for held in (ById[Named](lambda: runs), ById[Named](lambda: map(later, runs))):
        mapping: Mapping[str, Named] = held
        assert mapping == plain and list(mapping) == list(plain) and len(mapping) == len(plain)
        assert list(mapping.values()) == list(plain.values())
        assert mapping.get("none of them") is None and "none of them" not in mapping
        with pytest.raises(KeyError, match="none of them"):
            mapping["none of them"]


def test_to_know_an_id_nothing_is_decoded() -> None:
    decode = Counted()
    held = ById[Named](lambda: [later([Named("a"), Named("b")], decode)])
    assert "a" in held and "c" not in held and [*held] == ["a", "b"]
    assert decode.decoded == []
    assert held["b"] is held["b"]
    assert decode.decoded == ["b"]


def test_which_there_are_is_not_asked_before_somebody_wants_to_know() -> None:
    runs = Mock(return_value=[(Named("a"),)])
    held = ById[Named](runs)
    keys = held.keys()
    runs.assert_not_called()
    assert "a" in keys and len(held) == 1
    runs.assert_called_once()


def test_what_follows_from_records_is_worked_out_one_by_one() -> None:
    decode = Counted()
    held = ById[Named](lambda: [later([Named("a", "x"), Named("b", "y")], decode)])
    words = Derived(held, lambda record: record.words)
    assert list(words) == ["a", "b"] and len(words) == 2
    assert words["b"] == "y"
    assert decode.decoded == ["b"]
    assert words == {"a": "x", "b": "y"}
