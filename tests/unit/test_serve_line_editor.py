"""The line editor, with and without a terminal."""

from __future__ import annotations

from itertools import pairwise

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.serve.views.line_editor import MAX_LENGTH, LineEditor

MANY = 1000
"""The most lines in the queue."""


def all_of(lines: LineEditor) -> list[str]:
    """All complete lines."""
    return list(iter(lines.next, None))


def piped(*pieces: bytes) -> list[str]:
    lines = LineEditor(terminal=False)
    for piece in pieces:
        assert lines.put(piece) == ""
    lines.end()
    return all_of(lines)


def typed(keys: str) -> tuple[LineEditor, str]:
    lines = LineEditor(terminal=True)
    return lines, lines.put(keys.encode())


# Without a terminal


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_ends_a_line(end: str) -> None:
    assert piped(end.join(["1", "", "2 3", ""]).encode()) == ["1", "", "2 3"]


def test_the_last_line_may_lack_its_end() -> None:
    assert piped(b"1\n2") == ["1", "2"]
    assert piped(b"1\n") == ["1"]
    assert piped() == []


def test_a_line_end_may_be_cut_in_two() -> None:
    assert piped(b"1\r", b"\n2\r", b"3\r", b"\n", b"\n") == ["1", "2", "3", ""]


@given(
    st.lists(st.text(st.characters(exclude_categories=["C", "Z"]), max_size=20), max_size=8),
    st.lists(st.integers(0, 400), max_size=10),
)
def test_lines_arrive_however_they_are_cut(texts: list[str], cuts: list[int]) -> None:
    data = "".join(f"{text}\n" for text in texts).encode()
    places = sorted({0, len(data), *(cut % (len(data) + 1) for cut in cuts)})
    assert piped(*(data[a:b] for a, b in pairwise(places))) == texts


@given(st.binary(max_size=200), st.booleans())
def test_nothing_that_a_terminal_obeys_gets_into_a_line_or_its_echo(
    data: bytes, terminal: bool
) -> None:
    lines = LineEditor(terminal=terminal)
    echo = lines.put(data)
    lines.end()
    assert all(line.isprintable() for line in all_of(lines))
    for shown in ("\r\n", "\b \b"):
        echo = echo.replace(shown, "")
    assert echo.isprintable()


def test_a_pipe_has_no_keys_that_interrupt() -> None:
    lines = LineEditor(terminal=False)
    lines.put(b"1\x03\x04\x7f\n")
    assert all_of(lines) == ["1"]
    assert not lines.ended
    assert not lines.interrupted


# Too much input


def test_a_line_without_an_end_is_cut() -> None:
    lines = LineEditor(terminal=False)
    for _ in range(10):
        lines.put(b"x" * 10_000)
    lines.put(b"\n1\n")
    assert all_of(lines) == ["x" * MAX_LENGTH, "1"]


def test_lines_that_nobody_reads_are_dropped() -> None:
    lines = LineEditor(terminal=False)
    lines.put(b"first\n" + b"\n" * 10 * MANY)
    queued = all_of(lines)
    assert queued == ["first"] + [""] * (MANY - 1)
    lines.put(b"after\n")
    assert lines.next() == "after"


# With a terminal


def test_what_is_typed_is_shown() -> None:
    lines, echo = typed("1 ä→")
    assert echo == "1 ä→"
    assert lines.next() is None
    assert lines.put(b"\r") == "\r\n"
    assert lines.next() == "1 ä→"


def test_backspace_takes_the_last_key_away_and_stops_at_the_prompt() -> None:
    lines, echo = typed("12\x7f\x7f\x7f\b3\r")
    assert echo == "12\b \b\b \b3\r\n"
    assert lines.next() == "3"


@given(st.text("12ab\x7f\b\r", max_size=30))
def test_the_terminal_shows_the_lines_that_were_taken(keys: str) -> None:
    lines, echo = typed(keys + "\r")
    screen = pyte.Screen(40, 40)
    pyte.Stream(screen).feed(echo)
    taken = all_of(lines)
    assert [row.rstrip() for row in screen.display[: len(taken)]] == taken


def test_ctrl_c_interrupts() -> None:
    lines, echo = typed("12\x03")
    assert echo == "12^C\r\n"
    assert lines.interrupted
    assert lines.ended
    assert lines.next() is None


def test_ctrl_d_ends_only_where_nothing_is_typed() -> None:
    lines, echo = typed("1\x04")
    assert not lines.ended
    assert echo == "1"
    lines.put(b"\r\x04")
    assert lines.ended
    assert not lines.interrupted
    assert lines.next() == "1"


def test_a_line_that_was_not_entered_at_a_terminal_is_no_answer() -> None:
    lines, _ = typed("12")
    lines.end()
    assert lines.next() is None
    assert lines.ended
