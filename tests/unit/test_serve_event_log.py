"""The event log: its lines, reopening, full disks, and readers that do not read."""

from __future__ import annotations

import errno
import io
import json
import os
import stat
import sys
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from tests.ssh.serving import until
from tests.terminal.terminal import PATIENCE
from tui.serve import event_log as event_log_module
from tui.serve.event_log import EventLog, write_line


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def test_a_line_has_a_time_and_an_event_and_what_is_known(tmp_path: Path) -> None:
    path = tmp_path / "log"
    now = [1_700_000_000.124]
    event_log = EventLog(path, lambda: now[0])
    event_log.write("open", address="192.0.2.1", size="80x24")
    now[0] += 1
    event_log.write("close", seconds=1.5, received=3, reason=None)
    event_log.close()
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
    event_log = EventLog(path, lambda: 0.0)
    event_log.write("open", term=value)
    event_log.close()
    assert path.read_bytes().count(b"\n") == 1
    assert "\x1b" not in path.read_text(encoding="utf-8")
    assert lines(path)[0]["term"] == value


def test_each_line_is_there_at_once(tmp_path: Path) -> None:
    path = tmp_path / "log"
    event_log = EventLog(path, lambda: 0.0)
    for number in range(3):
        event_log.write("open")
        assert event_log.flush()
        assert len(lines(path)) == number + 1
    event_log.close()


def test_what_is_in_the_file_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "log"
    for event in ("first", "second"):
        event_log = EventLog(path, lambda: 0.0)
        event_log.write(event)
        event_log.close()
    assert [line["event"] for line in lines(path)] == ["first", "second"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    EventLog(tmp_path / "log", lambda: 0.0).close()
    assert stat.S_IMODE((tmp_path / "log").stat().st_mode) == 0o600


@pytest.mark.skipif(os.name == "nt", reason="Windows moves no open file")
def test_the_file_can_be_moved_away_and_is_opened_again(tmp_path: Path) -> None:
    path, old = tmp_path / "log", tmp_path / "log.1"
    event_log = EventLog(path, lambda: 0.0)
    event_log.write("first")
    event_log.flush()
    path.rename(old)
    event_log.write("still there")
    event_log.reopen()
    event_log.write("anew")
    event_log.close()
    assert [line["event"] for line in lines(old)] == ["first", "still there"]
    assert [line["event"] for line in lines(path)] == ["anew"]


def test_a_file_that_cannot_be_opened_again_leaves_the_old_one(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    event_log = EventLog(folder / "log", lambda: 0.0)
    folder.rename(tmp_path / "moved")
    event_log.reopen()
    event_log.write("still")
    event_log.close()
    fault, still = lines(tmp_path / "moved" / "log")
    assert fault["event"] == "reload"
    assert fault["fault"] == f"log: there is no folder {folder}"
    assert still["event"] == "still"


def test_a_file_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="there is no folder"):
        EventLog(tmp_path / "nowhere" / "log", lambda: 0.0)


class Full(io.StringIO):
    """A log file on a full disk, until space is freed."""

    full = True

    def write(self, text: str) -> int:
        if self.full:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(text)


def test_a_full_disk_ends_nothing_and_what_it_took_is_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stream = Full()
    monkeypatch.setattr(sys, "stderr", stream)
    event_log = EventLog(None, lambda: 0.0)
    for _ in range(3):
        event_log.write("lost")
    assert event_log.flush()
    assert event_log.fault and event_log.fault.errno == errno.ENOSPC
    stream.full = False
    for _ in range(2):
        event_log.write("kept")
    assert event_log.flush()
    kept = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [line.get("dropped") for line in kept] == [3, None]
    assert event_log.fault is None


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_disk_that_stays_full_ends_nothing() -> None:
    event_log = EventLog(Path("/dev/full"), lambda: 0.0)
    event_log.write("lost")
    event_log.write("lost as well")
    event_log.reopen()
    event_log.close()


def test_without_a_file_it_writes_where_errors_went_at_the_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second = io.StringIO(), io.StringIO()
    monkeypatch.setattr(sys, "stderr", first)
    event_log = EventLog(None, lambda: 0.0)
    monkeypatch.setattr(sys, "stderr", second)
    event_log.reopen()
    event_log.write("here")
    event_log.close()
    event_log.write("too late")
    assert [json.loads(line)["event"] for line in first.getvalue().splitlines()] == ["here"]
    assert second.getvalue() == ""


def test_a_closed_stream_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    event_log = EventLog(None, lambda: 0.0)
    stream.close()
    event_log.write("lost")


# A log pipe that nobody reads


class Hanging:
    """A small pipe that is not read, as standard error or as a named pipe."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, *, named: bool) -> None:
        if sys.platform != "linux":
            pytest.skip("the size of a pipe is set on Linux only")
        import fcntl

        self.path = folder / "fifo" if named else None
        if self.path:
            os.mkfifo(self.path)
            self.end = os.open(self.path, os.O_RDONLY | os.O_NONBLOCK)
            os.set_blocking(self.end, True)
        else:
            self.end, other = os.pipe()
            self.stream = os.fdopen(other, "w")
            monkeypatch.setattr(sys, "stderr", self.stream)
        fcntl.fcntl(self.end, fcntl.F_SETPIPE_SZ, 4096)
        self._read = b""

    def close(self) -> None:
        os.close(self.end)
        if not self.path:
            self.stream.close()

    def wait_full(self) -> None:
        """Wait until the pipe has no room for another line."""
        import fcntl
        import termios

        def room() -> int:
            waiting = fcntl.ioctl(self.end, termios.FIONREAD, bytes(4))
            return 4096 - int.from_bytes(waiting, sys.byteorder)

        until(lambda: room() < 100, "a full pipe")

    def lines_until(self, event: str) -> list[dict[str, Any]]:
        """All lines up to the first one about `event`."""
        while f'"event":"{event}"'.encode() not in self._read or not self._read.endswith(b"\n"):
            self._read += os.read(self.end, 65536)
        return [json.loads(line) for line in self._read.splitlines()]


@pytest.mark.parametrize("named", [False, True], ids=["standard error", "a named pipe"])
@pytest.mark.parametrize("shared", [False, True], ids=["waits", "set not to wait by another"])
def test_a_pipe_that_nobody_reads_holds_nothing_up_and_what_was_dropped_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: bool, shared: bool
) -> None:
    pipe = Hanging(tmp_path, monkeypatch, named=named)
    if shared and not named:
        os.set_blocking(sys.stderr.fileno(), False)
    event_log = EventLog(pipe.path, lambda: 0.0)
    count = 3000
    for number in range(count):
        if number == 100:
            # From now on the writer is stuck, so that the last lines are dropped.
            pipe.wait_full()
        event_log.write("open", number=number)
    assert not event_log.flush(0.0)
    assert len(pipe.lines_until("open")) >= 1
    pipe_lines: list[dict[str, Any]] = []
    drained = Thread(target=lambda: pipe_lines.extend(pipe.lines_until("after")), daemon=True)
    drained.start()
    assert event_log.flush(PATIENCE)
    event_log.write("after")
    drained.join(PATIENCE)
    told = sum(line.get("dropped", 0) for line in pipe_lines)
    assert told > 1000
    assert told + len(pipe_lines) == count + 1
    assert "dropped" in pipe_lines[-1]
    event_log.close()
    pipe.close()


@pytest.mark.parametrize("named", [False, True], ids=["standard error", "a named pipe"])
def test_the_end_does_not_wait_for_a_log_that_hangs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: bool
) -> None:
    pipe = Hanging(tmp_path, monkeypatch, named=named)
    event_log = EventLog(pipe.path, lambda: 0.0)
    for _ in range(500):
        event_log.write("open")
    event_log.close(0.01)
    pipe.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_a_pipe_without_a_reader_is_refused_at_first_and_left_when_opened_again(
    tmp_path: Path,
) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="nobody reads from this pipe"):
        EventLog(tmp_path / "pipe", lambda: 0.0)
    path = tmp_path / "log"
    event_log = EventLog(path, lambda: 0.0)
    path.rename(tmp_path / "log.1")
    os.mkfifo(path)
    event_log.reopen()
    event_log.write("still")
    event_log.close()
    kept = lines(tmp_path / "log.1")
    assert [line["event"] for line in kept] == ["reload", "still"]
    assert kept[0]["fault"] == "log: nobody reads from this pipe"


@pytest.mark.parametrize(
    "stream", [None, io.StringIO()], ids=["no stream", "a stream without a descriptor"]
)
def test_a_word_to_a_stream_that_is_none_is_left_out(stream: io.StringIO | None) -> None:
    write_line("hello", stream)


def test_a_word_to_a_pipe_that_is_full_holds_nothing_up(monkeypatch: pytest.MonkeyPatch) -> None:
    end, other = os.pipe()
    os.set_blocking(other, False)
    with pytest.raises(BlockingIOError):
        while True:
            os.write(other, bytes(4096))
    monkeypatch.setattr(event_log_module, "_FLUSH_TIMEOUT", 0.01)
    with os.fdopen(other, "w") as stream:
        write_line("hello", stream)
        os.close(end)
