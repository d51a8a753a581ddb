"""The command line, called as a function: what it prints, and the status it ends with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support import (
    SMALL,
    Call,
    as_toml,
    changed,
    faults_of_bad,
    forget_the_reader,
    write_bad,
)
from tests.support.content import loaded
from tui.guide.content.record_index import Index
from tui.guide.load import default_path
from tui.plain import guide
from tui.plain.parts import NARROWEST, PARTS

CONTENT = loaded()
INDEX = Index.of(CONTENT)


@pytest.fixture(autouse=True)
def somewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader without a locale, before 80 columns."""
    forget_the_reader(monkeypatch)


@pytest.mark.parametrize("part", PARTS)
def test_print_prints_the_part(call: Call, part: str) -> None:
    told = call("print", part)

    assert (told.status, told.err) == (0, "")
    assert told.out == guide.print_part(INDEX, part, None, 80)


def test_print_without_a_part_prints_all(call: Call) -> None:
    assert call("print").out == guide.print_part(INDEX, None, None, 80)


def test_print_wraps_to_the_terminal_but_no_wider_than_is_good_to_read(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    for columns, width in [("50", 50), ("80", 80), ("300", 88), ("5", NARROWEST)]:
        monkeypatch.setenv("COLUMNS", columns)
        assert call("print", "causes").out == guide.print_part(INDEX, "causes", None, width)


@pytest.mark.parametrize("width", [20, 40, 200, 1000])
def test_print_wraps_to_the_width_that_was_asked_for(call: Call, width: int) -> None:
    told = call("print", "relief", "--width", str(width))

    assert told.out == guide.print_part(INDEX, "relief", None, width)
    assert max(map(len, told.out.splitlines())) <= width


@pytest.mark.parametrize("width", ["19", "0", "-5", "1001", "wide", "", "40.5", "²0", "٤٠"])
def test_an_impossible_width_is_refused(call: Call, width: str) -> None:
    told = call("print", f"--width={width}")

    assert (told.status, told.out) == (2, "")
    assert told.err.splitlines()[-1].endswith("is not a whole number from 20 to 1000")


def test_an_unknown_part_is_refused_with_those_there_are(call: Call) -> None:
    told = call("print", "reliefs")

    assert (told.status, told.out) == (2, "")
    assert all(part in told.err for part in PARTS)


def test_triage_without_findings_has_no_warning_sign(call: Call) -> None:
    told = call("triage")

    assert (told.status, told.err) == (0, "")
    assert told.out.startswith("● NO WARNING SIGN TICKED\n")


def test_triage_tells_the_level_and_why(call: Call) -> None:
    told = call("triage", "fever", "one_leg_pain")

    assert told.status == 0
    assert told.out.startswith("‼ EMERGENCY – call your local emergency number now\n")
    assert INDEX.findings["fever"].text in " ".join(told.out.split())


def test_triage_for_programs_has_exactly_the_promised_keys(call: Call) -> None:
    told = call("triage", "--json", "saddle_numb", "one_leg_pain", "--region", "nz")
    verdict = json.loads(told.out)

    assert (told.status, told.err) == (0, "")
    assert list(verdict) == ["level", "headline", "actions", "reasons"]
    assert verdict["level"] == "emergency"
    assert verdict["headline"] == "EMERGENCY – call 111 now"
    assert verdict["actions"][0] == "Call your local emergency number (New Zealand: 111) now."
    assert [reason["id"] for reason in verdict["reasons"]] == ["saddle_numb", "one_leg_pain"]
    for reason in verdict["reasons"]:
        assert list(reason) == ["id", "findings", "why", "sources"]
        assert reason["findings"] == [reason["id"]]
        assert reason["why"] == INDEX.findings[reason["id"]].why
        assert reason["sources"] == list(INDEX.findings[reason["id"]].sources)


@pytest.mark.parametrize("level", ["emergency", "urgent", "doctor", "self_care"])
def test_triage_for_programs_uses_the_four_level_names(call: Call, level: str) -> None:
    names = {"emergency": "saddle_numb", "urgent": "fever", "doctor": "recurrent"}
    told = call("triage", "--json", names.get(level, "improving"))

    assert json.loads(told.out)["level"] == level
    assert told.out.isascii()


@pytest.mark.parametrize("columns", [40, 80, 300])
def test_triage_lists_every_finding_under_its_group_within_the_terminal(
    call: Call, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    told = call("triage", "--list")

    assert (told.status, told.err) == (0, "")
    assert told.out == guide.print_findings(INDEX, min(columns, 88))
    lines = told.out.splitlines()
    assert max(map(len, lines)) <= columns
    for name, finding in INDEX.findings.items():
        assert any(line.split()[:2] == [name, finding.level.value] for line in lines)
        assert finding.text in " ".join(told.out.split())
    assert [line for line in lines if line and line[0] != " "] == [g.title for g in CONTENT.groups]


def test_the_words_of_the_list_stand_in_one_column() -> None:
    text = guide.print_findings(INDEX, 88)
    margin = text.splitlines()[1].index(CONTENT.groups[0].findings[0].text.split()[0])

    rows = [line for line in text.splitlines() if line.startswith(" ")]
    assert {line[margin - 1] for line in rows} == {" "}
    assert " " not in {line[margin] for line in rows}
    assert any(line[:margin].strip() == "" for line in rows)


def test_triage_lists_every_finding_for_programs(call: Call) -> None:
    told = call("triage", "--list", "--json")

    assert (told.status, told.err) == (0, "")
    assert told.out.isascii()
    assert json.loads(told.out) == [
        {
            "id": finding.id,
            "group": group.title,
            "level": finding.level.value,
            "wording": finding.text,
            "also": list(finding.also),
        }
        for group in CONTENT.groups
        for finding in group.findings
    ]


@pytest.mark.parametrize(
    "typed", ["saddle-numb", "SADDLE_NUMB", "Saddle-Numb", " saddle_numb ", "saddle numb"]
)
def test_an_id_may_have_hyphens_and_capitals(call: Call, typed: str) -> None:
    assert call("triage", typed, "one-leg_pain") == call("triage", "saddle_numb", "one_leg_pain")
    assert json.loads(call("triage", "--json", typed).out)["level"] == "emergency"


@pytest.mark.parametrize(
    ("worse", "better"),
    [
        ("worsening", "improving"),
        ("both_legs_weak", "one_leg_pain"),
        ("one_leg_weak", "one_leg_pain"),
        ("both_legs_numb", "spasm_local"),
        ("urine_hesitancy", "constipation_only"),
        ("pain_unrelieved_rest", "better_with_movement"),
        ("age_under_5", "age_65_plus"),
        ("major_trauma", "minor_fall"),
    ],
)
def test_ticks_that_contradict_each_other_rate_by_the_worse(
    call: Call, worse: str, better: str
) -> None:
    verdicts = [
        json.loads(call("triage", "--json", *ticked).out)
        for ticked in ([worse], [worse, better], [better, worse])
    ]
    alone, *both = verdicts

    assert INDEX.findings[better].level < INDEX.findings[worse].level
    for verdict in both:
        assert verdict["level"] == alone["level"] == INDEX.findings[worse].level.value
        assert alone["reasons"][0] in verdict["reasons"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("fevr", 'unknown finding "fevr"; did you mean "fever"?'),
        ("Sadle-Numb", 'unknown finding "Sadle-Numb"; did you mean "saddle_numb"?'),
        ("--", 'unknown finding "--"; see backspasm triage --list'),
        ("xqzzy", 'unknown finding "xqzzy"; see backspasm triage --list'),
        ("", 'unknown finding ""; see backspasm triage --list'),
        ("fe\x1b[31mver\n", 'unknown finding "fe?[31mver?"; did you mean "fever"?'),
        ("x" * 99, f'unknown finding "{"x" * 60}"; see backspasm triage --list'),
    ],
)
@pytest.mark.parametrize("form", [("improving",), ("--json", "fever")], ids=["text", "json"])
def test_an_unknown_finding_is_told_with_the_nearest(
    call: Call, form: tuple[str, ...], name: str, message: str
) -> None:
    told = call("triage", *form, "--", name)

    assert (told.status, told.out) == (2, "")
    assert told.err == f"backspasm: {message}\n"


def test_each_unknown_finding_is_told_on_its_line(call: Call) -> None:
    told = call("triage", "fevr", "chils", "improving")

    assert (told.status, told.out) == (2, "")
    assert told.err == (
        'backspasm: unknown finding "fevr"; did you mean "fever"?\n'
        'backspasm: unknown finding "chils"; did you mean "chills"?\n'
    )


@pytest.mark.parametrize(
    ("names", "headline", "alone"),
    [
        (["saddle_numb", "legnumb"], "EMERGENCY", "saddle_numb"),
        (["xqzzy", "Saddle-Numb", "fever"], "EMERGENCY", "saddle_numb, fever"),
        (["fever", "chils"], "MEDICAL HELP TODAY", "fever"),
        (["fevr", "recurrent"], "SEE A DOCTOR", "recurrent"),
    ],
)
def test_beside_an_unknown_finding_the_level_of_the_others_is_said(
    call: Call, names: list[str], headline: str, alone: str
) -> None:
    told = call("triage", *names)

    assert told.status == 2
    assert headline in told.out
    unknown, about = told.err.splitlines()
    assert unknown.startswith("backspasm: unknown finding ")
    assert about == f"backspasm: this level is that of {alone} alone"


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["numb", "bum"], "saddle_numb"),
        (["cannot", "pee"], "urine_retention"),
        (["numb bum"], "saddle_numb"),
    ],
)
def test_words_in_place_of_ids_name_the_findings_that_they_may_mean(
    call: Call, words: list[str], meant: str
) -> None:
    told = call("triage", *words)

    assert (told.status, told.out) == (2, "")
    (line,) = told.err.splitlines()
    assert line.startswith(f'backspasm: unknown finding "{" ".join(words)}"; did you mean ')
    assert f'"{meant}"' in line


@pytest.mark.parametrize("typed", ["wee", "Wobbly-Legs", "wobly legs"])
def test_a_lay_word_leads_to_the_id_of_its_finding(call: Call, tmp_path: Path, typed: str) -> None:
    file = tmp_path / "content.toml"
    file.write_text(
        as_toml(
            changed(
                ("group/signs/finding/numb/also", ["wee", "pee"]),
                ("group/signs/finding/tingling/also", ["wobbly legs"]),
            )
        ),
        "utf-8",
    )
    told = call("triage", typed, "--content", str(file))
    wanted = "numb" if typed == "wee" else "tingling"

    assert told.err == f'backspasm: unknown finding "{typed}"; did you mean "{wanted}"?\n'


@pytest.mark.parametrize(
    ("arguments", "number"),
    [
        (("--region", "gb"), "999"),
        (("--region", "GB"), "999"),
        (("--region", "uk"), "999"),
        (("--region", "de"), "112"),
        (("--region", "none"), "your local emergency number"),
        (("--region", "NONE"), "your local emergency number"),
        ((), "your local emergency number"),
    ],
)
def test_the_region_says_which_number_to_call(
    call: Call, arguments: tuple[str, ...], number: str
) -> None:
    told = call("triage", "saddle_numb", *arguments)

    assert told.out.startswith(f"‼ EMERGENCY – call {number} now\n")


def test_without_a_region_the_locale_says_it_and_none_overrules_it(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert "911" in call("triage", "saddle_numb").out
    assert "911" not in call("triage", "saddle_numb", "--region", "none").out
    assert "000" in call("triage", "saddle_numb", "--region", "au").out

    monkeypatch.setenv("LC_TELEPHONE", "en_GB.UTF-8")
    assert "999" in call("triage", "saddle_numb").out


@pytest.mark.parametrize(
    ("code", "hint"), [("nzz", '; did you mean "nz"?'), ("q", ""), ("a\x1bb", ""), ("", "")]
)
@pytest.mark.parametrize("command", [("print",), ("triage",), ()], ids=str)
def test_an_unknown_region_is_refused_with_those_there_are(
    call: Call, command: tuple[str, ...], code: str, hint: str
) -> None:
    told = call(*command, "--region", code)
    known = ", ".join(["none", *(region.id for region in CONTENT.regions)])
    name = code.replace("\x1b", "?")

    assert (told.status, told.out) == (2, "")
    assert told.err == f'backspasm: unknown region "{name}", expected one of {known}{hint}\n'


@pytest.mark.parametrize("place", ["before", "after"])
@pytest.mark.parametrize("command", [("triage", "numb"), ("print", "doctor")], ids=str)
def test_options_hold_before_and_after_the_command(
    call: Call, place: str, command: tuple[str, ...]
) -> None:
    options = ("--content", str(SMALL), "--region", "cc", "--still", "--mute", "--no-mouse")
    told = call(*options, *command) if place == "before" else call(*command, *options)

    assert (told.status, told.err) == (0, "")
    assert "Celand: 3" in told.out


def test_an_option_after_the_command_is_the_one_that_counts(call: Call) -> None:
    told = call("--region", "gb", "triage", "saddle_numb", "--region", "nz")

    assert told.out.startswith("‼ EMERGENCY – call 111 now\n")


def test_check_counts_what_it_found_good(call: Call) -> None:
    told = call("check", str(SMALL))

    assert (told.status, told.err) == (0, "")
    assert told.out == (
        f"{SMALL}: no fault found. 5 items, 2 exercises, 5 findings, 2 rules, 7 sources.\n"
        "6 cases rated as they should be, 6 exactly.\n"
    )


def test_check_without_a_file_checks_the_guides_own(call: Call) -> None:
    told = call("check")

    assert told.status == 0
    assert told.out.startswith(f"{default_path()}: no fault found. ")


def test_check_prints_every_fault_on_its_line(call: Call, tmp_path: Path) -> None:
    bad = write_bad(tmp_path)
    told = call("check", str(bad))

    assert (told.status, told.err) == (1, "")
    assert told.out.splitlines() == faults_of_bad(bad)


def test_check_of_a_missing_file_is_one_line(call: Call, tmp_path: Path) -> None:
    told = call("check", str(tmp_path / "none.toml"))

    assert told.status == 1
    assert told.out == (
        f"{tmp_path / 'none.toml'}: found No such file or directory, expected a TOML file\n"
    )
