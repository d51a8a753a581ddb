"""What the tables of the content owe one another: each debt unpaid is one fault."""

from __future__ import annotations

import pytest

from tests.support import DELETE, changed, faults, only_fault

PLACEHOLDERS = "{advice}, {emergency}, {number}"
EMERGENCY = '; did you mean "emergency"?'


@pytest.mark.parametrize(
    ("path", "table", "name"),
    [
        ("section/prevention", "section", "prevention"),
        ("pack/warm", "pack", "warm"),
        ("level/self_care", "level", "self_care"),
        ("level/urgent", "level", "urgent"),
    ],
)
def test_a_tab_pack_or_level_that_is_missing_is_named(path: str, table: str, name: str) -> None:
    lines = faults(changed((path, DELETE)))

    assert f'{table}: found none with the id "{name}", expected one of each' in lines


def test_a_finding_level_says_nothing_of_its_own() -> None:
    lines = faults(changed(("level/self_care/id", "none")))

    assert 'level[none].id: found "none", expected a level that a verdict can have' in lines


@pytest.mark.parametrize(
    ("path", "place"),
    [("onset/switch", "onset.switch"), ("pack/cold/minutes", "pack[cold].minutes")],
)
@pytest.mark.parametrize("values", [(30, 20, 40), (10, 50, 40), (40, 20, 10)], ids=str)
def test_a_range_rises(path: str, place: str, values: tuple[int, int, int]) -> None:
    raw = changed((path, dict(zip(("least", "usual", "most"), values, strict=True))))

    assert (
        f"{place}: found {values[0]}, {values[1]}, {values[2]}, expected least ≤ usual ≤ most"
        in (faults(raw))
    )


def test_a_range_may_be_one_value() -> None:
    assert faults(changed(("onset/switch", {"least": 48, "usual": 48, "most": 48}))) == []


@pytest.mark.parametrize("minute", [20, 21])
def test_the_skin_is_looked_at_while_the_pack_is_on(minute: int) -> None:
    assert only_fault(("pack/cold/checks", [5, minute])) == (
        f"pack[cold].checks[1]: found {minute}, expected a minute before 20"
    )


def test_repetitions_build_up_not_down() -> None:
    assert only_fault(("exercise/bend/dose/most_reps", 2)) == (
        "exercise[bend].dose.most_reps: found 2, fewer than the 3 to start with, expected 3 or more"
    )


@pytest.mark.parametrize("level", ["urgent", "emergency"])
def test_no_exercise_is_allowed_where_help_is_needed(level: str) -> None:
    assert only_fault((f"level/{level}/walkthrough", True)) == (
        f"level[{level}].walkthrough: found true, expected false: no exercise at this level"
    )


@pytest.mark.parametrize("level", ["urgent", "emergency"])
def test_a_refusal_has_words(level: str) -> None:
    assert only_fault((f"level/{level}/refusal", DELETE)) == (
        f"level[{level}].refusal: found nothing, expected why the walkthrough is refused"
    )


def test_a_lower_level_may_refuse_too() -> None:
    raw = changed(("level/doctor/walkthrough", False), ("level/doctor/refusal", "Ask first."))

    assert faults(raw) == []


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("level/emergency/word", "level[emergency].word"),
        ("level/emergency/actions/1", "level[emergency].actions"),
        ("level/emergency/until/0", "level[emergency].until"),
        ("level/emergency/avoid/0", "level[emergency].avoid"),
        ("level/urgent/refusal", "level[urgent].refusal"),
        ("level/doctor/extra/0/actions/0", "level[doctor].extra[0].actions"),
    ],
)
@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("Call {emergancy}.", '"{emergancy}"', f"one of {PLACEHOLDERS}{EMERGENCY}"),
        ("Call {xyz}.", '"{xyz}"', f"one of {PLACEHOLDERS}"),
        ("Call {}.", '"{}"', f"one of {PLACEHOLDERS}"),
        ("Call {0}.", '"{0}"', f"one of {PLACEHOLDERS}"),
        ("Call {emergency[0]}.", '"{emergency[0]}"', f"one of {PLACEHOLDERS}{EMERGENCY}"),
        ("Call {number.", '"Call {number."', f"braces only around {PLACEHOLDERS}"),
        ("Call number}.", '"Call number}."', f"braces only around {PLACEHOLDERS}"),
    ],
)
def test_a_placeholder_is_one_that_the_guide_fills(
    path: str, place: str, text: str, found: str, expected: str
) -> None:
    assert only_fault((path, text)) == f"{place}: found {found}, expected {expected}"


@pytest.mark.parametrize(
    ("signs", "fault"),
    [
        (["Call."], "found no number, expected {emergency} in one of its sentences"),
        (["Call {number}."], "found no number, expected {emergency} in one of its sentences"),
        (["{emergency} {x}."], f'found "{{x}}", expected one of {PLACEHOLDERS}'),
        ([], "found an empty list, expected at least 1 entry"),
    ],
)
def test_the_first_words_of_the_guide_name_the_emergency_number(
    signs: list[str], fault: str
) -> None:
    assert only_fault(("guide/emergency_signs", signs)).startswith(
        f"guide.emergency_signs: {fault}"
    )


@pytest.mark.parametrize("name", ["number", "emergency", "advice"])
def test_the_placeholders_of_the_guide_are_no_fault(name: str) -> None:
    assert faults(changed(("level/doctor/actions/0", f"Call {{{name}}} or {{advice}}."))) == []


@pytest.mark.parametrize(
    ("leg", "circle"),
    [(["@leg"], "leg → leg"), (["numb", "@nerve"], "leg → nerve → leg")],
    ids=["itself", "another"],
)
def test_a_macro_that_holds_itself_is_told_as_a_circle(leg: list[str], circle: str) -> None:
    lines = faults(changed(("macro/leg", leg)))

    assert f"macro.leg: found a circle: {circle}, expected findings in the end" in lines
    assert all("a circle" in line for line in lines)


def test_a_rule_names_a_finding() -> None:
    assert only_fault(("rule/young_fall/all", [])) == (
        "rule[young_fall]: found no finding in all or any, expected at least one"
    )


@pytest.mark.parametrize("level", ["none", "self_care"])
def test_a_rule_asks_for_help(level: str) -> None:
    assert only_fault(("rule/young_fall/level", level)) == (
        f'rule[young_fall].level: found "{level}", expected a level that asks for help'
    )


def test_a_finding_adds_nothing_or_asks_for_help() -> None:
    assert only_fault(("group/person/finding/young/level", "self_care")) == (
        'group[person].finding[young].level: found "self_care", '
        'expected "none" for what adds nothing by itself'
    )


@pytest.mark.parametrize("name", ["young", "baby"])
def test_a_finding_with_a_level_has_a_reason(name: str) -> None:
    assert only_fault((f"group/person/finding/{name}/why", DELETE)) == (
        f"group[person].finding[{name}].why: found nothing, expected why this finding has its level"
    )


def test_a_territory_is_in_one_region() -> None:
    assert only_fault(("region/cc/territories", ["CC", "AB"])) == (
        'region[cc].territories[1]: found "AB", as at region[aa], expected each territory once'
    )


def test_no_region_is_called_none() -> None:
    assert only_fault(("region/cc/id", "none")) == (
        'region[none].id: found "none", expected another id; this one means no region'
    )


# The self-check


def test_a_round_asks_no_more_than_there_are_questions() -> None:
    assert faults(changed(("quiz/round", 4))) == []
    assert only_fault(("quiz/round", 5)) == (
        "quiz.round: found 5, with 4 questions, expected no more than there are questions"
    )


def test_a_topic_without_a_question_is_told() -> None:
    assert only_fault(("quiz/question/what_first/topic", "bending")) == (
        "quiz.topic[cooling]: found no question about it, expected one or more"
    )


@pytest.mark.parametrize("least", [(0.1, 0.5), (0.5, 0), (0, 0)], ids=str)
def test_there_are_words_to_every_score_each_time_to_a_higher_one(
    least: tuple[float, float],
) -> None:
    edits = [(f"quiz/outcome/{place}/least", value) for place, value in enumerate(least)]

    assert only_fault(*edits) == (
        f"quiz.outcome: found from {least[0]:g}, {least[1]:g}, expected from 0, rising"
    )


@pytest.mark.parametrize(
    ("name", "edits", "found", "expected"),
    [
        ("how_far", {0: False}, "0 right of 2", "one right"),
        ("how_far", {1: True}, "2 right of 2", "one right"),
        ("what_is_wrong", {1: True}, "2 right of 2", "one right"),
        ("which_ones", {2: True}, "3 right of 3", "one or more right, and one or more not"),
        (
            "which_ones",
            {0: False, 1: False},
            "0 right of 3",
            "one or more right, and one or more not",
        ),
        ("what_first", {1: True}, "1 right of 3", "none: they stand in their right order"),
    ],
)
def test_each_kind_of_question_can_be_answered(
    name: str, edits: dict[int, bool], found: str, expected: str
) -> None:
    path = f"quiz/question/{name}/option"
    values = [(f"{path}/{place}/right", right) for place, right in edits.items()]

    assert only_fault(*values) == (
        f"quiz.question[{name}].option: found {found}, expected {expected}"
    )


def test_of_several_just_one_may_be_right() -> None:
    assert faults(changed(("quiz/question/which_ones/option/0/right", False))) == []


def test_an_order_has_three_steps_or_more() -> None:
    assert only_fault(("quiz/question/what_first/option/2", DELETE)) == (
        "quiz.question[what_first].option: found 2 steps, expected at least 3"
    )


def test_what_is_to_be_spotted_is_shown() -> None:
    assert only_fault(("quiz/question/what_is_wrong/picture", [])) == (
        "quiz.question[what_is_wrong].picture: found nothing, expected one picture or more"
    )


def test_a_picture_is_held_at_a_keyframe_of_its_motion() -> None:
    path = "quiz/question/what_is_wrong/picture/1/keyframe"

    assert faults(changed((path, "low"))) == []
    assert only_fault((path, "loww")) == (
        'quiz.question[what_is_wrong].picture[1].keyframe: found "loww", '
        'expected a keyframe of the motion nod; did you mean "low"?'
    )


def test_a_habit_has_something_to_change() -> None:
    assert only_fault(("habits/habit/bends/choice/1/need", 0)) == (
        "habits.habit[bends].choice: found no need for a change, "
        "expected a need above 0 in one or more"
    )


LONG = "Draw one knee in with both hands, and hold it there as long as you can. Keep breathing."


@pytest.mark.parametrize(
    ("key", "value"),
    [("move", [LONG]), ("hold", [LONG]), ("back", LONG)],
    ids=["move", "hold", "back"],
)
def test_words_to_be_spoken_fit_their_time(key: str, value: object) -> None:
    line = only_fault(("exercise/bend/cues/say", {key: value}))
    assert line.startswith(f"exercise[bend].cues.say.{key}: found {LONG!r}, which takes 4.")
    assert "expected words for " in line and ("counted" in line) is (key == "hold")


@pytest.mark.parametrize("key", ["move", "hold"])
@pytest.mark.parametrize("words", [["Hold.", "Hold."], ["Hold."] * 3])
def test_each_cue_has_its_own_words_to_be_spoken(key: str, words: list[str]) -> None:
    line = only_fault(("exercise/bend/cues/say", {key: words}))
    expected = f"found {len(words)} entries, expected 1, or none"
    assert line == f"exercise[bend].cues.say.{key}: {expected}"


def test_words_that_fit_are_no_fault() -> None:
    say = {"ready": LONG, "move": ["Bend."], "hold": ["Hold."], "back": "Back."}
    assert faults(changed(("exercise/bend/cues/say", say))) == []
