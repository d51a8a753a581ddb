"""The log says what happened and when, and nothing of what anybody said."""

from __future__ import annotations

import errno
import io
import json
import os
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

from tui.serve.journal import Journal


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def test_a_line_has_a_time_and_an_event_and_what_is_known(tmp_path: Path) -> None:
    path = tmp_path / "log"
    now = [1_700_000_000.124]
    journal = Journal(path, lambda: now[0])
    journal.write("open", address="192.0.2.1", size="80x24")
    now[0] += 1
    journal.write("close", seconds=1.5, received=3, reason=None)
    journal.close()
    assert lines(path) == [
        {
            "time": "2023-11-14T22:13:20.124+00:00",
            "event": "open",
            "address": "192.0.2.1",
            "size": "80x24",
        },
        {"time": "2023-11-14T22:13:21.124+00:00", "event": "close", "seconds": 1.5, "received": 3},
    ]


@pytest.mark.parametrize("value", ["two\nlines", '"quoted"', "\x1b[2J", "\u2028", "ä", "\\"])
def test_whatever_is_known_stays_on_one_line(tmp_path: Path, value: str) -> None:
    path = tmp_path / "log"
    journal = Journal(path, lambda: 0.0)
    journal.write("open", term=value)
    journal.close()
    assert path.read_bytes().count(b"\n") == 1
    assert "\x1b" not in path.read_text(encoding="utf-8")
    assert lines(path)[0]["term"] == value


def test_each_line_is_there_at_once(tmp_path: Path) -> None:
    path = tmp_path / "log"
    journal = Journal(path, lambda: 0.0)
    for number in range(3):
        journal.write("open")
        assert len(lines(path)) == number + 1
    journal.close()


def test_what_is_in_the_file_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "log"
    for event in ("first", "second"):
        journal = Journal(path, lambda: 0.0)
        journal.write(event)
        journal.close()
    assert [line["event"] for line in lines(path)] == ["first", "second"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    Journal(tmp_path / "log", lambda: 0.0).close()
    assert stat.S_IMODE((tmp_path / "log").stat().st_mode) == 0o600


@pytest.mark.skipif(os.name == "nt", reason="Windows moves no open file")
def test_the_file_can_be_moved_away_and_is_opened_again(tmp_path: Path) -> None:
    path, old = tmp_path / "log", tmp_path / "log.1"
    journal = Journal(path, lambda: 0.0)
    journal.write("first")
    path.rename(old)
    journal.write("still there")
    journal.reopen()
    journal.write("anew")
    journal.close()
    assert [line["event"] for line in lines(old)] == ["first", "still there"]
    assert [line["event"] for line in lines(path)] == ["anew"]


def test_a_file_that_cannot_be_opened_again_leaves_the_old_one(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    journal = Journal(folder / "log", lambda: 0.0)
    folder.rename(tmp_path / "moved")
    with pytest.raises(OSError):
        journal.reopen()
    journal.write("still")
    journal.close()
    assert [line["event"] for line in lines(tmp_path / "moved" / "log")] == ["still"]


def test_a_file_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        Journal(tmp_path / "nowhere" / "log", lambda: 0.0)


class Full(io.StringIO):
    """A file on a disk that is full until there is room again."""

    full = True

    def flush(self) -> None:
        if self.full:
            raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Full()
    monkeypatch.setattr(sys, "stderr", stream)
    journal = Journal(None, lambda: 0.0)
    journal.write("lost")
    stream.full = False
    journal.write("kept")
    assert json.loads(stream.getvalue().splitlines()[-1])["event"] == "kept"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_disk_that_stays_full_ends_nothing() -> None:
    journal = Journal(Path("/dev/full"), lambda: 0.0)
    journal.write("lost")
    journal.write("lost as well")
    journal.reopen()
    journal.close()


def test_without_a_file_it_writes_where_errors_went_at_the_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second = io.StringIO(), io.StringIO()
    monkeypatch.setattr(sys, "stderr", first)
    journal = Journal(None, lambda: 0.0)
    monkeypatch.setattr(sys, "stderr", second)
    journal.reopen()
    journal.write("here")
    journal.close()
    journal.write("and here")
    assert [json.loads(line)["event"] for line in first.getvalue().splitlines()] == [
        "here",
        "and here",
    ]
    assert second.getvalue() == ""


def test_a_closed_stream_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    journal = Journal(None, lambda: 0.0)
    stream.close()
    journal.write("lost")
