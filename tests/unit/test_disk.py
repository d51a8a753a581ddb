"""The diary on disk: who may read it, who else writes it, where it came from."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tui.diary import migrations
from tui.diary.migrations import MIGRATIONS, TABLES
from tui.diary.sqlite_store import open_store
from tui.guide.episode.records import (
    AskFirstAnswers,
    Episode,
    HabitAnswers,
    PackUse,
    Pain,
    Response,
    Ticked,
    Timer,
    WalkDone,
)
from tui.guide.quiz.quiz import Card, Round
from tui.guide.today.records import HabitDone

DIARIES = Path(__file__).parent / "diaries"

RECORDS: tuple[Any, ...] = (
    Episode(1, 1700000000.5, 36, 1700400000.0),
    Episode(2, 1710000000.0),
    Pain(1, 1700000100.0, 7, "“O'Neill” — après la sieste; 痛い"),
    Pain(2, 1700003700.25, 4),
    PackUse(1, 1700000200.0, "cold", 12.5),
    PackUse(2, 1700200000.0, "warm", 20.0),
    WalkDone(1, 1700010000.0, ("bridge", "cat_cow")),
    WalkDone(2, 1700020000.0),
    Response(1, 1700010100.0, "walkthrough", "better"),
    Response(2, 1700020100.5, "breathing", "worse"),
    Ticked(1, 1700000300.0, "numb", on=True, noticed=False),
    Ticked(2, 1700000400.0, "numb", on=False, noticed=True),
    Round(1, 1700030000.0, (Card("q1", (2, 0, 1), (1, 0), (2,), 0.5), Card("q2", (0, 1))), True),
    Round(2, 1700040000.0),
    HabitDone(1, 1700050000.0, "chair"),
    HabitDone(2, 1700140000.5, "sleep"),
)
VALUES: tuple[Any, ...] = (
    Timer("cold", 15, 1700000150.0),
    AskFirstAnswers(("line",), ("blocker", "other")),
    HabitAnswers({"chair": 2, "sleep": 0}),
)
"""What stands in every one of the diaries, as far as their version has it."""

SINCE: dict[type[Any], int] = {Response: 2, HabitDone: 3}
"""The versions that brought a new kind of record."""


def records_of(version: int) -> tuple[Any, ...]:
    """The records in the diary of a version."""
    return tuple(record for record in RECORDS if SINCE.get(type(record), 1) <= version)


def build(folder: Path, version: int) -> Path:
    """Make the diary of an earlier version in a folder."""
    path = folder / "diary.sqlite3"
    db = sqlite3.connect(path)
    db.executescript((DIARIES / f"v{version}.sql").read_text(encoding="utf-8"))
    db.close()
    return path


def schema(path: Path) -> list[tuple[Any, ...]]:
    db = sqlite3.connect(path)
    # Blanks aside: a column that was added later stands on its own line, or not.
    found = [
        (name, "".join((sql or "").split()))
        for name, sql in db.execute("SELECT name, sql FROM sqlite_master ORDER BY name")
    ]
    found += db.execute("PRAGMA user_version").fetchall()
    db.close()
    return found


class TestPrivacy:
    def test_folder_and_file_are_their_owners_alone(self, tmp_path: Path) -> None:
        old = os.umask(0)
        try:
            open_store(tmp_path / "new" / "backspasm").keep(Pain())
        finally:
            os.umask(old)
        folder = tmp_path / "new" / "backspasm"
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE((folder / "diary.sqlite3").stat().st_mode) == 0o600

    def test_wider_modes_are_narrowed(self, tmp_path: Path) -> None:
        path = build(tmp_path, 1)
        path.chmod(0o644)
        tmp_path.chmod(0o755)
        open_store(tmp_path)
        assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700
        assert stat.S_IMODE(path.stat().st_mode) == 0o600

    def test_only_the_diary_stands_in_the_folder(self, tmp_path: Path) -> None:
        store = open_store(tmp_path)
        store.keep(Pain(note="sciatica"))
        assert os.listdir(tmp_path) == ["diary.sqlite3"]

    def test_nothing_stays_in_the_folder_after_erasing(self, tmp_path: Path) -> None:
        (tmp_path / "diary.sqlite3").write_bytes(b"sciatica " * 1000)
        (tmp_path / "mine.txt").write_text("not the guide's")
        store = open_store(tmp_path)
        assert (tmp_path / "diary.damaged-1.sqlite3").exists()
        for number in range(300):
            store.keep(Pain(at=number, note="sciatica " * number))
        store.drop(store.all(Pain)[-1])
        store.keep_value(AskFirstAnswers(("sciatica",)))
        store.erase()
        assert store.notice == ""
        assert sorted(os.listdir(tmp_path)) == ["diary.sqlite3", "mine.txt"]
        assert b"sciatica" not in (tmp_path / "diary.sqlite3").read_bytes()
        assert store.all(Pain) == () and store.value(AskFirstAnswers) is None
        assert store.keep(Pain()).id == 1

    def test_what_is_forgotten_is_overwritten(self, tmp_path: Path) -> None:
        store = open_store(tmp_path)
        store.drop(store.keep(Pain(note="sciatica")))
        assert b"sciatica" not in (tmp_path / "diary.sqlite3").read_bytes()

    def test_a_linked_diary_is_used_and_erased_where_it_is(self, tmp_path: Path) -> None:
        away = build(tmp_path, 1).rename(tmp_path / "away.sqlite3")
        (tmp_path / "in").mkdir()
        (tmp_path / "in" / "diary.sqlite3").symlink_to(away)
        store = open_store(tmp_path / "in")
        assert len(store.all(Pain)) == 2
        store.erase()
        assert b"sieste" not in away.read_bytes()
        assert open_store(tmp_path / "in").keep(Pain()).id == 1


class TestPlace:
    def test_is_the_platforms_data_folder(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        import platformdirs

        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.delenv("XDG_DATA_HOME", raising=False)
        open_store().keep(Pain())
        folder = Path(platformdirs.user_data_dir("backspasm", appauthor=False))
        assert tmp_path in folder.parents
        assert (folder / "diary.sqlite3").is_file()

    def test_may_have_any_name(self, tmp_path: Path) -> None:
        folder = tmp_path / "a?mode=ro#b%41 '\"é"
        open_store(folder).keep(Pain(level=3))
        assert os.listdir(tmp_path) == [folder.name]
        assert open_store(folder).all(Pain)[0].level == 3

    def test_may_be_relative(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        store = open_store(Path("in"))
        monkeypatch.chdir("/")
        store.keep(Pain())
        assert len(open_store(tmp_path / "in").all(Pain)) == 1


def test_a_guide_without_a_diary_does_not_load_sqlite() -> None:
    code = "import sys, tui.diary.store; sys.exit('sqlite3' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


class TestTwoGuides:
    def test_see_each_others_entries(self, tmp_path: Path) -> None:
        one, other = open_store(tmp_path), open_store(tmp_path)
        first, second = one.keep(Pain(at=1.0)), other.keep(Pain(at=2.0))
        one.keep_value(Timer("cold", 15))
        assert one.all(Pain) == other.all(Pain) == (first, second)
        assert other.value(Timer) == Timer("cold", 15)
        other.drop(first)
        assert one.last(Pain, 5) == (second,)
        other.erase()
        assert one.all(Pain) == () and one.value(Timer) is None
        assert one.keep(Pain()) in other.all(Pain)
        assert one.notice == other.notice == ""

    def test_do_not_hold_the_file(self, tmp_path: Path) -> None:
        store = open_store(tmp_path)
        store.keep(Pain(at=1.0))
        store.all(Pain)
        store.last(Pain, 1)
        store.value(Timer)
        db = sqlite3.connect(tmp_path / "diary.sqlite3", timeout=0)
        db.execute("BEGIN EXCLUSIVE")
        db.close()

    def test_go_on_in_the_new_file_when_one_of_them_began_it(self, tmp_path: Path) -> None:
        one = open_store(tmp_path)
        one.keep(Pain(at=1.0))
        (tmp_path / "diary.sqlite3").rename(tmp_path / "old")
        other = open_store(tmp_path)
        kept = one.keep(Pain(at=2.0))
        assert other.all(Pain) == (kept,)
        assert one.notice == ""

    def test_save_nothing_into_a_file_that_another_made_newer(self, tmp_path: Path) -> None:
        path = build(tmp_path, 1)
        store = open_store(tmp_path)
        db = sqlite3.connect(path)
        db.executescript("PRAGMA user_version = 99; ALTER TABLE pain ADD COLUMN place TEXT")
        db.close()
        bytes_before = path.read_bytes()
        kept = store.keep(Pain(at=1.8e9))
        assert store.all(Pain) == (*RECORDS[2:4], kept)
        assert "newer" in store.notice
        assert path.read_bytes() == bytes_before


class TestVersions:
    def test_have_a_diary_each(self) -> None:
        there = {path.name for path in DIARIES.iterdir()}
        assert there == {f"v{number}.sql" for number in range(1, len(MIGRATIONS) + 1)}

    @pytest.mark.parametrize("version", range(1, len(MIGRATIONS) + 1))
    def test_open_with_all_their_entries(self, tmp_path: Path, version: int) -> None:
        path = build(tmp_path, version)
        store = open_store(tmp_path)
        assert store.notice == ""
        assert tuple(r for kind in TABLES for r in store.all(kind)) == records_of(version)
        assert tuple(store.value(type(value)) for value in VALUES) == VALUES
        assert store.keep(Pain(at=1.8e9)).id == 3
        open_store(tmp_path / "fresh")
        assert schema(path) == schema(tmp_path / "fresh" / "diary.sqlite3")

    @pytest.mark.parametrize("version", range(1, len(MIGRATIONS) + 1))
    def test_go_forward_to_the_next(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: int
    ) -> None:
        path = build(tmp_path, version)
        step = ("ALTER TABLE pain ADD COLUMN place TEXT NOT NULL DEFAULT ''",)
        monkeypatch.setattr(migrations, "MIGRATIONS", (*MIGRATIONS, step))
        store = open_store(tmp_path)
        assert store.notice == "" and store.all(Pain) == RECORDS[2:4]
        assert schema(path)[-1] == (len(MIGRATIONS) + 1,)

    def test_stay_as_they_are_where_a_step_fails(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = build(tmp_path, len(MIGRATIONS))
        before = schema(path)
        step = ("ALTER TABLE pain ADD COLUMN place TEXT", "DELETE FROM pain", "no statement")
        monkeypatch.setattr(migrations, "MIGRATIONS", (*MIGRATIONS, step))
        store = open_store(tmp_path)
        assert store.notice.startswith("Not saved: ")
        assert store.all(Pain) == RECORDS[2:4]
        assert schema(path) == before

    def test_of_the_future_are_read_and_left_alone(self, tmp_path: Path) -> None:
        path = build(tmp_path, len(MIGRATIONS))
        db = sqlite3.connect(path)
        db.executescript(
            """PRAGMA user_version = 99; ALTER TABLE pain ADD COLUMN place TEXT;
            CREATE TABLE new (id INTEGER PRIMARY KEY, at REAL, pack TEXT);
            INSERT INTO new SELECT id, at, pack FROM pack_use; DROP TABLE pack_use;
            ALTER TABLE new RENAME TO pack_use; DROP TABLE round; DROP TABLE value;
            INSERT INTO pain (at, level, note, place) VALUES (1.75e9, 11, 'more than ten', '')"""
        )
        db.close()
        before = path.read_bytes()
        store = open_store(tmp_path)
        assert store.notice == ("Not saved: the diary was written by a newer version of the guide.")
        assert store.all(Pain) == RECORDS[2:4]
        assert store.all(PackUse) == (PackUse(1, 1700000200.0), PackUse(2, 1700200000.0, "warm"))
        assert store.all(Round) == () and store.value(Timer) is None
        kept = store.keep(Pain(at=1.8e9))
        store.drop(RECORDS[2])
        store.keep_value(VALUES[0])
        assert store.all(Pain) == (RECORDS[3], kept) and store.value(Timer) == VALUES[0]
        assert path.read_bytes() == before
        assert os.listdir(tmp_path) == ["diary.sqlite3"]

    def test_of_the_future_can_be_erased(self, tmp_path: Path) -> None:
        path = build(tmp_path, len(MIGRATIONS))
        db = sqlite3.connect(path)
        db.execute("PRAGMA user_version = 99")
        db.close()
        store = open_store(tmp_path)
        store.erase()
        assert store.notice == "" and store.all(Pain) == ()
        assert open_store(tmp_path).all(Episode) == ()


class TestForeignRows:
    ROWS = (
        "INSERT INTO pain (at, level, note) VALUES (1.8e9, 11, 'more than ten')",
        "INSERT INTO pain (at, level, note) VALUES ('noon', 1, '')",
        "INSERT INTO pain (at, level, note) VALUES (1.8e9, 'bad', '')",
        "INSERT INTO pain (at, level, note) VALUES (1.8e9, 1, x'00ff')",
        "INSERT INTO walk_done (at, exercises) VALUES (1.8e9, 'no list')",
        "INSERT INTO walk_done (at, exercises) VALUES (1.8e9, '[1]')",
        "INSERT INTO walk_done (at, exercises) VALUES (1.8e9, x'80')",
        f"INSERT INTO walk_done (at, exercises) VALUES (1.8e9, '{'[' * 100_000}')",
        "INSERT INTO response (at, [after], change) VALUES (1.8e9, 'walkthrough', 'fine')",
        "INSERT INTO response (at, [after], change) VALUES (1.8e9, 'a nap', 'better')",
        "INSERT INTO round (at, cards, practice) VALUES (1.8e9, '[{}]', 0)",
        "INSERT INTO ticked (at, finding, [on], noticed) VALUES (1.8e9, '', 7, 0)",
        "INSERT INTO pack_use (at, pack, minutes) VALUES (1.8e9, 'hot', 1)",
        "INSERT INTO episode (at, switch) VALUES (1.8e9, 0)",
        "UPDATE value SET data = '{}' WHERE kind = 'timer'",
        "UPDATE value SET data = x'80' WHERE kind = 'timer'",
    )

    @pytest.mark.parametrize("row", ROWS, ids=range(len(ROWS)))
    def test_are_left_out(self, tmp_path: Path, row: str) -> None:
        db = sqlite3.connect(build(tmp_path, len(MIGRATIONS)))
        db.execute(row)
        db.commit()
        db.close()
        store = open_store(tmp_path)
        assert tuple(r for kind in TABLES for r in store.all(kind)) == RECORDS
        assert tuple(r for kind in TABLES for r in store.last(kind, 2)) == RECORDS
        timer = None if "timer" in row else VALUES[0]
        held = (store.value(Timer), store.value(AskFirstAnswers), store.value(HabitAnswers))
        assert held == (timer, *VALUES[1:])
        assert store.notice == ""

    def test_may_hold_what_is_no_text(self, tmp_path: Path) -> None:
        db = sqlite3.connect(build(tmp_path, len(MIGRATIONS)))
        db.execute("UPDATE pain SET note = CAST(x'61ff62' AS TEXT) WHERE id = 2")
        db.commit()
        db.close()
        assert [pain.note for pain in open_store(tmp_path).all(Pain)] == [
            RECORDS[2].note,
            "a\ufffdb",
        ]


class TestTenYears:
    """Queries that look at what they give and no more."""

    @pytest.mark.parametrize("kind", TABLES)
    def test_follow_the_index(self, tmp_path: Path, kind: type[Any]) -> None:
        open_store(tmp_path)
        db = sqlite3.connect(tmp_path / "diary.sqlite3")
        for query in (TABLES[kind].last, TABLES[kind].all):
            plan = " ".join(row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {query}", (12,)))
            assert f"USING INDEX {TABLES[kind].name}_at" in plan
            assert "TEMP B-TREE" not in plan
        db.close()

    def test_take_no_more_steps_than_in_a_week(self, tmp_path: Path) -> None:
        open_store(tmp_path)
        db = sqlite3.connect(tmp_path / "diary.sqlite3")
        insert = "INSERT INTO pain (at, level, note) VALUES (?, 3, '')"

        def steps() -> int:
            count = 0

            def step() -> None:
                nonlocal count
                count += 1

            db.set_progress_handler(step, 1)
            assert len(db.execute(TABLES[Pain].last, (12,)).fetchall()) == 12
            db.set_progress_handler(None, 1)
            return count

        db.executemany(insert, [(float(at),) for at in range(42)])
        week = steps()
        db.executemany(insert, [(float(at),) for at in range(42, 20_000)])
        assert steps() == week
        db.close()

    def test_ask_once_for_everything(self, tmp_path: Path) -> None:
        store = open_store(tmp_path)
        db = sqlite3.connect(tmp_path / "diary.sqlite3")
        rows = [(float(at),) for at in range(20_000)]
        db.executemany("INSERT INTO pain (at, level, note) VALUES (?, 3, '')", rows)
        db.commit()
        db.close()
        assert [pain.at for pain in store.all(Pain)] == [float(at) for at in range(20_000)]
        assert [pain.at for pain in store.last(Pain, 2)] == [19_998.0, 19_999.0]
