"""Where a terminal shows signs such as ● in two columns, none of them is sent."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual import events

from tests.support.content import content_text
from tests.support.fast import fast_only
from tests.terminal.terminal import Terminal, guide
from tui.app.environment import AMBIGUOUS, NOT_ASCII
from tui.app.environment import Terminal as Described
from tui.app.terminal.cells import cells
from tui.app.textual_fast.terminal_parser import TerminalParser
from tui.guide.ascii_forms import NARROW_UTF_8
from tui.guide.region import has_wide_signs

FRAMED = "╭"
NARROW, WIDE = b"\x1b[2;2R", b"\x1b[2;3R"
STRAY = b"\x1b[24;80R\x1b[2;9R\x1b[1;2R\x1b[2;R\x1b[;R\x1b[?2;3R\x1b[2;3"
"""Reports that answer nothing, and the first half of one."""


def ambiguous(text: str) -> set[str]:
    """The characters that may be one or two columns wide."""
    return {char for char in text if unicodedata.east_asian_width(char) == "A"}


def sent(terminal: Terminal) -> str:
    """What was drawn so far, without the sign that is measured."""
    return bytes(terminal.received).decode().replace(f"{AMBIGUOUS}\x1b[6n", "")


def is_asked(terminal: Terminal) -> bool:
    return bytes(terminal.received).count(b"\x1b[6n") == 1


def open_guide(home: Path, locale: str, *options: str) -> Terminal:
    env = {"LANG": locale, "LC_ALL": locale}
    command = guide("--no-save", "--still", "--region", "gb", "--tab", "doctor", *options)
    return Terminal(command, home=home, env=env)


@fast_only("changes")
def test_a_terminal_of_japan_gets_narrow_signs_until_it_answers(tmp_path: Path) -> None:
    """It answers late, amid a word: no key is typed, and what comes after changes nothing."""
    with open_guide(tmp_path, "ja_JP.UTF-8") as terminal:
        terminal.wait_for("[ ]", "Cannot pee", "q Quit")
        terminal.wait_until(lambda: is_asked(terminal), "the question")
        terminal.send(" ")
        terminal.wait_for("[x]", "EMERGENCY - call 999 now")
        assert not ambiguous(sent(terminal))
        terminal.send("/", "nu")
        terminal.wait_for("nu")
        terminal.send_bytes(NARROW[:3])
        terminal.send_bytes(NARROW[3:] + b"mb" + WIDE + NARROW + STRAY)
        terminal.wait_for("numb ", FRAMED, "‼ EMERGENCY – call 999 now")
        assert is_asked(terminal)


@fast_only("changes")
@pytest.mark.parametrize(
    ("locale", "option", "is_wide"),
    [("ko_KR.UTF-8", "auto", True), ("zh_TW.UTF-8", "no", False), ("C.UTF-8", "yes", True)],
)
def test_the_answer_and_the_option_decide(
    tmp_path: Path, locale: str, option: str, is_wide: bool
) -> None:
    with open_guide(tmp_path, locale, "--wide-ambiguous", option) as terminal:
        terminal.wait_for("[ ]", "Cannot pee", "q Quit")
        if option == "auto":
            terminal.wait_until(lambda: is_asked(terminal), "the question")
            terminal.send_bytes(WIDE + NARROW)
        terminal.send(" ")
        terminal.wait_for("[x]", "call 999 now")
        assert bool(ambiguous(sent(terminal))) is not is_wide
        assert is_asked(terminal) is (option == "auto")
        terminal.send("q\t\r")
        assert terminal.wait_exit() == 0


@pytest.mark.parametrize(
    ("environ", "is_wide"),
    [
        ({"LANG": "ja_JP.UTF-8"}, True),
        ({"LC_ALL": "ko_KR.UTF-8", "LANG": "en_GB.UTF-8"}, True),
        ({"LC_CTYPE": "zh_CN.UTF-8"}, True),
        ({"LC_ALL": "en_GB.UTF-8", "LANG": "ja_JP.UTF-8"}, False),
        ({"LANG": "jam_JM.UTF-8"}, False),
        ({}, False),
        ({"LC_ALL": "C"}, False),
    ],
)
def test_a_locale_may_have_wide_signs(environ: dict[str, str], is_wide: bool) -> None:
    assert has_wide_signs(environ) is is_wide
    described = Described.of(environ, "utf-8")
    assert (described.encoding == NARROW_UTF_8) is is_wide
    assert described.measured_sign == (AMBIGUOUS if is_wide else "" if environ else NOT_ASCII)
    assert not Described.of(environ, "ascii").measured_sign


def test_no_sign_of_the_guide_is_sent_that_may_be_wide() -> None:
    """Each cell keeps its width, and letters of the reader's own language stay."""
    signs = [*sorted(ambiguous(content_text())), *"╭─╮│┃━█▀▄▌▐▆●○▲◆‼×–…“”’°½é"]
    for sign in signs:
        drawn = cells(f"a{sign}b", None, "truecolor", encoding=NARROW_UTF_8).cells
        assert (
            len(drawn) == 3
            and not ambiguous(drawn[1].text)
            and (drawn[1].text not in " ?" or sign == "○")
        ), sign
    for text in ("腰が痛い", "허리", "⠿⣿", "Łódź", "ñ"):
        drawn = cells(text, None, "truecolor", encoding=NARROW_UTF_8).cells
        kept = "".join(cell.text for cell in drawn)
        assert kept == text or ambiguous(text)


ANSWERS = (
    *("\x1b[2;2R", "\x1b[2;3R\x1b[2;3R", "\x1b[?1;2c", "\x1b[?2026;2$y", "\x1b[0n", "\x1b[24;80R"),
    *("\x1b]11;rgb:0000/0000/0000\x1b\\", "\x1bP>|xterm(390)\x1b\\", "\x1b[8;24;80t", "\x1b[?62;c"),
)


def pieces(answer: str) -> Iterator[list[str]]:
    """An answer in the middle of a word, in two pieces and letter by letter."""
    for cut in range(1, len(answer)):
        yield ["to", answer[:cut], f"{answer[cut:]}wel"]
    yield ["to", *answer, "wel"]


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_in_the_middle_of_typing_is_not_typed(answer: str) -> None:
    for parts in pieces(answer):
        parser = TerminalParser()
        said = [message for part in parts for message in parser.feed(part)]
        typed = [message.key for message in said if isinstance(message, events.Key)]
        assert typed == [*"towel"], parts
