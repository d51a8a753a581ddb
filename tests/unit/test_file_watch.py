"""Files are read once they were saved, however an editor saves; never for each of many saves."""

from __future__ import annotations

import os
from pathlib import Path

from tui.system.file_watch import LONGEST, LOOKS, FileWatch


class _Clock:
    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def _looks(watch: FileWatch, clock: _Clock, count: int = 6) -> int:
    """How often a watch wants the files read, in so many looks."""
    told = 0
    for _ in range(count):
        clock.seconds += LOOKS
        told += watch.is_saved()
    return told


def test_each_way_to_save_is_told_once(tmp_path: Path) -> None:
    path, other, clock = tmp_path / "a.toml", tmp_path / "b.toml", _Clock()
    path.write_text("1")
    watch = FileWatch([path, other], clock)
    assert _looks(watch, clock) == 0
    path.write_text("22")
    assert _looks(watch, clock) == 1
    # As editors save: another file is renamed to it, even of the same size and time.
    (tmp_path / "new").write_text("33")
    status = path.stat()
    os.utime(tmp_path / "new", ns=(status.st_atime_ns, status.st_mtime_ns))
    (tmp_path / "new").replace(path)
    assert _looks(watch, clock) == 1
    path.unlink()
    assert _looks(watch, clock) == 1
    path.write_text("33")
    assert _looks(watch, clock) == 1
    # The overlay counts as well.
    other.write_text("1")
    assert _looks(watch, clock) == 1
    # What is as it was read needs no second reading.
    path.rename(tmp_path / "away")
    assert not watch.is_saved()
    (tmp_path / "away").rename(path)
    assert _looks(watch, clock) == 0
    # A folder in its place, and a path that no file can have.
    path.unlink()
    path.mkdir()
    assert _looks(watch, clock) == 1
    assert not FileWatch([Path("a\0b")], clock).is_saved()


def test_a_thousand_saves_in_a_minute_are_read_once_a_second_at_most(tmp_path: Path) -> None:
    path, clock = tmp_path / "a.toml", _Clock()
    path.write_text("0")
    watch = FileWatch([path], clock)
    told = 0
    for number in range(1, 1001):
        path.write_text(f"{number:04}")
        os.utime(path, ns=(number, number))
        clock.seconds += 60 / 1000
        if number % 4 == 0:
            told += watch.is_saved()
    # Still seen while it goes on, and the last one for certain.
    assert 30 <= told <= 60 / LONGEST
    assert _looks(watch, clock) == 1
