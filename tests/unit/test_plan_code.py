"""The code of a plan: it means the same for ever, and says where it was mistyped."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.support.content import loaded
from tui.guide.content.record_index import Index
from tui.guide.plan.check_symbols import ORDER, SYMBOLS, damage, with_check
from tui.guide.plan.choice import UnknownRoutine, choice_of
from tui.guide.plan.code import PlanCodeError, PlanTooLong, decode, encode, looks_like_code
from tui.guide.plan.model import (
    MOST_EXERCISES,
    MOST_SETS,
    DoseLimits,
    Plan,
    PlanDose,
    PlannedExercise,
    PlanSide,
)
from tui.guide.plan.words import dose_faults, plan_of
from tui.guide.routine.paces import PACES

INDEX = Index.of(loaded())

KEPT = {
    "N353-PVM": ["knee_to_chest:3x5s", "pelvic_tilt:10"],
    "9JPK-PPJ": ["gentle"],
    "4D74T-T9F6-FFRHN": ["easing", "strengthening"],
    "698M9-84JPR-WVJ5P-Y96YM": [
        "knee_to_chest:2x4s:left",
        "pelvic_tilt:3x10x4s",
        "cat_cow:4x7s",
    ],
}
"""Codes that people have on paper: none of them may ever come to mean something else."""


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Plans that the content allows, of any exercises with any doses."""
    known = st.sampled_from(INDEX.content.exercises)
    planned = []
    for exercise in draw(st.lists(known, min_size=1, max_size=MOST_EXERCISES, unique=True)):
        limits = DoseLimits.of(exercise)
        sets = draw(st.integers(1, min(MOST_SETS, limits.most_reps)))
        dose = PlanDose(
            reps=draw(st.integers(1, limits.most_reps // sets)),
            hold=draw(st.integers(limits.least_hold, limits.most_hold)),
            sets=sets,
            side=draw(st.sampled_from(PlanSide)) if limits.has_sides else PlanSide.BOTH,
        )
        assert not dose_faults(exercise, dose)
        planned.append(PlannedExercise(exercise.id, dose))
    return Plan(tuple(planned), draw(st.sampled_from(PACES)))


@given(plans())
def test_a_code_comes_back_as_the_plan_it_was_made_from(plan: Plan) -> None:
    try:
        code = encode(INDEX, plan)
    except PlanTooLong:
        assert len(plan.exercises) > 2
        return
    assert len(code) <= 24
    assert set(code) <= {*SYMBOLS, "-"}
    decoded = decode(INDEX, code)
    assert (decoded.plan, decoded.notes) == (plan, ())
    spaced = f"  {code.lower().replace('-', ' ')} "
    assert decode(INDEX, spaced).plan == decode(INDEX, code.replace("-", "")).plan == plan
    assert choice_of(INDEX, [code]).pace == plan.pace


def test_ten_exercises_with_their_usual_doses_fit_one_code() -> None:
    names = [exercise.id for exercise in INDEX.content.exercises]
    for first in range(0, len(names), 10):
        plan = plan_of(INDEX, names[first : first + 10])
        assert decode(INDEX, encode(INDEX, plan)).plan == plan


@pytest.mark.parametrize("code", KEPT)
def test_a_code_that_was_printed_once_keeps_its_meaning(code: str) -> None:
    words = KEPT[code]
    plan = plan_of(INDEX, words)
    assert decode(INDEX, code).plan == plan
    assert encode(INDEX, plan) == code


@given(st.lists(st.integers(0, ORDER - 1), min_size=2, max_size=19), st.data())
def test_a_wrong_symbol_is_found_in_its_place(data: list[int], draw: st.DataObject) -> None:
    right = with_check(data)
    assert damage(right) is None
    for place, symbol in product(range(len(right)), range(ORDER)):
        if right[place] != symbol:
            wrong = damage([*right[:place], symbol, *right[place + 1 :]])
            assert wrong is not None and wrong.places == (place,) and not wrong.is_swap
    for place in range(len(right) - 1):
        swapped = [*right[:place], right[place + 1], right[place], *right[place + 2 :]]
        if swapped != right:
            wrong = damage(swapped)
            assert wrong is not None and wrong.places in ((), (place, place + 1))
    first, second = draw.draw(st.sampled_from([*combinations(range(len(right)), 2)]))
    for one, other in product(range(1, ORDER), repeat=2):
        two = list(right)
        two[first] = (two[first] + one) % ORDER
        two[second] = (two[second] + other) % ORDER
        assert damage(two) is not None


@pytest.mark.parametrize("code", KEPT)
def test_what_was_mistyped_is_named_in_its_place(code: str) -> None:
    for place, typed in product(range(len(code)), "279CXO1"):
        wrong = f"{code[:place]}{typed}{code[place + 1 :]}"
        if code[place] == "-" or wrong == code:
            continue
        with pytest.raises(PlanCodeError) as caught:
            decode(INDEX, wrong)
        assert caught.value.places == (place,)
        marked = f"{code[:place]}[{typed}]{code[place + 1 :]}"
        assert str(caught.value).startswith(f"character {place + 1} of the code, {marked}")


@pytest.mark.parametrize(
    "typed", ["", "-", "N35", "N353-PV", "N353-PVMM", "2" * 8, "N353" * 60, "“N353-PVM”", "é353PVM"]
)
def test_what_is_no_code_is_refused_in_words(typed: str) -> None:
    with pytest.raises(PlanCodeError) as caught:
        decode(INDEX, typed)
    assert str(caught.value).isprintable() and len(str(caught.value)) < 200


@pytest.mark.parametrize("typed", ["n353-pvm", "N3S3-PUM", "n 3 5 3 p v m"])
def test_look_alikes_are_taken_for_what_they_look_like(typed: str) -> None:
    assert decode(INDEX, typed).plan == decode(INDEX, "N353-PVM").plan


@pytest.mark.parametrize(
    ("typed", "is_code"),
    [
        ("N353-PVN", True), ("n353pvo", True), ("knee_to_chst", False),
        ("gentel", False), ("catcow", False), ("zzzz", False), ("x", False), ("", False),
    ],
)  # fmt: skip
def test_a_mistyped_name_is_no_mistyped_code(typed: str, is_code: bool) -> None:
    assert looks_like_code(typed) is is_code
    with pytest.raises((PlanCodeError, UnknownRoutine)) as caught:
        choice_of(INDEX, [typed])
    assert isinstance(caught.value, PlanCodeError) is is_code


def _without(name: str, *, gone: str | None) -> Index:
    """The content after an exercise was taken out of it."""
    content = INDEX.content
    entries = (
        replace(entry, gone=gone) if entry.id == name else entry
        for entry in content.plan.exercises
        if gone or entry.id != name
    )
    exercises = tuple(one for one in content.exercises if one.id != name)
    words = replace(content.plan, exercises=tuple(entries))
    return Index.of(replace(content, exercises=exercises, plan=words))


def test_a_later_content_says_what_it_lacks_and_plays_the_rest() -> None:
    gone = choice_of(_without("pelvic_tilt", gone="Pelvic tilt"), ["N353-PVM"])
    assert [one.id for one in gone.exercises] == ["knee_to_chest"]
    assert gone.notes == ("This guide does not have Pelvic tilt, so that is left out.",)
    (note,) = choice_of(_without("pelvic_tilt", gone=None), ["N353-PVM"]).notes
    assert "exercise number 2" in note
    alone = encode(INDEX, plan_of(INDEX, ["pelvic_tilt"]))
    with pytest.raises(PlanCodeError, match="Nothing is left"):
        decode(_without("pelvic_tilt", gone="Pelvic tilt"), alone)


def test_a_content_that_allows_less_plays_less_and_says_so() -> None:
    code = encode(INDEX, plan_of(INDEX, ["pelvic_tilt:30", "cat_cow:5x10s"]))
    exercises = tuple(
        replace(one, dose=replace(one.dose, most_reps=12, most_hold=6.0))
        for one in INDEX.content.exercises
    )
    decoded = decode(Index.of(replace(INDEX.content, exercises=exercises)), code)
    assert [one.dose for one in decoded.plan.exercises] == [PlanDose(12, 5), PlanDose(5, 6)]
    assert [note.partition(":")[0] for note in decoded.notes] == ["Pelvic tilt", "Cat-cow"]
    assert "12 times" in decoded.notes[0] and "held for 6 s" in decoded.notes[1]


def test_a_code_from_a_newer_guide_says_so() -> None:
    data, value = [], int("101" + "0" * 12, 2)
    while value:
        value, symbol = divmod(value, ORDER)
        data.append(symbol)
    newer = "".join(SYMBOLS[symbol] for symbol in with_check(data[::-1]))
    with pytest.raises(PlanCodeError, match="newer guide"):
        decode(INDEX, newer)
