"""On a disk with little room the diary comes first, and faults are called by their names."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import Mock, patch

import pytest

from tests.support import run
from tests.unit.test_disk_faults import fill, lives
from tui.diary.database import Database
from tui.diary.deferred_store import open_store as open_unwritten
from tui.diary.sqlite_store import NAME, SqliteStore, open_store
from tui.diary.store import Store
from tui.guide.content import cache
from tui.guide.content.model import Content
from tui.guide.episode.records import Pain
from tui.guide.load import load

# The copy of the content gives way


@pytest.mark.parametrize("free", [0, 200 * 1024, cache._MIN_FREE_BYTES])
def test_with_little_room_no_copy_of_the_content_is_kept(
    content: Content, tmp_path: Path, free: int
) -> None:
    with patch("shutil.disk_usage", return_value=Mock(free=free)):
        load(cache_folder=tmp_path / "content")
    assert list(tmp_path.glob("content/*")) == []
    load(cache_folder=tmp_path / "content")
    assert len(list(tmp_path.glob("content/*"))) == 1


def test_what_was_left_of_a_copy_is_cleared_too(tmp_path: Path) -> None:
    load(cache_folder=tmp_path)
    (tmp_path / "content-half.1234").write_bytes(b"x")
    (tmp_path / "mine").touch()
    assert cache.clear(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]
    assert not cache.clear(tmp_path)
    assert not cache.clear(tmp_path / "missing")


@pytest.mark.parametrize("says", ["database or disk is full", "disk I/O error"])
def test_a_full_disk_is_tried_once_more_when_room_was_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, says: str
) -> None:
    """With a quota SQLite says that it could not write."""
    copy = tmp_path / "copy"
    copy.touch()

    def make_room() -> bool:
        there = copy.exists()
        copy.unlink(missing_ok=True)
        return there

    store = open_unwritten(tmp_path / "diary", make_room)
    whole = Database.keep

    def crowded(file: Database, record: Pain) -> Pain:
        if copy.exists():
            raise sqlite3.OperationalError(says)
        return whole(file, record)

    monkeypatch.setattr(Database, "keep", crowded)
    first = store.keep(Pain(at=1.0))
    assert (store.notice, store.lasting) == ("", True)
    monkeypatch.undo()
    assert open_store(tmp_path / "diary").all(Pain) == (first,)


@pytest.fixture
def small() -> Iterator[Path]:
    """A disk of 200 kB."""
    folder = Path(tempfile.mkdtemp())
    command = ["mount", "-t", "tmpfs", "-o", "size=200k,mode=755", "tmpfs", str(folder)]
    if sys.platform != "linux" or os.geteuid() or subprocess.run(command, check=False).returncode:
        shutil.rmtree(folder)
        pytest.skip("no small disk can be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)
    folder.rmdir()


LOG = """
from tui.cli.options import nothing_asked, store_of
from tui.guide.episode.records import Pain
store = store_of(nothing_asked())
for number in range(20):
    store.keep(Pain(at=float(number), level=3, note="stairs"))
print(len(store.all(Pain)), store.notice or "saved", store.lasting)
"""


@pytest.mark.parametrize("copied", [False, True], ids=["a new home", "with a copy from before"])
def test_on_a_disk_of_200_kb_the_diary_is_saved(small: Path, copied: bool) -> None:
    env = {"HOME": str(small), "XDG_DATA_HOME": "", "XDG_CACHE_HOME": ""}
    if copied:
        cache = small / ".cache" / "backspasm"
        cache.mkdir(parents=True)
        (cache / "content-0123.msgpack").write_bytes(bytes(160 * 1024))
    assert run("print", "relief", **env).returncode == 0
    told = subprocess.run(
        [sys.executable, "-c", LOG], env={**os.environ, **env}, capture_output=True, text=True
    )
    assert (told.stdout, told.stderr) == ("20 saved True\n", "")
    assert not list(small.glob(".cache/backspasm/*"))
    assert "20 entries" in run("summary", **env).stdout


def test_a_full_disk_is_erased_and_that_is_what_is_said(small: Path) -> None:
    env = {"HOME": str(small), "XDG_DATA_HOME": "", "XDG_CACHE_HOME": ""}
    fill(small / ".local/share/backspasm", 20)
    with open(small / "filler", "wb", buffering=0) as filler, pytest.raises(OSError):
        while True:
            filler.write(bytes(512))
    told = run("data", "erase", "--yes", **env)
    assert (told.returncode, told.stderr) == (0, "Everything is erased.\n")
    assert "sciatica" not in run("data", "export", **env).stdout
    # Without a diary there is nothing to erase, and none is made.
    shutil.rmtree(small / ".local")
    told = run("data", "erase", "--yes", **env)
    assert (told.returncode, told.stderr) == (0, "Everything is erased.\n")
    assert not (small / ".local").exists()


def test_what_could_not_be_erased_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for data_home in ("/dev/null", "/dev/null/in", "/dev/zero"):
        told = run("data", "erase", "--yes", XDG_DATA_HOME=data_home, HOME=str(tmp_path))
        assert told.returncode == 1
        assert told.stderr == "backspasm: Not erased: there is no folder for the diary.\n"


# What is wrong with the place


def dangling_diary(home: Path) -> None:
    folder = home / "backspasm"
    folder.mkdir()
    (folder / NAME).symlink_to(home / "gone" / "away")


def dangling_folder(home: Path) -> None:
    (home / "backspasm").symlink_to(home / "gone")


def dangling_home(home: Path) -> None:
    home.rmdir()
    home.symlink_to(home.parent / "gone")


def circle(home: Path) -> None:
    (home / "backspasm").symlink_to(home / "backspasm")


def file_for_a_home(home: Path) -> None:
    home.rmdir()
    home.write_text("mine")


def locked_away(home: Path) -> None:
    home.chmod(0o000)


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (dangling_diary, "the diary is a link that leads nowhere"),
        (dangling_folder, "a folder on the way to the diary is a link that leads nowhere"),
        (dangling_home, "a folder on the way to the diary is a link that leads nowhere"),
        (circle, "a folder on the way to the diary is a link that leads nowhere"),
        (file_for_a_home, "there is no folder for the diary"),
        (locked_away, "this account may not use the diary's folder"),
    ],
)
@pytest.mark.parametrize("opens", [open_store, open_unwritten])
def test_an_impossible_place_is_called_by_its_name(
    tmp_path: Path, make: Callable[[Path], None], why: str, opens: Callable[[Path], Store]
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    make(home)
    if make is locked_away and os.geteuid() == 0:
        home.chmod(0o755)
        pytest.skip("root may use every folder")
    store = opens(home / "backspasm")
    assert store.notice == f"Not saved: {why}."
    lives(store)
    assert store.notice == f"Not saved: {why}."
    if make is locked_away:
        home.chmod(0o755)


def test_an_account_that_may_not_use_its_home_is_told(tmp_path: Path) -> None:
    code = """
import os, sys
from pathlib import Path
from tui.diary.sqlite_store import open_store
os.setgid(65534), os.setuid(65534)
print(open_store(Path(sys.argv[1]) / "in" / "backspasm").notice)
"""
    if sys.platform == "win32" or os.geteuid():
        pytest.skip("only root can be another account")
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o700)
    told = subprocess.run(
        [sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True
    )
    folder.rmdir()
    assert told.stdout == "Not saved: this account may not use the diary's folder.\n"


def test_a_diary_that_was_removed_is_still_called_so(tmp_path: Path) -> None:
    path = fill(tmp_path, 2)
    store = open_store(tmp_path)
    assert isinstance(store, SqliteStore)
    path.unlink()
    store.keep(Pain(at=9.0))
    assert store.notice == "Not saved: the diary was removed."


# Killed again and again

KEEP_ONE = """
import os, signal, sys
from pathlib import Path
from tui.diary.sqlite_store import open_store
from tui.guide.episode.records import Pain
for number in range(int(sys.argv[2])):
    read, write = os.pipe()
    if not (child := os.fork()):
        store = open_store(Path(sys.argv[1]))
        os.write(write, b"%d" % store.keep(Pain(at=float(number), note="x" * 999)).id)
        while True:
            store.keep(Pain(at=-1.0, note="in flight"))
    assert os.read(read, 9)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(read), os.close(write)
"""


@pytest.mark.skipif(os.name == "nt", reason="needs signals")
def test_killed_thirty_times_thirty_entries_that_were_acknowledged_are_kept(
    tmp_path: Path,
) -> None:
    subprocess.run([sys.executable, "-c", KEEP_ONE, str(tmp_path), "30"], check=True)
    store = open_store(tmp_path)
    acknowledged = [pain.at for pain in store.all(Pain) if pain.at >= 0]
    assert acknowledged == [float(number) for number in range(30)]
    assert store.notice == ""
