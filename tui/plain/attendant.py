"""The answers that every prompt takes, and the reminders of a pack that is on."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tui.guide.blocks import Block, Kind, headed, until_words
from tui.guide.content.triage_model import Level
from tui.guide.episode.packing import MINUTE, PackStage, bell, moment
from tui.guide.routine.announcements import Announcement, Bell
from tui.plain.dialogue import (
    Back,
    Conversation,
    Ended,
    KeyOption,
    Leave,
    Listen,
    Reply,
    Silence,
    find_key,
)
from tui.plain.heard_text import heard_page
from tui.plain.signs import SignQuestions

HELP = KeyOption("?", "what can be typed here", ("h", "help"))
BACK = KeyOption("b", "back", ("back", "q"))
EMERGENCY = KeyOption("e", "emergency: what to do now, and the number", ("emergency", "sos"))
QUIT = KeyOption("quit", "leave the guide at once", ("exit", "bye"))
_GO_ON = KeyOption("", "go on", ("go on",))

HOW_TO_ANSWER = "Type your answer, then enter. Type ? to hear what can be typed."
"""Said once, before the first answer."""
PARTING = "The guide is closed."

_BLINK = 0.05
"""The shortest wait for a bell, in seconds."""
_LONGEST = 1000
"""The most characters of an answer."""


def attend(conversation: Conversation[None], attendant: Attendant) -> Conversation[None]:
    """Hold a conversation in which the attendant hears every answer first.

    It ends when its reader has had enough, or nothing more can be typed.
    """
    reply: Reply | None = None
    while True:
        try:
            wish = conversation.send(reply)
        except (StopIteration, Back, Ended):
            return
        reply = None
        if not isinstance(wish, Listen):
            if wish != "":
                # A screen reader would read an empty line out too.
                yield wish
            continue
        reply = yield from attendant.hear(wish)
        if reply is Leave.QUIT:
            conversation.close()
            yield PARTING
            return


class Attendant:
    """Answers at every prompt what is no answer to its question, and watches the pack.

    Args:
        signs: The signs of the reader, and their records.
        is_mute: Says whether no bell is rung.

    """

    def __init__(self, signs: SignQuestions, is_mute: Callable[[], bool]) -> None:
        self._signs = signs
        self._is_mute = is_mute
        self._has_said_how = False
        numbers = " ".join(region.emergency for region in signs.index.content.regions)
        self._numbers = frozenset(number for number in numbers.split() if number.isdigit())
        """The numbers to call: whoever types one has an emergency."""
        timer, record = signs.record.diary.timer, signs.record
        over = timer is not None and not record.pack_is_on
        self._told = timer.started or 0.0 if timer and over else record.now
        """The time up to which the pack's bells were rung."""

    def hear(self, wish: Listen) -> Conversation[Reply]:
        """Return the next answer to a question, or why there is none."""
        if not self._has_said_how and wish.seconds is None:
            self._has_said_how = True
            yield HOW_TO_ANSWER
        left = wish.seconds
        while True:
            yield from self._remind()
            seconds = _sooner(left, self._until_bell())
            reply = yield Listen(seconds, wish.keys, wish.takes)
            yield from self._remind()
            if reply is Silence.TIMEOUT:
                if seconds == left:
                    return reply
                left = None if left is None or seconds is None else left - seconds
                continue
            if not isinstance(reply, str):
                return Silence.ENDED if reply is None else reply
            typed = _printable(reply)
            if find_key(typed, (QUIT,)):
                return Leave.QUIT
            if find_key(typed, (EMERGENCY,)) or typed in self._numbers:
                yield from emergency_lines(self._signs)
                if wish.seconds is not None:
                    return (yield from self._pause())
                yield _again(wish)
            elif find_key(typed, (HELP,)):
                yield from _help(wish)
            elif find_key(typed, wish.keys) is None and find_key(typed, (BACK,)):
                return Leave.BACK
            else:
                return typed

    def _pause(self) -> Conversation[Reply]:
        """Wait until somebody wants to go on with what has its own time."""
        yield f"{_GO_ON.hint}."
        reply = yield from self.hear(Listen(None, (_GO_ON,)))
        return Silence.TIMEOUT if isinstance(reply, str) else reply

    def _until_bell(self) -> float | None:
        """Return the seconds until the pack wants something; None if no pack is on."""
        record = self._signs.record
        timer = record.diary.timer
        if timer is None or timer.started is None or not record.pack_is_on:
            return None
        state = moment(record.pack(timer), timer, (), record.now)
        if state.next_check is None:
            return max(_BLINK, state.left)
        return max(_BLINK, timer.started + state.next_check * MINUTE - record.now)

    def _remind(self) -> Conversation[None]:
        """Say that it is time to look at the skin, or that the pack's time is over."""
        record = self._signs.record
        before, now = self._told, record.now
        record.follow_clock(before, now)
        self._told = now
        timer = record.diary.timer
        rung = bell(record.pack(timer), timer, before, now) if timer else None
        if rung is None:
            return
        words = self._signs.index.content.timer
        if not self._is_mute():
            yield Announcement(bell=Bell.ALERT)
        yield words.off if rung.stage is PackStage.OVER else words.look


def emergency_lines(signs: SignQuestions) -> Iterator[str]:
    """Yield what to do in an emergency, with the number to call."""
    if signs.verdict.level is Level.EMERGENCY:
        yield from signs.advice()
        return
    index = signs.index
    words = index.levels[Level.EMERGENCY]
    page = [Block(Kind.LEAD, words.word)]
    page += [Block(Kind.POINT, text) for text in words.actions]
    page += headed(until_words(Level.EMERGENCY), Kind.POINT, words.until)
    page += headed("Emergency signs", Kind.POINT, index.content.guide.emergency_signs)
    yield from heard_page(page, signs.region)


def _help(wish: Listen) -> Iterator[str]:
    """Yield what can be typed at a prompt, a line for each."""
    yield "Here you can type:"
    if wish.takes:
        yield wish.takes
    has_back = any(key.letter == BACK.letter for key in wish.keys)
    shared = (*([] if has_back else [BACK]), EMERGENCY, QUIT)
    yield from (f"{key.hint}." for key in (*wish.keys, *shared))


def _again(wish: Listen) -> str:
    """Return in one line what a prompt takes, to be said again."""
    keys = f"{', '.join(key.hint for key in wish.keys)}." if wish.keys else ""
    return f"{wish.takes} {keys}".strip() or HOW_TO_ANSWER


def _sooner(one: float | None, other: float | None) -> float | None:
    """Return the shorter of two times; None only if there is neither."""
    if one is None or other is None:
        return other if one is None else one
    return min(one, other)


def _printable(typed: str) -> str:
    """Return what was typed without control characters, and not without end."""
    return "".join(c if c.isprintable() else " " for c in typed[:_LONGEST]).strip()
