"""The commands that print plain text. Each imports what it needs when it runs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING

from tui import __version__
from tui.cli.file_commands import find_faults, print_completion, print_settings
from tui.cli.options import (
    fail,
    index_of,
    region_of,
    store_of,
    tell_faults,
)
from tui.cli.stdio import TypedLines, columns, encoding, is_attended, read, say, write

if TYPE_CHECKING:
    from tui.cli.arguments import Arguments
    from tui.diary.store import Store
    from tui.guide.content.model import Region
    from tui.guide.content.record_index import Index
    from tui.plain.dialogue import Conversation, Dialogue
    from tui.plain.signs import SignQuestions


def print_guide(
    index: Index,
    region: Region | None,
    part: str | None = None,
    width: int | None = None,
    ids: Sequence[str] = (),
    *,
    markdown: bool = False,
) -> int:
    """Print the guide, a part of it, or only the pages of a part with these ids."""
    from tui.plain.guide import print_part
    from tui.plain.page_ids import UnknownPage

    width = width or columns()
    try:
        text = print_part(index, part, region, width, encoding(), ids=ids, markdown=markdown)
    except UnknownPage as error:
        fail(str(error))
    write(text)
    return 0


def first_minutes_plain(index: Index, arguments: Arguments) -> int:
    """Lead through the first minutes line by line; return the exit status."""
    import time

    from tui.plain.first_minutes import first_minutes_conversation

    store = store_of(arguments)
    conversation = first_minutes_conversation(
        _signs(index, arguments, store),
        clock=time.monotonic,
        heard=_is_piped(),
    )
    _hold(conversation, arguments)
    return _told(store)


def walk_plain(index: Index, arguments: Arguments) -> int:
    """Run the walkthrough line by line; return the exit status."""
    import time

    from tui.guide.routine.order import RoutineChoice
    from tui.plain.walk import Presence, walk_conversation

    store = store_of(arguments)
    conversation = walk_conversation(
        _signs(index, arguments, store),
        RoutineChoice.named(index, arguments.exercises),
        clock=time.monotonic,
        presence=Presence.PERSON if is_attended() else Presence.NOBODY,
        heard=_is_piped(),
        breath=arguments.say_breath,
        ticks=arguments.ticks,
    )
    _hold(conversation, arguments)
    return _told(store)


def _signs(index: Index, arguments: Arguments, store: Store) -> SignQuestions:
    """Return the questions about the signs of the reader of `store`."""
    import time

    from tui.guide.triage import Triage
    from tui.plain.signs import SignQuestions

    return SignQuestions(
        Triage.of(index),
        store,
        region=region_of(arguments, index),
        now=time.time,
        zone=_zone(arguments),
        width=columns(),
    )


def _zone(arguments: Arguments) -> tzinfo:
    """Return the reader's time zone, with how they write times."""
    from tui.cli.settings import zone_of

    return zone_of(arguments)


def _hold(conversation: Conversation[None], arguments: Arguments) -> None:
    """Hold a conversation that can be heard."""
    from tui.cli.voice import spoken, voice_of

    # A bell that goes to a file would be a stray character.
    mute = arguments.mute or _is_piped()
    with spoken(_talk(), voice_of(arguments), mute=mute) as dialogue:
        dialogue.hold(conversation)


def _is_piped() -> bool:
    """Return whether the lines go to a file or another program, such as one that speaks them."""
    return not (sys.stdout and sys.stdout.isatty())


def quiz_plain(index: Index, arguments: Arguments) -> int:
    """Run the self-check line by line; return the exit status."""
    import time
    from random import Random

    from tui.cli.voice import spoken, voice_of
    from tui.plain.quiz import take_habits, take_quiz

    store = store_of(arguments)
    with spoken(_talk(), voice_of(arguments), mute=True) as talk:
        if arguments.habits:
            take_habits(index, store, talk)
        else:
            take_quiz(index, store, talk, Random(), time.time())
    return _told(store)


def _talk() -> Dialogue:
    """Return a dialogue on standard input and output."""
    import time

    from tui.plain.dialogue import Dialogue

    return Dialogue(say, TypedLines().listen, time.sleep)


def _told(store: Store) -> int:
    """Print why nothing was saved, if so; return the exit status."""
    if store.notice:
        print(f"backspasm: {store.notice}", file=sys.stderr)
    return 0


def _content(arguments: Arguments) -> Index:
    """Return the content; name the faults of the settings file."""
    index = index_of(arguments)
    tell_faults(arguments)
    return index


def _print(arguments: Arguments) -> int:
    index = _content(arguments)
    region = region_of(arguments, index)
    part, ids, width = arguments.part, arguments.ids, arguments.width
    return print_guide(index, region, part, width, ids, markdown=arguments.markdown)


def _triage(arguments: Arguments) -> int:
    from tui.guide.finding_ids import UnknownFindings, only, rate
    from tui.guide.triage import Triage
    from tui.plain import guide

    index = _content(arguments)
    region = region_of(arguments, index)
    if arguments.list:
        write(
            guide.findings_json(index)
            if arguments.json
            else guide.print_findings(index, columns(), encoding())
        )
        return 0
    triage = Triage.of(index)
    listing = "backspasm triage --list"
    try:
        verdict, unknown = rate(triage, arguments.findings, for_program=arguments.json)
    except UnknownFindings as error:
        fail(*error.lines(listing))
    if arguments.json:
        write(guide.verdict_json(triage, verdict, region))
    else:
        write(guide.print_verdict(triage, verdict, region, columns(), encoding()))
    if unknown:
        fail(*unknown.lines(listing), only(unknown.known))
    return 0


def _pose(arguments: Arguments) -> int:
    from tui.cli.print_pose import pose

    return pose(arguments, _content(arguments))


def _summary(arguments: Arguments) -> int:
    import time

    from tui.guide.episode.records import Diary
    from tui.guide.episode.summary import summary

    index, store = _content(arguments), store_of(arguments)
    diary = Diary.read(store)
    words = index.content.episode
    write(summary(index, diary, words, time.time(), _zone(arguments), arguments.markdown))
    return _told(store)


def _data(arguments: Arguments) -> int:
    from json import dumps

    from tui.diary.sqlite_store import export

    store = store_of(arguments)
    if arguments.action == "export":
        # For programs: characters missing in the encoding become JSON escapes, not lookalikes.
        exported = export(store).decode()
        if encoding() != "utf-8":
            exported = "".join(c if c.isascii() else dumps(c)[1:-1] for c in exported)
        write(f"{exported}\n")
        return _told(store)
    if not arguments.yes:
        print(
            "Erase everything you noted, for good? Type yes:", end=" ", file=sys.stderr, flush=True
        )
        if (read() or "").strip().casefold() != "yes":
            print("Nothing was erased.", file=sys.stderr)
            return 1
    if why := store.erase():
        print(f"backspasm: {why}", file=sys.stderr)
        return 1
    print("Everything is erased.", file=sys.stderr)
    return 0


def _version(arguments: Arguments) -> int:
    print(f"backspasm {__version__}")
    if arguments.verbose:
        from tui.app.textual_fast.feature_probe import report

        print(*report(), sep="\n")
    return 0


COMMANDS: dict[str, Callable[[Arguments], int]] = {
    "print": _print,
    "triage": _triage,
    "pose": _pose,
    "summary": _summary,
    "data": _data,
    "settings": print_settings,
    "completion": print_completion,
    "check": find_faults,
    "version": _version,
}
