"""Where an encoding lacks a character its plain form stands, on the screen and in text."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from tests.support import run
from tests.support.fast import fast_only
from tests.support.sample import sample
from tests.terminal.terminal import DOWN, ESCAPE, Terminal, guide
from tui.diary.sqlite_store import open_store
from tui.guide.ascii_forms import charset, in_cell, legible
from tui.guide.episode.records import Episode, Pain
from tui.guide.region import stream_encoding

SPOILT = ("\\u", "\\x")

ENCODINGS = {
    "latin-1": {"PYTHONIOENCODING": "iso8859-1"},
    "ascii": {"PYTHONIOENCODING": "ascii"},
    "a locale that is not there": {"LANG": "en_US.ISO-8859-1"},
    "koi8-r": {"PYTHONIOENCODING": "koi8-r"},
}


@pytest.mark.parametrize("env", ENCODINGS.values(), ids=ENCODINGS)
def test_the_screen_has_frames_bars_and_a_figure_in_any_encoding(
    tmp_path: Path, env: dict[str, str]
) -> None:
    command = guide("--no-save", "--still", "--tab", "relief")
    with Terminal(command, home=tmp_path, env=env, columns=100, rows=30) as terminal:
        shown = terminal.wait_for("Cold pack", "Relief", "q Quit")
        for keys, words in (
            (DOWN * 5, "Hold 5 s"),
            ("4", "Bladder, bowels and numbness"),
            (" ", "EMERGENCY"),
        ):
            terminal.send(keys)
            shown = terminal.wait_for(words)
            assert not [bad for bad in SPOILT if bad in shown], shown
            assert "+" in shown or "─" in shown
        received = bytes(terminal.received)
    assert b"\xe2\x94" not in received, "no UTF-8"


BLOCKS = re.compile("[\u2580-\u259f\u2800-\u28ff]")
NO_LOCALE = {"LANG": "", "LC_ALL": "", "LC_CTYPE": ""}
ASKED = b"\xc3\xb1\x1b[6n"
"""A letter of two bytes, and the question where the cursor is then."""
ONE_COLUMN, TWO_COLUMNS = b"\x1b[2;2R", b"\x1b[2;3R"


@pytest.mark.parametrize("locale", [{"LC_ALL": "C"}, {"LANG": "POSIX"}])
@pytest.mark.parametrize("glyphs", ["", "braille"])
def test_the_locale_c_is_ascii_unless_its_reader_names_other_glyphs(
    tmp_path: Path, locale: dict[str, str], glyphs: str
) -> None:
    option = ["--glyphs", glyphs] if glyphs else []
    env = {**NO_LOCALE, **locale}
    command = guide("--no-save", "--still", "--tab", "relief", *option)
    with Terminal(command, home=tmp_path, env=env, columns=100, rows=30) as terminal:
        terminal.wait_for("Cold pack", "q Quit")
        terminal.send(DOWN * 5)
        shown = terminal.wait_for("Hold 5 s")
        assert bool(BLOCKS.search(shown)) is ("╭" in shown) is bool(glyphs)
        assert bytes(terminal.received).isascii() is not bool(glyphs)
        assert ASKED not in terminal.received
    told = run("pose", "cat_cow", "--frames", "1", *option, **env, PYTHONUTF8="").stdout
    assert told.isascii() is not bool(glyphs)


@fast_only("changes")
@pytest.mark.parametrize("answer", [b"", ONE_COLUMN, b"\x1b[2;9R" + TWO_COLUMNS + ONE_COLUMN])
def test_without_a_locale_the_terminal_is_asked_whether_it_has_utf_8(
    tmp_path: Path, answer: bytes
) -> None:
    """It answers late, amid a word; one that answers nothing has it."""
    command = guide("--no-save", "--still", "--tab", "relief")
    with Terminal(command, home=tmp_path, env=NO_LOCALE, columns=100, rows=30) as terminal:
        terminal.wait_for("Cold pack", "╭", "q Quit")
        terminal.wait_until(lambda: ASKED in terminal.received, "the question")
        terminal.send(DOWN * 5)
        terminal.wait_for("Hold 5 s")
        terminal.send("/", "to")
        terminal.wait_for("to", "esc")
        terminal.send_bytes(answer + b"wel")
        terminal.wait_for("towel", "Cold pack")
        is_ascii = TWO_COLUMNS in answer
        terminal.send(ESCAPE)
        shown = terminal.wait_for("Hold 5 s", "q Quit", without=["╭"] if is_ascii else [])
        assert shown.isascii() is is_ascii is not bool(BLOCKS.search(shown))
        assert terminal.received.count(b"\x1b[6n") == 1


CALLS = {
    "summary": ("summary",),
    "print": ("print",),
    "print sources": ("print", "sources"),
    "pose": ("pose", "cat_cow", "--frames", "1", "--size", "30x8"),
    "pose in blocks": ("pose", "cat_cow", "--frames", "1", "--glyphs", "quadrant"),
    "pose in dots": ("pose", "cat_cow", "--frames", "1", "--glyphs", "braille"),
    "quiz": ("quiz", "--plain"),
    "triage": ("triage", "saddle_numb"),
    "triage list": ("triage", "--list"),
    "an error": ("triage", "sädle_nümb‼"),
    "help": ("--help",),
}


@pytest.mark.parametrize("call", sample(CALLS.values(), 2), ids=CALLS)
def test_text_has_plain_forms(tmp_path: Path, call: tuple[str, ...]) -> None:
    home = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
    told = run(*call, PYTHONIOENCODING="ascii", PYTHONUTF8="0", **home)
    there = run(*call, **home)
    assert told.stdout.isascii() and told.stderr.isascii()
    assert told.returncode == there.returncode
    if call[0] == "quiz":
        return  # Shuffled.
    assert told.stdout.count("?") == there.stdout.count("?")
    assert "\\u" not in told.stderr + told.stdout


def test_the_chart_of_the_summary_is_drawn_in_ascii(tmp_path: Path) -> None:
    home = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
    store, now = open_store(tmp_path / "backspasm"), time.time()
    store.keep(Episode(at=now - 3 * 86_400))
    for day, level in enumerate((8, 6, 3)):
        # At the time of the onset: later, the first may be of the next day.
        store.keep(Pain(at=now - (3 - day) * 86_400, level=level, note=""))
    for encoding in ("ascii", "cp1252", "iso8859-15"):
        told = run("summary", PYTHONIOENCODING=encoding, PYTHONUTF8="0", **home).stdout
        _, _, after = told.partition("Course of pain")
        chart, _, _ = after.partition("onset")
        assert "|######" in chart or "│██████" in chart, told
        assert "?" not in chart and "\\u" not in told


@pytest.mark.parametrize(
    ("text", "width", "encoding", "shown"),
    [
        ("│", 1, "ascii", ("|",)),
        ("│", 1, "koi8-r", ("│",)),
        ("─", 1, "euc_jp", ("-",)),
        ("界", 2, "euc_jp", ("界", "")),
        ("界", 2, "iso8859-1", ("?", " ")),
        ("é", 1, "iso8859-1", ("é",)),
        ("e\u0301", 1, "iso8859-1", ("é",)),
        ("é", 1, "ascii", ("e",)),
        ("…", 1, "ascii", (".",)),
        ("█", 1, "ascii", ("#",)),
        ("👍🏽", 2, "ascii", ("?", " ")),
    ],
)
def test_a_cell_keeps_its_width(
    text: str, width: int, encoding: str, shown: tuple[str, ...]
) -> None:
    assert in_cell(text, width, encoding) == shown


@pytest.mark.parametrize(
    ("name", "python"),
    [
        ("UTF-8", "utf-8"),
        ("utf8", "utf-8"),
        ("ISO-8859-1", "iso8859-1"),
        ("ISO-8859-15", "iso8859-15"),
        ("KOI8-R", "koi8-r"),
        ("ANSI_X3.4-1968", "ascii"),
        ("utf-16", "ascii"),
        ("rot13", "ascii"),
        ("hex", "ascii"),
        ("../../etc", "ascii"),
        ("x" * 99, "ascii"),
    ],
)
def test_a_character_set_is_one_that_holds_ascii(name: str, python: str) -> None:
    assert charset(name) == python


@pytest.mark.parametrize(
    ("written", "environ", "encoding"),
    [
        ("utf-8", {"LANG": "en_US.UTF-8"}, "utf-8"),
        ("utf-8", {"LANG": "en_US.ISO-8859-1", "LC_CTYPE": "C.UTF-8"}, "ascii"),
        ("utf-8", {"LC_ALL": "en_US.ISO-8859-1"}, "ascii"),
        ("utf-8", {"LC_ALL": "en_US.ISO-8859-1", "PYTHONIOENCODING": "utf-8"}, "utf-8"),
        ("utf-8", {}, "utf-8"),
        ("utf-8", {"LC_ALL": "C"}, "ascii"),
        ("utf-8", {"LC_ALL": "C", "PYTHONIOENCODING": "utf-8"}, "utf-8"),
        ("iso8859-1", {"LANG": "en_US.ISO-8859-1"}, "iso8859-1"),
        (None, {}, "ascii"),
    ],
)
def test_a_terminal_has_the_encoding_that_it_was_told(
    written: str | None, environ: dict[str, str], encoding: str
) -> None:
    assert stream_encoding(written, environ) == encoding


@pytest.mark.parametrize("text", ["▁▂▃▄▅▆▇█", "╭─╮│╰╯┏━┓┃┗┛╸╺", "↑↓←→↳↵⏎▸•≠✓✗♪◐●▲◆‼"])
def test_every_sign_of_the_guide_has_a_plain_form(text: str) -> None:
    assert "?" not in legible(text, "ascii")
    assert all(in_cell(sign, 1, "ascii") != ("?",) for sign in text)
