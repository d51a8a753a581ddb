"""The text, rows and chart of the days screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.content import Content
from textual.visual import Visual

from tui.app.drawing.block_style import page_visual
from tui.app.drawing.row import Row, Rows, heading_row
from tui.app.environment import Environment
from tui.diary.reader_record import ReaderRecord
from tui.guide.blocks import Block, Kind
from tui.guide.content.episode_model import EpisodeWords, fill_in
from tui.guide.content.record_index import Index
from tui.guide.desk.days import dots
from tui.guide.desk.records import DeskDays
from tui.guide.episode.future_entries import kept_words, response_words, time_of
from tui.guide.episode.pain_chart import MOST, PainCourse, chart_lines, course, legend
from tui.guide.episode.progress import (
    HOUR,
    SHOWN_PAST,
    DueKind,
    due,
    due_words,
    past,
    progress,
)
from tui.guide.episode.records import EpisodeRecord, Pain, Response, Timestamp
from tui.guide.episode.sparkline import spark
from tui.guide.episode.summary import length_words, many
from tui.guide.episode.time_style import style_of
from tui.guide.episode.times import date_words, day_words, soon_words

_AXIS = "10│"
"""What stands at the left of a chart."""
_KEYS = {DueKind.OVER: "days.over", DueKind.PAIN: "pain", DueKind.PACK: "timer"}
"""The actions whose keys do what is due."""


def with_key(words: str, key: str) -> str:
    """Return words and the key for them, which never stands on a line of its own."""
    return f"{words}\u00a0({key})"


def state(
    index: Index,
    record: ReaderRecord,
    environment: Environment,
    desk_days: DeskDays | None,
    key: Callable[[str], str],
) -> Visual:
    """Return the progress of the spasm, what is due, what stands out, past spasms, the desk.

    `key` returns the key of an action, by its name.
    """
    words, diary, now = index.content.episode, record.diary, record.now
    rows: list[Visual] = []
    if episode := diary.current:
        so_far = progress(episode, now)
        began = date_words(episode.at, environment.zone)
        rows.append(
            Row(
                Content.styled(day_words(so_far), "bold $primary"),
                aside=Content.styled(f"since {began}", "$foreground 70%"),
            )
        )
        rows.append(Row(Content(words.cold if so_far.phase == "cold" else words.warm)))
        if so_far.phase == "cold":
            when = soon_words(so_far.switches, now, environment.zone)
            note = f"{fill_in(words.switch, when=when)} ({episode.switch} h)"
            rows.append(Row(Content.styled(note, "$foreground 75%")))
        rows += _due_rows(index, record, environment, key)
    else:
        rows.append(Row(Content(words.none)))
        rows.append(
            Row(
                Content(with_key(words.begin, key("days.begin"))),
                Content.styled("→ ", "bold $primary"),
                gap=1,
            )
        )
    rows += _noticed_rows(words, index, record)
    rows += _past_rows(record, environment)
    rows += _desk_rows(index, desk_days)
    if episode:
        notes = [Block(Kind.NOTE, index.differs[name].text) for name in words.differ[:1]]
        rows.append(Rows([Row(Content("")), page_visual(notes)]))
    return Rows(rows)


def _due_rows(
    index: Index, record: ReaderRecord, environment: Environment, key: Callable[[str], str]
) -> list[Row]:
    words, now = index.content.episode, record.now
    rows: list[Row] = []
    for entry in due(record.diary, words.limits, index.packs, now):
        ready = entry.at <= now
        mark = Content.styled("→ " if ready else "  ", "bold $primary")
        when = soon_words(entry.at, now, environment.zone)
        if text := due_words(words, entry, when, ready=ready):
            if ready and entry.what in _KEYS:
                text = with_key(text, key(_KEYS[entry.what]))
            style = "" if ready else "$foreground 70%"
            rows.append(Row(Content.styled(text, style), mark, gap=int(not rows)))
    return rows


def _noticed_rows(words: EpisodeWords, index: Index, record: ReaderRecord) -> list[Row]:
    shown = [notice for notice in record.reasons() if notice.finding in record.noticed]
    rows: list[Row] = []
    for notice in shown:
        if not rows:
            rows.append(Row(Content.styled(words.noticed_lead, "bold $warning"), gap=1, leads=True))
        mark = Content.styled("◆ ", "$warning")
        rows.append(Row(Content.styled(index.findings[notice.finding].text, "bold"), mark))
        rows.append(Row(Content(notice.reason), Content("  ")))
    if rows:
        rows.append(Row(Content.styled(words.noticed_remove, "$foreground 70%")))
    return rows


def _past_rows(record: ReaderRecord, environment: Environment) -> list[Row]:
    spasms = past(record.diary.episodes, record.now)
    if not spasms.ended:
        return []
    title = f"Before: {many(len(spasms.ended), 'spasm')}"
    rows = [heading_row(title)]
    for episode, hours in list(zip(spasms.ended, spasms.hours, strict=True))[:SHOWN_PAST]:
        began = date_words(episode.at, environment.zone)
        rows.append(
            Row(Content(began), aside=Content.styled(length_words(hours), "$foreground 70%"))
        )
    return rows


def _desk_rows(index: Index, desk_days: DeskDays | None) -> list[Row]:
    """Return a month of days at the desk as dots; nothing where no desk ran."""
    if not (month := dots(desk_days)):
        return []
    texts = index.content.today.texts
    note = Row(Content.styled(texts["breaks_dots"], "$foreground 70%"))
    return [heading_row(texts["breaks"]), Row(Content.styled(month, "$primary")), note]


def days_of(record: ReaderRecord, environment: Environment) -> PainCourse:
    """Return the pain course since the spasm began, or of the last one if none is going on."""
    latest = record.diary.latest
    return course(record.diary, environment.zone, latest.at - HOUR if latest else 0.0)


def chart(pain_course: PainCourse, width: int, height: int, key: str, *, plain: bool) -> Content:
    """Return the chart of the pain over the days, with the events on them.

    `key` is the one that makes an entry.
    """
    marks = legend(pain_course, width)
    lines = chart_lines(pain_course, width, max(1, height - len(marks)), plain=plain)
    words = ("The chart begins with the first entry.", f"Press {key} to make it.")
    if not lines:
        return _empty_chart(words, width, height, plain=plain)
    parts = [Content.styled("\n".join(lines), "$primary")]
    if not pain_course.whole.count:
        parts = [_with_words(lines, words, width)]
    parts += [Content.styled("\n".join(marks), "$foreground 70%")] if marks else []
    return Content("\n").join(parts)


def _with_words(lines: Sequence[str], words: Sequence[str], width: int) -> Content:
    """Return a chart without a bar, with words in the middle of its axis if they fit."""
    axis = [place for place, line in enumerate(lines) if len(line) == len(_AXIS)]
    first, room = max(0, (len(axis) - len(words)) // 2), width - len(_AXIS)
    told = dict(zip(axis[first:], words, strict=False))
    fits = len(axis) > len(words) and room >= max(map(len, words))
    rows = [
        Content.assemble(
            (line, "$primary"),
            (f"{told.get(place, '') if fits else '':^{room}}".rstrip(), "$foreground 80%"),
        )
        for place, line in enumerate(lines)
    ]
    return Content("\n").join(rows)


def _empty_chart(words: Sequence[str], width: int, height: int, *, plain: bool) -> Content:
    """Return the axes of a chart, with words in their middle if there is room for all of it."""
    room = width - len(_AXIS)
    if height < len(words) + 2 or room < max(map(len, words)):
        return Content.styled("\n".join(words), "$foreground 70%")
    numbers = {0: "10", (height - 1) // 2: " 5", height - 1: " 0"}
    side, corner, line = ("|", "+", "-") if plain else ("│", "└", "─")
    first = (height - len(words)) // 2
    rows: list[Content] = []
    for row in range(height):
        last = row == height - 1
        axis = f"{numbers.get(row, '  ')}{corner if last else side}"
        said = words[row - first] if 0 <= row - first < len(words) else ""
        body = line * room if last else f"{said:^{room}}".rstrip()
        style = "$border-blurred" if last else "$foreground 80%"
        rows.append(Content.assemble((axis, "$foreground 70%"), (body, style)))
    return Content("\n").join(rows)


def entry_row(entry: Pain | Response, environment: Environment) -> Row:
    """Return the row of an entry of the pain log, or of an answer after an activity."""
    width = 21 if style_of(environment.zone).half_days else 18
    when = (f"{date_words(entry.at, environment.zone):<{width}} ", "$foreground 75%")
    if isinstance(entry, Response):
        words = response_words(entry)
        return Row(Content(words[0].upper() + words[1:]), Content.assemble(when))
    bar = spark([entry.level], MOST)
    return Row(
        Content(entry.note),
        Content.assemble(
            when,
            (f"{entry.level:>2} ", "bold"),
            (f"{bar} ", "$primary"),
        ),
    )


def ahead_row(index: Index, entry: EpisodeRecord, now: Timestamp, environment: Environment) -> Row:
    """Return the row of an entry dated in the future."""
    when = date_words(time_of(entry, now), environment.zone, year=True)
    return Row(
        Content(kept_words(index, entry, now)),
        Content.assemble(("▲ ", "$warning"), (f"{when} ", "bold"), ("not yet · ", "$warning")),
    )
