"""The voice of the command line: who speaks, and what is said if nobody can."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.commands import plain_environment
from tests.support.content import loaded
from tests.support.paths import ROOT
from tui.guide.content.record_index import Index
from tui.sound.sound import NO_VOICE, lost_voice

INDEX = Index.of(loaded())
QUESTIONS = INDEX.content.safety.questions


class Home:
    """A home with its own programs, in which the guide runs with its output in a pipe."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.programs = folder / "bin"
        self.programs.mkdir()
        self.log = folder / "spoken"

    def program(self, name: str) -> Path:
        """A program that writes down what it is to say."""
        path = self.programs / name
        path.write_text(f"#!/bin/sh\n/bin/cat >>'{self.log}'\n")
        path.chmod(0o755)
        return path

    @property
    def spoken(self) -> list[str]:
        return self.log.read_text().splitlines() if self.log.exists() else []

    def run(self, *words: str, typed: str = "", **variables: str) -> tuple[int, str, str]:
        env = plain_environment(HOME=str(self.folder), PATH=str(self.programs), **variables)
        for name in ("SSH_CONNECTION", "SSH_TTY", "BACKSPASM_SAY_WITH", "XDG_RUNTIME_DIR"):
            if name not in variables:
                env.pop(name, None)
        done = subprocess.run(
            [sys.executable, "-m", "tui", *words, "--no-save"],
            input=typed,
            cwd=ROOT,
            env=env,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
        )
        return done.returncode, done.stdout, done.stderr


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


@pytest.mark.parametrize("name", ["espeak-ng", "spd-say"])
def test_questions_are_spoken_by_what_the_machine_has(home: Home, name: str) -> None:
    home.program(name)
    # The first question is answered with yes, and the sign behind it is an emergency.
    status, out, err = home.run("now", "--plain", "--say", "--region", "gb", typed="y\n1\n")
    assert (status, err) == (0, "")
    assert QUESTIONS[0].text in out
    # What ends the conversation is said to its end: whom to call.
    assert "999" in home.spoken[-1] and "EMERGENCY" in home.spoken[-1]


@pytest.mark.parametrize("how", ["--say-with", "BACKSPASM_SAY_WITH"])
def test_any_command_may_speak(home: Home, how: str) -> None:
    home.program("espeak-ng")
    command = f"'{home.program('my voice')}' --slow \"$HOME\""
    words = ["now", "--plain", "--say"]
    variables = {how: command} if how.startswith("BACK") else {}
    words += [how, command] if how.startswith("--") else []
    status, _, err = home.run(*words, typed="q\n", **variables)
    assert (status, err) == (0, "")
    assert home.spoken


@pytest.mark.parametrize("command", ["", "'open", "a\tb'"])
def test_a_command_that_is_none_is_refused_at_once(home: Home, command: str) -> None:
    status, out, err = home.run("now", "--plain", "--say-with", command or " ")
    assert status == 2 and out == ""
    assert err.startswith("backspasm: --say-with ") and err.count("\n") == 1


@pytest.mark.parametrize("words", [["now", "--plain"], ["quiz", "--plain"]])
def test_without_a_voice_one_line_says_so(home: Home, words: list[str]) -> None:
    status, out, err = home.run(*words, "--say", typed="q\n")
    assert status == 0 and out
    assert err == f"backspasm: {NO_VOICE}\n"


@pytest.mark.parametrize("command", ["espekng -v de", "/no/such/voice", "'two words'"])
def test_a_command_that_is_missing_is_named(home: Home, command: str) -> None:
    status, out, err = home.run("now", "--plain", "--say-with", command, typed="q\n")
    assert status == 0 and out
    assert err == f"backspasm: {lost_voice(shlex.split(command)[0], is_there=False)}\n"


@pytest.mark.parametrize("variable", ["SSH_CONNECTION", "SSH_TTY"])
def test_somebody_at_another_machine_is_not_spoken_to_here(home: Home, variable: str) -> None:
    home.program("espeak-ng")
    status, _, err = home.run("now", "--plain", "--say", typed="q\n", **{variable: "here"})
    assert (status, home.spoken) == (0, [])
    assert err == f"backspasm: {NO_VOICE}\n"


def test_without_a_wish_nothing_is_spoken(home: Home) -> None:
    home.program("espeak-ng")
    home.run("now", "--plain", typed="q\n")
    assert home.spoken == []


@pytest.mark.parametrize("name", ["gentle", "Gentle", "childs-pose"])
def test_a_routine_goes_through_a_pipe_line_by_line_as_it_is_due(home: Home, name: str) -> None:
    env = plain_environment(HOME=str(home.folder), PYTHONUNBUFFERED="")
    playing = subprocess.Popen(
        [sys.executable, "-m", "tui", "walk", "--plain", name, "--no-save"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env=env,
    )
    try:
        assert playing.stdout
        first = playing.stdout.readline().decode()
        title = "Child’s Pose" if name == "childs-pose" else "Pelvic tilt"
        while not first.startswith("Walkthrough: "):
            first = playing.stdout.readline().decode()
        assert title in first
        # It takes minutes: a line that is here by now was not kept back.
        assert playing.poll() is None
    finally:
        playing.kill()
        playing.wait()
        if playing.stdout:
            playing.stdout.close()


def test_an_unknown_routine_is_answered_with_the_nearest(home: Home) -> None:
    status, _, err = home.run("walk", "--plain", "gentel")
    assert status == 2
    assert err == 'backspasm: unknown exercise or routine "gentel"; did you mean "gentle"?\n'
    assert os.linesep in err
