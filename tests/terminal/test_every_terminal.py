"""A tick, a walkthrough and the way out, on terminals of all kinds, locales and sizes."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.terminal.journey import answer
from tests.terminal.terminal import END, ENTER, TAB, Terminal, guide
from tests.terminal.test_journeys import assert_as_found
from tests.terminal.test_wide_signs import ambiguous, sent
from tui.app.textual_fast.feature_probe import has

COMMAND = guide("--region", "gb", "--tab", "doctor", "--still", "--no-save", "--mute")


class Kind(NamedTuple):
    """A terminal, the locale of its reader, its size, and what the guide runs inside of."""

    term: str
    locale: str
    size: tuple[int, int]
    inside: str = ""


KINDS = (
    Kind("linux", "C", (80, 24)),
    Kind("linux", "en_GB.UTF-8", (40, 15)),
    Kind("vt100", "en_US.ISO-8859-1", (60, 20)),
    Kind("vt100", "xx_YY.UTF-8", (120, 40)),
    Kind("xterm-256color", "ja_JP.UTF-8", (40, 15)),
    Kind("xterm-256color", "C.UTF-8", (200, 60)),
    Kind("tmux-256color", "POSIX", (40, 15)),
    Kind("tmux-256color", "ja_JP.UTF-8", (120, 40), "tmux"),
    Kind("screen", "en_GB.UTF-8", (80, 24), "screen"),
)
"""Each terminal, locale and size at least once, and those that go ill together."""


def inside(kind: Kind, home: Path) -> list[str]:
    """The command that opens the guide, and what it runs inside of."""
    settings = home / "settings"
    if kind.inside == "tmux":
        settings.write_text(f"set -g default-terminal {kind.term}\nset -g status off\n")
        begin = ["tmux", "-u", "-S", str(home / "socket"), "-f", str(settings), "new-session"]
        return [*begin, *COMMAND]
    if kind.inside == "screen":
        (home / "sockets").mkdir(mode=0o700)
        settings.write_text("startup_message off\ndefutf8 on\n")
        return ["screen", "-U", "-c", str(settings), "-S", "kinds", "-T", kind.term, *COMMAND]
    return COMMAND


def end(kind: Kind, home: Path, extra: dict[str, str]) -> None:
    """End what keeps the guide running without its terminal."""
    ends: dict[str, Sequence[str]] = {
        "tmux": ("tmux", "-S", str(home / "socket"), "kill-server"),
        "screen": ("screen", "-S", "kinds", "-X", "quit"),
    }
    if kind.inside:
        env = {**os.environ, **extra}
        subprocess.run(ends[kind.inside], env=env, capture_output=True, check=False)


def check_letters(terminal: Terminal, kind: Kind) -> None:
    """Only what the terminal can show was sent to it."""
    if kind.locale.endswith("8859-1") or kind.locale in ("C", "POSIX"):
        assert bytes(terminal.received).isascii()
    elif kind.locale.startswith("ja") and has("changes"):
        assert not ambiguous(sent(terminal))
    assert "\ufffd" not in terminal.text


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: "-".join(map(str, kind)))
def test_a_tick_a_walkthrough_and_the_way_out(tmp_path: Path, kind: Kind) -> None:
    if kind.inside and shutil.which(kind.inside) is None:
        pytest.skip(f"{kind.inside} is not installed")
    extra = {"SCREENDIR": str(tmp_path / "sockets")}
    env = {"LC_ALL": kind.locale, "LANG": kind.locale, "COLORTERM": "", **extra}
    env["TERM"] = "xterm-256color" if kind.inside else kind.term
    columns, rows = kind.size
    command = inside(kind, tmp_path)
    with Terminal(command, home=tmp_path, env=env, columns=columns, rows=rows) as terminal:
        try:
            terminal.wait_for("Tick what applies", "[ ] Numb")
            terminal.send(" ")
            terminal.wait_for("[x] Numb", "EMERGENCY", "999")
            terminal.send(" ")
            terminal.wait_for("[ ] Numb", without=["EMERGENCY"])
            terminal.send(END, ENTER)
            terminal.wait_for("[x] None of these")
            terminal.send("1", "w")
            terminal.wait_for("Walkthrough", "Gentle")
            terminal.send(ENTER)
            answer(terminal, "n", "No, start")
            terminal.wait_for("It hurts")
            if not kind.inside:
                check_letters(terminal, kind)
            terminal.send("q")
            terminal.wait_for("Leave the walkthrough here?")
            terminal.send(TAB, ENTER)
            terminal.wait_for("4 Signs", without=["It hurts"])
            terminal.send("q")
            assert terminal.wait_exit() == 0
            if not kind.inside:
                assert_as_found(terminal)
        finally:
            end(kind, tmp_path, extra)
