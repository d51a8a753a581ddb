"""Whoever edits a content sees it in a real pseudo-terminal as it is saved."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.support.content import SMALL, content_text
from tests.terminal.terminal import LEFT, RIGHT, Terminal, guide

SMALL_TEXT = content_text(SMALL)


def _save(path: Path, text: str) -> None:
    """Save as editors do: write another file, and rename it."""
    new = path.with_suffix(".new")
    new.write_text(text, encoding="utf-8")
    new.replace(path)


def test_a_motion_plays_and_follows_its_file(tmp_path: Path) -> None:
    path = tmp_path / "clinic.toml"
    path.write_text(SMALL_TEXT, encoding="utf-8")
    command = guide("pose", "bend", "--play", "--watch", "--content", str(path))
    with Terminal(command, home=tmp_path, columns=100, rows=30) as terminal:
        terminal.wait_for("No fault found; follows the file", "> start", "near hand")
        terminal.send(RIGHT)
        terminal.wait_for("head 110")
        _save(path, SMALL_TEXT.replace("head = 110", "head = 112"))
        terminal.wait_for("head 112")
        # A fault of the body is drawn all the same, with its line.
        bad = SMALL_TEXT.replace("head = 110", "head = 300")
        path.write_text(bad, encoding="utf-8")
        line = bad[: bad.index('[[motion.keyframe]]\nid = "low"')].count("\n") + 1
        terminal.wait_for("head 300", "neck is bent to", f"clinic.toml:{line}:1: motion[nod]")
        # Half a file, none, and a whole one again: the motion goes on meanwhile.
        path.write_text(SMALL_TEXT[:9000], encoding="utf-8")
        terminal.wait_for("1 fault; follows the file", "head 300")
        path.unlink()
        terminal.wait_for("No such file", "head 300")
        _save(path, SMALL_TEXT)
        terminal.wait_for("No fault found", "head 110")
        terminal.send(LEFT, "r")
        terminal.wait_for("> start", without=("··",))
        terminal.resize(50, 20)
        terminal.wait_for("space play", without=("near hand",))
        terminal.signal(signal.SIGTERM)
        assert terminal.wait_exit() == 128 + signal.SIGTERM
        assert terminal.modes == terminal.modes_before


def test_the_guide_follows_its_files_and_stays_where_its_reader_is(tmp_path: Path) -> None:
    path = tmp_path / "clinic.toml"
    path.write_text('overlay = true\n[guide]\ntitle = "One guide"\n', encoding="utf-8")
    command = guide("--content", str(path), "--watch", "--no-save", "--tab", "prevention")
    with Terminal(command, home=tmp_path, columns=100, rows=30) as terminal:
        terminal.wait_for("One guide", "Walking and swimming")
        # Past what counts today.
        terminal.send("\x1b[B" * 6)
        terminal.wait_for("Stay supple", "Keep")
        _save(path, 'overlay = true\n[guide]\ntitle = "Two guides"\n')
        terminal.wait_for("Two guides")
        path.write_text("overlay = true\n[guide]\ntitle = 3\n", encoding="utf-8")
        terminal.wait_for(f"{path.name}:3:1: guide.title: found 3", "Two guides")
        path.unlink()
        terminal.wait_for("No such file", "Two guides")
        _save(path, 'overlay = true\n[guide]\ntitle = "Three guides"\n')
        terminal.wait_for("Three guides", without=("No such file",))
        terminal.send("q")
        assert terminal.wait_exit() == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("serve --watch", "--watch is never over SSH"),
        ("print --watch", "--watch needs a screen: it does nothing for print"),
        ("--watch --plain", "--watch needs a terminal of this machine that can draw"),
        ("pose bend --play --svg a.svg", "leave --svg and --pictures out"),
    ],
)
def test_where_nothing_can_follow_one_line_says_so(tmp_path: Path, words: str, told: str) -> None:
    with Terminal(guide(*words.split()), home=tmp_path, columns=120) as terminal:
        terminal.wait_for(told)
        assert terminal.wait_exit() == 2
