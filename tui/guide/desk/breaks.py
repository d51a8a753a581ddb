"""The breaks of somebody at a desk: a state that follows the time it is told.

Times are seconds of a clock that nobody sets and that goes on while the machine sleeps.
"""

from __future__ import annotations

import math
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

BreakKind: TypeAlias = Literal["short", "long", "up", "down"]
"""A short or a long break; or, at a desk that goes up and down, to stand up or to sit down."""
DeskStage: TypeAlias = Literal["sitting", "due", "break", "away", "paused"]

MINUTE = 60.0

NEVER = -math.inf
"""The time of what is not waited for."""

ASLEEP = 150.0
"""Seconds without being told the time, after which the machine must have slept."""


class BreakPlan(Struct, frozen=True):
    """When breaks are due and how long they are, in seconds.

    Attributes:
        short_every: how long somebody sits until a break is due.
        long_every: how long after the last long break the next one is a long one; 0 for never.
        short_lasts: how long a short break is.
        long_lasts: how long a long one is.
        stand_every: how long somebody stands until they sit down again, at a desk that goes up
            and down; 0 for another desk.
        away: how long nobody touches the machine until that counts as a break.
        later: how long "later" puts a break off.

    """

    short_every: float = 30 * MINUTE
    long_every: float = 120 * MINUTE
    short_lasts: float = 1 * MINUTE
    long_lasts: float = 4 * MINUTE
    stand_every: float = 0.0
    away: float = 5 * MINUTE
    later: float = 5 * MINUTE


class Desk(Struct, frozen=True):
    """What somebody does at their desk. Each change makes another one.

    Attributes:
        stage: what they do now.
        since: since when they sit, or are away.
        long_since: when the last long break ended.
        seen: when the state was last told the time.
        kind: the break that is due or on.
        until: when the break that is on ends, or one that was put off is due again.
        taken: the breaks taken today.
        skipped: the breaks that were not taken today.
        sat: the seconds sat today.
        stands: whether they stand at their desk.

    """

    stage: DeskStage
    since: float
    long_since: float
    seen: float
    kind: BreakKind = "short"
    until: float = NEVER
    taken: int = 0
    skipped: int = 0
    sat: float = 0.0
    stands: bool = False


def begin(now: float) -> Desk:
    """Return the state of somebody who sits down."""
    return Desk("sitting", now, now, now)


def due_at(desk: Desk, plan: BreakPlan) -> float:
    """Return when the next break is due for somebody who sits, or stands, on."""
    every = plan.stand_every if desk.stands else plan.short_every
    return max(desk.since + every, desk.until)


def next_kind(desk: Desk, plan: BreakPlan, at: float) -> BreakKind:
    """Return which break is due at a time."""
    if plan.long_every > 0 and at - desk.long_since >= plan.long_every:
        return "long"
    if plan.stand_every <= 0:
        return "short"
    return "down" if desk.stands else "up"


def tick(desk: Desk, plan: BreakPlan, now: float, idle: float | None = None) -> Desk:
    """Return the state at a time.

    Args:
        desk: the state before.
        plan: when breaks are due.
        now: the time; one that is earlier than the last changes nothing but that.
        idle: for how many seconds nobody has touched the machine; None where nobody knows.

    """
    gap = now - desk.seen
    if gap < 0:
        # No clock should go back; what has been sat so far stays.
        return replace(desk, since=desk.since + gap, long_since=desk.long_since + gap,
                       until=desk.until + gap, seen=now)  # fmt: skip
    if desk.stage == "paused":
        return replace(desk, seen=now)
    if gap > ASLEEP:
        # The machine slept, and its owner did something else: nothing is due at once.
        return _anew(desk, plan, now, rested=gap)
    if idle is not None and idle >= plan.away:
        return _left(desk, now, idle)
    if desk.stage == "away":
        back = now - (idle or 0.0)
        return _anew(replace(desk, seen=now), plan, back, rested=back - desk.since)
    if desk.stage == "break":
        return _rested(desk, now) if now >= desk.until else replace(desk, seen=now)
    desk = replace(desk, seen=now, sat=desk.sat + (0.0 if desk.stands else gap))
    due = due_at(desk, plan)
    if desk.stage == "sitting" and now >= due:
        return replace(desk, stage="due", kind=next_kind(desk, plan, now))
    return desk


def take(desk: Desk, plan: BreakPlan, now: float) -> Desk:
    """Begin a break now, whether one is due or not."""
    if desk.stage not in ("sitting", "due"):
        return desk
    kind = desk.kind if desk.stage == "due" else next_kind(desk, plan, now)
    lasts = plan.long_lasts if kind == "long" else plan.short_lasts
    return replace(desk, stage="break", kind=kind, until=now + lasts, seen=now)


def held_open(desk: Desk, until: float) -> Desk:
    """Let the break that is on last until a time."""
    return replace(desk, until=until) if desk.stage == "break" else desk


def finish(desk: Desk, now: float) -> Desk:
    """End the break that is on; it counts."""
    return _rested(desk, now) if desk.stage == "break" else desk


def later(desk: Desk, plan: BreakPlan, now: float) -> Desk:
    """Put off the break that is due."""
    if desk.stage != "due":
        return desk
    return replace(desk, stage="sitting", until=now + plan.later, seen=now)


def skip(desk: Desk, now: float) -> Desk:
    """Leave out the break that is due."""
    if desk.stage != "due":
        return desk
    long_since = now if desk.kind == "long" else desk.long_since
    return replace(desk, stage="sitting", since=now, long_since=long_since, until=NEVER, seen=now,
                   skipped=desk.skipped + 1)  # fmt: skip


def pause(desk: Desk, plan: BreakPlan, now: float) -> Desk:
    """Stop counting, as for a meeting; or count on, from now."""
    if desk.stage == "paused":
        return _anew(desk, plan, now, rested=0.0)
    return replace(desk, stage="paused", until=NEVER, seen=now)


def next_day(desk: Desk) -> Desk:
    """Return the state with the counts of a new day."""
    return replace(desk, taken=0, skipped=0, sat=0.0)


def _anew(desk: Desk, plan: BreakPlan, now: float, *, rested: float) -> Desk:
    """Return the state of somebody who goes on after having been elsewhere."""
    long_since = now if rested >= plan.long_lasts else desk.long_since
    return replace(desk, stage="sitting", since=now, long_since=long_since, until=NEVER,
                   seen=max(now, desk.seen))  # fmt: skip


def _left(desk: Desk, now: float, idle: float) -> Desk:
    """Return the state of somebody who has been away for some seconds."""
    if desk.stage == "away":
        return replace(desk, seen=now)
    # What was counted since they left was not sat; a break that was due is taken.
    since_left = min(idle, now - desk.since)
    counted = 0.0 if desk.stands else max(0.0, since_left - (now - desk.seen))
    sat = max(0.0, desk.sat - counted)
    is_break = desk.stage in ("due", "break")
    return replace(desk, stage="away", since=now - idle, until=NEVER, seen=now, sat=sat,
                   taken=desk.taken + is_break)  # fmt: skip


def _rested(desk: Desk, now: float) -> Desk:
    """Return the state after a break, which counts; one that turns the desk has done so."""
    stands = {"up": True, "down": False}.get(desk.kind, desk.stands)
    long_since = now if desk.kind == "long" else desk.long_since
    return replace(desk, stage="sitting", since=now, long_since=long_since, until=NEVER, seen=now,
                   taken=desk.taken + 1, stands=stands)  # fmt: skip
