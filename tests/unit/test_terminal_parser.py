"""Whatever bytes come from a client, its keys are heard afterwards."""

from __future__ import annotations

import gc
import inspect
import weakref
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events, messages
from textual._parser import Parser
from textual._xterm_parser import XTermParser
from textual.message import Message

from tests.support.fast import fast_only
from tui.app.textual_fast.terminal_parser import TerminalParser

AT_REST = "\x1b[201~"
"""Ends whatever a sequence may have begun, for a parser that is not in the middle of one."""

number = st.sampled_from(["", "0", "1", "2", "27", "48", "97", "55296", "1114112", "9" * 12, "5:"])
sequence = st.builds(
    lambda lead, numbers, end: f"\x1b[{lead}{';'.join(numbers)}{end}",
    st.sampled_from(["", "<", "?", ">", "48;"]),
    st.lists(number, max_size=4),
    st.sampled_from("u~ABCDEFHPQRStMmcny$"),
)
anything = st.one_of(
    sequence,
    st.sampled_from(["\x1b", "\x1bO", "\x1b[", AT_REST, "\x1b[200~", "\x1b[?2048;1$y", "\x1b[I"]),
    st.text(max_size=6),
)


def names(said: Iterable[Message]) -> list[str]:
    return [message.key for message in said if isinstance(message, events.Key)]


def test_what_is_used_of_textual_is_there() -> None:
    """Its parser is not public."""
    parser = XTermParser()
    assert list(inspect.signature(parser.parse).parameters) == ["token_callback"]
    for name in ("_tokens", "_gen", "_awaiting", "_timeout_time", "mouse_pixels"):
        assert hasattr(parser, name)
    assert isinstance(parser, Parser)
    assert callable(XTermParser._parse_extended_key.__wrapped__)


@pytest.mark.parametrize(
    "broken",
    [
        "\x1b[1114112u",
        "\x1b[99999999999u",
        "\x1b[97;1;99999999999u",
        "\x1b[:P",
        "\x1b[48;80;0;0;0t\x1b[<0;1;1M",
        "\x1b[48;0;0;80;80t\x1b[<0;1;1M",
    ],
)
def test_a_sequence_that_no_terminal_sends_does_no_harm(broken: str) -> None:
    """Textual's own parser raises an error at each of them."""
    with pytest.raises((ArithmeticError, ValueError)):
        list(XTermParser().feed(broken))
    keys = TerminalParser()
    list(keys.feed(broken))
    assert names(keys.feed("q\x1b[A")) == ["q", "up"]


@given(st.lists(anything, max_size=8))
def test_no_text_ends_it_and_no_size_comes_of_it(pieces: list[str]) -> None:
    keys = TerminalParser()
    for piece in pieces:
        if piece:
            for message in keys.feed(piece):
                assert not isinstance(message, (events.Resize, messages.InBandWindowResize))
    # At most the rest of one sequence is taken with the first of these.
    list(keys.feed("\x1b" * 2 + AT_REST + "\x1b[A"))
    assert names(keys.feed("q")) == ["q"]


@given(st.lists(st.sampled_from(["q", "\x1b[A", "\x1b[97;5u", "\x1b[<0;3;4M", "ä"]), max_size=10))
def test_what_terminals_send_is_heard_as_textual_hears_it(pieces: list[str]) -> None:
    ours, theirs = TerminalParser(), XTermParser()
    heard, wanted = (
        [repr(message) for piece in pieces for message in parser.feed(piece)]
        for parser in (ours, theirs)
    )
    assert heard == wanted


def test_the_mouse_is_at_a_cell_whatever_was_said_of_pixels() -> None:
    keys = TerminalParser()
    (pressed,) = keys.feed("\x1b[48;24;80;480;800t\x1b[<0;10;5M")
    assert isinstance(pressed, events.MouseDown)
    assert (pressed.x, pressed.y) == (9, 4)


@fast_only("key cache")
def test_nothing_of_a_client_stays() -> None:
    """Textual's own parser stays in memory, and what was typed with it."""
    keys = TerminalParser()
    list(keys.feed("q\x1b[97;5uä"))
    gone = weakref.ref(keys)
    before = XTermParser._parse_extended_key.cache_info().currsize
    list(keys.feed("never typed before: ☂"))
    assert XTermParser._parse_extended_key.cache_info().currsize == before
    del keys
    gc.collect()
    assert gone() is None


@pytest.mark.parametrize(
    ("width", "height", "is_believed"),
    [
        (80, 24, True),
        (640, 60, True),
        (480, 220, True),
        (850, 330, True),
        (0, 24, False),
        (80, 0, False),
        (5000, 24, False),
        (80, 9999, False),
    ],
)
def test_a_large_window_has_the_size_that_its_terminal_says(
    width: int, height: int, is_believed: bool
) -> None:
    said = TerminalParser(sizes=True).feed(f"\x1b[48;{height};{width};960;1280t")
    sizes = [message.size for message in said if isinstance(message, events.Resize)]
    assert sizes == [(width, height)] * is_believed


REPORTS = [
    "\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\",
    "\x1b]52;c;cXExMjM0cQ==\x07",
    "\x1b]lquit q 1234\x1b\\",
    "\x1bP>|tmux 3.4 q\x1b\\",
    "\x1bP1$r0;4:3m q\x1b\\",
    "\x1b_Gi=31;OK q2\x1b\\",
    "\x1b^q\x1b\\",
    "\x1b[?64;1;2;6;9;15;22c",
    "\x1b[?64;1;2;6;9;15;16;17;18;21;22;28;29c",
    "\x1b[?997;1n",
    "\x1b[8;24;80t",
    "\x1b[2;2$y",
    "\x1b[?2026;2$y",
    "\x1b[M q1",
    "\x1b[<35;23;14M",
    "\x1b[48;24;80;480;800t",
]
"""What terminals say by themselves, or to a program that has ended since."""


def waited(keys: TerminalParser) -> list[Message]:
    """What comes of it that no more came for a while."""
    if keys._timeout_time is not None:
        keys._timeout_time = 0.0
    return list(keys.tick())


@pytest.mark.parametrize("report", REPORTS)
def test_what_a_terminal_reports_is_no_key_wherever_the_line_is_slow(report: str) -> None:
    for cut in range(1, len(report) + 1):
        keys = TerminalParser()
        heard = [*keys.feed(f"a{report[:cut]}"), *waited(keys), *keys.feed(report[cut:] or "b")]
        heard += keys.feed("q")
        rest = [] if report[cut:] else ["b"]
        # An escape by itself is a key, as far as anybody knows by then.
        if cut > 1 and not ((cut == 2 and report[1] not in "[]P_^") or report[cut:] == "\\"):
            assert names(heard) == ["a", *rest, "q"], cut


@pytest.mark.parametrize("key", ["\x1b[A", "\x1b[1;2A", "\x1b[15~", "\x1b[[A", "\x1b[97;5u"])
def test_a_key_in_two_pieces_is_the_same_key(key: str) -> None:
    whole = names(TerminalParser().feed(key))
    for cut in range(2, len(key)):
        keys = TerminalParser()
        heard = [*keys.feed(key[:cut]), *waited(keys), *keys.feed(key[cut:])]
        assert names(heard) == whole, cut


@pytest.mark.parametrize("begun", ["\x1b]11;rgb:", "\x1bP1+r", "\x1b_G"])
@pytest.mark.parametrize("key", ["q", "\r", "\x03", "\x1b[A"])
def test_a_text_without_its_end_takes_no_key_that_is_typed_later(begun: str, key: str) -> None:
    keys = TerminalParser()
    assert [*keys.feed(begun), *waited(keys)] == []
    assert names(keys.feed(key)) == names(TerminalParser().feed(key))


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        ("\x9b?2026;2$y", []),
        ("\x9b>41;354;0c", []),
        ("\x9d11;rgb:ffff/ffff/ffff\x9c", []),
        ("\x90>|XTerm(354)\x9c", []),
        ("\x9b48;0;0;0;0t", []),
        ("\x9bA\x9bB", ["up", "down"]),
        ("\x8fP", ["f1"]),
    ],
)
def test_8_bit_controls_are_what_their_7_bit_forms_are(sent: str, keys: list[str]) -> None:
    """Terminals left in that mode by another program answer so, and `?` and `2` are keys."""
    for pieces in ([sent], list(sent)):
        parser = TerminalParser()
        said = [message for piece in pieces for message in parser.feed(piece)]
        assert names([*said, *parser.feed("k")]) == [*keys, "k"]


@pytest.mark.parametrize("control", ["\x9b201~", "\x9c", "\x90"])
def test_no_8_bit_control_ends_a_paste(control: str) -> None:
    parser = TerminalParser()
    said = list(parser.feed(f"\x1b[200~a{control}q{AT_REST}"))
    assert [type(message) for message in said] == [events.Paste]
