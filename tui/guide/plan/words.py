"""Plans as somebody types them: ``knee_to_chest:3x5s pelvic_tilt:10``."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from msgspec.structs import replace

from tui.guide.blocks import condition_words
from tui.guide.content.exercise_model import Exercise
from tui.guide.content.faults import nearest
from tui.guide.content.record_index import Index
from tui.guide.finding_ids import matching_id
from tui.guide.plan.dose_form import DOSE_FORM
from tui.guide.plan.model import (
    MOST_EXERCISES,
    MOST_SETS,
    DoseLimits,
    Plan,
    PlanDose,
    PlannedExercise,
    PlanSide,
    usual_dose,
)
from tui.guide.routine.routine import left_out

_DOSE = re.compile(r"(?:(?:(\d{1,4})x)?(\d{1,4}))?(?:(?:x|^)(\d{1,4})s)?")
_SIDES = {"left": PlanSide.LEFT, "right": PlanSide.RIGHT, "both": PlanSide.BOTH}


class PlanError(ValueError):
    """A plan that cannot be made; each argument is a line that says why."""


def plan_of(index: Index, words: Sequence[str], *, pace: float = 1.0) -> Plan:
    """Return the plan that `words` name: exercises with or without a dose, and routines.

    Raises:
        PlanError: with a line for every fault.

    """
    faults: list[str] = []
    planned: list[PlannedExercise] = []
    for word in words:
        try:
            planned += _planned(index, word)
        except PlanError as error:
            faults += error.args
    names = [one.id for one in planned]
    faults += [
        f"{name} is named twice; a plan has each exercise once"
        for name in dict.fromkeys(names)
        if names.count(name) > 1
    ]
    if (len(words) > MOST_EXERCISES and not faults) or len(planned) > MOST_EXERCISES:
        faults = [
            f"these are {max(len(words), len(planned))} exercises; a plan has {MOST_EXERCISES} at "
            "most, and few are done more often than many"
        ]
    if faults:
        raise PlanError(*faults)
    if not planned:
        raise PlanError("name one exercise or more, such as knee_to_chest:3x5s")
    return Plan(tuple(planned), pace)


def ruled_out(index: Index, plan: Plan, true: Collection[str]) -> list[str]:
    """Return a line for each exercise of a plan that something among `true` rules out."""
    lines = []
    for one in plan.exercises:
        exercise = index.exercises[one.id]
        if why := left_out(index, exercise, true):
            named = ", ".join(f"{name} ({condition_words(index, name)})" for name in why)
            lines.append(f"{one.id} is ruled out by {named}: {index.content.movement.blocked}")
    return lines


def condition_ids(index: Index, typed: Sequence[str]) -> list[str]:
    """Return the ids of the findings and blockers that `typed` means.

    Raises:
        PlanError: with a line for each that is unknown.

    """
    known = (*index.findings, *index.blockers)
    names = {word: matching_id(word, known) for word in typed}
    unknown = [word for word, name in names.items() if name is None]
    if unknown:
        raise PlanError(*(_unknown("condition", word, known) for word in unknown))
    return [name for name in names.values() if name]


def _planned(index: Index, word: str) -> list[PlannedExercise]:
    name, _, dose = word.partition(":")
    match = matching_id(name, (*index.exercises, *index.programs))
    if match is None:
        raise PlanError(_unknown("exercise", name, (*index.exercises, *index.programs)))
    if match not in index.exercises:
        if dose:
            raise PlanError(f"{match} is a routine: give a dose to its exercises, one by one")
        ids = index.programs[match].exercises
        return [PlannedExercise(one, usual_dose(index.exercises[one])) for one in ids]
    exercise = index.exercises[match]
    return [PlannedExercise(match, _dose(exercise, dose) if dose else usual_dose(exercise))]


def _dose(exercise: Exercise, typed: str) -> PlanDose:
    """Return the dose that is typed after an exercise.

    Raises:
        PlanError: if it cannot be understood, or the content does not allow it.

    """
    usual, parts = usual_dose(exercise), typed.casefold().replace("×", "x").split(":")
    sides = [_SIDES[part] for part in parts if part in _SIDES]
    amounts = [part for part in parts if part not in _SIDES]
    match = _DOSE.fullmatch(amounts[0]) if len(amounts) == 1 else None
    if len(sides) > 1 or len(amounts) > 1 or (amounts and not (match and match[0])):
        raise PlanError(f"{exercise.id}: “{_shown(typed)}” is no dose; write it {DOSE_FORM}")
    sets, reps, hold = match.groups() if match else (None, None, None)
    dose = replace(
        usual,
        sets=int(sets) if sets else 1 if reps else usual.sets,
        reps=int(reps) if reps else usual.reps,
        hold=int(hold) if hold else usual.hold,
        side=sides[0] if sides else PlanSide.BOTH,
    )
    if faults := dose_faults(exercise, dose, names_hold=bool(hold)):
        raise PlanError(*(f"{exercise.id}: {fault}" for fault in faults))
    return dose


def dose_faults(exercise: Exercise, dose: PlanDose, *, names_hold: bool = True) -> list[str]:
    """Return what the content does not allow of a dose, a line each."""
    limits, faults = DoseLimits.of(exercise), []
    if not 1 <= dose.sets <= MOST_SETS:
        faults.append(f"{dose.sets} rounds; the guide allows from 1 to {MOST_SETS}")
    elif not 1 <= dose.reps * dose.sets <= limits.most_reps:
        all_reps = f"{dose.sets} rounds of {dose.reps}" if dose.sets > 1 else str(dose.reps)
        faults.append(f"{all_reps} times; the guide allows from 1 to {limits.most_reps}")
    if not limits.most_hold:
        if names_hold and dose.hold:
            faults.append("its positions are held for different times; give only how many times")
    elif not limits.least_hold <= dose.hold <= limits.most_hold:
        allowed = (
            f"from {limits.least_hold} to {limits.most_hold} s"
            if limits.least_hold < limits.most_hold
            else f"{limits.most_hold} s"
        )
        faults.append(f"held for {dose.hold} s; the guide allows {allowed}")
    if dose.side is not PlanSide.BOTH and not limits.has_sides:
        faults.append(f"no {dose.side.value} side; it moves both sides at once")
    return faults


def _unknown(kind: str, typed: str, known: Collection[str]) -> str:
    near = nearest(typed, known)
    hint = f'; did you mean "{near}"?' if near else f", expected one of {', '.join(known)}"
    if kind == "condition" and not near:
        hint = "; see backspasm triage --list"
    return f'unknown {kind} "{_shown(typed)}"{hint}'


def _shown(text: str) -> str:
    return "".join(char if char.isprintable() else "?" for char in text[:40])
