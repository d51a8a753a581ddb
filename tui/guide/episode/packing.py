"""The pack timer as a state machine without a clock of its own.

A pack goes towel → on → over while there is a `Timer`, and pause → ready, or done for the
day, once it has come off and its `PackUse` is stored. Everything is derived from these records
and the time, so a guide that was suspended or closed resumes from the clock.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from enum import Enum

from msgspec import Struct
from msgspec.structs import replace

from tui.guide.content.treatment_model import Pack
from tui.guide.episode.records import DAY, PackUse, Timer, Timestamp

MINUTE = 60.0
LEAST_USE = 1.0
"""Minutes that a pack must have been on to count as a use."""


class PackStage(Enum):
    """The stage of a pack."""

    TOWEL = "towel"
    """To be wrapped in its towel, not yet on the skin."""
    ON = "on"
    OVER = "over"
    """Its time is up, but it has not been reported off yet."""
    PAUSE = "pause"
    """The skin rests before the next one."""
    DONE = "done"
    """The limit of packs within 24 hours is reached."""
    READY = "ready"


class PackMoment(Struct, frozen=True):
    """The state of a pack at one instant."""

    stage: PackStage
    left: float
    """Seconds until the stage ends by itself; 0 if it does not."""
    share: float
    """The elapsed share of the pack's time, from 0 to 1."""
    until: Timestamp | None
    """When the pack ends or ended, or when the next one may be laid on."""
    check: int | None = None
    """The latest skin check that was due, in minutes after the start, while the pack is on."""
    next_check: int | None = None
    """The next skin check, in minutes after the start."""
    looking: bool = False
    """Whether a skin check became due within the last minute."""


class PackBell(Struct, frozen=True):
    """A reason to ring the bell."""

    stage: PackStage
    """`ON` for a skin check, `OVER` for the end."""
    minute: int
    """Minutes after the start."""


def prepared(pack: Pack, minutes: int | None = None) -> Timer:
    """Return a timer for a pack to be wrapped, for its usual time or `minutes` within its range."""
    wanted = pack.minutes.usual if minutes is None else minutes
    return Timer(pack.id, min(max(wanted, pack.minutes.least), pack.minutes.most))


def laid_on(timer: Timer, now: Timestamp) -> Timer:
    """Return the timer started at `now`, its towel ticked; unchanged if it runs already."""
    return timer if timer.started is not None else replace(timer, started=now)


def changed(pack: Pack, timer: Timer, by: int, now: Timestamp) -> Timer:
    """Return the timer `by` minutes longer or, if negative, shorter, within the pack's range.

    A running timer cannot end before `now`; one that is over stays as it was.
    """
    least = pack.minutes.least
    if timer.started is not None:
        passed = _passed(timer, now)
        if passed >= timer.minutes * MINUTE:
            return timer
        least = max(least, math.ceil(passed / MINUTE))
    wanted = min(max(timer.minutes + by, least), pack.minutes.most)
    return replace(timer, minutes=wanted)


def followed(timer: Timer, before: Timestamp, now: Timestamp) -> Timer:
    """Return the timer to store after the clock went from `before` to `now`.

    If the clock was set back, the start is moved back with it, so that the pack does not stay
    on longer. A guide that has just opened uses the start as `before`.
    """
    if timer.started is None or now >= (known := max(before, timer.started)):
        return timer
    return replace(timer, started=timer.started - (known - now))


def moment(pack: Pack, timer: Timer | None, uses: Iterable[PackUse], now: Timestamp) -> PackMoment:
    """Return the state of the pack at `now`.

    Args:
        pack: The pack of the timer, or the one to be offered next.
        timer: The timer of the current pack, if there is one.
        uses: The recorded uses of packs.
        now: The time.

    """
    if timer is None:
        return _between(pack, uses, now)
    whole = timer.minutes * MINUTE
    if timer.started is None:
        return PackMoment(
            PackStage.TOWEL, 0.0, 0.0, None, next_check=next(iter(_checks(pack, timer)), None)
        )
    passed = _passed(timer, now)
    end = timer.started + whole
    if passed >= whole:
        return PackMoment(PackStage.OVER, 0.0, 1.0, end)
    checks = _checks(pack, timer)
    check = max((minute for minute in checks if minute * MINUTE <= passed), default=None)
    return PackMoment(
        PackStage.ON,
        whole - passed,
        passed / whole,
        end,
        check,
        min((minute for minute in checks if minute * MINUTE > passed), default=None),
        check is not None and passed < (check + 1) * MINUTE,
    )


def bell(pack: Pack, timer: Timer, before: Timestamp, now: Timestamp) -> PackBell | None:
    """Return the last reason to ring after `before`, up to `now`; None if there is none.

    Called repeatedly with the time of the previous call, it returns each reason once; of
    several between two calls, only the last.
    """
    if timer.started is None or now <= before:
        return None
    bells = [PackBell(PackStage.ON, minute) for minute in _checks(pack, timer)]
    bells.append(PackBell(PackStage.OVER, timer.minutes))
    began = timer.started
    came = [ring for ring in bells if before < began + ring.minute * MINUTE <= now]
    return came[-1] if came else None


def use(timer: Timer, now: Timestamp) -> PackUse | None:
    """Return the record of a pack taken off at `now`; None if it was not on long enough.

    After its end it counts as taken off in time, since nothing else is known. A pack on for
    less than `LEAST_USE`, or not at all, is no use.
    """
    if timer.started is None:
        return None
    minutes = min(_passed(timer, now) / MINUTE, timer.minutes)
    return PackUse(0, timer.started, timer.pack, minutes) if minutes >= LEAST_USE else None


def is_kept(timer: Timer, uses: Iterable[PackUse]) -> bool:
    """Return whether the use of this timer is among `uses` already."""
    return any(record.at == timer.started and record.pack == timer.pack for record in uses)


def _passed(timer: Timer, now: Timestamp) -> float:
    """Return the seconds since the start, never less than 0."""
    return max(0.0, now - timer.started) if timer.started is not None else 0.0


def _checks(pack: Pack, timer: Timer) -> Sequence[int]:
    """Return the minutes of the skin checks, without one at the end, where the pack comes off."""
    return sorted({minute for minute in pack.checks if minute < timer.minutes})


def _between(pack: Pack, uses: Iterable[PackUse], now: Timestamp) -> PackMoment:
    """Return the state between two packs: the pause runs from the end of the last one.

    Both kinds count together, over the last 24 hours, whatever the date. A clock that was
    set back lengthens neither wait.
    """
    recent = sorted(
        (min(record.at, now), min(record.minutes, pack.minutes.most) * MINUTE)
        for record in uses
        if record.at > now - DAY
    )
    gap = pack.gap * MINUTE
    pause = max((min(at + minutes, now) + gap for at, minutes in recent), default=now)
    day = recent[-pack.a_day][0] + DAY if len(recent) >= pack.a_day else now
    until = max(pause, day)
    if until <= now:
        return PackMoment(PackStage.READY, 0.0, 1.0, None)
    return PackMoment(PackStage.DONE if day > pause else PackStage.PAUSE, until - now, 1.0, until)
