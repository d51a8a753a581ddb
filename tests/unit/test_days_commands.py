"""The page for the doctor and what is kept, by commands."""

from __future__ import annotations

import io
import json
import sys
import time
from datetime import datetime, timezone
from pathlib import Path

import pytest

from tests.support import Call, forget_the_reader, run
from tests.support.content import loaded
from tui.diary.sqlite_store import open_store
from tui.guide.content.record_index import Index
from tui.guide.episode.records import (
    AskFirstAnswers,
    Diary,
    Episode,
    HabitAnswers,
    PackUse,
    Pain,
    Response,
    Ticked,
    Timer,
    WalkDone,
)
from tui.guide.episode.summary import summary
from tui.guide.quiz.quiz import Card, Round
from tui.guide.today.records import HabitDone
from tui.system.time_zone import SystemZone

INDEX = Index.of(loaded())
NOW = datetime(2026, 11, 3, 18, 30, tzinfo=timezone.utc).timestamp()
NOTE = "after sitting for long"
TELLING = ("pain", "spasm", "episode", "sitting", "fever", "health")


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    forget_the_reader(monkeypatch)
    monkeypatch.setattr(time, "time", lambda: NOW)
    return Call(capsys)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A reader without a diary."""
    for name in ("HOME", "XDG_DATA_HOME", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    return tmp_path


@pytest.fixture
def folder(home: Path) -> Path:
    """The folder of a reader who kept something of everything."""
    store = open_store()
    store.keep(Episode(at=NOW - 5 * 86400))
    store.keep(Pain(at=NOW - 4 * 86400, level=6, note=NOTE))
    store.keep(PackUse(at=NOW - 4 * 86400, pack="cold", minutes=12))
    store.keep(WalkDone(at=NOW - 86400, exercises=("pelvic_tilt",)))
    store.keep(Response(at=NOW - 86400 + 60, change="better"))
    store.keep(Ticked(at=NOW - 86400, finding="fever"))
    store.keep(Round(at=NOW, cards=(Card("sit_change", (0, 1), ()),)))
    store.keep_value(Timer("warm", 20, NOW - 60))
    store.keep_value(AskFirstAnswers(("heart_stroke",), ("knee_trouble",)))
    store.keep_value(HabitAnswers({"desk": 1}, "sitting"))
    store.keep(HabitDone(at=NOW - 3600, habit="sitting"))
    (path,) = [path for path in home.rglob("diary.sqlite3")]
    return path.parent


def answer(monkeypatch: pytest.MonkeyPatch, text: bytes) -> None:
    """Have `text` typed on standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))


@pytest.mark.parametrize("markdown", [False, True])
def test_summary_prints_the_page_for_the_doctor(call: Call, folder: Path, markdown: bool) -> None:
    told = call("summary", *(["--markdown"] if markdown else []))

    words, diary = INDEX.content.episode, Diary.read(open_store())
    assert (told.status, told.err) == (0, "")
    assert told.out == summary(INDEX, diary, words, NOW, SystemZone(), markdown)
    assert NOTE in told.out
    assert told.out.startswith("# ") is markdown


def test_summary_of_nothing_says_so(call: Call, home: Path) -> None:
    told = call("summary")

    assert (told.status, told.err) == (0, "")
    assert INDEX.content.episode.summary.nothing in told.out


def test_export_gives_everything_and_keeps_it(call: Call, folder: Path) -> None:
    told = call("data", "export")
    held = json.loads(told.out)

    assert (told.status, told.err) == (0, "")
    assert held["pain"] == [{"id": 1, "at": NOW - 4 * 86400, "level": 6, "note": NOTE}]
    assert held["timer"] == {"pack": "warm", "minutes": 20, "started": NOW - 60}
    assert held["asked"] == {"lines": ["heart_stroke"], "blockers": ["knee_trouble"]}
    assert held["habit_answers"] == {"chosen": {"desk": 1}, "kept": "sitting"}
    for name in ("episode", "pack_use", "walk_done", "response", "ticked", "round", "habit_done"):
        assert len(held[name]) == 1
    assert call("data", "export").out == told.out


@pytest.mark.parametrize("text", [b"yes\n", b" YES \r\n", b"yes"])
def test_erase_asks_and_leaves_nothing_behind(
    call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch, text: bytes
) -> None:
    answer(monkeypatch, text)
    told = call("data", "erase")

    assert (told.status, told.out) == (0, "")
    assert "Erase everything you noted, for good?" in told.err
    assert told.err.endswith("Everything is erased.\n")
    assert not any(json.loads(call("data", "export").out).values())
    assert not [path for path in folder.iterdir() if NOTE.encode() in path.read_bytes()]


@pytest.mark.parametrize(
    "text", [b"", b"\n", b"y\n", b"no\n", b"yes please\n", b"\xff\n", b"no\nyes\n", b"yes" * 900]
)
def test_anything_but_yes_erases_nothing(
    call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch, text: bytes
) -> None:
    before = call("data", "export").out
    answer(monkeypatch, text)
    told = call("data", "erase")

    assert (told.status, told.out) == (1, "")
    assert told.err.endswith("Nothing was erased.\n")
    assert call("data", "export").out == before


def test_without_anybody_to_ask_nothing_is_erased(
    call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", None)

    assert call("data", "erase").status == 1
    assert len(open_store().all(Pain)) == 1


def test_erase_with_yes_does_not_ask(
    call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, b"no\n")
    told = call("data", "erase", "--yes")

    assert (told.status, told.err) == (0, "Everything is erased.\n")
    assert open_store().all(Pain) == ()


def test_erase_takes_what_was_set_aside_too(call: Call, folder: Path) -> None:
    (folder / "diary.sqlite3").write_bytes(b"This is no diary." * 999)
    assert "damaged" in call("summary").err
    assert len(list(folder.iterdir())) == 2

    assert call("data", "erase", "--yes").status == 0
    assert [path.name for path in folder.iterdir()] == ["diary.sqlite3"]


@pytest.mark.parametrize("command", [("summary",), ("data", "export")], ids=str)
def test_where_nothing_can_be_saved_the_answer_comes_with_the_reason_beside_it(
    call: Call, home: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/dev/null")
    told = call(*command)

    assert told.status == 0
    assert told.out
    assert told.err.startswith("backspasm: Not saved: ")
    assert told.err.count("\n") == 1


def test_a_damaged_diary_is_named_once_and_the_answer_comes(call: Call, folder: Path) -> None:
    (folder / "diary.sqlite3").write_bytes(b"This is no diary." * 999)
    told = call("summary")

    assert told.status == 0
    assert INDEX.content.episode.summary.nothing in told.out
    assert told.err.startswith("backspasm: ") and told.err.count("\n") == 1
    (aside,) = [path.name for path in folder.iterdir() if path.name != "diary.sqlite3"]
    assert aside in told.err
    assert call("summary").err == ""


def test_no_save_reads_and_writes_nothing(call: Call, home: Path) -> None:
    told = call("--no-save", "summary")

    assert (told.status, told.err) == (0, "")
    assert not list(home.iterdir())


@pytest.mark.parametrize("command", [("print",), ("triage", "fever"), ("check",)], ids=str)
def test_a_command_that_keeps_nothing_makes_no_diary(
    call: Call, home: Path, command: tuple[str, ...]
) -> None:
    assert call(*command).status == 0
    assert not list(home.iterdir())


def test_no_file_is_named_after_what_is_in_it(call: Call, folder: Path, home: Path) -> None:
    (folder / "diary.sqlite3").write_bytes(b"This is no diary." * 999)
    call("summary")

    names = [path.name for path in folder.iterdir()]
    assert len(names) == 2
    assert not [name for name in names for word in TELLING if word in name]


def test_the_page_is_text_for_a_pipe(tmp_path: Path) -> None:
    told = run("summary", XDG_DATA_HOME="/dev/null", HOME=str(tmp_path))

    assert told.returncode == 0
    assert "\x1b" not in told.stdout
    assert "Traceback" not in told.stderr
    assert told.stderr.startswith("backspasm: Not saved: ")


@pytest.mark.parametrize("arguments", [("data",), ("data", "import"), ("summary", "--html")])
def test_an_unknown_wish_is_refused(call: Call, home: Path, arguments: tuple[str, ...]) -> None:
    assert call(*arguments).status == 2
    assert not list(home.iterdir())


def test_no_save_does_not_keep_erase_from_erasing(call: Call, folder: Path) -> None:
    assert call("--no-save", "data", "erase", "--yes").status == 0
    assert open_store().all(Pain) == ()
