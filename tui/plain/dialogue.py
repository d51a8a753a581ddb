"""Conversations line by line: prompts, choices and the parsing of answers.

A conversation is a generator without terminal or clock. It yields lines and requests, and its
driver answers: `Dialogue` in a process of its own, the server in a task.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Literal, NamedTuple, TypeAlias, TypeVar

from tui.guide.routine.announcements import Announcement
from tui.plain.heard_text import as_heard

T = TypeVar("T")

UNKNOWN = "That is no answer here."
"""Said of a line that is none of those taken, before what is taken."""

_LISTED = 6
"""The most options whose numbers are all listed in a hint."""


class Silence(Enum):
    """The reason why no line was read."""

    TIMEOUT = "timeout"
    """None was typed in time."""
    ENDED = "ended"
    """None can come any more."""


class Leave(Enum):
    """The wish, typed at any prompt, to be elsewhere."""

    BACK = "back"
    """To be where they were before."""
    QUIT = "quit"
    """To close the guide."""


class KeyOption(NamedTuple):
    """A key that can be typed instead of a number."""

    letter: str
    """What to type; empty for enter alone."""
    does: str
    """Its effect, in a few words."""
    words: tuple[str, ...] = ()
    """Other words for it, in lower case."""

    @property
    def hint(self) -> str:
        """The key and its effect."""
        return f"{self.letter or 'enter alone'} = {self.does}"


class Listen(NamedTuple):
    """A request for the next line that is typed."""

    seconds: float | None = None
    """The time limit in seconds; None for no limit."""
    keys: tuple[KeyOption, ...] = ()
    """The keys that are taken here."""
    takes: str = ""
    """What else is taken here, in a sentence."""


class Wait(NamedTuple):
    """A request to wait, whatever is typed."""

    seconds: float


class Shown(str):
    """A line that a voice does not read, as an `Announcement` says it better."""


Reply: TypeAlias = str | Silence | Leave
"""What is sent to a conversation that listens."""

Conversation: TypeAlias = Generator[str | Listen | Wait | Announcement, Reply | None, T]
"""Yields a line to print, something to announce by voice or bell, or a request; after `Listen` it
is sent a line, or why there is none."""


class Ended(Exception):
    """The input has ended."""


class Back(Exception):
    """Somebody wants to be where they were before."""


@dataclass(frozen=True, slots=True)
class Dialogue:
    """A driver that runs conversations through callbacks."""

    say: Callable[[str], None]
    """Prints one line."""
    listen: Callable[[float | None], str | Silence]
    """Reads the next line within a time limit in seconds."""
    wait: Callable[[float], None]
    """Waits for so many seconds."""
    announce: Callable[[Announcement], None] = lambda _: None
    """Speaks or rings."""

    def hold(self, conversation: Conversation[None]) -> None:
        """Run a conversation to its end."""
        reply: Reply | None = None
        while True:
            try:
                wish = conversation.send(reply)
            except StopIteration:
                return
            reply = None
            if isinstance(wish, Listen):
                reply = self.listen(wish.seconds)
            elif isinstance(wish, Wait):
                self.wait(wish.seconds)
            elif isinstance(wish, Announcement):
                self.announce(wish)
            else:
                self.say(wish)


def listen(
    seconds: float | None = None, keys: Sequence[KeyOption] = (), takes: str = ""
) -> Conversation[str | None]:
    """Return the next line, stripped; None if none came in time.

    Args:
        seconds: The time limit in seconds; None for no limit.
        keys: The keys that are taken here.
        takes: What else is taken, in a sentence.

    Raises:
        Ended: if no line can come any more.
        Back: if whoever types wants to go back.

    """
    reply = yield Listen(seconds, tuple(keys), takes)
    if reply is Silence.ENDED:
        raise Ended
    if reply is Leave.BACK:
        raise Back
    return reply.strip() if isinstance(reply, str) else None


YES, NO = KeyOption("y", "yes", ("yes",)), KeyOption("n", "no", ("no",))
NONE = KeyOption("n", "none of these", ("none", "no", "0"))

Kind: TypeAlias = Literal["one", "several", "order"]
"""How many options to choose: one; one or more; all, in an order of one's own."""


class Answer(NamedTuple):
    """An answer: the indices of options, from 0, or a key."""

    places: tuple[int, ...] = ()
    key: KeyOption | None = None


def numbered(texts: Iterable[str]) -> Iterator[str]:
    """Yield the options, numbered from 1."""
    for number, text in enumerate(texts, 1):
        yield f"{number}. {as_heard(text)}"


def choose(count: int, kind: Kind = "one", keys: Sequence[KeyOption] = ()) -> Conversation[Answer]:
    """Ask for one of `count` options or `keys` until the answer is valid, and return it.

    Raises:
        Ended: if no answer can come any more.

    """
    while True:
        line = yield from listen(keys=keys, takes=allowed(count, kind))
        key = find_key(line or "", keys)
        if key is not None:
            return Answer(key=key)
        places = parse(line or "", count, kind)
        if places is not None:
            return Answer(places)
        yield allowed(count, kind, keys)


def press(*keys: KeyOption) -> Conversation[KeyOption]:
    """Print the keys, wait for one of them and return it.

    Raises:
        Ended: if no answer can come any more.

    """
    yield hint(keys)
    while True:
        line = yield from listen(keys=keys)
        key = find_key(line or "", keys)
        if key is not None:
            return key
        yield f"{UNKNOWN} {hint(keys)}"


def agree(question: str) -> Conversation[bool]:
    """Ask a yes-or-no question; return whether the answer is yes.

    Raises:
        Ended: if no answer can come any more.

    """
    yield question
    key = yield from press(YES, NO)
    return key is YES


def find_key(line: str, keys: Sequence[KeyOption]) -> KeyOption | None:
    """Return the key that `line` names; None if none."""
    typed = " ".join(line.casefold().split())
    return next((key for key in keys if typed == key.letter or typed in key.words), None)


def hint(keys: Sequence[KeyOption]) -> str:
    """Return the line that lists the keys."""
    return f"{', '.join(key.hint for key in keys)}."


def parse(line: str, count: int, kind: Kind) -> tuple[int, ...] | None:
    """Return the indices of the options in `line`, from 0; None if it is no valid answer."""
    parts = [part for part in re.split(r"[\s,;]+", line) if part]
    if not all(re.fullmatch("[0-9]{1,2}", part) for part in parts):
        return None
    chosen = tuple(int(part) - 1 for part in parts)
    if len(set(chosen)) != len(chosen) or not all(0 <= place < count for place in chosen):
        return None
    least, most = {"several": (1, count), "order": (count, count)}.get(kind, (1, 1))
    return chosen if least <= len(chosen) <= most else None


def allowed(count: int, kind: Kind, keys: Sequence[KeyOption] = ()) -> str:
    """Return the hint that lists the valid answers."""
    if count > _LISTED and kind != "order":
        how = "one or more numbers" if kind == "several" else "a number"
        apart = ", with spaces between" if kind == "several" else ""
        return _with_keys(f"Please answer with {how} from 1 to {count}{apart}.", keys)
    numbers = ", ".join(str(n) for n in range(1, count))
    if kind == "order":
        words = f"Please answer with {numbers} and {count}, each once, in your order."
    elif kind == "several" and count > 1:
        words = f"Please answer with one or more of {numbers} and {count}, with spaces between."
    elif count > 1:
        words = f"Please answer with {numbers} or {count}."
    else:
        words = f"Please answer with {count}."
    return _with_keys(words, keys)


def _with_keys(words: str, keys: Sequence[KeyOption]) -> str:
    return f"{words} Or: {', '.join(key.hint for key in keys)}." if keys else words
