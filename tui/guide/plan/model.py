"""A plan: exercises in order, each with its dose for one person, and the pace to play them at."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct
from msgspec.structs import replace

from tui.guide.content.exercise_model import Dose, Exercise, Sides

MOST_EXERCISES = 10
"""More fit on no sheet of two pages, and into no code."""
MOST_SETS = 4
LEAST_HOLD = 3
"""Seconds; what is said of a shorter hold takes longer."""
MOST_HOLD = 63
"""Seconds; a code has room for no more."""
MOST_REPS = 128


class PlanSide(Enum):
    """The side that works; of an exercise without sides it is always both."""

    BOTH = "both"
    LEFT = "left"
    RIGHT = "right"


class PlanDose(Struct, frozen=True):
    """The dose of one exercise for one person."""

    reps: int
    hold: int
    """Seconds of each held position; 0 for those of the exercise, where they differ."""
    sets: int = 1
    side: PlanSide = PlanSide.BOTH


class PlannedExercise(Struct, frozen=True):
    """An exercise of a plan, by its id."""

    id: str
    dose: PlanDose


class Plan(Struct, frozen=True):
    """Exercises in the order to play them."""

    exercises: tuple[PlannedExercise, ...]
    pace: float = 1.0


class DoseLimits(Struct, frozen=True):
    """What the content allows of an exercise."""

    most_reps: int
    """The most repetitions of one side, those of all sets together."""
    least_hold: int
    most_hold: int
    """Seconds; both 0 where positions are held for different times, which no plan changes."""
    has_sides: bool

    @classmethod
    def of(cls, exercise: Exercise) -> DoseLimits:
        """Return the limits of `exercise`."""
        dose = exercise.dose
        hold = usual_hold(dose)
        most = min(MOST_HOLD, int(dose.most_hold or hold)) if hold else 0
        return cls(
            most_reps=min(MOST_REPS, dose.most_reps),
            least_hold=min(LEAST_HOLD, hold),
            most_hold=max(hold, most),
            has_sides=dose.sides is not Sides.NONE,
        )


def usual_hold(dose: Dose) -> int:
    """Return the seconds of every position; 0 if they differ or are no whole numbers."""
    (first, *others) = dose.hold
    is_whole = float(first).is_integer() and 0 < first <= MOST_HOLD
    return int(first) if is_whole and all(other == first for other in others) else 0


def usual_dose(exercise: Exercise) -> PlanDose:
    """Return the dose that the content gives of an exercise."""
    dose = exercise.dose
    sets = min(dose.sets, MOST_SETS)
    reps = min(dose.reps, max(1, DoseLimits.of(exercise).most_reps // sets))
    return PlanDose(reps=reps, hold=usual_hold(dose), sets=sets)


def within_limits(exercise: Exercise, dose: PlanDose) -> PlanDose:
    """Return the dose nearest to `dose` that the content allows."""
    limits = DoseLimits.of(exercise)
    sets = min(dose.sets, limits.most_reps)
    hold = min(max(dose.hold or usual_hold(exercise.dose), limits.least_hold), limits.most_hold)
    return PlanDose(
        reps=min(dose.reps, limits.most_reps // sets),
        hold=hold,
        sets=sets,
        side=dose.side if limits.has_sides else PlanSide.BOTH,
    )


def with_dose(exercise: Exercise, planned: PlanDose) -> Exercise:
    """Return `exercise` as a plan gives it."""
    dose = exercise.dose
    one_side = planned.side is not PlanSide.BOTH and dose.sides is not Sides.NONE
    return replace(
        exercise,
        dose=replace(
            dose,
            hold=tuple(float(planned.hold) for _ in dose.hold) if planned.hold else dose.hold,
            reps=planned.reps,
            most_reps=planned.reps,
            sets=planned.sets,
            sides=Sides(planned.side.value) if one_side else dose.sides,
            often=None,
        ),
    )
