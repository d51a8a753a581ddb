"""The sheet of a plan as text, for pipes and for readers over SSH."""

from __future__ import annotations

from tui.guide import blocks
from tui.guide.blocks import Block, Kind, Page
from tui.guide.content.exercise_model import Exercise
from tui.guide.content.model import Region
from tui.guide.content.record_index import Index
from tui.guide.content.triage_model import Level
from tui.guide.plan.sheet import DAYS, PlanSheet, made_with, publishers, told_with_code
from tui.plain.page_format import as_markdown, as_text
from tui.plain.parts import NARROWEST

_WEEK = 7


def print_plan(
    index: Index,
    sheet: PlanSheet,
    region: Region | None,
    width: int,
    encoding: str | None = "utf-8",
    *,
    markdown: bool = False,
) -> str:
    """Return the sheet of a plan, wrapped to `width` columns or as Markdown."""
    page = plan_page(index, sheet)
    if markdown:
        return as_markdown(page, region, encoding)
    return as_text(page, region, max(width, NARROWEST), encoding)


def plan_page(index: Index, sheet: PlanSheet) -> Page:
    """Return the sheet of a plan; the emergency signs come first."""
    content, words = index.content, sheet.words
    symbol = index.levels[Level.EMERGENCY].symbol
    page = [Block(Kind.TITLE, content.plan.title)]
    if words.name:
        page.append(Block(Kind.TEXT, f"For {words.name}"))
    page += [
        Block(Kind.LEAD, content.plan.lead),
        Block(Kind.TEXT, f"Code: {sheet.code}"),
        Block(Kind.TEXT, f"{symbol} {' '.join(content.guide.emergency_signs)}"),
    ]
    if words.often:
        page.append(Block(Kind.TEXT, f"How often: {words.often}"))
    if words.note:
        page.append(Block(Kind.TEXT, f"Note: {words.note}"))
    for number, exercise in enumerate(sheet.exercises, 1):
        page += _exercise(number, exercise)
    page += blocks.headed("Stop if", Kind.NEVER, content.movement.stop_if)
    page += [Block(Kind.TEXT, content.movement.severe)]
    page += _boxes(index, sheet)
    page += blocks.headed("With the guide", Kind.TEXT, told_with_code(index, sheet))
    page += blocks.headed("Sources", Kind.TEXT, [", ".join(publishers(index, sheet)) + "."])
    page += blocks.headed("Please note", Kind.TEXT, [" ".join(content.guide.disclaimer)])
    return [*page, Block(Kind.TEXT, made_with(index))]


def _exercise(number: int, exercise: Exercise) -> Page:
    page = [
        Block(Kind.HEADING, f"{number}. {exercise.title}"),
        Block(Kind.LEAD, blocks.dose_words(exercise.dose)),
        Block(Kind.TEXT, exercise.start),
    ]
    page += [Block(Kind.STEP, step, place) for place, step in enumerate(exercise.steps, 1)]
    page += blocks.headed("Mistakes to avoid", Kind.NEVER, exercise.errors)
    return page + blocks.headed("Stop this one if", Kind.NEVER, exercise.stop_if)


def _boxes(index: Index, sheet: PlanSheet) -> Page:
    week = " ".join(["[ ]" * sheet.words.boxes_a_day] * _WEEK)
    page = [Block(Kind.HEADING, "Two weeks"), Block(Kind.TEXT, index.content.plan.boxes)]
    return page + [
        Block(Kind.POINT, f"{one.title}, week {number + 1}: {week}")
        for one in sheet.exercises
        for number in range(DAYS // _WEEK)
    ]
