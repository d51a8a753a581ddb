"""The safety questions: which findings they cover, and how long their answers hold."""

from __future__ import annotations

from datetime import datetime, time, timedelta, tzinfo

from tui.guide.content.record_index import Index
from tui.guide.content.triage_model import Level, LevelWords
from tui.guide.episode.records import Timestamp, is_ahead

GRACE = 4 * 3_600.0
"""Seconds for which a check holds at least, past midnight too."""


def findings_asked_about(index: Index) -> frozenset[str]:
    """Return the ids of the findings behind the safety questions."""
    return frozenset(
        name for question in index.content.safety.questions for name in question.findings
    )


def findings_that_raise(index: Index) -> frozenset[str]:
    """Return the ids of the findings that can raise the level, alone or by a rule.

    Raises:
        KeyError: for a macro or finding that the content does not have.
        ValueError: for a macro that contains itself.

    """
    levels = {name: finding.level for name, finding in index.findings.items()}
    raising = {name for name, level in levels.items() if level is not Level.NONE}
    for rule in index.content.rules:
        together, one_of = index.expand(rule.all), index.expand(rule.any)
        if all(levels[name] < rule.level for name in together):
            raising.update(together)
            raising.update(name for name in one_of if levels[name] < rule.level)
    return frozenset(raising)


def check_ends(at: Timestamp, zone: tzinfo) -> Timestamp:
    """Return when a check made at `at` no longer holds: at the end of its day, in `zone`.

    One made shortly before midnight holds for `GRACE` seconds.
    """
    return max(midnight_after(at, zone), at + GRACE)


def midnight_after(at: Timestamp, zone: tzinfo) -> Timestamp:
    """Return the end of the day of `at`, in `zone`."""
    day = datetime.fromtimestamp(at, zone).date()
    return datetime.combine(day + timedelta(days=1), time(), zone).timestamp()


def is_checked(at: Timestamp | None, now: Timestamp, zone: tzinfo) -> bool:
    """Return whether a check made at `at` still holds; none does that is in the future."""
    return at is not None and not is_ahead(at, now) and now < check_ends(at, zone)


def checked_line(words: LevelWords, at: Timestamp, zone: tzinfo) -> str:
    """Return what a check came to: ``● Checked 23:54 · no warning sign ticked``."""
    return f"{words.symbol} Checked {checked_words(at, zone)} · {words.word.lower()}"


def checked_words(at: Timestamp, zone: tzinfo) -> str:
    """Return the time of day of a check: ``23:54``."""
    # Imported here: a start without a check needs no time of day.
    from tui.guide.episode.time_style import style_of

    return style_of(zone).clock(datetime.fromtimestamp(at, zone))
