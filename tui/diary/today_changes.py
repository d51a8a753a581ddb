"""Changes to what is kept of a healthy day; see `tui.diary.changes`."""

from __future__ import annotations

from datetime import tzinfo

from msgspec.structs import replace

from tui.diary.store import Records
from tui.guide.episode.pain_chart import local
from tui.guide.episode.records import DAY, HabitAnswers, Timestamp
from tui.guide.outline import Place
from tui.guide.today.names import TODAY
from tui.guide.today.pages import DONE, KEEP, TRAINED, UNDONE, UNTRAINED
from tui.guide.today.records import HabitDone


def note_today(records: Records, place: Place, strength: str, now: Timestamp, zone: tzinfo) -> bool:
    """Note what a place of Today says; return whether it says anything to note.

    Args:
        records: The present records.
        place: The place.
        strength: The id of the habit that stands for strength training.
        now: The time.
        zone: The zone whose days count.

    """
    answers = records.value(HabitAnswers) or HabitAnswers()
    if place.section != TODAY:
        return False
    if place.key.startswith(KEEP):
        records.keep_value(replace(answers, kept=place.key.removeprefix(KEEP)))
    elif place in (DONE, UNDONE):
        if answers.kept:
            _set_done(records, answers.kept, now, zone, is_done=place == DONE)
    elif place in (TRAINED, UNTRAINED):
        _set_done(records, strength, now, zone, is_done=place == TRAINED)
    else:
        return False
    return True


def _set_done(records: Records, habit: str, now: Timestamp, zone: tzinfo, *, is_done: bool) -> None:
    """Note a habit as done on the day of `now`, once, or take that back."""
    day = local(now, zone).date()
    noted = [
        entry
        for entry in records.all(HabitDone, now - 2 * DAY)
        if entry.habit == habit and local(entry.at, zone).date() == day
    ]
    if is_done and not noted:
        records.keep(HabitDone(at=now, habit=habit))
    for entry in () if is_done else noted:
        records.drop(entry)
