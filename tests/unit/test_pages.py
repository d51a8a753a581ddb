"""The guide as blocks: the one order and wording that every face shows."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from tests.support import SMALL
from tests.support.content import loaded
from tui.guide import blocks
from tui.guide.blocks import Block, Kind
from tui.guide.content.exercise_model import Dose, Phase, Sides
from tui.guide.content.record_index import Index
from tui.guide.content.section_model import Source
from tui.guide.content.treatment_model import Pack, Range
from tui.guide.content.triage_model import Level

INDEX = Index.of(loaded(SMALL))


def words(page: blocks.Page) -> list[tuple[str, str]]:
    """The kinds and texts of a page."""
    return [(block.kind.value, block.text) for block in page]


def test_an_item_reads_from_its_lead_to_its_background() -> None:
    assert words(blocks.item_page(INDEX, INDEX.items["cool"])) == [
        ("title", "Cool it"),
        ("lead", "Cool the place."),
        ("point", "One point."),
        ("step", "One step."),
        ("step", "Another step."),
        ("heading", "How long"),
        ("text", "20 min (10 to 20) · up to 3 a day · 60 min apart"),
        ("heading", "Stop if"),
        ("never", "It burns."),
        ("heading", "Ask first if"),
        ("ask", "You are cold."),
        ("heading", "What not to do"),
        ("never", "Never on skin."),
        ("heading", "Ask first if"),
        ("ask", "You are unsure."),
        ("heading", "What not to do"),
        ("never", "Do not freeze."),
        ("text", "Background."),
    ]


def test_steps_are_numbered_from_one() -> None:
    steps = [b for b in blocks.item_page(INDEX, INDEX.items["cool"]) if b.kind is Kind.STEP]

    assert [block.number for block in steps] == [1, 2]


def test_an_item_without_more_has_only_title_and_lead() -> None:
    assert words(blocks.item_page(INDEX, INDEX.items["walk"])) == [
        ("title", "Walk"),
        ("lead", "Walk a little."),
    ]


def test_why_comes_with_the_notes_of_all_that_an_item_shows() -> None:
    assert words(blocks.why_page(INDEX, INDEX.items["cool"])) == [
        ("text", "It feels good."),
        ("heading", "Guidelines differ"),
        ("note", "Others say less."),
        ("note", "Others say more."),
    ]
    assert words(blocks.why_page(INDEX, INDEX.items["walk"])) == [("text", "It helps.")]


def test_an_exercise_reads_from_its_dose_to_what_comes_later() -> None:
    assert words(blocks.exercise_page(INDEX, INDEX.exercises["reach"])) == [
        ("title", "Reach"),
        ("lead", "Hold 2.5 + 10 s · once · each side · 2 rounds · rest 10 s between"),
        ("text", "Try it when the pain is easing. You feel it in: Arm."),
        ("text", "Sit."),
        ("step", "Reach."),
        ("heading", "Breathing"),
        ("text", "Breathe."),
        ("heading", "Mistakes to avoid"),
        ("never", "Too far."),
        ("heading", "Adapt"),
        ("point", "Reach less."),
        ("heading", "Stop if"),
        ("never", "It hurts."),
        ("never", "It hurts."),
        ("heading", "Later"),
        ("point", "Reach more."),
        ("heading", "For every exercise"),
        ("point", "Go slowly."),
        ("point", "See a doctor."),
    ]


def test_among_others_an_exercise_leaves_out_what_holds_for_all() -> None:
    reach = INDEX.exercises["reach"]
    alone = blocks.exercise_page(INDEX, reach)
    among = blocks.exercise_page(INDEX, reach, alone=False)

    assert Block(Kind.HEADING, "For every exercise") in alone
    assert Block(Kind.HEADING, "For every exercise") not in among


def test_an_exercise_asks_in_the_words_of_findings_and_blockers() -> None:
    page = blocks.exercise_page(INDEX, INDEX.exercises["bend"])

    assert [b.text for b in page if b.kind is Kind.ASK] == ["Tingling", "Numb", "A hip hurts."]


def test_what_holds_for_every_exercise() -> None:
    assert words(blocks.movement_page(INDEX)) == [
        ("heading", "Before you start"),
        ("point", "Go slowly."),
        ("heading", "Ask first if"),
        ("ask", "Young"),
        ("ask", "A knee hurts."),
        ("heading", "Stop if"),
        ("never", "It hurts."),
        ("text", "See a doctor."),
    ]


def test_the_ask_first_card_has_its_questions_before_its_advice() -> None:
    page = blocks.medicine_page(INDEX.content.medicine)
    kinds = [block.kind for block in page]
    advice = page.index(Block(Kind.POINT, "Follow the packet."))

    assert page[:2] == [Block(Kind.HEADING, "Ask first"), Block(Kind.TEXT, "Read this.")]
    assert kinds.count(Kind.ASK) == len(INDEX.content.medicine.lines)
    assert max(place for place, kind in enumerate(kinds) if kind is Kind.ASK) < advice
    assert words(page[advice - 1 :]) == [
        ("heading", "Only if none of these is true"),
        ("point", "Follow the packet."),
        ("heading", "Stop and get help"),
        ("never", "A rash."),
        ("text", "Get help."),
    ]


@pytest.mark.parametrize(
    ("level", "page"),
    [
        (
            Level.EMERGENCY,
            [
                ("lead", "Now"),
                ("point", "Call {emergency} now."),
                ("point", "Do not drive."),
                ("point", "Say that it tingles. {emergency}"),
                ("heading", "What not to do"),
                ("never", "Do not eat."),
                ("heading", "Until help comes"),
                ("point", "Lie down."),
            ],
        ),
        (
            Level.SELF_CARE,
            [
                ("lead", "Look again"),
                ("point", "Look again."),
                ("point", "In doubt, call {advice}."),
            ],
        ),
    ],
)
def test_a_level_says_what_to_do_before_what_not_to_do(
    level: Level, page: list[tuple[str, str]]
) -> None:
    assert words(blocks.level_page(INDEX, level)) == page


@pytest.mark.parametrize(
    ("level", "heading"),
    [
        (Level.EMERGENCY, "Until help comes"),
        (Level.URGENT, "Until help comes"),
        (Level.DOCTOR, "Until then"),
        (Level.SELF_CARE, "Until then"),
    ],
)
def test_help_is_awaited_only_where_it_was_called(level: Level, heading: str) -> None:
    assert blocks.until_words(level) == heading


def dose(**changes: Any) -> Dose:
    plain = Dose(hold=(5,), reps=3, most_reps=3, sides=Sides.NONE, often="Twice a day")
    return msgspec.structs.replace(plain, **changes)


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({}, "Hold 5 s · 3 times · twice a day"),
        ({"reps": 1, "most_reps": 1}, "Hold 5 s · once · twice a day"),
        ({"reps": 2, "most_reps": 3}, "Hold 5 s · 2 times, later up to 3 · twice a day"),
        ({"most_reps": 8}, "Hold 5 s · 3 times, later up to 8 · twice a day"),
        ({"reps": 1, "most_reps": 2}, "Hold 5 s · once, later up to 2 · twice a day"),
        ({"hold": (10, 2.5)}, "Hold 10 + 2.5 s · 3 times · twice a day"),
        ({"sides": Sides.EACH}, "Hold 5 s · 3 times · each side · twice a day"),
        ({"sides": Sides.ALTERNATING}, "Hold 5 s · 3 times · side to side · twice a day"),
        ({"sets": 2}, "Hold 5 s · 3 times · 2 rounds · twice a day"),
        ({"rest": 20}, "Hold 5 s · 3 times · rest 20 s between · twice a day"),
        ({"often": None}, "Hold 5 s · 3 times"),
        ({"often": "3 days a week"}, "Hold 5 s · 3 times · 3 days a week"),
    ],
)
def test_a_dose_is_one_line(changes: dict[str, Any], line: str) -> None:
    assert blocks.dose_words(dose(**changes)) == line


def test_a_pack_is_one_line_with_its_range() -> None:
    pack = msgspec.structs.replace(
        INDEX.packs["warm"], minutes=Range(least=5, usual=15, most=25), a_day=2, gap=90
    )

    assert isinstance(pack, Pack)
    assert blocks.pack_words(pack) == "15 min (5 to 25) · up to 2 a day · 90 min apart"


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (Source(id="a", title="T", publisher="P", year=2019), "T. P, 2019."),
        (Source(id="a", title="T.", publisher="P", year=2019), "T. P, 2019."),
        (Source(id="a", title="T", publisher="P", year="live"), "T. P, kept up to date."),
        (Source(id="a", title="T", publisher="P", year="unknown"), "T. P."),
        (Source(id="a", title="T", publisher="P", year=2019, note="N."), "T. P, 2019. N."),
    ],
)
def test_a_source_is_one_line(source: Source, line: str) -> None:
    assert blocks.source_words(source) == line


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("Twice a day", "twice a day"),
        ("3 days a week", "3 days a week"),
        ("NHS advice", "NHS advice"),
        ("PCs help", "PCs help"),
        ("I feel it", "I feel it"),
        ("A few at first", "a few at first"),
        ("", ""),
        ("A", "a"),
    ],
)
def test_a_sentence_goes_on_in_lower_case_but_names_stay(text: str, inside: str) -> None:
    assert blocks.lower_first(text) == inside


def test_a_heading_stands_only_over_something() -> None:
    assert blocks.headed("H", Kind.POINT, []) == []
    assert words(blocks.headed("H", Kind.POINT, ["a", "b"])) == [
        ("heading", "H"),
        ("point", "a"),
        ("point", "b"),
    ]


def test_each_phase_has_words() -> None:
    assert blocks.PHASE_WORDS.keys() == set(Phase)


def test_every_page_of_the_guide_starts_with_its_title_and_leaves_nothing_out(
    index: Index,
) -> None:
    for item in index.items.values():
        page = blocks.item_page(index, item)
        texts = [block.text for block in page]
        assert page[0] == Block(Kind.TITLE, item.title)
        for text in (item.lead, *item.points, *item.steps, *item.ask, *item.never, *item.more):
            assert text in texts
    for exercise in index.exercises.values():
        page = blocks.exercise_page(index, exercise)
        texts = [block.text for block in page]
        assert page[0] == Block(Kind.TITLE, exercise.title)
        for text in (*exercise.steps, *exercise.errors, *exercise.stop_if, *exercise.later):
            assert text in texts
