"""The pack timer: which pack, how long, in its towel; then when to look and when to stop."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from tui.guide import blocks
from tui.guide.blocks import Block, Kind
from tui.guide.content.episode_model import fill_in
from tui.guide.content.treatment_model import Pack
from tui.guide.episode.packing import MINUTE, PackStage, laid_on, moment, prepared
from tui.guide.episode.records import Timer
from tui.guide.episode.times import rest_words
from tui.plain.dialogue import (
    UNKNOWN,
    Conversation,
    KeyOption,
    agree,
    allowed,
    choose,
    find_key,
    listen,
    numbered,
)
from tui.plain.guided.context import DialogueContext
from tui.plain.guided.menu import Menu, MenuItem, hold_menu
from tui.plain.heard_text import as_heard, count_words, heard_page

_USUAL = KeyOption("", "as proposed", ("yes", "ok"))
_OFF = KeyOption("o", "it is off", ("off", "it is off"))
_LEFT = KeyOption("t", "time left", ("time", "left", "timer"))
_LONGER = KeyOption("m", "a minute more", ("more", "longer", "+"))
_SHORTER = KeyOption("f", "a minute fewer", ("fewer", "shorter", "-"))
_STOP = KeyOption("s", "when to take it off at once", ("stop",))
_BACK = KeyOption("b", "back: the time goes on", ("back", "q"))
_TITLE = "Pack timer"


def time_pack(context: DialogueContext, name: str = "") -> Conversation[None]:
    """Prepare a pack and start its timer; or watch the one that is on.

    Args:
        context: The dialogue.
        name: The id of the pack; empty to let its reader choose.

    """
    if context.signs.record.diary.timer is None:
        timer = yield from _prepare(context, name)
        if timer is None:
            return
        if not context.signs.record.lay_on(timer):
            yield "Another window has begun one already."
        else:
            yield from _begun(context)
    yield from _watch(context)


def _prepare(context: DialogueContext, name: str) -> Conversation[Timer | None]:
    """Ask which pack, how long and whether it is wrapped; return the timer, or None."""
    signs, words = context.signs, context.index.content.timer
    yield f"{_TITLE}."
    packs = context.index.packs
    phase = signs.phase
    if not name:
        order = [phase, *(other for other in packs if other != phase)]
        yield "Which pack?"
        yield from numbered(packs[id].title for id in order)
        yield allowed(len(order), "one")
        answer = yield from choose(len(order))
        name = order[answer.places[0]]
    pack = packs[name]
    state = moment(pack, None, signs.record.diary.packs, signs.now)
    if resting := rest_words(words, state, signs.now, signs.zone):
        yield resting
    minutes = yield from _ask_minutes(context, pack)
    timer = prepared(pack, minutes)
    yield from heard_page(_cautions(context, pack, timer), signs.region)
    if not (yield from agree(words.towel)):
        yield "The timer has not begun."
        return None
    return timer


def _ask_minutes(context: DialogueContext, pack: Pack) -> Conversation[int]:
    least, most = pack.minutes.least, pack.minutes.most
    usual = prepared(pack, context.pack_minutes.get(pack.id)).minutes
    takes = f"A number of minutes from {least} to {most}."
    yield f"{context.index.content.timer.minutes} Proposed: {usual}."
    while True:
        yield f"{takes} {_USUAL.hint}."
        typed = (yield from listen(keys=(_USUAL,), takes=takes)) or ""
        if find_key(typed, (_USUAL,)):
            return usual
        if typed.isascii() and typed.isdigit() and least <= int(typed[:5]) <= most:
            return int(typed)
        yield UNKNOWN


def _cautions(context: DialogueContext, pack: Pack, timer: Timer) -> Iterator[Block]:
    """Yield what to know before a pack is laid on."""
    words = context.index.content.timer
    if pack.id == "warm":
        yield Block(Kind.TEXT, words.layers)
    if timer.minutes > pack.minutes.usual:
        yield Block(Kind.TEXT, words.long)
    yield from blocks.headed("What not to do", Kind.NEVER, pack.never)
    yield from blocks.headed("Ask first if", Kind.ASK, pack.ask)


def _begun(context: DialogueContext) -> Iterator[str]:
    """Yield that the pack is on, until when, and when to look."""
    words, record = context.index.content.timer, context.signs.record
    yield f"{words.on} {words.awake}"
    timer = record.diary.timer
    if timer and timer.started is not None:
        yield f"Until {context.soon(timer.started + timer.minutes * MINUTE)}."
        looks = [minute for minute in record.pack(timer).checks if minute < timer.minutes]
        if looks:
            named = " and ".join(str(minute) for minute in looks)
            yield f"You will be told to look after {named} minutes, and when the time is up."


def _watch(context: DialogueContext) -> Conversation[None]:
    """Tell the time that is left, and let the pack be taken off."""

    def items() -> Sequence[MenuItem]:
        return [
            MenuItem("", partial(_take_off, context), key=_OFF),
            MenuItem("", partial(_tell, context), key=_LEFT),
            MenuItem("", partial(_stop_signs, context), key=_STOP),
            MenuItem("", partial(_lengthen, context, 1), key=_LONGER),
            MenuItem("", partial(_lengthen, context, -1), key=_SHORTER),
        ]

    if context.signs.record.diary.timer is not None:
        yield from hold_menu(Menu(_TITLE, items, lambda: [pack_state(context)]), _BACK)


def pack_state(context: DialogueContext) -> str:
    """Return how long the pack is still on, or that its time is over; empty without one."""
    record, words = context.signs.record, context.index.content.timer
    timer = record.diary.timer
    if timer is None:
        return ""
    pack = record.pack(timer)
    state = moment(pack, laid_on(timer, record.now), (), record.now)
    if state.stage is PackStage.OVER and state.until is not None:
        late = record.now - state.until > MINUTE
        return fill_in(words.missed, when=context.soon(state.until)) if late else words.off
    minutes = max(1, round(state.left / MINUTE))
    return f"{pack.title}: {count_words(minutes, 'minute')} left."


def _tell(context: DialogueContext) -> Conversation[None]:
    yield pack_state(context) or "No timer is on."


def _stop_signs(context: DialogueContext) -> Conversation[None]:
    timer = context.signs.record.diary.timer
    yield context.index.content.timer.stop
    if timer:
        yield from map(as_heard, context.signs.record.pack(timer).stop_if)


def _lengthen(context: DialogueContext, by: int) -> Conversation[None]:
    context.signs.record.lengthen(by)
    yield pack_state(context)


def _take_off(context: DialogueContext) -> Conversation[bool]:
    """Stop the timer, and say until when the skin rests."""
    signs, words = context.signs, context.index.content.timer
    record = signs.record
    timer = record.diary.timer
    if timer is not None:
        advice = words.early if record.pack_is_on else words.rest
        record.take_off()
        state = moment(record.pack(timer), None, record.diary.packs, record.now)
        yield f"{advice} {rest_words(words, state, record.now, signs.zone)}".rstrip()
    return True
