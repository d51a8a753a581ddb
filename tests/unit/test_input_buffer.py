"""What a client sends reaches the guide as it was typed, and never too much of it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.app.terminal.input_buffer import KEYS, MOST, InputBuffer

START, END = "\x1b[200~", "\x1b[201~"

PIECES = [START, END, START[:4], "\x1b", "\x1b[A", "q", "ä", "→", "€uro", "\x00", "~"]
typed = st.lists(st.sampled_from(PIECES)).map(lambda parts: "".join(parts).encode())
anything = st.one_of(st.binary(max_size=80), typed)


def pieces(data: bytes, cuts: Iterable[int]) -> list[bytes]:
    """`data` in pieces that end at the `cuts`."""
    places = sorted({0, len(data), *(cut % (len(data) + 1) for cut in cuts)})
    return [data[start:end] for start, end in pairwise(places)]


def all_of(buffer: InputBuffer, step: int = MOST) -> str:
    """Everything that waits, taken `step` bytes at a time."""
    text = ""
    while buffer:
        text += buffer.take(step)
    return text


@given(anything, st.lists(st.integers(0, 100)), st.integers(1, 7))
def test_what_is_not_too_much_arrives_as_it_was_sent_however_it_is_cut(
    data: bytes, cuts: list[int], step: int
) -> None:
    at_once, cut = InputBuffer(), InputBuffer()
    at_once.put(data)
    text = ""
    for piece in pieces(data, cuts):
        cut.put(piece)
        text += cut.take(step)
    text += all_of(cut, step)
    whole = all_of(at_once)
    # Of a paste that does not end, the last bytes may yet turn out to be its end.
    assert text == whole
    if START not in whole:
        # Half a character at the end waits for its rest.
        assert data.decode(errors="replace").startswith(whole)
        assert len(data) - len(whole.encode()) <= 3 or "�" in whole


@given(st.lists(st.tuples(anything, st.integers(1, 60), st.integers(0, 200)), max_size=8))
def test_never_more_waits_than_a_line_and_some_keys(sent: list[tuple[bytes, int, int]]) -> None:
    buffer = InputBuffer()
    for data, times, taken in sent:
        buffer.put(data * times)
        buffer.take(taken)
    assert len(all_of(buffer)) <= MOST + KEYS


@pytest.mark.parametrize(
    "unit", [START + END, START, END, "j", "\x1b", "\x1b[A", START + "x" + END]
)
def test_a_flood_of_anything_is_cut(unit: str) -> None:
    buffer = InputBuffer()
    for _ in range(4):
        buffer.put(unit.encode() * MOST)
    assert 0 < len(all_of(buffer)) <= MOST + KEYS


def test_keys_that_nobody_sees_an_answer_to_are_dropped() -> None:
    buffer = InputBuffer()
    buffer.put(b"j" * 10 * KEYS)
    assert all_of(buffer) == "j" * KEYS
    buffer.put(b"k")
    assert all_of(buffer) == "k"


def test_a_key_after_a_long_paste_is_kept() -> None:
    buffer = InputBuffer()
    buffer.put(START.encode() + b"x" * MOST + END.encode() + b"\r")
    assert all_of(buffer).endswith(f"x{END}\r")


def test_a_paste_of_ten_megabytes_is_cut_and_ends() -> None:
    buffer, text = InputBuffer(), ""
    buffer.put(START.encode())
    for _ in range(10 * 1024):
        buffer.put(b"x" * 1024)
        text += buffer.take(700)
    buffer.put(END.encode() + b"q")
    assert text + all_of(buffer) == START + "x" * MOST + END + "q"


def test_a_paste_that_nothing_takes_is_cut_and_ends() -> None:
    buffer = InputBuffer()
    buffer.put(START.encode() + b"x" * 10 * MOST)
    buffer.put(END.encode())
    text = all_of(buffer)
    assert len(text) == MOST
    assert text.startswith(START + "x")
    assert text.endswith("x" + END)


@given(st.data())
def test_after_a_flood_no_pasted_word_is_taken_for_a_key(data: st.DataObject) -> None:
    """Keys are j, and what is pasted is Q: wherever it is cut, no Q lies outside a paste."""
    parts = data.draw(
        st.lists(
            st.one_of(
                st.integers(1, 2 * MOST).map(lambda n: "j" * n),
                st.integers(0, 2 * MOST).map(lambda n: f"{START}{'Q' * n}{END}"),
            ),
            max_size=5,
        )
    )
    sent = "".join(parts).encode()
    cuts = data.draw(st.lists(st.integers(0, len(sent)), max_size=8))
    buffer, text = InputBuffer(), ""
    for piece in pieces(sent, cuts):
        buffer.put(piece)
        text += buffer.take(data.draw(st.integers(0, MOST)))
    text += all_of(buffer)
    for number, part in enumerate(text.split(START)):
        paste, ended, keys = part.partition(END)
        assert bool(ended) == bool(number)
        assert "Q" not in (keys if number else paste)


def test_a_lone_escape_is_not_held_back() -> None:
    buffer = InputBuffer()
    buffer.put(b"\x1b")
    assert buffer.take(1) == "\x1b"
    buffer.put(b"[200~paste\x1b[201~")
    assert all_of(buffer) == f"[200~paste{END}"


def test_half_a_character_waits_for_its_rest() -> None:
    buffer = InputBuffer()
    buffer.put("→".encode()[:2])
    assert all_of(buffer) == ""
    buffer.put("→".encode()[2:])
    assert all_of(buffer) == "→"


def test_bytes_that_are_no_text_become_one_mark_each() -> None:
    buffer = InputBuffer()
    buffer.put(b"a\xff\xfeb")
    assert all_of(buffer) == "a��b"


def test_there_is_nothing_to_take_before_anything_came() -> None:
    buffer = InputBuffer()
    assert not buffer
    assert buffer.take(10) == ""
