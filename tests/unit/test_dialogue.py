"""Questions are asked line by line, and lines are waited for no longer than one wants."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial

import pytest

from tui.cli.stdio import TypedLines
from tui.plain.dialogue import (
    NO,
    NONE,
    UNKNOWN,
    YES,
    Answer,
    Conversation,
    Dialogue,
    KeyOption,
    Silence,
    T,
    agree,
    allowed,
    choose,
    find_key,
    hint,
    press,
)

ENTER = KeyOption("", "begin", ("go",))


def held(conversation: Conversation[T], *typed: str) -> tuple[T | None, list[str]]:
    """What a conversation comes to with these lines, and what is said in it."""
    heard, lines, result = list[str](), iter(typed), list[T]()

    def whole() -> Conversation[None]:
        result.append((yield from conversation))

    def listen(seconds: float | None) -> str | Silence:
        return next(lines, Silence.ENDED)

    Dialogue(heard.append, listen, lambda seconds: None).hold(whole())
    return result[0] if result else None, heard


@pytest.mark.parametrize(
    ("typed", "choice"),
    [
        ("2", Answer((1,))),
        ("3 1", Answer((2, 0))),
        ("n", Answer(key=NONE)),
        (" None ", Answer(key=NONE)),
        ("0", Answer(key=NONE)),
    ],
)
def test_numbers_or_a_key_are_chosen(typed: str, choice: Answer) -> None:
    assert held(choose(3, "several", [NONE]), typed) == (choice, [])


@pytest.mark.parametrize("odd", ["", "4", "no n", "x", "nn", "\x1b[A", "1 n"])
def test_what_can_be_typed_is_said_until_it_is(odd: str) -> None:
    told = allowed(3, "several", [NONE])

    assert told.endswith("with spaces between. Or: n = none of these.")
    assert held(choose(3, "several", [NONE]), odd, odd, "1") == (Answer((0,)), [told, told])


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (1, "Please answer with 1."),
        (2, "Please answer with 1 or 2."),
        (6, "Please answer with 1, 2, 3, 4, 5 or 6."),
        (14, "Please answer with a number from 1 to 14."),
    ],
)
def test_what_is_allowed_names_the_numbers(count: int, told: str) -> None:
    assert allowed(count, "one") == told
    several = allowed(count, "several")
    assert several.startswith("Please answer with ") and str(count) in several
    assert ("one or more" in several) == (count > 1)


@pytest.mark.parametrize(
    ("typed", "answer"), [("y", True), ("YES", True), ("n", False), (" no ", False)]
)
def test_yes_and_no_are_understood_as_people_type_them(typed: str, answer: bool) -> None:
    keys = hint([YES, NO])
    assert held(agree("Go on?"), "maybe", typed) == (answer, ["Go on?", keys, f"{UNKNOWN} {keys}"])


def test_enter_alone_is_a_key_where_it_is_offered() -> None:
    assert held(press(ENTER, NO), "")[0] is ENTER
    assert held(press(ENTER, NO), "what", "Go")[0] is ENTER
    assert find_key("", [YES, NO]) is None
    assert hint([ENTER]) == "enter alone = begin."


@pytest.fixture
def pipe() -> Iterator[tuple[TypedLines, Callable[[bytes], int], Callable[[], None]]]:
    """Lines from a real pipe, what writes to it, and what ends it."""
    reader, writer = os.pipe()
    held = {reader, writer}

    def end() -> None:
        held.discard(writer)
        os.close(writer)

    lines = TypedLines(partial(os.read, reader, 4096))
    yield lines, partial(os.write, writer), end
    if writer in held:
        end()
    while lines.listen(None) is not Silence.ENDED:
        pass
    os.close(reader)


Pipe = tuple[TypedLines, Callable[[bytes], int], Callable[[], None]]


def test_a_line_is_waited_for_no_longer_than_one_wants(pipe: Pipe) -> None:
    lines, write, end = pipe
    assert lines.listen(0.0) is Silence.TIMEOUT
    write(b"hal")
    assert lines.listen(0.01) is Silence.TIMEOUT
    write(b"f\nnext\nlast")
    assert lines.listen(30.0) == "half"
    assert lines.listen(None) == "next"
    assert lines.listen(0.01) is Silence.TIMEOUT
    end()
    assert [lines.listen(None) for _ in range(3)] == ["last", Silence.ENDED, Silence.ENDED]
    assert lines.listen(30.0) is Silence.ENDED


def test_a_line_longer_than_any_answer_is_cut_and_the_next_is_whole(pipe: Pipe) -> None:
    lines, write, _ = pipe
    for _ in range(20):
        write(b"x" * 1000)
        assert lines.listen(0.0) is Silence.TIMEOUT
    write(b"\n\xff\n")
    assert lines.listen(30.0) == "x" * 1000
    assert lines.listen(30.0) == "\ufffd"


@pytest.mark.parametrize("error", [OSError, ValueError])
def test_without_a_readable_input_there_are_no_lines(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    class Gone:
        def fileno(self) -> int:
            raise error

    for stdin in (None, Gone()):
        monkeypatch.setattr("sys.stdin", stdin)
        assert TypedLines().listen(None) is Silence.ENDED
