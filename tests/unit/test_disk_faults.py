"""What the disk may do to a diary, and that the guide goes on.

Every fault is a real one: SQLite or the system is brought to fail, and says so itself.
"""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import platformdirs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.diary import database, sqlite_store
from tui.diary.files import set_aside
from tui.diary.sqlite_store import SqliteStore, export, open_store
from tui.diary.store import MemoryStore, Store
from tui.guide.episode.records import (
    AskFirstAnswers,
    Episode,
    PackUse,
    Pain,
    Response,
    Ticked,
    Timer,
    WalkDone,
)
from tui.guide.quiz.quiz import Round
from tui.settings.location import settings_path
from tui.system.folders import own_folder

KINDS: tuple[type[Any], ...] = (Episode, Pain, PackUse, WalkDone, Response, Ticked, Round)
DIARY = "diary.sqlite3"
ASIDE = "diary.damaged-1.sqlite3"
BEGUN_ANEW = f"The diary could not be read. It was kept as {ASIDE}, and a new one begun."
SECRET = "sciatica"

unix = pytest.mark.skipif(os.name == "nt", reason="needs signals and limits")


def fill(folder: Path, count: int = 400) -> Path:
    """A diary of some pages."""
    store = open_store(folder)
    store.keep(Episode(at=1.0))
    store.keep_value(Timer("cold", 15))
    for number in range(count):
        store.keep(Pain(at=float(number), level=number % 11, note=f"{SECRET} {number}"))
    return folder / DIARY


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of such a diary."""
    return fill(tmp_path_factory.mktemp("filled")).read_bytes()


def lives(store: Store) -> None:
    """See that a store does all it should, whatever lies beneath."""
    for kind in KINDS:
        store.all(kind), store.last(kind, 12)
    assert "\n" not in store.notice and SECRET not in store.notice
    assert SECRET not in repr(store)
    kept = store.keep(Pain(at=9e9, level=3, note=SECRET))
    assert store.last(Pain, 1) == (kept,) and kept in store.all(Pain)
    store.keep_value(AskFirstAnswers((SECRET,)))
    assert store.value(AskFirstAnswers) == AskFirstAnswers((SECRET,))
    store.drop_value(AskFirstAnswers)
    store.drop(kept)
    assert store.value(AskFirstAnswers) is None and kept not in store.all(Pain)
    assert export(store)


def unsaved(store: Store, why: str) -> None:
    """See that a store works, saves nothing and says so."""
    lives(store)
    assert store.notice == f"Not saved: {why}."


def run(code: str, *args: object, **kwargs: Any) -> subprocess.CompletedProcess[str]:
    """Run a guide's worth of code in a process of its own."""
    start = """
import sys
from pathlib import Path
from tui.diary.sqlite_store import open_store
from tui.guide.episode.records import Pain, Timer
folder = Path(sys.argv[1])
"""
    command = [sys.executable, "-c", start + code, *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, check=True, **kwargs)


@unix
class TestKilled:
    WRITE = """
from tui.diary.sqlite_store import open_store
from tui.guide.episode.records import Pain
from pathlib import Path
import sys
store = open_store(Path(sys.argv[1]))
for number in range(1, 100_000):
    print(store.keep(Pain(at=float(number), note="x" * (number * 37 % 9000))).id, flush=True)
"""

    @pytest.mark.parametrize("after", [1, 7, 60])
    def test_a_guide_loses_at_most_what_was_in_flight(self, tmp_path: Path, after: int) -> None:
        command = [sys.executable, "-c", self.WRITE, str(tmp_path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as guide:
            assert guide.stdout
            said = [guide.stdout.readline() for _ in range(after)]
            guide.send_signal(signal.SIGKILL)
            said += guide.stdout.readlines()
        # A last line without its end was cut off with the guide.
        ids = [int(line) for line in said if line.endswith("\n")]
        store = open_store(tmp_path)
        found = [pain.id for pain in store.all(Pain)]
        assert len(ids) >= after and found[: len(ids)] == ids
        assert len(found) <= len(ids) + 1
        lives(store)
        assert store.notice == ""

    def test_a_guide_in_the_middle_of_writing_leaves_things_as_they_were(
        self, tmp_path: Path
    ) -> None:
        path = fill(tmp_path)
        code = """
import os, signal, sqlite3
db = sqlite3.connect(folder / "diary.sqlite3", isolation_level=None)
db.execute("PRAGMA cache_size = 1")
db.execute("BEGIN IMMEDIATE")
db.execute("UPDATE pain SET level = 0, note = note || hex(randomblob(2000))")
os.kill(os.getpid(), signal.SIGKILL)
"""
        with pytest.raises(subprocess.CalledProcessError):
            run(code, tmp_path)
        # SQLite had written into the file already, and its journal is there to undo that.
        assert path.with_name(DIARY + "-journal").stat().st_size > 0
        store = open_store(tmp_path)
        assert [pain.level for pain in store.all(Pain)] == [n % 11 for n in range(400)]
        assert store.notice == ""


class TestNoPlace:
    def test_home_is_a_device(self, monkeypatch: pytest.MonkeyPatch) -> None:
        if os.name == "nt" or sys.platform == "darwin":
            pytest.skip("the data folder follows HOME elsewhere")
        monkeypatch.setenv("HOME", "/dev/null")
        monkeypatch.delenv("XDG_DATA_HOME", raising=False)
        unsaved(open_store(), "there is no folder for the diary")

    @pytest.mark.parametrize("home", ["~", "~nobody/x", "~/in", "in"])
    def test_home_is_nobodys(self, monkeypatch: pytest.MonkeyPatch, home: str) -> None:
        if os.name == "nt" or sys.platform == "darwin":
            pytest.skip("the folders follow HOME elsewhere")
        monkeypatch.setenv("HOME", home)
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
            monkeypatch.delenv(name, raising=False)
        unsaved(open_store(), "there is no folder for the diary")
        assert settings_path() is None
        assert own_folder("cache") is None

    def test_there_is_no_home(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(platformdirs, "user_data_dir", lambda *_, **__: "~/.local/share/b")
        unsaved(open_store(), "there is no folder for the diary")
        assert os.listdir(tmp_path) == []

    def test_a_file_has_the_name_of_the_folder(self, tmp_path: Path) -> None:
        (tmp_path / "backspasm").write_text("mine")
        why = "something else has the name of the diary or its folder"
        unsaved(open_store(tmp_path / "backspasm"), why)
        assert (tmp_path / "backspasm").read_text() == "mine"

    def test_a_file_stands_on_the_way(self, tmp_path: Path) -> None:
        (tmp_path / "a").write_text("mine")
        unsaved(open_store(tmp_path / "a" / "b"), "there is no folder for the diary")

    def test_the_name_is_no_name(self) -> None:
        unsaved(open_store(Path("/\0")), "there is no folder for the diary")

    @pytest.mark.parametrize(
        "make", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to("/dev/full")]
    )
    def test_something_else_has_the_name_of_the_diary(
        self, tmp_path: Path, make: Callable[[Path], None]
    ) -> None:
        make(tmp_path / DIARY)
        why = "something else has the name of the diary or its folder"
        unsaved(open_store(tmp_path), why)
        assert os.listdir(tmp_path) == [DIARY]

    def test_a_link_leads_nowhere(self, tmp_path: Path) -> None:
        (tmp_path / DIARY).symlink_to(tmp_path / "gone" / "away")
        store = open_store(tmp_path)
        lives(store)
        assert store.notice.startswith("Not saved: ")


@unix
class TestReadOnly:
    """As someone who may read the folder but not write there; root may always."""

    CODE = """
import os, tempfile
# All modules are loaded by then; Python's own folder may be closed to others.
with tempfile.TemporaryDirectory() as name:
    open_store(Path(name)).keep(Pain())
if os.geteuid() == 0:
    os.setgid(65534), os.setuid(65534)
store = open_store(folder)
print(store.notice)
store.keep(Pain(at=9e9))
print(len(store.all(Pain)))
store.erase()
print(store.notice)
"""

    @pytest.fixture
    def folder(self) -> Iterator[Path]:
        # Where anyone may come; pytest's own folders are closed to others.
        folder = Path(tempfile.mkdtemp())
        folder.chmod(0o755)
        yield folder
        for path in (folder, *folder.iterdir()):
            path.chmod(0o700)
        shutil.rmtree(folder)

    def test_folder_with_a_diary(self, folder: Path) -> None:
        path = fill(folder / "in", 3)
        before = path.read_bytes()
        path.chmod(0o444)
        path.parent.chmod(0o555)
        said = run(self.CODE, path.parent)
        opened, count, erased = said.stdout.splitlines()
        assert opened == "Not saved: the diary's folder can only be read."
        assert count == "4"
        assert erased == f"{opened} Not erased: this account may not use the diary's folder."
        assert said.stderr == ""
        assert path.read_bytes() == before
        path.parent.chmod(0o755)

    def test_home_without_a_diary(self, folder: Path) -> None:
        folder.chmod(0o555)
        said = run(self.CODE, folder / "backspasm")
        assert said.stdout.splitlines()[:2] == [
            "Not saved: this account may not use the diary's folder.",
            "1",
        ]
        assert said.stderr == ""
        assert os.listdir(folder) == []

    def test_diary_from_some_moment_on(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        connections = spied(monkeypatch)
        store = open_store(tmp_path)
        first = store.keep(Pain(at=1.0))
        connections[-1].execute("PRAGMA query_only = ON")
        second = store.keep(Pain(at=2.0))
        assert store.all(Pain) == (first, second)
        unsaved(store, "the diary's folder can only be read")
        assert open_store(tmp_path).all(Pain) == (first,)


def spied(monkeypatch: pytest.MonkeyPatch) -> list[sqlite3.Connection]:
    """The connections that are made from now on."""
    connections: list[sqlite3.Connection] = []
    connect = sqlite3.connect

    def spy(*args: Any, **kwargs: Any) -> sqlite3.Connection:
        connections.append(connect(*args, **kwargs))
        return connections[-1]

    monkeypatch.setattr(sqlite3, "connect", spy)
    return connections


class TestFull:
    def test_disk_in_the_middle_of_things(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        connections = spied(monkeypatch)
        store = open_store(tmp_path)
        first = store.keep(Pain(at=1.0, note="one"))
        store.keep_value(Timer("warm", 20))
        pages = connections[-1].execute("PRAGMA page_count").fetchone()[0]
        connections[-1].execute(f"PRAGMA max_page_count = {pages}").fetchall()
        second = store.keep(Pain(at=2.0, note=SECRET * 1000))
        third = store.keep(Pain(at=3.0))
        assert store.all(Pain) == (first, second, third)
        assert store.value(Timer) == Timer("warm", 20)
        unsaved(store, "the disk is full")
        again = open_store(tmp_path)
        assert again.all(Pain) == (first,) and again.notice == ""

    def test_disk_is_erased_all_the_same(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        connections = spied(monkeypatch)
        store = open_store(tmp_path)
        connections[-1].execute("PRAGMA max_page_count = 1").fetchall()
        store.keep(Pain(at=2.0, note=SECRET * 1000))
        assert store.notice
        store.erase()
        assert store.notice == "" and store.all(Pain) == ()
        store.keep(Pain(at=3.0))
        assert len(open_store(tmp_path).all(Pain)) == 1

    @unix
    @pytest.mark.parametrize("limit", [0, 4096, 70_000])
    def test_no_byte_more_is_taken(self, tmp_path: Path, limit: int) -> None:
        code = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
store = open_store(folder)
for number in range(50):
    store.keep(Pain(at=float(number), note="sciatica" * 500))
print(len(store.all(Pain)), len(store.last(Pain, 60)), store.notice)
"""
        said = run(code, tmp_path, limit)
        assert said.stdout == "50 50 Not saved: the disk does not take it.\n"
        assert said.stderr == ""
        later = open_store(tmp_path)
        lives(later)
        assert later.notice == ""


class TestLocked:
    @pytest.fixture(autouse=True)
    def impatient(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(database, "PATIENCE", 0.0)

    @pytest.fixture
    def other(self, tmp_path: Path) -> Iterator[sqlite3.Connection]:
        fill(tmp_path, 2)
        other = sqlite3.connect(tmp_path / DIARY, isolation_level=None)
        yield other
        other.close()

    WHY = "another program is using the diary"

    def test_at_opening(self, tmp_path: Path, other: sqlite3.Connection) -> None:
        other.execute("BEGIN EXCLUSIVE")
        unsaved(open_store(tmp_path), self.WHY)
        other.execute("ROLLBACK")
        assert len(open_store(tmp_path).all(Pain)) == 2

    def test_while_reading(self, tmp_path: Path, other: sqlite3.Connection) -> None:
        store = open_store(tmp_path)
        mine = store.keep(Pain(at=7.0))
        store.keep_value(AskFirstAnswers(("line",)))
        other.execute("BEGIN EXCLUSIVE")
        assert store.all(Pain) == (mine,)
        assert store.value(AskFirstAnswers) == AskFirstAnswers(("line",))
        store.drop_value(AskFirstAnswers)
        unsaved(store, self.WHY)

    def test_while_writing(self, tmp_path: Path, other: sqlite3.Connection) -> None:
        store = open_store(tmp_path)
        other.execute("BEGIN IMMEDIATE")
        store.keep(Pain(at=7.0))
        assert [pain.at for pain in store.all(Pain)] == [0.0, 1.0, 7.0]
        assert store.value(Timer) == Timer("cold", 15)
        unsaved(store, self.WHY)

    def test_erases_all_the_same(self, tmp_path: Path, other: sqlite3.Connection) -> None:
        if os.name == "nt":
            pytest.skip("a file in use cannot be removed")
        other.execute("BEGIN EXCLUSIVE")
        store = open_store(tmp_path)
        store.erase()
        assert store.notice == "" and os.listdir(tmp_path) == [DIARY]
        store.keep(Pain(at=3.0))
        assert len(open_store(tmp_path).all(Pain)) == 1


class TestTakenAway:
    def test_file(self, tmp_path: Path) -> None:
        path = fill(tmp_path, 2)
        store = open_store(tmp_path)
        mine = store.keep(Pain(at=7.0))
        path.unlink()
        last = store.keep(Pain(at=8.0))
        assert store.last(Pain, 2) == (mine, last)
        assert len(store.all(Pain)) == 4
        unsaved(store, "the diary was removed")
        assert os.listdir(tmp_path) == []

    def test_folder(self, tmp_path: Path) -> None:
        fill(tmp_path / "in", 2)
        store = open_store(tmp_path / "in")
        shutil.rmtree(tmp_path / "in")
        assert len(store.all(Pain)) == 2
        unsaved(store, "the diary was removed")
        store.erase()
        assert store.all(Pain) == ()

    def test_file_for_a_folder(self, tmp_path: Path) -> None:
        path = fill(tmp_path, 2)
        store = open_store(tmp_path)
        path.unlink()
        path.mkdir()
        assert len(store.all(Pain)) == 2
        unsaved(store, "something else has the name of the diary or its folder")
        store.erase()
        assert path.is_dir() and store.all(Pain) == ()


def garbage(data: bytes) -> bytes:
    return bytes(range(256)) * 64


def zero_page(data: bytes) -> bytes:
    return data[:8192] + bytes(4096) + data[12288:]


def rubbish_page(data: bytes) -> bytes:
    """Rubbish in place of a page full of notes."""
    start = data.index(f"{SECRET} 200".encode()) // 4096 * 4096
    return data[:start] + garbage(data)[:4096] + data[start + 4096 :]


HEADLESS: dict[str, Callable[[bytes], bytes]] = {
    "not a database": garbage,
    "a word": lambda data: b"hello",
    "only its head": lambda data: data[:100],
    "half its head": lambda data: data[:50],
    "a head and rubbish": lambda data: data[:100] + garbage(data),
    "all zeros": lambda data: bytes(len(data)),
    "its first page gone": lambda data: bytes(4096) + data[4096:],
}
HURT: dict[str, Callable[[bytes], bytes]] = {
    "cut off": lambda data: data[: len(data) // 2],
    "cut off within a page": lambda data: data[:-5000],
    "a page of zeros": zero_page,
    "a page of rubbish": rubbish_page,
    "pages in the wrong order": lambda data: data[:4096] + data[8192:12288] + data[4096:],
}


class TestDamaged:
    @pytest.mark.parametrize("harm", [*HEADLESS, *HURT])
    def test_file_is_set_aside_and_a_new_one_begun(
        self, tmp_path: Path, filled: bytes, harm: str
    ) -> None:
        data = {**HEADLESS, **HURT}[harm](filled)
        (tmp_path / DIARY).write_bytes(data)
        store = open_store(tmp_path)
        if harm in HEADLESS:
            assert store.notice == BEGUN_ANEW and store.all(Pain) == ()
        else:
            assert f"It was kept as {ASIDE}," in store.notice
        assert (tmp_path / ASIDE).read_bytes() == data
        lives(store)
        kept = store.keep(Pain(at=9e9))
        again = open_store(tmp_path)
        assert again.notice == "" and again.last(Pain, 1) == (kept,)
        assert sorted(os.listdir(tmp_path)) == [ASIDE, DIARY]

    def test_file_gives_what_can_be_read_of_it(self, tmp_path: Path, filled: bytes) -> None:
        (tmp_path / DIARY).write_bytes(HURT["a page of rubbish"](filled))
        store = open_store(tmp_path)
        assert store.notice == (
            f"The diary was damaged. It was kept as {ASIDE},"
            " and what could be read is in a new one."
        )
        pains = store.all(Pain)
        # From before and from after the page.
        assert 200 < len(pains) < 400 and (pains[0].at, pains[-1].at) == (0.0, 399.0)
        assert store.value(Timer) == Timer("cold", 15)
        assert open_store(tmp_path).all(Pain) == pains

    def test_files_each_get_a_name(self, tmp_path: Path) -> None:
        for number in (1, 2, 3):
            (tmp_path / DIARY).write_bytes(b"rubbish %d" % number)
            assert f"kept as diary.damaged-{number}.sqlite3," in open_store(tmp_path).notice
        assert (tmp_path / "diary.damaged-2.sqlite3").read_bytes() == b"rubbish 2"

    @pytest.mark.parametrize("end", ["-journal", "-wal", "-shm"])
    def test_file_leaves_nothing_that_would_be_taken_for_the_new_ones(
        self, tmp_path: Path, filled: bytes, end: str
    ) -> None:
        (tmp_path / DIARY).write_bytes(b"rubbish " * 1000)
        (tmp_path / f"{DIARY}{end}").write_bytes(filled)
        store = open_store(tmp_path)
        assert store.notice == BEGUN_ANEW
        assert not (tmp_path / f"{DIARY}{end}").exists()
        lives(store)
        store.erase()
        assert os.listdir(tmp_path) == [DIARY]

    @pytest.mark.parametrize(
        "script",
        [
            "CREATE TABLE pain (mine TEXT)",
            "PRAGMA user_version = 1",
            "CREATE TABLE pain (mine TEXT); PRAGMA user_version = 1",
            "PRAGMA user_version = -1",
        ],
    )
    def test_file_of_another_program_is_set_aside_too(self, tmp_path: Path, script: str) -> None:
        db = sqlite3.connect(tmp_path / DIARY)
        db.executescript(script)
        db.close()
        store = open_store(tmp_path)
        lives(store)
        assert store.notice == BEGUN_ANEW
        assert open_store(tmp_path).notice == ""

    def test_file_too_large_to_look_through_is_found_out_in_use(
        self, tmp_path: Path, filled: bytes, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(database, "CHECKED_BYTES", 0)
        (tmp_path / DIARY).write_bytes(HURT["a page of rubbish"](filled))
        store = open_store(tmp_path)
        assert store.notice == ""
        assert len(store.all(Pain)) > 200
        assert f"It was kept as {ASIDE}," in store.notice
        lives(store)

    def test_file_under_an_open_guide(self, tmp_path: Path) -> None:
        path = fill(tmp_path, 2)
        store, other = open_store(tmp_path), open_store(tmp_path)
        mine = store.keep(Pain(at=7.0))
        path.write_bytes(garbage(b""))
        last = store.keep(Pain(at=8.0))
        assert mine in store.all(Pain) and last in store.all(Pain)
        assert f"It was kept as {ASIDE}," in store.notice
        assert other.all(Pain) == store.all(Pain)
        assert other.notice == ""
        assert open_store(tmp_path).all(Pain) == store.all(Pain)

    def test_file_that_cannot_be_set_aside_is_left(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: object) -> None:
            raise PermissionError(1, "no")

        (tmp_path / DIARY).write_bytes(b"rubbish")
        monkeypatch.setattr(os, "rename", refuse)
        unsaved(open_store(tmp_path), "this account may not use the diary's folder")
        assert (tmp_path / DIARY).read_bytes() == b"rubbish"

    def test_file_is_named_even_if_no_new_one_can_be_made(self, tmp_path: Path) -> None:
        (tmp_path / DIARY).write_bytes(b"rubbish")
        code = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
store = open_store(folder)
store.keep(Pain(at=1.0))
print(len(store.all(Pain)), store.notice)
"""
        assert run(code, tmp_path).stdout == (
            f"1 The diary could not be read. It was kept as {ASIDE}."
            " Not saved: the disk does not take it.\n"
        )
        assert (tmp_path / ASIDE).read_bytes() == b"rubbish"

    def test_file_followed_by_a_full_disk(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = fill(tmp_path, 2)
        store = open_store(tmp_path)
        mine = store.keep(Pain(at=7.0))
        connect = sqlite3.connect

        def small(*args: Any, **kwargs: Any) -> sqlite3.Connection:
            db: sqlite3.Connection = connect(*args, **kwargs)
            db.execute("PRAGMA max_page_count = 30").fetchall()
            return db

        monkeypatch.setattr(sqlite3, "connect", small)
        path.write_bytes(garbage(b""))
        last = store.keep(Pain(at=8.0, note=SECRET * 20_000))
        assert store.last(Pain, 2) == (mine, last)
        assert f"It was kept as {ASIDE}," in store.notice
        assert store.notice.endswith(" Not saved: the disk is full.")
        lives(store)

    def test_file_is_set_aside_by_one_guide_alone(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The other finds it damaged at the same moment, and must not rename the new one."""
        (tmp_path / DIARY).write_bytes(b"rubbish")
        others: list[Store] = []

        def overtaken(path: Path, identity: tuple[int, int]) -> str:
            monkeypatch.setattr(sqlite_store, "set_aside", set_aside)
            others.append(open_store(tmp_path))
            return set_aside(path, identity)

        monkeypatch.setattr(sqlite_store, "set_aside", overtaken)
        store = open_store(tmp_path)
        kept = store.keep(Pain(at=1.0))
        assert others[0].all(Pain) == (kept,)
        assert (others[0].notice, store.notice) == (BEGUN_ANEW, "")
        assert sorted(os.listdir(tmp_path)) == [ASIDE, DIARY]

    @given(st.data())
    def test_file_never_ends_the_guide(self, filled: bytes, data: st.DataObject) -> None:
        harmed = bytearray(filled)
        for _ in range(data.draw(st.integers(1, 5))):
            start = data.draw(st.integers(0, len(filled)) | st.integers(0, 200))
            harmed[start : start + 40] = data.draw(st.binary(min_size=1, max_size=40))
        cut = data.draw(st.integers(0, len(filled)) | st.just(len(filled)))
        with tempfile.TemporaryDirectory() as name:
            Path(name, DIARY).write_bytes(harmed[:cut])
            store = open_store(Path(name))
            lives(store)
            assert isinstance(store, SqliteStore)


def test_a_record_no_file_can_hold_is_held_in_memory(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    kept = store.keep(Pain(id=2**70, at=1.0))
    assert store.all(Pain) == (kept,)
    unsaved(store, "it did not work")


def test_where_nothing_can_be_kept_the_store_is_forgetful(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert isinstance(open_store(tmp_path / "file"), MemoryStore)


class TestNotErased:
    """Where a file can neither be emptied nor removed."""

    WHY = "Not erased: this account may not use the diary's folder."

    @pytest.fixture(autouse=True)
    def stuck(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_: object) -> None:
            raise PermissionError(1, "no")

        monkeypatch.setattr(Path, "unlink", refuse)

    def test_entries_stay_in_view(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        fill(tmp_path, 2)
        connections = spied(monkeypatch)
        store = open_store(tmp_path)
        connections[-1].execute("PRAGMA query_only = ON")
        store.erase()
        assert store.notice == self.WHY
        assert len(store.all(Pain)) == 2

    def test_files_set_aside_are_not_passed_over(self, tmp_path: Path) -> None:
        fill(tmp_path, 2)
        (tmp_path / ASIDE).touch()
        store = open_store(tmp_path)
        store.erase()
        assert store.notice == self.WHY
        assert store.all(Pain) == ()
