"""Easing of movements: from share of the time to share of the way."""

from __future__ import annotations

import math

from tui.figure.motion import Ease


def ease(kind: Ease, k: float) -> float:
    """Return the share of the way after the share ``k`` of the time.

    Every kind goes from 0 at 0 to 1 at 1 and never back; outside it stays at its ends.
    ``smooth`` starts and ends at rest, ``gentle`` also without a jerk in the force.
    """
    k = min(1.0, max(0.0, k))
    if kind == "smooth":
        return 0.5 - 0.5 * math.cos(math.pi * k)
    if kind == "gentle":
        return k * k * k * (k * (6.0 * k - 15.0) + 10.0)
    return k
