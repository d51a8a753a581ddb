"""The dialogues of the command line: questions and answers on standard input and output."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from tui.cli.commands import told
from tui.cli.options import region_of, store_of, tell_faults
from tui.cli.settings import zone_of
from tui.cli.stdio import TypedLines, is_attended, say
from tui.cli.voice import spoken, voice_of
from tui.guide.triage import Triage
from tui.plain.attendant import PARTING, Attendant, attend
from tui.plain.dialogue import Dialogue
from tui.plain.signs import SignQuestions

if TYPE_CHECKING:
    from tui.cli.arguments import Arguments
    from tui.guide.content.record_index import Index
    from tui.plain.dialogue import Conversation
    from tui.settings.book import SettingsBook


def guide_plain(index: Index, arguments: Arguments) -> int:
    """Hold the whole guide line by line; return the exit status."""
    from tui.plain.guided.context import DialogueContext
    from tui.plain.guided.whole_guide import guide_conversation

    signs = signs_of(index, arguments)
    context = DialogueContext(
        signs,
        time.monotonic,
        Random(),
        mute=_is_mute(arguments),
        breath=arguments.say_breath,
        ticks=arguments.ticks,
        pack_minutes={
            pack: arguments.settings[name]
            for pack in index.packs
            if (name := f"{pack}_minutes") in arguments.settings
        },
        units=arguments.settings.get("units", ""),
        open_settings=partial(_book, index, arguments),
    )
    conversation = guide_conversation(context, arguments.tab or "")
    return _hold(conversation, signs, arguments, is_mute=lambda: context.mute, wraps=True)


def first_minutes_plain(index: Index, arguments: Arguments) -> int:
    """Lead through the first minutes line by line; return the exit status."""
    from tui.plain.first_minutes import first_minutes_conversation

    signs = signs_of(index, arguments)
    conversation = first_minutes_conversation(signs, clock=time.monotonic, heard=_is_piped())
    return _hold(conversation, signs, arguments)


def walk_plain(index: Index, arguments: Arguments) -> int:
    """Run the walkthrough line by line; return the exit status."""
    from tui.guide.plan.choice import choice_of
    from tui.plain.walk import Presence, walk_conversation

    signs = signs_of(index, arguments)
    conversation = walk_conversation(
        signs,
        choice_of(index, arguments.exercises),
        clock=time.monotonic,
        presence=Presence.PERSON if is_attended() else Presence.NOBODY,
        heard=_is_piped(),
        breath=arguments.say_breath,
        ticks=arguments.ticks,
    )
    return _hold(conversation, signs, arguments)


def quiz_plain(index: Index, arguments: Arguments) -> int:
    """Run the self-check line by line; return the exit status."""
    from tui.plain.quiz import habits_conversation, quiz_conversation

    signs = signs_of(index, arguments)
    conversation = (
        habits_conversation(index, signs.store)
        if arguments.habits
        else quiz_conversation(index, signs.store, Random(), time.time())
    )
    return _hold(conversation, signs, arguments)


def lift_plain(index: Index, arguments: Arguments) -> int:
    """Ask for the numbers of a lift line by line; return the exit status."""
    from tui.guide.lift.report import usual_system
    from tui.plain.guided.lift import lift_conversation

    signs = signs_of(index, arguments)
    chosen = arguments.lift_units or arguments.settings.get("units", "")
    conversation = lift_conversation(signs, usual_system(chosen, signs.region))
    return _hold(conversation, signs, arguments)


def signs_of(index: Index, arguments: Arguments) -> SignQuestions:
    """Return the questions about the signs of the reader, with their records."""
    tell_faults(arguments)
    return SignQuestions(
        Triage.of(index),
        store_of(arguments),
        region=region_of(arguments, index),
        now=time.time,
        zone=zone_of(arguments),
        warm_after=arguments.settings.get("warm_after_hours", 0),
    )


def _book(index: Index, arguments: Arguments) -> SettingsBook:
    from tui.cli.options import finest_glyphs
    from tui.cli.settings import book_of

    return book_of(arguments, index, finest_glyphs(arguments))


def _hold(
    conversation: Conversation[None],
    signs: SignQuestions,
    arguments: Arguments,
    *,
    is_mute: Callable[[], bool] | None = None,
    wraps: bool = False,
) -> int:
    """Hold a conversation that can be heard; return the exit status."""
    mute = _is_mute(arguments)
    attendant = Attendant(signs, is_mute or (lambda: mute))
    talk = Dialogue(partial(say, wraps=wraps), TypedLines().listen, time.sleep)
    try:
        with spoken(talk, voice_of(arguments), mute=mute) as dialogue:
            dialogue.hold(attend(conversation, attendant))
    except KeyboardInterrupt:
        # What was noted is kept already. The line of the terminal ends with ^C.
        say(f"\n{PARTING}" if wraps else "", wraps=False)
        raise
    return told(signs.store)


def _is_mute(arguments: Arguments) -> bool:
    """Return whether no bell is rung: in a file it would be a stray character."""
    return bool(arguments.mute) or _is_piped()


def _is_piped() -> bool:
    """Return whether the lines go to a file or another program, such as one that speaks them."""
    return not (sys.stdout and sys.stdout.isatty())
