"""A one-page summary of the records for a doctor; empty parts are left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import tzinfo
from textwrap import wrap
from typing import NamedTuple, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from tui.guide.content.episode_model import EpisodeWords
from tui.guide.content.faults import one_line
from tui.guide.content.record_index import Index
from tui.guide.episode import summary_format
from tui.guide.episode.future_entries import kept_words, time_of
from tui.guide.episode.pain_chart import PainCourse, chart_lines, course, legend
from tui.guide.episode.progress import noticed, past, progress
from tui.guide.episode.records import (
    Activity,
    Change,
    Diary,
    Episode,
    EpisodeRecord,
    PackUse,
    Pain,
    Ticked,
    Timestamp,
    WalkDone,
)
from tui.guide.episode.summary_format import WIDTH, SummaryPart
from tui.guide.episode.times import date_words

T = TypeVar("T")

HEIGHT = 60
"""The lines of a page."""
LONGEST = 110
"""The maximum characters shown of a note."""

_ACTIVITIES: dict[Activity, str] = {"walkthrough": "exercises", "breathing": "breathing"}
_CHANGES: dict[Change, str] = {"better": "better", "same": "the same", "worse": "worse"}


class Cut(NamedTuple):
    """The number of entries to show of each list; `before` is for earlier episodes.

    `chart` is the height of the chart in lines, without its legend.
    """

    before: int
    notes: int
    signs: int
    asked: int
    questions: int
    chart: int = 8


_CUTS = (
    Cut(3, 6, 12, 30, 9),
    Cut(2, 4, 12, 30, 9),
    Cut(1, 3, 10, 30, 5),
    Cut(1, 2, 8, 16, 3),
    Cut(1, 1, 8, 6, 3),
    Cut(1, 1, 6, 3, 2),
    Cut(1, 1, 3, 1, 1, chart=4),
)
"""Limits in the order they are tried; the first with which everything fits is used."""


def summary(
    index: Index,
    diary: Diary,
    words: EpisodeWords,
    now: Timestamp,
    zone: tzinfo,
    markdown: bool = False,
    heard: bool = False,
) -> str:
    """Return the page on the open spasm, or on the last one if none is open.

    `diary` has each kind of record oldest first. The page has at most `HEIGHT` lines; where
    there is more, the oldest entries are only counted. A line of Markdown is not
    broken, and counts as often as a page of 80 columns would break it.
    """
    plain = summary_format.heard_lines if heard else summary_format.text_lines
    write = summary_format.markdown_lines if markdown else plain
    ahead, diary = diary.ahead(now), diary.until(now)
    writer = _Writer(index, diary, words, now, zone, diary.latest, _CUTS[0], ahead)
    days = course(diary, zone, writer.since)
    page: list[str] = []
    for cut in _CUTS:
        page = write(words, _parts(replace(writer, cut=cut), days))
        if sum(max(1, len(wrap(line, WIDTH))) for line in page) <= HEIGHT:
            break
    return "\n".join(page) + "\n"


def moment_words(at: Timestamp, zone: tzinfo) -> str:
    """Return a time in words: ``Tue 3 Nov 2026, 14:30``, whatever the locale."""
    return date_words(at, zone, year=True)


def length_words(hours: float) -> str:
    """Return a duration in words, in days from two days on."""
    number, unit = (round(hours / 24), "day") if hours >= 48 else (round(hours), "hour")
    return many(number, unit)


def many(number: int, noun: str) -> str:
    """Return a number with its noun: ``1 day``, ``2 days``."""
    return f"{number} {noun}" + "s" * (number != 1)


class _Writer(Struct, frozen=True):
    """The writer of the parts, with lists no longer than `cut` allows."""

    index: Index
    diary: Diary
    words: EpisodeWords
    now: Timestamp
    zone: tzinfo
    episode: Episode | None
    """The spasm that the page describes."""
    cut: Cut
    ahead: tuple[EpisodeRecord, ...] = ()
    """The entries in the future."""

    @property
    def since(self) -> Timestamp:
        """Return the time from which entries belong to the episode; without one, all do."""
        return self.episode.at if self.episode else float("-inf")

    def onset(self) -> list[str]:
        """Return the onset, the duration and earlier episodes."""
        episode = self.episode
        if episode is None:
            return []
        here = progress(episode, self.now)
        lines = [f"Began {self._when(episode.at)}."]
        if episode.ended is None:
            lines.append(f"Day {here.day} on {self._when(self.now)}.")
        else:
            lines.append(f"Over since {self._when(episode.ended)}: {length_words(here.hours)}.")
        before = past((e for e in self.diary.episodes if e.at < episode.at), self.now).ended
        return [*lines, *_some(before, self.cut.before, self._spell, "earlier")]

    def _spell(self, episode: Episode) -> str:
        hours = progress(episode, self.now).hours
        return f"Before: {self._when(episode.at)}, {length_words(hours)}."

    def pain(self) -> list[str]:
        """Return the first, the last and the strongest entry, and the last notes."""
        pains = [pain for pain in self.diary.pains if pain.at >= self.since]
        if not pains:
            return []
        high = max(pains, key=lambda pain: (pain.level, pain.at))
        named = ((("First", pains[0]),) if len(pains) > 1 else ()) + (("Last", pains[-1]),)
        if high.level > max(pain.level for _, pain in named):
            named += (("Highest", high),)
        lines = [f"{name}: {pain.level} of 10, {self._when(pain.at)}." for name, pain in named]
        noted = [pain for pain in reversed(pains) if pain.note.strip()]
        number = "1 entry." if len(pains) == 1 else f"{len(pains)} entries."
        return [number, *lines, *_some(noted, self.cut.notes, self._note, "earlier")]

    def _note(self, pain: Pain) -> str:
        note = one_line(pain.note.strip()[: LONGEST + 1])
        note = note if len(note) <= LONGEST else note[: LONGEST - 1].rstrip() + "…"
        return f"{self._when(pain.at)}, {pain.level} of 10: “{note}”"

    def chart(self, days: PainCourse) -> list[str]:
        """Return the chart of the pain, with the meaning of its marks."""
        if not any(day.count for day in days.days):
            return []
        lines = chart_lines(days, WIDTH - 4, self.cut.chart)
        return [*lines, *legend(days, WIDTH - 2)]

    def signs(self) -> list[str]:
        """Return the findings ever ticked: the most serious first, then those ticked last."""
        ever: dict[str, list[Ticked]] = {}
        for tick in self.diary.ticks:
            ticks = ever.setdefault(tick.finding, [])
            if tick.on or ticks:
                ticks.append(tick)
        ranks = {name: finding.level.rank for name, finding in self.index.findings.items()}
        ranked = [(ranks.get(name, 0), ticks[-1].at, name) for name, ticks in ever.items() if ticks]
        ranked.sort(reverse=True)
        names = [name for _, _, name in ranked]
        return _some(names, self.cut.signs, lambda name: self._sign(name, ever[name]))

    def _sign(self, name: str, ticks: Sequence[Ticked]) -> str:
        finding = self.index.findings.get(name)
        text = finding.text.rstrip(".") if finding else f"“{one_line(name)[:LONGEST]}”"
        last = next(tick for tick in reversed(ticks) if tick.on)
        times = [f"ticked {self._when(ticks[0].at)}"]
        if last.at > ticks[0].at:
            times.append(f"last {self._when(last.at)}")
        if not ticks[-1].on:
            times.append(f"taken away {self._when(ticks[-1].at)}")
        return f"{text}: {'; '.join(times)}.{self._reason(last)}"

    def _reason(self, tick: Ticked) -> str:
        """Return why the guide ticked a finding, from the records at that time."""
        if not tick.noticed:
            return ""
        then = [e for e in self.diary.episodes if e.at <= tick.at]
        episode = max(then, key=lambda e: e.at, default=None)
        notices = noticed(self.words, self.diary, episode, tick.at) if episode else ()
        reasons = [notice.reason for notice in notices if notice.finding == tick.finding]
        return " ".join([" Ticked by the guide.", *reasons])

    def tried(self) -> list[str]:
        """Return packs and walkthroughs: how often, how long, when last."""
        lines = []
        for pack in ("cold", "warm"):
            uses = [u for u in self.diary.packs if u.pack == pack and u.at >= self.since]
            if uses:
                title = self.index.packs[pack].title if pack in self.index.packs else pack
                lines.append(f"{title}: {self._often(uses)}; {_minutes(uses)}.")
        walks = [walk for walk in self.diary.walks if walk.at >= self.since]
        if walks:
            lines.append(f"Walkthrough: {self._often(walks)}.")
            done = Counter(name for walk in walks for name in dict.fromkeys(walk.exercises))
            known = [(name, often) for name, often in done.items() if name in self.index.exercises]
            known.sort(key=lambda pair: -pair[1])
            names = [f"{self.index.exercises[n].title} ({often})" for n, often in known]
            names = _some(names, self.cut.signs)
            lines += [f"Exercises: {', '.join(names)}."] if names else []
        return [*lines, *self._responses()]

    def _responses(self) -> Iterator[str]:
        """Yield how the pain changed after each activity: ``3 better, 1 the same``."""
        responses = [entry for entry in self.diary.responses if entry.at >= self.since]
        for activity, name in _ACTIVITIES.items():
            often = Counter(entry.change for entry in responses if entry.after == activity)
            told = [f"{often[change]} {word}" for change, word in _CHANGES.items() if often[change]]
            if told:
                yield f"After {name}: {', '.join(told)}."

    def _often(self, entries: Sequence[PackUse | WalkDone]) -> str:
        return f"{many(len(entries), 'time')}, last {self._when(entries[-1].at)}"

    def medicine(self) -> list[str]:
        """Return the ticked lines of the ask-first card."""
        ticked = self.diary.asked.lines if self.diary.asked else ()
        lines = [line.text for line in self.index.content.medicine.lines if line.id in ticked]
        return _some(lines, self.cut.asked)

    def blockers(self) -> list[str]:
        """Return what rules exercises out."""
        ticked = self.diary.asked.blockers if self.diary.asked else ()
        lines = [blocker.text for name, blocker in self.index.blockers.items() if name in ticked]
        return _some(lines, self.cut.asked)

    def unclear(self) -> list[str]:
        """Return the entries in the future; no other part uses them."""
        return _some(self.ahead, self.cut.notes, self._unclear)

    def _unclear(self, entry: EpisodeRecord) -> str:
        return f"{kept_words(self.index, entry, self.now)}, {self._when(time_of(entry, self.now))}"

    def _when(self, at: Timestamp) -> str:
        return moment_words(at, self.zone)


def _some(
    entries: Sequence[T], most: int, write: Callable[[T], str] = str, rest: str = "more"
) -> list[str]:
    """Return the first `most` entries as written, and the number of the others."""
    more = len(entries) - most
    return [*map(write, entries[:most]), *([f"and {more} {rest}"] if more > 0 else [])]


def _minutes(uses: Iterable[PackUse]) -> str:
    minutes = sorted(round(min(24.0 * 60, max(0.0, use.minutes))) for use in uses)
    span = f"{minutes[0]} to " if minutes[0] != minutes[-1] else ""
    return span + many(minutes[-1], "minute")


def _parts(writer: _Writer, days: PainCourse) -> list[SummaryPart]:
    """Return the parts that are not empty, in the order of the page."""
    parts = [
        SummaryPart("Onset", tuple(writer.onset())),
        SummaryPart("Course of pain", tuple(writer.pain()), tuple(writer.chart(days))),
        SummaryPart("Signs ticked", tuple(writer.signs())),
        SummaryPart("What was tried", tuple(writer.tried())),
        SummaryPart(writer.index.content.medicine.title, tuple(writer.medicine())),
        SummaryPart("Exercises: ask first", tuple(writer.blockers())),
        SummaryPart("Not counted: the time is still to come", tuple(writer.unclear())),
    ]
    parts = [part for part in parts if part.points]
    if parts:
        questions = writer.words.summary.questions[: writer.cut.questions]
        parts.append(SummaryPart("Questions", questions, numbered=True))
    return parts
