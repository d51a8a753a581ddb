"""Completions in real shells, and the page that ``man`` shows; each as a wheel has them."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
from functools import partial
from pathlib import Path

import pytest

import shell_files
from tests.support.content import raw_content
from tests.terminal.terminal import TAB, Terminal
from tui import __version__
from tui.cli.parser import parser

KILL_LINE = "\x15"

IDS = shell_files.ids_of(raw_content())

STARTS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], "source ./{file}"),
    "zsh": (
        ["zsh", "-f", "-i"],
        "fpath=($PWD $fpath); autoload -Uz compinit; compinit -u -D; setopt NO_LIST_BEEP",
    ),
    "fish": (["fish", "--no-config", "--interactive"], "source ./{file}"),
}
"""How each shell is started, and what makes it read the file in its folder."""


@pytest.fixture(params=STARTS)
def shell(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Path]:
    """The name of a shell, and a folder with its completions."""
    name: str = request.param
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    text = shell_files.completion(parser(), name, IDS)
    (tmp_path / shell_files.SHELLS[name]).write_text(text)
    # A program of this name, as a shell completes words of programs that are there.
    program = tmp_path / "bin" / "backspasm"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    return name, tmp_path


def test_words_are_completed(shell: tuple[str, Path]) -> None:
    name, home = shell
    command, begin = STARTS[name]
    env = {"PATH": f"{home / 'bin'}:{os.environ['PATH']}", "PS1": "% ", "TERM": "xterm"}
    with Terminal(command, home=home, env=env, columns=100) as terminal:
        terminal.send(f"PS1='% '; {begin}; echo rea''dy\r" if name != "fish" else "true\r")
        if name == "fish":
            terminal.send(f"{begin}; echo rea''dy\r")
        begin_line = begin.format(file=shell_files.SHELLS[name])
        terminal.send(f"{begin_line}; echo rea''dy2\r")
        terminal.wait_for("ready2")
        for typed, completed in (
            ("backspasm tria", "backspasm triage "),
            ("backspasm --gly", "backspasm --glyphs"),
            ("backspasm print exercises knee_to_c", "backspasm print exercises knee_to_chest "),
            ("backspasm walk cat_", "backspasm walk cat_cow "),
            ("backspasm triage saddle_nu", "backspasm triage saddle_numb "),
            ("backspasm print --mark", "backspasm print --markdown "),
        ):
            terminal.send(f"{typed}{TAB}")
            terminal.wait_for(completed.rstrip())
            terminal.send(KILL_LINE)
            terminal.wait_until(partial(_is_gone, terminal, typed), "an empty line")


def _is_gone(terminal: Terminal, typed: str) -> bool:
    return typed not in terminal.text


def test_man_shows_the_page(tmp_path: Path) -> None:
    if shutil.which("man") is None:
        pytest.skip("man is not installed")
    page = tmp_path / "backspasm.1"
    page.write_text(shell_files.man_page(parser(), __version__))
    env = {**os.environ, "MANPAGER": "cat", "MANWIDTH": "80", "LC_ALL": "C.UTF-8"}
    shown = subprocess.run(["man", "-l", str(page)], capture_output=True, text=True, env=env)
    assert (shown.returncode, shown.stderr) == (0, "")
    text = " ".join(re.sub(".\x08|\x1b\\[[0-9;]*m", "", shown.stdout).split())
    for words in (
        "backspasm - a full-screen guide for a back spasm",
        "backspasm print",
        "--markdown",
        "EXIT STATUS",
        "The command line cannot be understood",
        "ENVIRONMENT",
        "settings.toml",
    ):
        assert words in text, text


def test_every_command_and_option_is_completed_and_has_words_in_the_page() -> None:
    page = shell_files.man_page(parser(), __version__).replace("\\-", "-")
    texts = {name: shell_files.completion(parser(), name, IDS) for name in STARTS}
    whole = parser()
    (commands,) = (a for a in whole._actions if isinstance(a, argparse._SubParsersAction))
    for command, filled in commands.choices.items():
        assert f"COMMAND \\fI\\,'backspasm {command}'" in page
        for action in filled._actions:
            assert action.help or action.dest == "file", (command, action.dest)
            for option in action.option_strings:
                assert option in page or option in ("-h", "--help")
                assert all(option.lstrip("-") in text for text in texts.values()), option
    ids = {name for names in IDS.values() for name in names}
    assert all(name in text for name in ids for text in texts.values())
