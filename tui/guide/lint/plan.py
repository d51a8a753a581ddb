"""Checks of the numbers that exercises have in the codes of plans."""

from __future__ import annotations

from tui.guide.content.exercise_model import MOST_NUMBER
from tui.guide.content.faults import describe, nearest
from tui.guide.lint.fault_collector import FaultCollector


def check_plan(notes: FaultCollector) -> None:
    """Check that each exercise has one number, and each number one exercise."""
    entries = notes.content.plan.exercises
    exercises = notes.index.exercises
    numbers: dict[int, str] = {}
    ids: dict[str, str] = {}
    for place, entry in enumerate(entries):
        path = f"plan.exercise[{entry.id if entry.id not in ids else place}]"
        if entry.number in numbers:
            found = f"{entry.number}, as at {numbers[entry.number]}"
            notes.add(f"{path}.number", found, "a number of its own")
        if entry.id in ids:
            notes.add(f"{path}.id", f"{describe(entry.id)}, as at {ids[entry.id]}", "an id once")
        numbers.setdefault(entry.number, path)
        ids.setdefault(entry.id, path)
        if entry.gone and entry.id in exercises:
            notes.add(f"{path}.gone", describe(entry.gone), "nothing while there is the exercise")
        elif not entry.gone and entry.id not in exercises and "exercise" not in notes.skip:
            expected = "the id of an exercise, or gone = with its title if it was taken out"
            notes.add(f"{path}.id", describe(entry.id), expected, nearest(entry.id, exercises))
    for name in exercises:
        if name not in ids:
            free = next(number for number in range(1, MOST_NUMBER + 1) if number not in numbers)
            found = f"no number for {describe(name)}"
            expected = f"an entry of its own, such as number = {free}, and from 100 for a clinic"
            notes.add("plan.exercise", found, expected)
    for text in notes.content.plan.listed:
        if "{" in text.replace("{code}", "") or "}" in text.replace("{code}", ""):
            notes.add("plan.listed", describe(text), "braces only around {code}")
    if not any("{code}" in text for text in notes.content.plan.listed):
        notes.add("plan.listed", "no code", "{code} in one of its sentences")
