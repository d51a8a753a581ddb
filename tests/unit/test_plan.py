"""A plan is made at the command line and over SSH, and played where it is taken."""

from __future__ import annotations

from random import Random

import pytest

from tests.support.commands import Call
from tests.support.content import loaded
from tui.guide.content.record_index import Index
from tui.guide.plan.choice import choice_of
from tui.guide.plan.code import decode, encode
from tui.guide.plan.sheet import MOST_NOTE, SheetWords
from tui.guide.plan.words import plan_of
from tui.guide.routine.player import RoutinePlayer
from tui.guide.routine.routine import Side, StepStage, plan
from tui.serve.remote_commands import CommandContext, CommandResult, execute_command

INDEX = Index.of(loaded())


def over_ssh(command: str) -> CommandResult:
    reader = CommandContext(region=None, width=80, encoding="utf-8")
    return execute_command(INDEX, command, reader, Random(1), lambda: 0.0, lambda: 0.0)


def test_the_sheet_says_all_that_somebody_at_home_needs(call: Call) -> None:
    words = ("--times", "twice a day", "--for", "Mrs K", "--note", "Start on Monday.")
    command = ("plan", "knee_to_chest:3x5s", "pelvic_tilt:10", *words, "--region", "gb")
    outcome = call(*command)
    assert (outcome.status, outcome.err) == (0, "")
    text = " ".join(outcome.out.split())
    for said in (
        "For Mrs K", "Code: N353-PVM", "999", "twice a day", "Start on Monday.",
        "1. Knee-to-chest Hold 5 s · 3 times · each side", "2. Pelvic tilt Hold 5 s · 10 times",
        "Mistakes to avoid", "Your pain rises and stays up.", "week 2: [ ][ ]",
        "backspasm walk N353-PVM", "Mayo Clinic", "It is not medical advice", "Made with backspasm",
    ):  # fmt: skip
        assert said in text, said
    assert "Mrs K" not in str(decode(INDEX, "N353-PVM"))
    served = over_ssh("plan knee_to_chest:3x5s pelvic_tilt:10 --times 'twice a day' --region gb "
                      "--for 'Mrs K' --note 'Start on Monday.'")  # fmt: skip
    assert served.text == call(*command, "--width", "80").out
    assert call(*command, "--markdown").out.startswith("# Your exercises\n\nFor Mrs K\n")


MANY = " ".join(["knee_to_chest"] * 200)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("", ["name one exercise or more, such as knee_to_chest:3x5s"]),
        (MANY, ["these are 200 exercises; a plan has 10 at most"]),
        ("kne_to_chest", ['unknown exercise "kne_to_chest"; did you mean "knee_to_chest"?']),
        ("pelvic_tilt:31 cat_cow:5x11s", ["from 1 to 30", "cat_cow: held for 11 s; the guide"]),
        ("pelvic_tilt:0", ["pelvic_tilt: 0 times"]),
        ("pelvic_tilt:2x16x5s", ["2 rounds of 16 times; the guide allows from 1 to 30"]),
        ("pelvic_tilt:5x1x5s", ["5 rounds; the guide allows from 1 to 4"]),
        ("pelvic_tilt:left", ["no left side"]),
        ("pelvic_tilt:-3", ["“-3” is no dose; write it such as 3x5s"]),
        ("pelvic_tilt:3x", ["“3x” is no dose"]),
        ("pelvic_tilt:9999999", ["is no dose"]),
        ("pelvic_tilt:5:5", ["is no dose"]),
        ("pelvic_tilt pelvic-tilt:3", ["pelvic_tilt is named twice"]),
        ("gentle:3", ["gentle is a routine"]),
        ("pelvic_tilt --has pregnant", ["pelvic_tilt is ruled out by pregnant (Pregnant"]),
        ("childs_pose --has high_blood_pressure,osteoporosis", ["ruled out by osteoporosis"]),
        ("pelvic_tilt --has saddle_numb", ["saddle_numb: "]),
        ("pelvic_tilt --has pregnt", ['unknown condition "pregnt"; did you mean "pregnant"?']),
        ("pelvic_tilt --pace 3", ["is none of 0.5, 0.75, 1, 1.25, 1.5, 2"]),
        ("pelvic_tilt --days 8", ["is not a number of days from 1 to 7"]),
        (f"pelvic_tilt --for {'x' * 300}", ["--for has 300 characters; the sheet has room for 60"]),
        (f"pelvic_tilt --note {'x' * 301}", [f"room for {MOST_NOTE}"]),
        ("pelvic_tilt:4x4s knee_to_chest:2x4s:left cat_cow:4x7s childs_pose:7x7s bird_dog:7x4s",
         ["no code has room"]),
    ],
)  # fmt: skip
def test_a_plan_that_cannot_be_says_why(call: Call, words: str, told: list[str]) -> None:
    outcome = call("plan", *words.split())
    assert (outcome.status, outcome.out) == (2, "")
    lines = outcome.err.splitlines()
    assert all(line.startswith("backspasm") and line.isprintable() for line in lines)
    assert all(any(words in line for line in lines) for words in told), lines
    served = over_ssh(f"plan {words}")
    assert (served.status, served.text) == (2, "")
    assert all(words in served.error for words in told), served.error


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("<b>Mrs K</b>", "<b>Mrs K</b>"),
        ("Mrs\x1b[2JK\x00\n\r\t ", "Mrs [2JK"),
        ("\u202eKsrM\u2066", "KsrM"),
        ("\u05e9\u05e8\u05d4", "\u05e9\u05e8\u05d4"),
        ("Zo\u00eb O\u2019Neill \ud800", "Zo\u00eb O\u2019Neill"),
        (" \u200b ", ""),
    ],
)
def test_a_name_is_shown_as_it_is_and_commands_no_terminal(typed: str, shown: str) -> None:
    words = SheetWords.of(name=typed, times=typed, days=0, note=typed)
    assert words.name == words.note == words.often == shown


@pytest.mark.parametrize(
    ("times", "days", "often", "boxes"),
    [
        ("twice a day", 0, "twice a day", 2),
        ("3 times a day", 5, "3 times a day, on 5 days a week", 3),
        ("", 1, "on 1 day a week", 1),
        ("after breakfast", 0, "after breakfast", 1),
        ("three times a week", 0, "three times a week", 1),
    ],
)
def test_a_day_has_a_box_for_each_time(times: str, days: int, often: str, boxes: int) -> None:
    words = SheetWords.of(name="", times=times, days=days, note="")
    assert (words.often, words.boxes_a_day) == (often, boxes)


def test_a_code_plays_exactly_its_doses_at_its_pace() -> None:
    made = plan_of(INDEX, ["knee_to_chest:2x4s:right", "pelvic_tilt:2x3x5s"], pace=0.75)
    choice = choice_of(INDEX, encode(INDEX, made).split("-"))
    routine = plan(INDEX, choice.order(INDEX), pace=choice.pace)
    held = [(s.exercise, s.side, s.seconds) for s in routine.steps if s.stage is StepStage.HOLD]
    assert held == [
        *[("knee_to_chest", Side.RIGHT, 4.0)] * 2,
        *[("pelvic_tilt", None, 5.0)] * 6,
    ]
    assert RoutinePlayer.start(routine, 0.0).pace == 0.75


@pytest.mark.parametrize("command", ["N353-PVM", "walk N353-PVM", "walk n353 pvm", "n353pvm"])
def test_a_code_is_played_over_ssh(command: str) -> None:
    conversation = over_ssh(command).conversation
    assert conversation is not None


def test_a_mistyped_code_is_named_at_every_door(call: Call) -> None:
    told = "character 8 of the code, N353-PV[N] is wrong"
    assert told in call("walk", "N353-PVN").err
    assert told in over_ssh("N353-PVN").error
    assert told in over_ssh("walk N353-PVN").error
