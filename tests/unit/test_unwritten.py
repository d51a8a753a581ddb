"""The diary of somebody who has entered nothing: as one on disk, but nothing is made for it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import platformdirs
import pytest

from tui.diary import sqlite_store
from tui.diary.deferred_store import DeferredStore, open_store
from tui.diary.sqlite_store import SqliteStore
from tui.diary.store import Store
from tui.guide.episode.records import AskFirstAnswers, Episode, Pain, Timer

DIARY = "diary.sqlite3"


def ask(store: Store) -> None:
    """Ask a store for what it holds."""
    assert not store.all(Pain) and not store.all(Episode, 0.0) and not store.last(Pain, 3)
    assert store.value(Timer) is None
    assert store.notice == ""
    assert store.lasting


def test_until_the_first_entry_there_is_neither_a_file_nor_sqlite(tmp_path: Path) -> None:
    code = """
import sys
from pathlib import Path
from tui.guide.episode.records import AskFirstAnswers, Pain, Timer
from tui.diary.deferred_store import open_store
folder = Path(sys.argv[1], "new")
store = open_store(folder)
assert store.all(Pain) == store.last(Pain, 1) == () and store.value(Timer) is None
store.drop(Pain(id=1))
store.drop_value(AskFirstAnswers)
assert store.version == 0 and store.lasting and not store.notice
assert not folder.exists() and "sqlite3" not in sys.modules
assert store.keep(Pain(level=3)).id == 1
assert "sqlite3" in sys.modules
assert [pain.level for pain in open_store(folder).all(Pain)] == [3]
"""
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True)


def test_an_empty_file_is_no_diary_yet(tmp_path: Path) -> None:
    (tmp_path / DIARY).touch()
    store = open_store(tmp_path)
    assert isinstance(store, DeferredStore)
    ask(store)
    kept = store.keep(Pain(at=1.0))
    assert sqlite_store.open_store(tmp_path).all(Pain) == (kept,)


def test_a_diary_is_read_at_once(tmp_path: Path) -> None:
    kept = sqlite_store.open_store(tmp_path).keep(Pain(at=1.0))
    store = open_store(tmp_path)
    assert isinstance(store, SqliteStore)
    assert store.all(Pain) == (kept,)


@pytest.mark.parametrize(
    "look",
    [
        lambda store: store.all(Pain),
        lambda store: store.last(Pain, 1),
        lambda store: store.version,
        lambda store: store.value(Timer),
    ],
    ids=["all", "last", "version", "value"],
)
def test_what_another_guide_enters_is_seen(tmp_path: Path, look: Callable[[Store], object]) -> None:
    store, other = open_store(tmp_path), open_store(tmp_path)
    ask(store)
    before = look(store)
    kept = other.keep(Pain(at=1.0))
    other.keep_value(Timer("cold", 15))
    assert look(store) not in (before, 0)
    assert store.all(Pain) == other.all(Pain) == (kept,)
    second = store.keep(Pain(at=2.0))
    assert other.all(Pain) == (kept, second)


def test_what_another_guide_entered_can_be_forgotten(tmp_path: Path) -> None:
    store, other = open_store(tmp_path), open_store(tmp_path)
    kept = other.keep(Pain(at=1.0))
    other.keep_value(AskFirstAnswers(("line",)))
    store.drop(kept)
    store.drop_value(AskFirstAnswers)
    assert other.all(Pain) == () and other.value(AskFirstAnswers) is None


def test_erasing_leaves_nothing_even_of_a_diary_that_was_set_aside(tmp_path: Path) -> None:
    (tmp_path / "diary.damaged-1.sqlite3").write_bytes(b"sciatica")
    store = open_store(tmp_path)
    ask(store)
    store.erase()
    assert store.notice == ""
    assert set(os.listdir(tmp_path)) <= {DIARY}


def test_the_folder_is_the_platforms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda *_, **__: str(tmp_path / "in"))
    kept = open_store().keep(Pain(at=1.0))
    assert sqlite_store.open_store(tmp_path / "in").all(Pain) == (kept,)


def rubbish(folder: Path) -> None:
    (folder / DIARY).write_bytes(b"rubbish")


def left_over(folder: Path) -> None:
    (folder / f"{DIARY}-journal").write_bytes(b"x" * 600)


def nowhere(folder: Path) -> None:
    (folder / DIARY).symlink_to(folder / "gone" / "away")


def a_folder(folder: Path) -> None:
    (folder / DIARY).mkdir()


def a_file(folder: Path) -> None:
    folder.rmdir()
    folder.write_text("mine")


@pytest.mark.parametrize("make", [rubbish, left_over, nowhere, a_folder, a_file])
def test_where_something_is_amiss_it_is_told_at_once(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    folders = [tmp_path / name for name in ("one", "other")]
    for folder in folders:
        folder.mkdir()
        make(folder)
    store, known = open_store(folders[0]), sqlite_store.open_store(folders[1])
    assert not isinstance(store, DeferredStore)
    assert store.notice == known.notice
    assert type(store) is type(known)


def test_without_a_home_nothing_is_saved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda *_, **__: "~/.local/share/b")
    assert open_store().notice == "Not saved: there is no folder for the diary."


def test_a_folder_that_takes_nothing_is_told_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert open_store(tmp_path / "new").notice == (
        "Not saved: the diary's folder can only be read."
    )
