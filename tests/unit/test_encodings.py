"""Which encoding a terminal has: what is asked for counts, and what cannot be is plain ASCII."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.terminal.terminal import PATIENCE, Terminal, environment, guide
from tui.app.textual_fast.feature_probe import PLAIN_VARIABLE
from tui.cli.stdio import undo_coercion
from tui.guide.ascii_forms import charset, in_cell, legible
from tui.guide.region import stream_encoding, typed_encoding


@pytest.mark.parametrize(
    "name",
    [
        *("idna", "punycode", "utf-7", "rot13", "base64", "hex", "undefined", "zlib", "no-such"),
        *("raw_unicode_escape", "unicode_escape", "utf-16", "utf-32", "iso2022_jp", "iso2022_kr"),
        *("hz", "cp037"),
    ],
)
def test_what_no_terminal_has_is_ascii(name: str) -> None:
    assert charset(name) == "ascii"


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("ISO-8859-1", "iso8859-1"),
        ("KOI8-R", "koi8-r"),
        ("eucJP", "euc_jp"),
        ("GB18030", "gb18030"),
        ("cp437", "cp437"),
        ("UTF8", "utf-8"),
        ("ISO-8859-7", "iso8859-7"),
        ("TIS-620", "tis-620"),
    ],
)
def test_what_terminals_have_is_known(name: str, known: str) -> None:
    assert charset(name) == known


@pytest.mark.parametrize(
    ("environ", "written", "typed"),
    [
        ({"LANG": "C.UTF-8"}, "utf-8", "utf-8"),
        ({}, "utf-8", "utf-8"),
        ({"LC_ALL": "C"}, "ascii", "utf-8"),
        ({"LANG": "POSIX"}, "ascii", "utf-8"),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, "ascii", "utf-8"),
        ({"LC_ALL": "C", "PYTHONUTF8": "1"}, "utf-8", "utf-8"),
        ({"LC_ALL": "C", "LANG": "en_GB.UTF-8"}, "ascii", "utf-8"),
        ({"LANG": "C", "LC_ALL": "xx_YY.UTF-8"}, "utf-8", "utf-8"),
        ({"LANG": "de_DE.ISO-8859-1"}, "ascii", "iso8859-1"),
        ({"LANG": "de_DE.ISO-8859-1", "PYTHONUTF8": "0"}, "ascii", "iso8859-1"),
        ({"LANG": "de_DE.ISO-8859-1", "PYTHONUTF8": ""}, "ascii", "iso8859-1"),
        ({"LANG": "de_DE.ISO-8859-1", "PYTHONUTF8": "1"}, "utf-8", "utf-8"),
        ({"LANG": "C.UTF-8", "LC_CTYPE": "ru_RU.KOI8-R"}, "ascii", "koi8-r"),
        ({"LANG": "x.KOI8-R", "LC_CTYPE": "x.ISO-8859-1", "LC_ALL": "x.UTF-8"}, "utf-8", "utf-8"),
        (
            {"LANG": "C.UTF-8", "LC_CTYPE": "x.UTF-8", "LC_ALL": "x.ISO-8859-2"},
            "ascii",
            "iso8859-2",
        ),
    ],
)
def test_what_a_locale_asks_for_that_the_system_lacks(
    environ: dict[str, str], written: str, typed: str
) -> None:
    """Python takes UTF-8 for it."""
    assert stream_encoding("utf-8", environ) == written
    assert typed_encoding("utf-8", environ) == typed


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("LANG=C.UTF-8\0LC_CTYPE=ru_RU.KOI8-R\0", "ru_RU.KOI8-R"),
        ("LC_CTYPE=C.UTF-8\0LANG=C\0", "C.UTF-8"),
        ("LANG=xx.KOI8-R\0", None),
    ],
)
def test_what_python_made_of_lc_ctype_is_undone(
    tmp_path: Path, before: str, after: str | None
) -> None:
    (tmp_path / "environ").write_text(before)
    environ = {"LC_CTYPE": "C.UTF-8"}
    undo_coercion(environ, str(tmp_path / "environ"))
    assert environ.get("LC_CTYPE") == after
    undo_coercion(environ, str(tmp_path / "none"))


@pytest.mark.parametrize("name", ["idna", "punycode", "cp037", "iso2022_jp"])
def test_an_odd_encoding_of_python_s_gives_plain_ascii(tmp_path: Path, name: str) -> None:
    env = {**environment(tmp_path), "PYTHONIOENCODING": name}
    for command in (["print", "relief"], ["triage", "saddle_numb"], ["check", "/nowhere/é"]):
        ended = subprocess.run(
            [sys.executable, "-m", "tui", *command], capture_output=True, env=env, timeout=PATIENCE
        )
        said = ended.stdout + ended.stderr
        assert ended.returncode in (0, 1) and said.isascii() and b"had to close" not in said
        assert b"\0" not in said and any(word in said for word in (b"back", b"call", b"found"))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Łódź", "Lodz"),
        ("Smørgås Æøå", "Smorgas AEoa"),
        ("Straße", "Strasse"),
        ("œuf ıĞđ", "oeuf iGd"),
    ],
)
def test_latin_letters_stay_legible(text: str, plain: str) -> None:
    assert legible(text, "ascii") == plain
    assert "?" not in "".join("".join(in_cell(sign, 1, "ascii")) for sign in text)


UNICODE = ["utf-16", "UTF_16_LE", "utf-32", "u32", "utf-7", "utf-8-sig"]


COMMANDS = (
    ("print", "relief"),
    ("pose", "cat_cow", "--frames=1"),
    ("check", "/nowhere/é"),
)


def told(home: Path, command: Sequence[str], encoding: str) -> subprocess.CompletedProcess[bytes]:
    """What a command says where standard output has an encoding."""
    env = {**environment(home), "COLUMNS": "80", "PYTHONIOENCODING": encoding}
    call = [sys.executable, "-m", "tui", *command]
    return subprocess.run(call, capture_output=True, env=env, timeout=PATIENCE)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_file_gets_the_unicode_that_was_asked_for(tmp_path: Path, command: Sequence[str]) -> None:
    """With its mark at the beginning, once, and each character as UTF-8 has it."""
    wanted = told(tmp_path, command, "utf-8")
    assert not wanted.stdout.isascii()
    for name in UNICODE:
        said = told(tmp_path, command, name)
        assert said.stdout.decode(name) == wanted.stdout.decode(), name
        assert said.stderr.decode(name) == wanted.stderr.decode(), name
        assert said.returncode == wanted.returncode, name


@pytest.mark.parametrize("name", UNICODE)
def test_a_terminal_gets_no_unicode_but_utf_8(tmp_path: Path, name: str) -> None:
    env = {"PYTHONIOENCODING": name}
    with Terminal(guide("triage", "saddle_numb"), home=tmp_path, env=env) as terminal:
        assert terminal.wait_exit() == 0
        assert b"Note when" in terminal.received
        assert bytes(terminal.received).isascii() and b"\0" not in terminal.received


ENVIRONMENTS = [
    {"LANG": "en_US.ISO-8859-1"},
    {"LANG": "C.UTF-8", "LC_CTYPE": "de_DE.ISO-8859-15"},
    {"LANG": "en_US.ISO-8859-1", "PYTHONUTF8": "0"},
    {"LANG": "en_US.ISO-8859-1", PLAIN_VARIABLE: "1"},
]


@pytest.mark.skipif(not os.path.exists("/proc/self/environ"), reason="the system does not say")
@pytest.mark.parametrize("env", ENVIRONMENTS)
def test_latin_1_keys_arrive_as_they_were_typed(tmp_path: Path, env: dict[str, str]) -> None:
    with Terminal(guide("--still", "--no-save"), home=tmp_path, env=env) as terminal:
        terminal.wait_for("Right now")
        terminal.send("/")
        terminal.send_bytes(b"caf\xe9")
        # What is written has its plain form.
        terminal.wait_for("cafe")


def test_in_koi8_the_keys_and_the_frame_are_koi8_s(tmp_path: Path) -> None:
    env = {"LANG": "C.UTF-8", "LC_CTYPE": "ru_RU.KOI8-R"}
    with Terminal(guide("--still", "--no-save"), home=tmp_path, env=env) as terminal:
        terminal.wait_for("Right now")
        assert bytes(terminal.received).isascii()
