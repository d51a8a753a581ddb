"""The state of a healthy day, derived from the records: habit, strength days, quiz, breaks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta, tzinfo
from typing import Any, Protocol

from msgspec import Struct

from tui.guide.content.quiz_model import Habit
from tui.guide.content.record_index import Index
from tui.guide.desk.records import DeskDay, DeskDays
from tui.guide.episode.pain_chart import local
from tui.guide.episode.records import DAY, HabitAnswers, Timestamp, WalkDone, is_ahead
from tui.guide.quiz.habits import changes
from tui.guide.quiz.quiz import Round, current, waiting
from tui.guide.today.records import HabitDone

WEEK = 7
"""The days that count as a week, today included: it begins anew for nobody."""


class RecordSource(Protocol):
    """A source of records, such as `tui.diary.store.Store`."""

    def all(self, kind: type[Any], since: float = ...) -> tuple[Any, ...]:
        """Return the records of a kind from a time on, oldest first."""

    def value(self, kind: type[Any]) -> Any:
        """Return the value of a kind; None without one."""


class Today(Struct, frozen=True):
    """What counts today.

    Attributes:
        habit: the one habit that is kept; None without one.
        is_done: whether it is noted as done today.
        done_days: on how many days of the last week it was.
        proposed: the changes that the answers on one's own day suggest, the greatest need first.
        strength_days: on how many days of the last week there was strength training.
        trained: whether such training is noted for today by hand.
        last: the last finished round of the quiz; None without one.
        waiting: how many missed questions the next round begins with.
        breaks: the breaks at the desk of today; None where no desk ran.
        desk_days: the last days at the desk.

    """

    habit: Habit | None
    is_done: bool
    done_days: int
    proposed: tuple[Habit, ...]
    strength_days: int
    trained: bool
    last: Round | None
    waiting: int
    breaks: DeskDay | None
    desk_days: DeskDays


def read_today(index: Index, records: RecordSource, now: Timestamp, zone: tzinfo) -> Today:
    """Return what counts on the day of `now`; entries from the future are left out."""
    today, answers = local(now, zone).date(), records.value(HabitAnswers) or HabitAnswers()
    # A day is 25 hours long once a year.
    since = now - (WEEK + 1) * DAY
    done = [entry for entry in records.all(HabitDone, since) if not is_ahead(entry.at, now)]
    walks = [entry for entry in records.all(WalkDone, since) if not is_ahead(entry.at, now)]
    strength, habit = index.content.today.strength, index.habits.get(answers.kept)
    habit_days = _days((entry.at for entry in done if entry.habit == answers.kept), today, zone)
    noted = _days((entry.at for entry in done if entry.habit == strength), today, zone)
    core = strengthening(index)
    walked = (entry.at for entry in walks if core.intersection(entry.exercises))
    rounds = current(index, records.all(Round))
    desk_days = records.value(DeskDays) or DeskDays()
    return Today(
        habit,
        habit is not None and today in habit_days,
        len(habit_days) if habit else 0,
        changes(index, answers.chosen),
        len(noted | _days(walked, today, zone)),
        today in noted,
        next((one for one in reversed(rounds) if one.done), None),
        waiting(rounds),
        next((one for one in desk_days.days if one.day == today.isoformat()), None),
        desk_days,
    )


def strengthening(index: Index) -> frozenset[str]:
    """Return the exercises that make a strength day: those of the page on that habit."""
    item = index.items.get(index.habits[index.content.today.strength].place)
    return frozenset(item.exercises if item else ())


def _days(times: Iterable[Timestamp], today: date, zone: tzinfo) -> frozenset[date]:
    """Return the days of the last week that the times lie on."""
    first = today - timedelta(days=WEEK - 1)
    days = {local(at, zone).date() for at in times}
    return frozenset(day for day in days if first <= day <= today)
