"""What a lift asks: the equation against its source, what is typed, and what is said."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.support.content import loaded
from tui.guide.content.record_index import Index
from tui.guide.lift.changes import changes
from tui.guide.lift.equation import METRIC, US, Grip, Hands, Lift, UnitSystem, assess
from tui.guide.lift.form import FIELDS, FieldName, LiftForm
from tui.guide.lift.measures import GRIPS, LiftError, Typed, parse_lift
from tui.guide.lift.report import index_words, verdict_words

INDEX = Index.of(loaded())
WORDS = INDEX.content.lift


def us(
    weight: float,
    start: tuple[float, float],
    end: tuple[float, float],
    turn: float = 0,
    often: float = 0.2,
    grip: Grip = "fair",
) -> Lift:
    return Lift(weight, Hands(*start), Hands(*end), turn, often, 1, grip, US)


@pytest.mark.parametrize(
    ("lift", "published", "exact"),
    [
        (us(26, (10, 22), (20, 59), often=3), (34.9, 15.2), (34.81, 15.25)),
        (us(44, (23, 15), (23, 64)), (16.3, 14.5), (16.02, 14.15)),
        (us(35, (15, 27), (20, 10), grip="poor"), (28.0, 18.1), (27.69, 18.06)),
        (us(40, (18, 15), (18, 36), turn=45), (18.9, None), (18.52, None)),
        (us(20, (20, 44), (20, 7), 30, 5, "good"), (14.4, 13.3), (14.34, 13.26)),
    ],
    ids=["package inspection", "punch press", "supply rolls", "bags", "dish-washing"],
)
def test_the_published_examples_come_out(
    lift: Lift, published: tuple[float, float | None], exact: tuple[float, float | None]
) -> None:
    found = assess(lift)
    for end, from_source, worked_out in zip(
        (found.start, found.end), published, exact, strict=True
    ):
        if from_source is not None and worked_out is not None:
            assert end.recommended == pytest.approx(worked_out, abs=0.005)
            assert end.recommended == pytest.approx(from_source, abs=0.4)
            assert end.index == lift.weight / end.recommended


BEST = Lift(10, Hands(25, 75), Hands(25, 100), grip="good")


def test_the_metric_examples_come_out() -> None:
    best = assess(BEST).start
    assert best.recommended == pytest.approx(23.0) and best.index == pytest.approx(0.43, abs=0.005)
    low = assess(Lift(12, Hands(25, 55), Hands(25, 150), often=3)).start
    assert low.recommended == pytest.approx(15.68, abs=0.005)
    assert low.index == pytest.approx(0.77, abs=0.005)


@pytest.mark.parametrize(
    "lift",
    [
        replace(BEST, start=Hands(64, 75)),
        replace(BEST, turn=136),
        replace(BEST, start=Hands(25, 176)),
        replace(BEST, often=15.1),
        replace(BEST, often=9.0, hours=8.0, start=Hands(25, 74), end=Hands(25, 74)),
        replace(BEST, start=Hands(25, 0), end=Hands(25, 176)),
    ],
)
def test_beyond_the_limits_nothing_is_to_be_lifted(lift: Lift) -> None:
    found = assess(lift)
    assert found.recommended == 0.0 and found.index == math.inf
    assert verdict_words(WORDS, found.index) == WORDS.texts["verdicts"]["never"]
    assert index_words(found.index) == "–"


def measure(least: float, most: float) -> st.SearchStrategy[float]:
    return st.floats(least, most, allow_nan=False)


def hands(system: UnitSystem) -> st.SearchStrategy[Hands]:
    return st.builds(Hands, measure(1, 1.2 * system.far), measure(0, 1.1 * system.top))


LIFTS = st.sampled_from((METRIC, US)).flatmap(
    lambda system: st.builds(
        Lift,
        weight=measure(1, 400),
        start=hands(system),
        end=hands(system),
        turn=measure(0, 180),
        often=measure(0.01, 20),
        hours=measure(0.1, 8),
        grip=st.sampled_from(GRIPS),
        system=st.just(system),
    )
)


@settings(deadline=None, max_examples=50)
@given(LIFTS, st.floats(1.0, 3.0))
def test_more_never_raises_the_recommended_weight(lift: Lift, by: float) -> None:
    before = assess(lift)
    farther = Hands(lift.start.reach * by, lift.start.height)
    for harder in (
        replace(lift, weight=lift.weight * by),
        replace(lift, start=farther),
        replace(lift, end=Hands(lift.end.reach * by, lift.end.height)),
        replace(lift, turn=lift.turn * by),
        replace(lift, often=lift.often * by),
        replace(lift, hours=lift.hours * by),
        replace(lift, grip=GRIPS[min(2, GRIPS.index(lift.grip) + 1)]),
    ):
        after = assess(harder)
        assert after.recommended <= before.recommended + 1e-12
        assert after.index >= before.index - 1e-12
        assert all(0.0 <= factor <= 1.0 for factor in after.worse.factors.values())


@settings(deadline=None, max_examples=50)
@given(LIFTS)
def test_changes_help_and_the_best_comes_first(lift: Lift) -> None:
    found, better = assess(lift), changes(lift)
    assert [one.index for one in better] == sorted(one.index for one in better)
    for one in better:
        assert one.index == assess(one.lift).index < found.index
    if found.costliest is None:
        assert set(found.worse.factors.values()) == {1.0}
    else:
        assert found.worse.factors[found.costliest] == min(found.worse.factors.values())


def test_the_words_hide_no_limit() -> None:
    shown = {0.96: "1.0", 1.0: "1.0", 1.04: "over 1.0", 1.06: "1.1", 3.02: "over 3.0", 3.1: "3.1"}
    assert {index: index_words(index) for index in shown} == shown
    verdicts = WORDS.texts["verdicts"]
    assert verdict_words(WORDS, 1.0) == verdicts["within"]
    assert verdict_words(WORDS, 1.001) == verdict_words(WORDS, 3.0) == verdicts["raised"]
    assert verdict_words(WORDS, 3.001) == verdicts["high"]


# What is typed.

GOOD = Typed("12kg", "25x75", "25x140", "30", "3/min", "1", "fair")
BAD = ("nan", "inf", "-inf", "-1", "1e9", "1000000000", "", "x", "٣", "0x", "12\x1b[2J")


@pytest.mark.parametrize("field", ["weight", "start", "end", "turn", "often", "hours", "box"])
def test_bad_numbers_have_one_clear_line_each(field: str) -> None:
    with_place = field in ("start", "end", "box")
    optional = field in ("turn", "often", "hours", "box")
    texts = [f"{text}x75" if with_place and text else text for text in BAD]
    texts += [f"25x{text}" for text in BAD if text] if with_place else []
    texts += ["0"] if field not in ("turn",) else []
    texts += ["0x75"] if with_place else []
    for text in texts:
        if not text and optional:
            continue
        with pytest.raises(LiftError) as caught:
            parse_lift(replace(GOOD, **{field: text}))
        line = str(caught.value)
        assert line.startswith("--") and line.isprintable() and len(line) < 120


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"weight": ""}, "--weight is missing: how heavy it is, such as 12kg"),
        ({"end": " "}, "--to is missing: where your hands put it, such as 25x140"),
        ({"start": "10x30in"}, "kg and in do not go together: give kg and cm, or lb and in"),
        ({"units": "us"}, "--units us and kg do not go together"),
        ({"units": "stone"}, '--units "stone" is none of metric, us'),
        ({"weight": "12stone"}, '--weight "12stone" is no weight, such as 12kg or 26lb'),
        ({"hours": "9"}, "--hours must be from 0.05 to 8 h, not 9"),
        ({"start": "25x999"}, "--from height must be from 0 to 220 cm, not 999"),
        ({"grip": "firm"}, '--grip "firm" is none of good, fair, poor'),
    ],
)
def test_what_cannot_be_is_said(changes: dict[str, str], words: str) -> None:
    with pytest.raises(LiftError) as caught:
        parse_lift(replace(GOOD, **changes))
    assert str(caught.value) == words


def test_units_are_understood() -> None:
    lift, box = parse_lift(GOOD)
    assert (lift.weight, lift.start, lift.end, lift.often, lift.system) == (
        12, Hands(25, 75), Hands(25, 140), 3, METRIC,
    )  # fmt: skip
    assert (box.depth, box.height) == (40, 30)
    american = Typed("26 lb", "10x22in", "?X59", often="180/h", hours="30min", box="16x12")
    lift, _ = parse_lift(american)
    assert lift.system is US and lift.end == Hands(16, 59)
    assert (lift.often, lift.hours) == (3.0, 0.5)
    assert parse_lift(Typed("26", "10x22", "10x59"), US)[0].system is US
    assert parse_lift(Typed("26", "10x22", "10x59", units="us"))[0].system is US


# The form: sliders, and either units.


@given(
    st.sampled_from((METRIC, US)),
    st.lists(st.tuples(st.sampled_from(FIELDS), st.integers(-30, 30))),
)
def test_sliders_stay_where_the_equation_takes_them(
    system: UnitSystem, moves: list[tuple[str, int]]
) -> None:
    form = LiftForm.first(system)
    for name, by in moves:
        field = next(one for one in FIELDS if one == name)
        moved = form.stepped(field, by)
        assert (moved.number(field) - form.number(field)) * by >= 0
        form = moved
    for one in (form, form.switched()):
        assert assess(one.lift).index > 0
        assert all(0.0 <= one.share(name) <= 1.0 for name in FIELDS)


def test_a_typed_number_may_lie_between_the_stops() -> None:
    form = LiftForm().typed("weight", "12,5")
    assert form.weight == 12.5
    assert (form.stepped("weight", 1).weight, form.stepped("weight", -1).weight) == (13, 12)
    assert form.typed("start_reach", "48 cm").start_reach == 48
    bad: tuple[tuple[FieldName, str], ...]
    bad = ("weight", "12 lb"), ("start_reach", "10in"), ("turn", "181"), ("grip", "1")
    bad += tuple((name, text) for name in FIELDS for text in ("nan", "inf", "-1", "1e9", "999999"))
    for name, text in bad:
        with pytest.raises(LiftError):
            form.typed(name, text)
