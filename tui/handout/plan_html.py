"""The sheet of a plan as a page to print: one file with its figures and its QR code."""

from __future__ import annotations

from tui.guide.blocks import dose_words
from tui.guide.content.exercise_model import Exercise
from tui.guide.content.model import Region
from tui.guide.content.record_index import Index
from tui.guide.content.triage_model import Level
from tui.guide.plan.sheet import DAYS, PlanSheet, made_with, publishers, told_with_code
from tui.guide.region import fill
from tui.handout.figures import exercise_figure
from tui.handout.markup import Html, document, element, listed
from tui.handout.qr import qr_code
from tui.handout.style import COMMON, PAPERS, PLAN

_MOST_IN_ONE_COLUMN = 3
"""Exercises that have a page's width each."""
_MOST_IN_TWO = 6
"""Exercises that have half of it; more have a third."""


def plan_html(index: Index, sheet: PlanSheet, region: Region | None, *, paper: str = "") -> str:
    """Return the sheet of a plan as a page that holds all it shows.

    Args:
        index: The content.
        sheet: The sheet.
        region: Whose emergency number to show.
        paper: ``a4``, ``letter``, or nothing to let the printer decide.

    """
    count = len(sheet.exercises)
    columns = "one" if count <= _MOST_IN_ONE_COLUMN else "two" if count <= _MOST_IN_TWO else "three"
    body = element(
        "main",
        _head(index, sheet),
        _emergency(index, region),
        _exercises(index, sheet),
        _boxes(index, sheet),
        _rules(index, sheet),
        class_=columns,
    )
    style = COMMON + PLAN + PAPERS[paper]
    title = f"{index.content.plan.title} · {sheet.code}"
    return document(title, style, body + _foot(index, sheet))


def _head(index: Index, sheet: PlanSheet) -> Html:
    words, plan = sheet.words, index.content.plan
    parts = [
        element("div", qr_code(sheet.code), element("strong", sheet.code), class_="code"),
        element("h1", plan.title),
    ]
    if words.name:
        parts.append(element("p", "For ", element("bdi", words.name)))
    parts.append(element("p", plan.lead, class_="lead"))
    if words.often:
        parts.append(element("p", "How often: ", element("bdi", words.often), class_="dose"))
    if words.note:
        parts.append(element("p", element("bdi", words.note)))
    return element("header", *parts)


def _emergency(index: Index, region: Region | None) -> Html:
    symbol = index.levels[Level.EMERGENCY].symbol
    signs = " ".join(fill(text, region) for text in index.content.guide.emergency_signs)
    sentence = element("p", element("strong", f"{symbol} "), signs)
    return element("section", sentence, class_="emergency", aria_label="Emergency signs")


def _exercises(index: Index, sheet: PlanSheet) -> Html:
    entries = [
        element("li", _exercise(index, number, exercise))
        for number, exercise in enumerate(sheet.exercises, 1)
    ]
    return element("ol", *entries, class_="exercises")


def _exercise(index: Index, number: int, exercise: Exercise) -> Html:
    words = element(
        "div",
        element("p", " ".join([exercise.start, *exercise.steps])),
        element(
            "div",
            element("div", element("h3", "Mistakes to avoid"), listed(exercise.errors)),
            element("div", element("h3", "Stop this one if"), listed(exercise.stop_if)),
            class_="pair",
        ),
        class_="words",
    )
    title = element("h2", f"{number}. {exercise.title}")
    dose = element("p", dose_words(exercise.dose), class_="dose")
    row = element("div", exercise_figure(index, exercise), words, class_="row")
    return Html(title + dose + row)


def _boxes(index: Index, sheet: PlanSheet) -> Html:
    days = [element("th", str(day), scope="col") for day in range(1, DAYS + 1)]
    box = element("span", class_="box")
    cell = element("td", *[box] * sheet.words.boxes_a_day)
    rows = [
        element("tr", element("th", exercise.title, scope="row"), *[cell] * DAYS)
        for exercise in sheet.exercises
    ]
    return element(
        "table",
        element("caption", element("strong", "Two weeks. "), index.content.plan.boxes),
        element("thead", element("tr", element("th", "Day", scope="col"), *days)),
        element("tbody", *rows),
        class_="four" if sheet.words.boxes_a_day > 2 else "few",
    )


def _rules(index: Index, sheet: PlanSheet) -> Html:
    movement = index.content.movement
    stop = element("section", element("h2", "Stop if"), listed(movement.stop_if))
    guide = element(
        "section",
        element("p", movement.severe),
        element("h2", "With the guide"),
        *(element("p", text) for text in told_with_code(index, sheet)),
    )
    return element("div", stop, guide, class_="rules")


def _foot(index: Index, sheet: PlanSheet) -> Html:
    return element(
        "footer",
        element("p", f"Sources: {', '.join(publishers(index, sheet))}."),
        element("p", " ".join(index.content.guide.disclaimer)),
        element("p", made_with(index)),
    )
