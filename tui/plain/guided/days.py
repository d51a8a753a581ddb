"""The days of a spasm: how it stands, every entry, its beginning and end, the summary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from tui.guide.content.episode_model import fill_in
from tui.guide.desk.records import DeskDays
from tui.guide.episode.future_entries import kept_words, response_words, time_of
from tui.guide.episode.pain_chart import MOST
from tui.guide.episode.progress import (
    SHOWN_PAST,
    due,
    due_words,
    past,
    progress,
    with_switch_moved,
)
from tui.guide.episode.records import EpisodeRecord, Pain, Response
from tui.guide.episode.summary import length_words, summary
from tui.guide.episode.times import day_words
from tui.plain.dialogue import Conversation, KeyOption, agree
from tui.plain.guided.context import DialogueContext
from tui.plain.guided.menu import Menu, MenuItem, hold_menu
from tui.plain.guided.onset import ask_onset
from tui.plain.guided.packs import time_pack
from tui.plain.guided.pain_log import edit_pain, log_pain
from tui.plain.heard_text import as_heard, count_words

_EDIT = KeyOption("c", "change it", ("change", "edit"))
_DELETE = KeyOption("x", "delete it", ("delete",))
_NOW = KeyOption("n", "set it to now", ("now",))
_UNDO = KeyOption("u", "bring back what was deleted last", ("undo",))
_EARLIER = KeyOption("f", "fewer hours", ("fewer", "sooner", "-"))
_LATER = KeyOption("m", "more hours", ("more", "later", "+"))
_LISTED = 100
"""The most entries that are listed, the latest first."""


def days(context: DialogueContext) -> Conversation[None]:
    """Say how the spasm stands, and offer what can be noted."""
    record = context.signs.record
    dropped: list[EpisodeRecord] = []

    def items() -> Sequence[MenuItem]:
        record.look_again()
        count = len(_entries(context))
        offered = [
            MenuItem("Note how it is now", partial(log_pain, context), ("p", "pain")),
            MenuItem(
                f"The entries: {count}", partial(_list_entries, context, dropped), ("entries",)
            ),
            MenuItem("When it began", partial(ask_onset, context), ("began",)),
            MenuItem("Pack timer", partial(time_pack, context), ("t", "timer")),
            MenuItem("The page to take along", partial(_summary, context), ("f", "summary")),
        ]
        if record.diary.current:
            offered.append(MenuItem("From cold to warm", partial(_switch, context)))
            # Ending a spasm must not clear a sign that needs help today.
            if not context.signs.needs_help_today:
                offered.append(MenuItem("It has passed", partial(_end, context), ("over",)))
        return offered

    yield from hold_menu(Menu("Your days", items, lambda: list(_state(context))))


def _state(context: DialogueContext) -> Iterator[str]:
    """Yield how far the spasm has come, what is due, what stands out, and past ones."""
    words, signs, record = context.index.content.episode, context.signs, context.signs.record
    yield from signs.headline()
    if episode := record.diary.current:
        so_far = progress(episode, record.now)
        yield f"{day_words(so_far)}, since {context.date(episode.at)}."
        yield words.cold if so_far.phase == "cold" else words.warm
        if so_far.phase == "cold":
            yield fill_in(words.switch, when=context.soon(so_far.switches))
        yield from _due(context)
    else:
        yield words.none
    shown = [notice for notice in record.reasons() if notice.finding in record.noticed]
    if shown:
        yield words.noticed_lead
        for notice in shown:
            yield as_heard(context.index.findings[notice.finding].text)
            yield notice.reason
        yield words.noticed_remove
    spasms = past(record.diary.episodes, record.now)
    told = list(zip(spasms.ended, spasms.hours, strict=True))
    if told:
        yield f"Before: {count_words(len(told), 'spasm')}."
    for ended, hours in told[:SHOWN_PAST]:
        yield f"{context.date(ended.at)}: {length_words(hours)}."
    if desk := signs.store.value(DeskDays):
        # Dots say nothing to somebody who hears them.
        taken = count_words(sum(day.taken for day in desk.days), "break")
        yield f"At the desk: {taken} on {count_words(len(desk.days), 'day')}."


def _due(context: DialogueContext) -> Iterator[str]:
    """Yield what can be done now, or when."""
    words, record = context.index.content.episode, context.signs.record
    for entry in due(record.diary, words.limits, context.index.packs, record.now):
        ready, when = entry.at <= record.now, context.soon(entry.at)
        if text := due_words(words, entry, when, ready=ready):
            yield text


def _entries(context: DialogueContext) -> list[EpisodeRecord]:
    """Return the entries of the log, the latest first; those from the future before all."""
    record = context.signs.record
    logged: list[EpisodeRecord] = [*record.diary.pains, *record.diary.responses]
    logged.sort(key=lambda entry: entry.at)
    return [*record.ahead, *logged[: -_LISTED - 1 : -1]]


def _list_entries(context: DialogueContext, dropped: list[EpisodeRecord]) -> Conversation[None]:
    def items() -> Sequence[MenuItem]:
        listed = [
            MenuItem(_entry_words(context, entry), partial(_open, context, entry, dropped))
            for entry in _entries(context)
        ]
        undo = MenuItem("", partial(_bring_back, context, dropped), key=_UNDO)
        return [*listed, *([undo] if dropped else [])]

    def lead() -> list[str]:
        count = len(_entries(context))
        return ["1 entry." if count == 1 else f"{count or 'No'} entries."]

    yield from hold_menu(Menu("The entries", items, lead))


def _entry_words(context: DialogueContext, entry: EpisodeRecord) -> str:
    now = context.signs.now
    if entry in context.signs.record.ahead:
        when = context.date(time_of(entry, now))
        return f"{when}, still to come: {kept_words(context.index, entry, now)}"
    if isinstance(entry, Response):
        return f"{context.date(entry.at)}: {response_words(entry)}"
    if isinstance(entry, Pain):
        note = f". {entry.note}" if entry.note else ""
        return f"{context.date(entry.at)}: {entry.level} of {MOST}{note}"
    return kept_words(context.index, entry, now)


def _open(
    context: DialogueContext, entry: EpisodeRecord, dropped: list[EpisodeRecord]
) -> Conversation[None]:
    """Offer what can be done with an entry."""
    record = context.signs.record
    is_ahead = entry in record.ahead
    keys = [MenuItem("", partial(_delete, context, entry, dropped), key=_DELETE)]
    if is_ahead:
        keys.insert(0, MenuItem("", partial(_correct, context, entry), key=_NOW))
    elif isinstance(entry, Pain):
        keys.insert(0, MenuItem("", partial(_edit, context, entry), key=_EDIT))
    yield from hold_menu(Menu(_entry_words(context, entry), lambda: keys))


def _edit(context: DialogueContext, entry: Pain) -> Conversation[bool]:
    yield from edit_pain(context, entry)
    return True


def _correct(context: DialogueContext, entry: EpisodeRecord) -> Conversation[bool]:
    context.signs.record.correct(entry)
    yield "It is set to now."
    return True


def _delete(
    context: DialogueContext, entry: EpisodeRecord, dropped: list[EpisodeRecord]
) -> Conversation[bool]:
    record = context.signs.record
    remove = record.remove if entry in record.ahead else record.drop
    if gone := remove(entry):
        dropped.append(gone)
        yield f"It is deleted. {_UNDO.hint}."
    else:
        yield "Another window had deleted or changed this already."
    return True


def _bring_back(context: DialogueContext, dropped: list[EpisodeRecord]) -> Conversation[None]:
    if context.signs.record.bring_back(dropped.pop()):
        yield "It is back."
    else:
        yield "Another window has brought this back. It stays as it is there."


def _switch(context: DialogueContext) -> Conversation[None]:
    """Let the time from cold to warmth be moved."""
    words, record = context.index.content.episode, context.signs.record

    def move(by: int) -> Conversation[None]:
        if episode := record.diary.current:
            moved = with_switch_moved(episode, by, context.index.content.onset.switch)
            record.change(moved)
            yield f"{moved.switch} hours after it began."

    items = [
        MenuItem("", partial(move, -1), key=_EARLIER),
        MenuItem("", partial(move, 1), key=_LATER),
    ]
    hours = record.diary.current.switch if record.diary.current else 0
    lead = [f"{hours} hours after it began.", words.switch_note]
    yield from hold_menu(Menu("From cold to warm", lambda: items, lambda: lead))


def _end(context: DialogueContext) -> Conversation[None]:
    """Ask whether the spasm has passed."""
    words, record = context.index.content.episode, context.signs.record
    if not (yield from agree(words.over)):
        yield words.over_no
        return
    record.end()
    yield words.over_yes
    if record.saves and words.over_kept:
        yield words.over_kept


def _summary(context: DialogueContext) -> Conversation[None]:
    """Say the page for a doctor."""
    signs, words = context.signs, context.index.content.episode
    diary = signs.record.everything()
    page = summary(context.index, diary, words, signs.now, signs.zone, heard=True)
    yield from map(as_heard, page.splitlines())
    if not context.served:
        yield "The command “backspasm summary” prints this page."
