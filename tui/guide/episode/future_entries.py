"""Entries with a time in the future: the clock was wrong when they were made, or is now.

Nothing is derived from them, but for signs that were ticked by hand: those stay, and that is said.
They are listed until their reader corrects or deletes them.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import tzinfo

from tui.guide.content.faults import one_line
from tui.guide.content.record_index import Index
from tui.guide.episode.pain_chart import local
from tui.guide.episode.records import (
    Episode,
    EpisodeRecord,
    PackUse,
    Pain,
    Response,
    Ticked,
    Timestamp,
    WalkDone,
    is_ahead,
)
from tui.guide.episode.time_style import style_of


def kept_words(index: Index, entry: EpisodeRecord, now: Timestamp) -> str:
    """Return an entry in words: ``pain 5 of 10``."""
    if isinstance(entry, Episode):
        return "a spasm began" if is_ahead(entry.at, now) else "a spasm ended"
    if isinstance(entry, Pain):
        return f"pain {entry.level} of 10"
    if isinstance(entry, PackUse):
        return f"{entry.pack} pack"
    if isinstance(entry, WalkDone):
        return "walkthrough"
    if isinstance(entry, Response):
        return response_words(entry)
    finding = index.findings.get(entry.finding)
    name = finding.text.rstrip(".") if finding else f"“{one_line(entry.finding)[:40]}”"
    return f"{'ticked' if entry.on else 'taken away'}: {name}"


def response_words(response: Response) -> str:
    """Return how the pain changed: ``after the walkthrough: better``."""
    change = "the same" if response.change == "same" else response.change
    after = "breathing" if response.after == "breathing" else "the walkthrough"
    return f"after {after}: {change}"


def time_of(entry: EpisodeRecord, now: Timestamp) -> Timestamp:
    """Return the time of an entry that is in the future; for a spasm this may be its end."""
    ends = isinstance(entry, Episode) and not is_ahead(entry.at, now)
    return entry.ended or entry.at if ends and isinstance(entry, Episode) else entry.at


def ahead_words(
    ahead: Sequence[EpisodeRecord], ticked: Container[str], now: Timestamp, zone: tzinfo
) -> str:
    """Return one line that says there are such entries; empty if there are none.

    It says too if signs that are `ticked` are among them. The key is named by its action, `{days}`.
    """
    if not ahead:
        return ""
    then = local(max(time_of(entry, now) for entry in ahead), zone)
    style = style_of(zone)
    when = f"{style.day(then)}{',' if style.month_first else ''} {then.year}"
    if any(_counts(entry, ticked) for entry in ahead):
        if len(ahead) == 1:
            return f"1 tick is from the future ({when}) but counts: press {{days}} to correct it."
        return f"{len(ahead)} entries are from the future; ticks count: press {{days}} to correct."
    if len(ahead) == 1:
        return f"1 entry is from the future ({when}): press {{days}} to correct it."
    return (
        f"{len(ahead)} entries are from the future (up to {when}): press {{days}} to correct them."
    )


def _counts(entry: EpisodeRecord, ticked: Container[str]) -> bool:
    """Return whether an entry is a sign that was ticked by hand, and still is."""
    if not isinstance(entry, Ticked):
        return False
    return entry.on and not entry.noticed and entry.finding in ticked
