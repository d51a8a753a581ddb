"""The code of a plan: exercises, doses and pace in at most 24 characters; no names, no health.

A code holds the number of each exercise from ``[[plan.exercise]]`` of the content, and its dose
where that is another than the one written there. Those entries never change, so a code means the
same with every later content. What a newer content no longer has, or allows less of, is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from tui.guide.content.exercise_model import PlanNumber
from tui.guide.content.record_index import Index
from tui.guide.plan.check_symbols import (
    MOST_SYMBOLS,
    ORDER,
    Damage,
    damage,
    grouped,
    symbol_of,
    with_check,
)
from tui.guide.plan.model import (
    MOST_EXERCISES,
    MOST_SETS,
    Plan,
    PlanDose,
    PlannedExercise,
    PlanSide,
    within_limits,
)
from tui.guide.routine.paces import PACES

VERSION = 0
"""The form of the bits; a guide that knows later ones reads this one too."""
_VERSION_BITS = 2
_COMMON_HOLDS = (3, 5, 6, 8, 10, 15, 20, 30)
_COMMON_REPS = (3, 5, 6, 8, 10, 12, 15, 20)
_FEW = 16
"""The numbers below this take the fewest bits."""
_LEAST_SYMBOLS = 4
_SEPARATORS = " -–—_.·"
_LEAST_WITHOUT_DIGIT = 6


class PlanCodeError(ValueError):
    """A code that cannot be read; `places` are those of the typed characters that are wrong."""

    def __init__(self, message: str, places: Sequence[int] = ()) -> None:
        self.places = tuple(places)
        super().__init__(message)


class PlanTooLong(ValueError):
    """A plan that no code has room for."""


class DecodedPlan(Struct, frozen=True):
    """A plan from a code, and what the content lacks of it, a sentence each."""

    plan: Plan
    notes: tuple[str, ...] = ()


def encode(index: Index, plan: Plan) -> str:
    """Return the code of a plan whose exercises the content has.

    Raises:
        PlanTooLong: if its doses do not fit.

    """
    numbers = {entry.id: entry for entry in index.content.plan.exercises}
    pace = PACES.index(plan.pace)
    bits = f"{VERSION:0{_VERSION_BITS}b}" + ("0" if plan.pace == 1.0 else f"1{pace:03b}")
    bits += "".join(_exercise_bits(numbers[one.id], one.dose) for one in plan.exercises)
    # The first bit keeps the zeros that follow it.
    value, data = int(f"1{bits}", 2), []
    while value:
        value, symbol = divmod(value, ORDER)
        data.append(symbol)
    if len(data) + 2 > MOST_SYMBOLS:
        raise PlanTooLong(
            "no code has room for these exercises with doses of their own: "
            "leave one out, or let some have their usual dose"
        )
    return grouped(with_check(data[::-1]))


def decode(index: Index, typed: str) -> DecodedPlan:
    """Return the plan of a code as somebody typed it.

    Raises:
        PlanCodeError: if it is no code, or has a mistake.

    """
    symbols = _symbols(typed)
    if wrong := damage([symbol for _, symbol in symbols]):
        raise _damaged(typed, [place for place, _ in symbols], wrong)
    if not symbols[0][1]:
        raise PlanCodeError(_compare(typed))  # No number begins with a zero.
    value = 0
    for _, symbol in symbols[:-2]:
        value = value * ORDER + symbol
    bits = _Bits(f"{value:b}"[1:])
    try:
        decoded = _decoded(index, bits)
    except _OutOfBits:
        raise PlanCodeError(_compare(typed)) from None
    return decoded


def looks_like_code(typed: str) -> bool:
    """Return whether a word that is no id was probably meant as a code."""
    bare = "".join(char for char in typed if char not in _SEPARATORS).upper()
    known = sum(symbol_of(char) is not None or char in "01" for char in bare)
    most = MOST_SYMBOLS + len(_SEPARATORS)
    if not any(char.isdigit() for char in bare):
        # A few consonants are more likely the slip of a finger, and vowels a word.
        return _LEAST_WITHOUT_DIGIT <= len(bare) <= most and known == len(bare)
    return _LEAST_SYMBOLS <= len(bare) <= most and known >= len(bare) - 2


class _OutOfBits(Exception):
    """Bits that end within a value, or that no encoder writes."""


class _Bits:
    """Reads values from a string of bits."""

    def __init__(self, bits: str) -> None:
        self._bits = bits
        self._place = 0

    def __bool__(self) -> bool:
        return self._place < len(self._bits)

    def take(self, count: int) -> int:
        """Return the value of the next `count` bits."""
        taken = self._bits[self._place : self._place + count]
        if len(taken) < count:
            raise _OutOfBits
        self._place += count
        return int(taken, 2)


def _symbols(typed: str) -> list[tuple[int, int]]:
    """Return the place of each typed symbol, and its number."""
    symbols = []
    for place, character in enumerate(typed.strip()):
        if character in _SEPARATORS:
            continue
        symbol = symbol_of(character)
        if symbol is None:
            raise PlanCodeError(
                f"{_at(typed.strip(), [place])}: no code has a “{_shown(character)}”", [place]
            )
        symbols.append((place, symbol))
    if not _LEAST_SYMBOLS <= len(symbols) <= MOST_SYMBOLS:
        raise PlanCodeError(
            f"“{_shown(typed.strip())}” has {len(symbols)} letters and digits; "
            f"a code has from {_LEAST_SYMBOLS} to {MOST_SYMBOLS}"
        )
    return symbols


def _damaged(typed: str, places: Sequence[int], wrong: Damage) -> PlanCodeError:
    typed = typed.strip()
    at = [places[place] for place in wrong.places]
    if wrong.is_swap:
        message = f"{_at(typed, at)}: perhaps these two changed places"
        return PlanCodeError(f"{message}. Compare the code with your sheet", at)
    if at:
        message = f"{_at(typed, at)} is wrong. Compare the code with your sheet"
        return PlanCodeError(message, at)
    return PlanCodeError(_compare(typed))


def _compare(typed: str) -> str:
    return f"“{_shown(typed.strip())}” has more than one mistake. Compare it with your sheet"


def _at(typed: str, places: Sequence[int]) -> str:
    """Return typed characters by their places, and where they stand between brackets."""
    first, last = places[0], places[-1]
    marked = f"{typed[:first]}[{typed[first : last + 1]}]{typed[last + 1 :]}"
    named = " and ".join(str(place + 1) for place in places)
    return f"character{'s' if len(places) > 1 else ''} {named} of the code, {_shown(marked)}"


def _shown(text: str) -> str:
    return "".join(char if char.isprintable() else "?" for char in text[:40])


def _exercise_bits(entry: PlanNumber, dose: PlanDose) -> str:
    number = f"0{entry.number:04b}" if entry.number < _FEW else f"1{entry.number:07b}"
    if dose == PlanDose(entry.reps, entry.hold):
        return f"{number}0"
    bits = f"{number}1" + _value_bits(dose.reps, entry.reps, _COMMON_REPS, 1, 7)
    bits += _value_bits(dose.hold, entry.hold, _COMMON_HOLDS, 0, 6)
    if (dose.sets, dose.side) == (1, PlanSide.BOTH):
        return f"{bits}0"
    return f"{bits}1{dose.sets - 1:02b}{list(PlanSide).index(dose.side):02b}"


def _value_bits(value: int, usual: int, common: Sequence[int], least: int, size: int) -> str:
    if value == usual:
        return "0"
    if value in common:
        return f"10{common.index(value):03b}"
    return f"11{value - least:0{size}b}"


def _decoded(index: Index, bits: _Bits) -> DecodedPlan:
    if bits.take(_VERSION_BITS) != VERSION:
        raise PlanCodeError("this code is from a newer guide: update this one to play it")
    pace = 1.0
    if bits.take(1):
        place = bits.take(3)
        if place >= len(PACES) or PACES[place] == 1.0:
            raise _OutOfBits
        pace = PACES[place]
    entries = {entry.number: entry for entry in index.content.plan.exercises}
    planned: list[PlannedExercise] = []
    notes: list[str] = []
    count = 0
    while bits:
        count += 1
        number = bits.take(7) if bits.take(1) else bits.take(4)
        entry = entries.get(number)
        dose = _dose(bits, entry)
        if entry is None or entry.id not in index.exercises:
            name = entry.gone or entry.id if entry else f"its exercise number {number}"
            notes.append(f"This guide does not have {name}, so that is left out.")
            continue
        planned.append(PlannedExercise(entry.id, _allowed(index, entry.id, dose, notes)))
    if not count or count > MOST_EXERCISES or len({one.id for one in planned}) < len(planned):
        raise _OutOfBits
    if not planned:
        raise PlanCodeError(" ".join(notes) + " Nothing is left to play.")
    return DecodedPlan(Plan(tuple(planned), pace), tuple(notes))


def _dose(bits: _Bits, entry: PlanNumber | None) -> PlanDose:
    """Read a dose; of an unknown exercise only its length counts."""
    usual = PlanDose(entry.reps, entry.hold) if entry else PlanDose(1, 1)
    if not bits.take(1):
        return usual
    reps = _value(bits, usual.reps, _COMMON_REPS, 1, 7)
    hold = _value(bits, usual.hold, _COMMON_HOLDS, 0, 6)
    sets, side = 1, PlanSide.BOTH
    if bits.take(1):
        sets, place = bits.take(2) + 1, bits.take(2)
        if sets > MOST_SETS or place >= len(PlanSide):
            raise _OutOfBits
        side = list(PlanSide)[place]
    return PlanDose(reps, hold, sets, side)


def _value(bits: _Bits, usual: int, common: Sequence[int], least: int, size: int) -> int:
    if not bits.take(1):
        return usual
    return common[bits.take(3)] if not bits.take(1) else bits.take(size) + least


def _allowed(index: Index, name: str, dose: PlanDose, notes: list[str]) -> PlanDose:
    """Return a dose within the limits of the content, and note what they change."""
    exercise = index.exercises[name]
    allowed = within_limits(exercise, dose)
    changes = [*_changes(dose, allowed)]
    if changes:
        notes.append(f"{exercise.title}: this guide allows less now, so it is {changes[0]}.")
    return allowed


def _changes(dose: PlanDose, allowed: PlanDose) -> Iterator[str]:
    words: Mapping[str, str] = {
        "reps": f"{allowed.reps} times",
        "sets": f"{allowed.sets} rounds",
        "hold": f"held for {allowed.hold} s",
    }
    for field, said in words.items():
        before = getattr(dose, field)
        if before and before != getattr(allowed, field):
            yield said
