"""The pain log: a number, whether a spasm has begun, and a few words."""

from __future__ import annotations

from msgspec.structs import replace

from tui.guide.episode.pain_chart import MOST
from tui.guide.episode.records import Pain
from tui.guide.field_text import LONGEST_NOTE, cut
from tui.plain.dialogue import UNKNOWN, Conversation, KeyOption, agree, find_key, listen
from tui.plain.guided.context import DialogueContext

_KEEP = KeyOption("", "no words", ("none", "no"))
_SAME = KeyOption("", "leave it as it is")
_NO_WORDS = KeyOption("x", "take the words away")
_LEVELS = f"A number from 0 to {MOST}: 0 is none, {MOST} the worst there is."


def log_pain(context: DialogueContext) -> Conversation[None]:
    """Keep a number at once, then ask for more."""
    words, record = context.index.content.episode, context.signs.record
    yield words.pain
    level = yield from _ask_level()
    entry = record.log(level or 0)
    yield _noted(context, entry)
    if record.diary.current is None and (yield from agree(words.begun)):
        entry = record.begin_with(entry)
        yield "It is noted. The days are counted from now."
    takes = words.pain_note
    yield f"{takes} {_KEEP.hint}."
    typed = (yield from listen(keys=(_KEEP,), takes=takes)) or ""
    if not find_key(typed, (_KEEP,)):
        record.keep(replace(entry, note=_note(typed)))
        yield "The words are noted."


def edit_pain(context: DialogueContext, entry: Pain) -> Conversation[None]:
    """Change the number and the words of an entry."""
    words, record = context.index.content.episode, context.signs.record
    yield f"Now it says {entry.level}."
    level = yield from _ask_level(_SAME)
    if level is not None:
        entry = record.keep(replace(entry, level=level))
    if entry.note:
        yield f"The words: {entry.note}"
    keys = (_SAME, *([_NO_WORDS] if entry.note else []))
    yield f"{words.pain_note} {', '.join(key.hint for key in keys)}."
    typed = (yield from listen(keys=keys, takes=words.pain_note)) or ""
    key = find_key(typed, keys)
    if key is not _SAME:
        entry = record.keep(replace(entry, note="" if key else _note(typed)))
    yield _noted(context, entry)


def _ask_level(*keys: KeyOption) -> Conversation[int | None]:
    """Ask for a pain level until one is typed; return None for a key."""
    hints = "".join(f" {key.hint}." for key in keys)
    while True:
        yield f"{_LEVELS}{hints}"
        typed = (yield from listen(keys=keys, takes=_LEVELS)) or ""
        if typed.isascii() and typed.isdigit() and len(typed) < 3 and int(typed) <= MOST:
            return int(typed)
        if find_key(typed, keys):
            return None
        if typed:
            yield UNKNOWN


def _noted(context: DialogueContext, entry: Pain) -> str:
    saved = "." if context.signs.record.saves else ", until you close the guide."
    return f"{entry.level} of {MOST} is noted{saved}"


def _note(typed: str) -> str:
    return cut(" ".join(typed.split()), LONGEST_NOTE)
