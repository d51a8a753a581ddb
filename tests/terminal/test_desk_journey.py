"""A desk in a real pseudo-terminal: its pane, the only one, killed, and without a screen."""

from __future__ import annotations

import signal
import subprocess
from pathlib import Path

from tests.terminal.terminal import Terminal, environment, guide


def status(home: Path) -> str:
    told = subprocess.run(
        guide("desk", "--status"),
        env={**environment(home), "XDG_RUNTIME_DIR": str(home)},
        capture_output=True,
        encoding="utf-8",
        cwd=home,
    )
    assert told.stderr == ""
    return told.stdout.strip()


def desk(home: Path, *arguments: str, columns: int = 40, rows: int = 12) -> Terminal:
    env = {"XDG_RUNTIME_DIR": str(home)}
    return Terminal(guide("desk", *arguments), home=home, columns=columns, rows=rows, env=env)


def test_a_desk_in_a_small_pane_is_the_only_one(tmp_path: Path) -> None:
    with desk(tmp_path, columns=20, rows=6) as terminal:
        terminal.wait_for("break in 30 min")
        assert status(tmp_path) == "short break in 30 min"
        terminal.resize(40, 12)
        terminal.wait_for("Sit as you like", "p pause")
        terminal.send("p")
        terminal.wait_for("paused")
        with desk(tmp_path, columns=100) as other:
            assert "a desk runs already: in /dev/pts/" in other.wait_for("process")
            assert other.wait_exit() == 1
        terminal.send("p", " ")
        terminal.wait_for("Is one of these true?", "space no, none")
        assert status(tmp_path) == "short break in 30 min"
        while "space no" in (shown := terminal.wait_for("space")):
            asked = next(line for line in shown.splitlines() if "·" in line).strip()
            terminal.send(" ")
            terminal.wait_for("space", without=[asked])
        assert "GET READY" in shown
        assert status(tmp_path) == "on a break"
        terminal.send("x")
        terminal.wait_for("Good that you stopped.", "emergency number")
        terminal.send(" ", " ")
        terminal.wait_for("Stand tall")
        assert status(tmp_path) == "on a break"
        terminal.signal(signal.SIGKILL)
        terminal.wait_exit()
    assert status(tmp_path) == ""
    with desk(tmp_path, "--every", "45m") as terminal:
        terminal.wait_for("short break in 45 min")
        terminal.send("q")
        assert terminal.wait_exit() == 0


def test_a_desk_without_a_screen_runs_on_and_ends_by_a_signal(tmp_path: Path) -> None:
    process = subprocess.Popen(
        guide("desk", "--detach"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=tmp_path,
        env={**environment(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)},
    )
    try:
        while not status(tmp_path):
            assert process.poll() is None
        process.terminate()
        out, _ = process.communicate()
        assert (process.returncode, out) == (0, b"")
    finally:
        process.kill()
        process.wait()
    assert status(tmp_path) == ""
