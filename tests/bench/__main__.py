"""What the guide costs: ``python -m tests.bench [POINT…]``, all points without one.

Prints a row for each figure and keeps them all in ``bench.json``.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable

from tests.bench import (
    desk_status,
    first_frame,
    growth,
    keys,
    served,
    slow_line,
    tricks,
    wire,
    work,
)
from tests.bench.program import ROOT
from tests.bench.table import HEADING, Row, write

_POINTS: dict[str, Callable[[], Iterable[Row]]] = {
    "first-frame": first_frame.rows,
    "status": desk_status.rows,
    "keys": keys.rows,
    "wire": wire.rows,
    "slow-line": slow_line.rows,
    "work": work.rows,
    "growth": growth.rows,
    "served": served.rows,
}
_ASKED_FOR: dict[str, Callable[[], Iterable[Row]]] = {"tricks": tricks.rows}
"""Measured only where they are named."""


def main() -> int:
    """Measure and print; 1 if a bound does not hold."""
    all_points = {**_POINTS, **_ASKED_FOR}
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("points", nargs="*", metavar="POINT", help=", ".join(all_points))
    points = parser.parse_args().points or list(_POINTS)
    if unknown := set(points) - set(all_points):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    print(HEADING)
    held = []
    for point in points:
        for row in all_points[point]():
            print(row.line(), flush=True)
            held.append(row)
    write(held, ROOT / "bench.json")
    return 0 if all(row.holds for row in held) else 1


if __name__ == "__main__":
    raise SystemExit(main())
