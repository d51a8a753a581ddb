"""Remote commands: four of them, and error messages for everything else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.diary.store import MemoryStore
from tui.guide import region
from tui.guide.content.record_index import Index
from tui.guide.triage import Triage
from tui.plain import guide
from tui.plain.dialogue import Dialogue
from tui.plain.parts import PARTS
from tui.plain.quiz import quiz_conversation
from tui.serve.command_parser import USAGE
from tui.serve.remote_commands import CommandContext, CommandResult, execute_command

READER = CommandContext(region=None, width=70, encoding="utf-8")


def ask(index: Index, command: str | None, reader: CommandContext = READER) -> CommandResult:
    return execute_command(index, command, reader, Random(1), lambda: 0.0, lambda: 0.0)


def refusal(index: Index, command: str) -> str:
    """The error message for an invalid command."""
    given = ask(index, command)
    assert (given.status, given.text, given.conversation) == (2, "", None)
    wrong, usage, rest = given.error.split("\n")
    assert (usage, rest) == (USAGE, "")
    assert wrong.startswith("backspasm: ")
    return wrong


# Valid commands


@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_the_text_that_the_command_line_prints(index: Index, part: str) -> None:
    wanted = CommandResult(guide.print_part(index, part, None, 70, "utf-8", served=True))
    assert ask(index, part) == ask(index, f"print {part}") == ask(index, f"'{part}'") == wanted


@pytest.mark.parametrize("command", [None, "", "print", " print ", "print --"])
def test_without_a_part_it_is_the_whole_guide(index: Index, command: str | None) -> None:
    assert ask(index, command) == CommandResult(
        guide.print_part(index, None, None, 70, served=True)
    )


def test_text_is_wrapped_to_the_terminal_or_to_what_is_asked_for(index: Index) -> None:
    for command, width in (("relief", 70), ("relief --width 30", 30), ("relief --width=200", 200)):
        assert ask(index, command).text == guide.print_part(
            index, "relief", None, width, served=True
        )


def test_a_region_shows_its_numbers(index: Index) -> None:
    german = region.named(index.content.regions, "de")
    for command in ("print doctor", "triage fever"):
        assert german
        there = ask(index, command, CommandContext(german, 70, "utf-8"))
        assert ask(index, f"{command} --region de") == there
        assert ask(index, f"{command} --region DE") == there
        assert ask(index, command) == ask(index, f"{command} --region none", READER)
    assert there != ask(index, command)


def test_triage_is_the_verdict_that_the_command_line_prints(index: Index, triage: Triage) -> None:
    verdict = triage.judge(["fever"])
    assert ask(index, "triage fever") == CommandResult(
        guide.print_verdict(triage, verdict, None, 70, "utf-8")
    )
    assert ask(index, "triage --json fever") == CommandResult(
        guide.verdict_json(triage, verdict, None)
    )
    assert ask(index, "triage Fe-ver").error and ask(index, "triage FEVER") == CommandResult(
        guide.print_verdict(triage, verdict, None, 70, "utf-8")
    )
    assert ask(index, "triage --list") == CommandResult(guide.print_findings(index, 70))
    assert ask(index, "triage --list --json") == CommandResult(guide.findings_json(index))
    assert json.loads(ask(index, "triage --json").text)["level"] == "self_care"


def test_the_self_check_is_the_conversation_of_the_command_line(index: Index) -> None:
    given = ask(index, "quiz --plain").conversation
    assert given
    wanted = quiz_conversation(index, MemoryStore(), Random(1), 0.0)
    lines = [line for line in (wanted.send(None) for _ in range(5)) if line]
    assert [given.send(None) for _ in lines] == lines
    habits = ask(index, "quiz --plain --habits").conversation
    assert habits
    assert habits.send(None) == f"{index.content.habits.title}."


@pytest.mark.parametrize(
    ("command", "titles"),
    [
        ("walk", "Pelvic tilt, Knee-to-chest, Lower back rotation"),
        ("walk cat_cow", "Cat-cow"),
        ("walk Gentle", "Pelvic tilt, Knee-to-chest, Lower back rotation"),
        ("walk --plain Cat-Cow pelvic-tilt --region gb", "Cat-cow, Pelvic tilt"),
    ],
)
def test_the_walkthrough_is_a_conversation_that_asks_first(
    index: Index, command: str, titles: str
) -> None:
    questions = index.content.safety.questions
    said = held(index, command, ["n"] * len(questions))
    asked = [line for line in said if line.endswith("?") and line[:1].isdigit()]
    assert asked == [
        f"{place} of {len(questions)}. {question.text}"
        for place, question in enumerate(questions, 1)
    ]
    begins = said.index(f"Walkthrough: {titles}.")
    assert said.index(asked[-1]) < begins
    assert said[begins + 1] == "Is one of these true?"


@pytest.mark.parametrize("command", ["now", "now --plain", "now --region gb"])
def test_the_first_minutes_are_a_conversation_too(index: Index, command: str) -> None:
    safety, minutes = index.content.safety, index.content.first_minutes
    said = held(index, command, ["n"] * len(safety.questions))
    assert said[0] == f"{safety.title} {safety.lead}"
    assert minutes.position_lead in said
    said = held(index, command, ["y", "1"])
    assert any(line.startswith("EMERGENCY: call ") for line in said)
    assert any("999" in line for line in said) is command.endswith("gb")
    assert minutes.position_lead not in said


def held(index: Index, command: str, typed: list[str]) -> list[str]:
    """What a conversation says up to the question behind the last of these lines."""
    given = ask(index, command).conversation
    assert given
    said: list[str] = []
    lines = iter(typed)
    with suppress(_Answered):
        Dialogue(said.append, lambda _: next_of(lines), lambda _: None).hold(given)
    return said


class _Answered(Exception):
    """There are no more lines to type."""


def next_of(lines: Iterator[str]) -> str:
    for line in lines:
        return line
    raise _Answered


def test_an_unknown_exercise_is_answered_with_the_nearest(index: Index) -> None:
    assert refusal(index, "walk catcow") == (
        'backspasm: unknown exercise or routine "catcow"; did you mean "cat_cow"?'
    )
    assert "pelvic_tilt" in refusal(index, "walk zzzz")


@pytest.mark.parametrize(
    "command", ["print", "triage --list", "triage fever", "triage --json fever"]
)
def test_a_terminal_without_unicode_gets_none(index: Index, command: str) -> None:
    assert ask(index, command, CommandContext(None, 70, "ascii")).text.isascii()


# Invalid commands


@pytest.mark.parametrize(
    "command",
    [
        "rm -rf /", "sh", "bash -i", "scp -t /tmp", "sftp", "/usr/lib/openssh/sftp-server",
        "rsync --server . /", "git-upload-pack x", "relief; sh", "relief && sh", "relief | sh",
        "$(sh)", "`sh`", "serve", "data export", "data erase --yes", "summary", "check",
        "walk nowhere", "pose knee_to_chest", "open", "--version", "-h", "--help", "print --help",
        "print walk",
        "print relief causes", "print --content /etc/passwd", "--content /etc/passwd print",
        "print @/etc/passwd", "quiz", "quiz --habits", "quiz --plain extra", "print --width 5",
        "print --width x", "print --width", "print --width 99999999999", "print --no-save",
        "print --region nowhere", "print --region", "triage nothing", "triage --content x",
        "triage fever --tab relief", "walk --no-save", "walk --x",
        "   ", "''", "'", '"', "\\", "relief '", "-", "--", "\0",
        "print\0", "\n", "x" * 4001, "relief " + " " * 4000,
    ],
)  # fmt: skip
def test_anything_else_is_answered_with_what_is_offered(index: Index, command: str) -> None:
    refusal(index, command)


def test_an_unknown_finding_is_answered_with_the_nearest(index: Index) -> None:
    assert refusal(index, "triage fevr") == (
        'backspasm: unknown finding "fevr"; did you mean "fever"?'
    )
    assert "triage --list" in refusal(index, "triage zzzzzzzz")
    assert refusal(index, "triage Sadle-Numb").endswith('did you mean "saddle_numb"?')
    assert ask(index, "triage fevr chils").error.count("did you mean") == 2
    assert ask(index, "triage " + "zz" * 30 + " zz" * 99).error.count("\n") <= 12


def test_a_long_command_is_not_said_back(index: Index) -> None:
    assert len(refusal(index, "triage " + "x" * 3900)) < 400


words = st.one_of(
    st.sampled_from(
        [
            "print", "relief", "triage", "walk", "quiz", "fever", "--json", "--list", "--plain",
            "--habits", "--width", "--region", "40", "gb", "--", "-", "'", '"', "\\", "=",
            "\x1b[2J", "\x9b2J",
            "\u202e", "\ud800", "%s", "{0}", "%(prog)s", " ", "\n",
        ]
    ),
    st.text(max_size=8),
)  # fmt: skip


@given(st.lists(words, max_size=6), st.sampled_from([" ", ""]))
def test_no_command_breaks_it_or_makes_a_terminal_obey(
    index: Index, parts: list[str], between: str
) -> None:
    command = between.join(parts)
    given = ask(index, command)
    said = given.text + given.error
    assert given.status in (0, 2)
    assert (given.status == 2) == bool(given.error)
    assert all(line.isprintable() for line in said.split("\n"))
    if given.error:
        assert given.error.endswith(f"\n{USAGE}\n")
        assert ask(index, command, CommandContext(None, 70, "ascii")).error.isascii()


@pytest.mark.parametrize("name", ["knee_to_chest", "knee-to-chest", "Knee-To-Chest"])
def test_pages_are_printed_by_their_ids(index: Index, name: str) -> None:
    given = ask(index, f"print exercises {name}")
    assert (given.status, given.error) == (0, "")
    assert given.text == ask(index, f"exercises {name}").text
    assert index.exercises["knee_to_chest"].title in given.text
    assert ask(index, f"exercises {name} --markdown").text.count("\n# ") == 1


def test_an_unknown_page_is_an_error_with_the_nearest(index: Index) -> None:
    assert 'did you mean "dehydration"?' in refusal(index, "causes dehydratoin")


def test_a_lift_is_answered_in_the_units_of_the_reader(index: Index) -> None:
    numbers = "--from 10x22 --to 20x59 --every 3/min"
    american = region.named(index.content.regions, "us")
    reader = CommandContext(region=american, width=200, encoding="utf-8")
    assert "at most 15.3 lb, index 1.7" in ask(index, f"lift --weight 26 {numbers}", reader).text
    assert "at most 34.8 lb, index 0.7" in ask(index, f"lift --weight 26lb {numbers}").text
    assert json.loads(ask(index, f"lift --weight 12kg {numbers} --json").text)["units"] == "metric"
    assert ask(index, "lift").conversation is not None
    for wrong in ("--weight nan", "--weight 12kg --from 25x75", f"--weight 1e9 {numbers}"):
        assert refusal(index, f"lift {wrong}").startswith("backspasm: --")
