"""Nothing in a paste is a key, whatever it holds and however it arrives, until it ends."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from textual import events

from tui.app.terminal.input_buffer import MOST, InputBuffer
from tui.app.textual_fast.terminal_parser import TerminalParser

START, END = "\x1b[200~", "\x1b[201~"

HOSTILE = [
    ("ab\x1bqd\r", "abqd\r"),
    ("\x1b[0mq", "[0mq"),
    ("\x1b[A\x1b[B\x1bOP\x1b[97;5uq", "[A[BOP[97;5uq"),
    ("\x1b", ""),
    ("\x1b\x1bq", "q"),
    (f"one{START}two\rq", "one[200~two\rq"),
    ("\x1b[201", "[201"),
    ("\x1b[20\x1b[201q", "[20[201q"),
    ("\x1b]0;title\x07q", "]0;titleq"),
    ("\x1b[<0;5;5M\x1b[?2048;1$y\x1b[48;1;1;0;0tq", "[<0;5;5M[?2048;1$y[48;1;1;0;0tq"),
    ("".join(map(chr, range(32))) + "q", "\t\n\rq"),
    ("\x7f\x80\x9b31m\x9cq", "31mq"),
    ("\x03\x11q", "q"),
    ("👍🏽 é\u0301 👩‍🚒\tq\n", "👍🏽 é\u0301 👩‍🚒\tq\n"),
]
"""What may be pasted, and what of it arrives."""


def said(parser: TerminalParser, buffer: InputBuffer, *sent: str | bytes) -> list[object]:
    """What comes of bytes, by keys' names and pastes' texts."""
    found: list[object] = []
    for data in sent:
        buffer.put(data.encode() if isinstance(data, str) else data)
        while buffer:
            found += parser.feed(buffer.take(64))
    return [(one.text,) if isinstance(one, events.Paste) else named(one) for one in found]


def named(event: object) -> object:
    return event.key if isinstance(event, events.Key) else event


@pytest.mark.parametrize(("pasted", "arrives"), HOSTILE)
def test_a_paste_of_anything_is_a_paste(pasted: str, arrives: str) -> None:
    heard = said(TerminalParser(), InputBuffer(), f"a{START}{pasted}{END}q")
    assert heard == ["a", (arrives,), "q"]


@pytest.mark.parametrize(("pasted", "arrives"), HOSTILE)
def test_a_paste_in_two_pieces_is_the_same_wherever_it_is_cut(pasted: str, arrives: str) -> None:
    """The line is so slow that whatever has begun is waited for no more."""
    data = f"{START}{pasted}{END}q".encode()
    for cut in range(1, len(data)):
        parser, buffer = TerminalParser(), InputBuffer()
        heard = said(parser, buffer, data[:cut]) + late(parser)
        heard += said(parser, buffer, data[cut:])
        # An ESC alone is a key that somebody pressed, as far as anybody knows by then.
        assert heard == [*(["escape"] if cut == 1 else []), (arrives,), "q"], cut


def late(parser: TerminalParser) -> list[object]:
    """What comes of a tick once nothing more is waited for."""
    if parser.is_undecided:
        parser._timeout_time = 0.0
    return [named(one) for one in parser.tick()]


def test_a_start_that_comes_byte_by_byte_starts_a_paste() -> None:
    parser, buffer = TerminalParser(), InputBuffer()
    heard: list[object] = []
    for one in f"{START}q{END}q":
        heard += said(parser, buffer, one) + late(parser)
    assert heard == ["escape", "left_square_bracket", ("q",), "q"]


@pytest.mark.parametrize("keys", ["q", "[q", "2", "[2q", "[20q"])
def test_keys_after_a_lone_escape_are_keys(keys: str) -> None:
    parser, buffer = TerminalParser(), InputBuffer()
    assert [*said(parser, buffer, "\x1b"), *late(parser)] == ["escape"]
    wanted = ["left_square_bracket" if key == "[" else key for key in keys]
    assert said(parser, buffer, keys + "x") == [*wanted, "x"]


anything = st.lists(
    st.sampled_from(["\x1b", "[", "2", "0", "1", "q", "\r", "é", "\x9b", START, "\x1b[A", "\x03"]),
    max_size=12,
).map("".join)


@given(anything, st.lists(st.integers(1, 80), max_size=4))
@example("\x1b[201", [1, 7, 9])
def test_whatever_is_pasted_no_key_comes_of_it(pasted: str, cuts: list[int]) -> None:
    body = (pasted + " ").replace(END, "").encode()
    data = START.encode() + body + END.encode() + b"j"
    parser, buffer = TerminalParser(), InputBuffer()
    places = sorted({0, *(len(START) + cut % len(body) for cut in cuts), len(data)})
    heard: list[object] = []
    for start, end in pairwise(places):
        heard += said(parser, buffer, data[start:end]) + late(parser)
    assert [type(one) for one in heard] == [tuple, str] and heard[1] == "j"


@pytest.mark.parametrize("unit", ["q", "\x1bq", "\x1b[Aq\r", START])
def test_a_paste_that_is_huge_or_never_ends_takes_little_room_and_no_key_comes(unit: str) -> None:
    parser, buffer = TerminalParser(), InputBuffer()
    assert said(parser, buffer, START, *[unit * 5000] * 20) == []
    kept = sum(len(str(one)) for one in vars(parser).values()) + len(buffer._waiting)
    assert kept < 2 * MOST
    (pasted, key) = said(parser, buffer, END + "q")
    assert isinstance(pasted, tuple) and 0 < len(pasted[0]) <= MOST
    assert key == "q"


def test_without_a_buffer_a_paste_is_bounded_too() -> None:
    """As on Windows, where Textual reads the keys itself."""
    parser = TerminalParser()
    (pasted,) = parser.feed(f"{START}{'q' * 10 * MOST}{END}")
    assert isinstance(pasted, events.Paste) and pasted.text == "q" * MOST


@pytest.mark.parametrize("ctrl_c", ["\x03", "\x1b[99;5u", "\x1b[99;133u", "\x1b[99:67;5:1u"])
def test_ctrl_c_alone_after_a_pause_is_the_way_back_from_a_paste_without_end(ctrl_c: str) -> None:
    now = [0.0]
    parser, buffer = TerminalParser(), InputBuffer(clock=lambda: now[0])
    assert said(parser, buffer, f"{START}abc") == []
    now[0] += 3600
    # Time alone is no end: the line may be slow. Nor is a Ctrl+C among other bytes.
    assert said(parser, buffer, "q", ctrl_c, f"{ctrl_c}q", f"{START}") == []
    now[0] += 3600
    assert said(parser, buffer, f"{ctrl_c}q") == []
    now[0] += 3600
    assert [type(one) for one in said(parser, buffer, ctrl_c)] == [tuple]
    assert said(parser, buffer, "q", "\x1b[A") == ["q", "up"]
