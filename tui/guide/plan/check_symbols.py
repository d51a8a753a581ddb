"""The symbols of a plan code, and two check symbols that tell where a mistake is.

The 23 symbols have no look-alikes among them and no vowels, so that no code spells a word. 23 is
a prime: symbols are numbers of a finite field. A code is right if the sum of its numbers, and
the sum of its numbers times their places, are both 0. One wrong symbol makes the first sum wrong,
and the second tells its place; two symbols that changed places make only the second wrong. Any
one or two wrong symbols are noticed.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

SYMBOLS = "23456789CDFHJKMNPRTVWXY"
ORDER = len(SYMBOLS)
MOST_SYMBOLS = 21
"""The most symbols of a code: with the hyphens between them 24 characters."""
_MOST_IN_GROUP = 6

_ALIKE = {"B": "8", "S": "5", "Z": "2", "G": "6", "U": "V"}
"""Characters that no code has, and the symbol that is meant by each."""


class Damage(Struct, frozen=True):
    """Where symbols are wrong: their places from 0; none if nobody can tell."""

    places: tuple[int, ...] = ()
    is_swap: bool = False
    """Whether the symbols at the places changed places."""


def symbol_of(character: str) -> int | None:
    """Return the number of a typed character; None if no symbol can be meant by it."""
    upper = character.upper()
    place = SYMBOLS.find(_ALIKE.get(upper, upper))
    return place if len(upper) == 1 and place >= 0 else None


def with_check(data: Sequence[int]) -> list[int]:
    """Return symbols followed by the two that check them."""
    total, placed = _sums(data)
    last = (len(data) * total - placed) % ORDER
    return [*data, (-total - last) % ORDER, last]


def damage(symbols: Sequence[int]) -> Damage | None:
    """Return where `symbols` are wrong; None if they are right."""
    total, placed = _sums(symbols)
    if total == placed == 0:
        return None
    if total:
        place = placed * pow(total, -1, ORDER) % ORDER
        return Damage((place,) if place < len(symbols) else ())
    swaps = [
        here
        for here in range(len(symbols) - 1)
        if (placed + symbols[here] - symbols[here + 1]) % ORDER == 0
    ]
    # Several swaps may explain it; only one of them is worth naming.
    return Damage((swaps[0], swaps[0] + 1), is_swap=True) if len(swaps) == 1 else Damage()


def grouped(symbols: Sequence[int]) -> str:
    """Write symbols in groups of about the same length, with hyphens between them."""
    text = "".join(SYMBOLS[symbol] for symbol in symbols)
    count = -(-len(text) // _MOST_IN_GROUP)
    ends = [round(len(text) * place / count) for place in range(count + 1)]
    return "-".join(text[start:end] for start, end in pairwise(ends))


def _sums(symbols: Sequence[int]) -> tuple[int, int]:
    """Return the sum of symbols, and their sum weighted by place, in the field."""
    weighted = sum(place * symbol for place, symbol in enumerate(symbols))
    return sum(symbols) % ORDER, weighted % ORDER
