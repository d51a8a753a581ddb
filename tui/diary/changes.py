"""Changes to the diary, each decided from its present records in one transaction.

Another guide may have ended the spasm, changed an entry or erased everything since this one
read the diary. Each function takes the present records, inside a transaction.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from tui.diary.store import Records
from tui.guide.content.episode_model import EpisodeWords
from tui.guide.episode.records import (
    DAY,
    AskFirstAnswers,
    Checked,
    Diary,
    Episode,
    EpisodeRecord,
    HabitAnswers,
    PackUse,
    Pain,
    Response,
    Ticked,
    Timer,
    Timestamp,
    WalkDone,
    is_ahead,
)

if TYPE_CHECKING:
    from tui.guide.quiz.quiz import Round

R = TypeVar("R", Episode, Pain, PackUse, WalkDone, Response, Ticked)


class OpenTicks(Struct, frozen=True):
    """Ticks and answers held in memory, to be stored when a spasm begins."""

    ticked: frozenset[str] = frozenset()
    noticed: frozenset[str] = frozenset()
    asked: AskFirstAnswers = AskFirstAnswers()
    checked: Timestamp | None = None
    """When the signs were gone through."""
    switch: int = 0
    """The hours from the onset to warmth that the reader has set; 0 for the usual."""


def _all(records: Records) -> Diary:
    """Return the spasms and the ticks."""
    return Diary(records.all(Episode), ticks=records.all(Ticked))


def _going_on(records: Records, now: Timestamp) -> Episode | None:
    """Return the open spasm, ignoring one whose onset is in the future."""
    return Diary(records.all(Episode)).until(now).current


def _open(records: Records, now: Timestamp) -> Episode | None:
    """Return the spasm that ticks belong to."""
    return Diary(records.all(Episode)).open_at(now)


def begin(records: Records, at: Timestamp, now: Timestamp, ticks: OpenTicks) -> None:
    """Begin a spasm at `at`; if one is open, change its onset."""
    current = _going_on(records, now)
    if current:
        change(records, replace(current, at=at), now, ticks)
        return
    records.keep(Episode(at=at, switch=ticks.switch or Episode().switch))
    _carry_on(records, now, ticks)
    records.keep_value(ticks.asked)
    records.keep_value(Checked(ticks.checked))


def change(records: Records, episode: Episode, now: Timestamp, ticks: OpenTicks) -> None:
    """Correct a spasm, if it still exists; ticks are kept."""
    there = records.one(Episode, episode.id)
    if there:
        records.keep(replace(episode, ended=there.ended))
        _carry_on(records, now, ticks)


def end(records: Records, now: Timestamp) -> None:
    """End the open spasm and forget its answers."""
    # Of several that are open, all but one were begun while a clock was wrong.
    going = [episode for episode in records.all(Episode) if episode.ended is None]
    for episode in [episode for episode in going if not is_ahead(episode.at, now)] or going:
        records.keep(replace(episode, ended=max(now, episode.at)))
    if going:
        records.keep_value(AskFirstAnswers())
        records.keep_value(Checked())


def _carry_on(records: Records, now: Timestamp, ticks: OpenTicks) -> None:
    """Store the held ticks in the spasm that is open now."""
    for finding in sorted(ticks.ticked - _all(records).ticked(now)):
        records.keep(Ticked(at=now, finding=finding, noticed=finding in ticks.noticed))


# Entries


def log(records: Records, level: int, now: Timestamp) -> Pain:
    """Store a pain level, in the open spasm or without one."""
    return records.keep(Pain(at=now, level=level))


def begin_with(records: Records, pain: Pain, now: Timestamp, ticks: OpenTicks) -> Pain:
    """Begin a spasm with an entry of pain, unless one is open.

    Returns:
        The entry; stored anew if everything was erased meanwhile.

    """
    if _going_on(records, now) is None:
        begin(records, min(pain.at, now), now, ticks)
    return pain if _there(records, pain) else records.keep(replace(pain, id=0))


def enter(records: Records, record: R) -> R:
    """Store a new or changed record; as a new one if another one has its id by now."""
    there = records.one(type(record), record.id) if record.id else None
    if there and there.at != record.at:
        record = replace(record, id=0)
    return records.keep(record)


def bring_back(records: Records, record: EpisodeRecord, now: Timestamp) -> bool:
    """Undo `drop` or `remove` unless another guide did so or changed it; return whether it did.

    Only what is still missing comes back: the record, or the end of a spasm.
    """
    if isinstance(record, Episode) and not is_ahead(record.at, now):
        if record.ended is None or records.one(Episode, record.id) != replace(record, ended=None):
            return False
        records.keep(record)
        return True
    if _there(records, record):
        return False
    enter(records, _any(record))
    return True


def enter_round(records: Records, quiz_round: Round) -> Round:
    """Store the present state of a quiz round."""
    # Imported here: most guides are opened without the quiz.
    from tui.guide.quiz.quiz import Round

    there = records.one(Round, quiz_round.id) if quiz_round.id else None
    return records.keep(
        replace(quiz_round, id=0) if there and there.at != quiz_round.at else quiz_round
    )


def drop(records: Records, record: EpisodeRecord) -> EpisodeRecord | None:
    """Delete a record, unless its id now belongs to another one.

    Returns:
        The record as it was, perhaps changed by another guide; None if it is gone already.

    """
    if not _there(records, record):
        return None
    there: EpisodeRecord | None = records.one(type(_any(record)), record.id)
    records.drop(_any(record))
    return there


# Entries in the future


def correct(records: Records, record: EpisodeRecord, now: Timestamp) -> None:
    """Set the time of an entry to now, if it still exists; delete a tick of the guide's own."""
    if not _there(records, record):
        return
    if isinstance(record, Ticked) and record.noticed:
        # It is made again if the other records still indicate it.
        records.drop(record)
    elif not isinstance(record, Episode):
        records.keep(replace(_any(record), at=now))
    elif not is_ahead(record.at, now):
        records.keep(replace(record, ended=now))
    elif record.ended is None and _going_on(records, now):
        # It is the same spasm, begun once more when the clock was right again.
        records.drop(record)
    else:
        # What was noted since the clock was put right belongs to it.
        ends = (spasm.ended or spasm.at for spasm in records.all(Episode) if spasm.id != record.id)
        before = max((at for at in ends if not is_ahead(at, now)), default=-math.inf)
        since = [p.at for p in records.all(Pain, now - DAY) if before < p.at <= now]
        at = min([now, *since])
        records.keep(replace(record, at=at, ended=None if record.ended is None else now))


def remove(records: Records, record: EpisodeRecord, now: Timestamp) -> EpisodeRecord | None:
    """Delete an entry in the future; for a spasm that has begun, only its end.

    Returns:
        The record as it was; None if nothing was there to forget.

    """
    if not isinstance(record, Episode) or is_ahead(record.at, now):
        return drop(records, record)
    there = records.one(Episode, record.id)
    if there is None or there.ended is None or _going_on(records, now):
        return None
    records.keep(replace(there, ended=None))
    return there


def _there(records: Records, record: EpisodeRecord) -> bool:
    """Return whether a record still exists; its id may belong to another one by now."""
    there = records.one(type(_any(record)), record.id)
    return there is not None and there.at == record.at


def _any(record: EpisodeRecord) -> Any:
    """Return a record untyped, since only `Records` needs its kind."""
    return record


# Ticks and answers


def tick(records: Records, findings: Collection[str], on: bool, now: Timestamp) -> None:
    """Tick or untick findings in the open spasm, if there is one."""
    if _open(records, now):
        for finding in sorted(findings):
            records.keep(Ticked(at=now, finding=finding, on=on))


def answer(records: Records, line: str, blocker: str, on: bool, now: Timestamp) -> None:
    """Mark a line of the ask-first card, or a blocker, as true or not, if a spasm is open."""
    if _open(records, now):
        answers = records.value(AskFirstAnswers) or AskFirstAnswers()
        lines, blockers = _set(answers.lines, line, on), _set(answers.blockers, blocker, on)
        records.keep_value(AskFirstAnswers(lines, blockers))


def _set(names: tuple[str, ...], name: str, on: bool) -> tuple[str, ...]:
    others = set(names) - {name}
    return tuple(sorted(others | {name} if name and on else others))


def check(records: Records, checked: Timestamp | None, now: Timestamp) -> None:
    """Store when the signs were gone through, or that they have to be again, if a spasm is open."""
    if _open(records, now):
        records.keep_value(Checked(checked))


def notice(records: Records, words: EpisodeWords, now: Timestamp) -> None:
    """Tick the findings that the records indicate."""
    # Imported here, where the guide is on the screen already.
    from tui.guide.episode.progress import to_tick

    for new in to_tick(words, Diary.read(records), now):
        records.keep(new)


def answer_habit(records: Records, name: str, place: int) -> None:
    """Store the answer to one habit question."""
    answers = records.value(HabitAnswers) or HabitAnswers()
    records.keep_value(replace(answers, chosen={**answers.chosen, name: place}))


# The pack


def lay_on(records: Records, timer: Timer) -> bool:
    """Store the timer of a pack unless another guide started one; return whether it is this one."""
    there = records.value(Timer)
    if there and there.started is not None:
        return False
    records.keep_value(timer)
    return True


def adjust(records: Records, by: Callable[[Timer], Timer]) -> None:
    """Change the timer of the pack that is on, if there is one."""
    timer = records.value(Timer)
    if timer and (adjusted := by(timer)) != timer:
        records.keep_value(adjusted)


def take_off(records: Records, now: Timestamp) -> None:
    """Clear the timer and store the pack's use, if long enough, once."""
    from tui.guide.episode.packing import is_kept, use

    if timer := records.value(Timer):
        if (used := use(timer, now)) and not is_kept(timer, records.all(PackUse, used.at)):
            records.keep(used)
        records.drop_value(Timer)
