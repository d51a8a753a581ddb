"""The table of figures: what was measured, what it may be, and whether it is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

_NAME, _NUMBER = 48, 12


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: a ratio measured in one run, or a count."""

    name: str
    figure: float
    bound: float | None = None
    """The most that the figure may be; None where it is shown for comparison only."""
    unit: str = "×"
    note: str = ""
    """What the figure is made of, in a few words."""

    @property
    def holds(self) -> bool:
        """Whether the figure keeps within its bound."""
        return self.bound is None or self.figure <= self.bound

    def line(self) -> str:
        """The row as it is printed."""
        bound = "" if self.bound is None else _said(self.bound, self.unit)
        holds = "" if self.bound is None else "yes" if self.holds else "NO"
        figure = _said(self.figure, self.unit)
        return _line(self.name, figure, bound, holds, self.note)


def _line(name: str, figure: str, bound: str, holds: str, note: str) -> str:
    columns = f"{name:<{_NAME}} {figure:>{_NUMBER}} {bound:>{_NUMBER}} {holds:>5}  {note}"
    return columns.rstrip()


def _said(number: float, unit: str) -> str:
    """The number with three digits or all before the point, and its unit."""
    digits = f"{number:.3g}" if abs(number) < 1000 else f"{number:.0f}"
    return f"{digits} {unit}".rstrip()


HEADING = _line("what", "figure", "at most", "holds", "")


def write(rows: Iterable[Row], path: Path) -> None:
    """Keep the figures as JSON."""
    kept = [{**asdict(row), "holds": row.holds} for row in rows]
    path.write_text(json.dumps(kept, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def percentile(values: Sequence[float], share: float) -> float:
    """The least value that `share` of `values` do not exceed."""
    return sorted(values)[max(0, -int(-share * len(values) // 1) - 1)]


def in_turn(ours: Sequence[float], others: Sequence[float]) -> float:
    """How much more `ours` are, where each was measured right beside its other.

    What else the machine does in the meantime falls on both of a pair.
    """
    return median(one / other for one, other in zip(ours, others, strict=True))
