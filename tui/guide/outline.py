"""The outline of the guide: the entries of each tab, and the targets of links."""

from __future__ import annotations

from msgspec import Struct

from tui.guide.content.exercise_model import Exercise
from tui.guide.content.record_index import Index
from tui.guide.content.section_model import Item, Section


class Place(Struct, frozen=True):
    """A target in the guide: a tab, and the entry or finding in it."""

    section: str
    key: str = ""
    """The `Entry.key`, or on the doctor tab a finding's id; empty for the tab itself."""


QUIZ = Place("quiz")
"""The self-check, which is no tab."""
DAYS = Place("days")
"""The days of a spasm, which are no tab either."""
LIFT = Place("lift")
"""What a lift asks, a screen of its own."""


class Entry(Struct, frozen=True):
    """A line in a tab's list: an item, or an exercise that an item leads to."""

    place: Place
    group: str
    title: str
    short: str
    item: Item
    exercise: Exercise | None = None


def entries(index: Index, section: Section) -> tuple[Entry, ...]:
    """Return the entries of a tab, each exercise after the item that names it."""
    lines = []
    for item in section.items:
        place = Place(section.id, item.id)
        lines.append(Entry(place, item.group, item.title, item.short, item))
        for name in item.exercises:
            exercise = index.exercises[name]
            place = Place(section.id, f"{item.id}/{name}")
            lines.append(Entry(place, item.group, exercise.title, exercise.short, item, exercise))
    return tuple(lines)


def place_of(index: Index, name: str) -> Place:
    """Return where the item, exercise or finding `name` is found; for an exercise, the first spot.

    Raises:
        KeyError: if the guide has nothing of that name.

    """
    if name in index.items:
        return Place(index.section_of[name].id, name)
    if name in index.findings:
        return Place("doctor", name)
    for section in index.content.sections:
        for item in section.items:
            if name in item.exercises:
                return Place(section.id, f"{item.id}/{name}")
    raise KeyError(name)


def opened_by(item: Item) -> Place | None:
    """Return the place outside the tabs that an item leads to; None if there is none."""
    return {"quiz": QUIZ, "days": DAYS, "lift": LIFT}[item.opens] if item.opens else None


def title_of(index: Index, name: str) -> str:
    """Return the title of the item, exercise or finding `name`.

    Raises:
        KeyError: if the guide has nothing of that name.

    """
    entry = index.items.get(name) or index.exercises.get(name)
    return entry.title if entry else index.findings[name].text
