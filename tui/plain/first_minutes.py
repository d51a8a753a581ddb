"""The first minutes line by line: is it safe, then rest, breathe, a pack, a little movement."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress

from tui.guide.blocks import pack_words
from tui.guide.content.episode_model import fill_in
from tui.guide.first_minutes import BREATH, FirstStep, first_steps, positions
from tui.guide.routine.order import RoutineChoice
from tui.plain.dialogue import (
    NO,
    YES,
    Back,
    Conversation,
    Ended,
    KeyOption,
    allowed,
    choose,
    listen,
    numbered,
    press,
)
from tui.plain.heard_text import as_heard
from tui.plain.response import ask_response
from tui.plain.safety import ask_safety
from tui.plain.signs import END, SignQuestions
from tui.plain.walk import Presence, walk_conversation

_NEXT = KeyOption("", "go on", ("next", "go on", "skip"))
_BEGIN = KeyOption("", "begin", ("begin", "go"))
_SKIP = KeyOption("n", "not now", ("no", "not now", "skip"))


def first_minutes_conversation(
    signs: SignQuestions,
    *,
    clock: Callable[[], float],
    mute: bool = False,
    heard: bool = False,
    time_pack: Callable[[], Conversation[None]] | None = None,
) -> Conversation[None]:
    """Ask the safety questions, then lead through what suits the answers.

    Args:
        signs: The signs that apply to the reader.
        clock: A monotonic clock, in seconds.
        mute: Whether the bell is off.
        heard: Whether the lines are heard and not seen.
        time_pack: Starts the timer of a pack; None where there is none.

    """
    try:
        if not (yield from ask_safety(signs)):
            return
        yield ""
        yield from signs.outcome()
        for step in first_steps(signs.index, signs.verdict, signs.blockers):
            yield ""
            if step is FirstStep.PACK and time_pack:
                goes_on = yield from _time_pack(signs, time_pack)
            else:
                goes_on = yield from _take(signs, step, clock, mute=mute, heard=heard)
            if not goes_on:
                return
            if not signs.is_checked:
                # It got worse.
                return
    except Ended:
        yield "The first minutes end here."


def _time_pack(
    signs: SignQuestions, time_pack: Callable[[], Conversation[None]]
) -> Conversation[bool]:
    """Offer a pack and its timer; return whether to go on."""
    yield from _offer_pack(signs)
    key = yield from press(YES, NO, END)
    if key is YES:
        with suppress(Back):
            yield from time_pack()
    return key is not END


def _offer_pack(signs: SignQuestions) -> Iterator[str]:
    words = signs.index.content.first_minutes
    titles, lead = words.pack_titles, fill_in(words.pack_lead, no="n")
    yield f"{titles.cold if signs.phase == 'cold' else titles.warm} {lead}"
    yield from _packs(signs)


def _take(
    signs: SignQuestions, step: FirstStep, clock: Callable[[], float], *, mute: bool, heard: bool
) -> Conversation[bool]:
    """Lead through a step; return whether to go on."""
    words = signs.index.content.first_minutes
    if step is FirstStep.POSITION:
        return (yield from _rest(signs))
    if step is FirstStep.BREATHING:
        return (yield from _breathe(signs))
    if step is FirstStep.PACK:
        yield from _offer_pack(signs)
        return (yield from press(_NEXT, END)) is _NEXT
    if step is FirstStep.MOVE:
        yield f"{words.move_title} {words.move_lead}"
        if (yield from press(YES, NO)) is YES:
            program = signs.index.programs[words.program]
            choice = RoutineChoice.of_program(signs.index, program)
            yield from walk_conversation(
                signs, choice, clock=clock, presence=Presence.PERSON, mute=mute, heard=heard
            )
        return False
    yield f"{words.rest_title} {words.rest_lead}"
    return False


def _rest(signs: SignQuestions) -> Conversation[bool]:
    suitable = positions(signs.index, signs.true)
    words = signs.index.content.first_minutes
    yield words.waiting_lead if signs.refusal() else words.position_lead
    yield from numbered([position.title for position in suitable])
    yield allowed(len(suitable), "one", (_NEXT, END))
    choice = yield from choose(len(suitable), "one", (_NEXT, END))
    yield from (suitable[place].cue for place in choice.places)
    return choice.key is not END


def _breathe(signs: SignQuestions) -> Conversation[bool]:
    """Say when to breathe in and out; anything typed ends it."""
    words = signs.index.content.first_minutes
    yield f"{words.breathing_title}, {words.breathing_minutes} minutes. {words.breathing_cue}"
    key = yield from press(_BEGIN, _SKIP, END)
    if key is _BEGIN:
        yield "Enter ends it."
        for step in range(round(60 * words.breathing_minutes / BREATH)):
            yield "Breathe out." if step % 2 else "Breathe in."
            if (yield from listen(BREATH)) is not None:
                break
        else:
            yield words.breathing_done
            yield from ask_response(signs, "breathing")
    return key is not END


def _packs(signs: SignQuestions) -> Iterator[str]:
    """Name both packs and their doses, the one for now first."""
    packs = signs.index.packs
    for name in ("cold", "warm") if signs.phase == "cold" else ("warm", "cold"):
        yield as_heard(f"{packs[name].title}: {pack_words(packs[name])}")
