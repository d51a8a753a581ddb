"""Conversations line by line: what is said, what is asked, and how an answer is read.

A conversation is a generator that knows neither terminals nor clocks. It yields what it wants,
and whoever holds it answers: `Dialogue` in a process of its own, the server in a task.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Literal, NamedTuple, TypeAlias, TypeVar

T = TypeVar("T")

_LISTED = 6
"""Options up to which each number is named in what can be answered."""


class Silence(Enum):
    """Why no line came."""

    TIMEOUT = "timeout"
    """None was typed in time."""
    ENDED = "ended"
    """None can come any more."""


class Listen(NamedTuple):
    """The wish to be sent the next line that is typed."""

    seconds: float | None = None
    """How long to wait for it; None for as long as it takes."""


class Wait(NamedTuple):
    """The wish to let time pass, whatever is typed."""

    seconds: float


Conversation: TypeAlias = Generator[str | Listen | Wait, str | Silence | None, T]
"""Yields a line to say, or a wish; is sent a line or its absence after `Listen`, else None."""


class Ended(Exception):
    """No line can come any more."""


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Somebody to talk with, line by line."""

    say: Callable[[str], None]
    """Takes one line."""
    listen: Callable[[float | None], str | Silence]
    """The next line, waited for as `Listen` says."""
    wait: Callable[[float], None]
    """Lets so many seconds pass."""

    def hold(self, conversation: Conversation[None]) -> None:
        """Have a conversation with them, to its end."""
        reply: str | Silence | None = None
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
            else:
                self.say(wish)


def listen(seconds: float | None = None) -> Conversation[str | None]:
    """The next line, without blanks around it; None if none came in time.

    Raises:
        Ended: if no line can come any more.

    """
    reply = yield Listen(seconds)
    if reply is Silence.ENDED:
        raise Ended
    return reply.strip() if isinstance(reply, str) else None


class KeyOption(NamedTuple):
    """Something to type besides a number."""

    letter: str
    """What to type; empty for enter alone."""
    does: str
    """What that does, in a few words."""
    words: tuple[str, ...] = ()
    """What else people type for it, in lower case."""

    @property
    def hint(self) -> str:
        """What to type and what it does."""
        return f"{self.letter or 'enter alone'} = {self.does}"


YES, NO = KeyOption("y", "yes", ("yes",)), KeyOption("n", "no", ("no",))
NONE = KeyOption("n", "none of these", ("none", "no", "0"))

Kind: TypeAlias = Literal["one", "several", "order"]
"""How many of the numbered options to choose: one; one or more; all, in one's own order."""


class Answer(NamedTuple):
    """An answer: options by their places from 0, or a key."""

    places: tuple[int, ...] = ()
    key: KeyOption | None = None


def numbered(texts: Sequence[str]) -> Iterator[str]:
    """Options to choose from, numbered from 1."""
    for number, text in enumerate(texts, 1):
        yield f"{number}. {text}"


def choose(count: int, kind: Kind = "one", keys: Sequence[KeyOption] = ()) -> Conversation[Answer]:
    """What somebody chooses among `count` numbered options and `keys`, asked until they do.

    Raises:
        Ended: if no answer can come any more.

    """
    while True:
        line = yield from listen()
        key = find_key(line or "", keys)
        if key is not None:
            return Answer(key=key)
        places = parse(line or "", count, kind)
        if places is not None:
            return Answer(places)
        yield allowed(count, kind, keys)


def press(*keys: KeyOption) -> Conversation[KeyOption]:
    """Say which keys there are, and wait for one of them.

    Raises:
        Ended: if no answer can come any more.

    """
    yield hint(keys)
    while True:
        line = yield from listen()
        key = find_key(line or "", keys)
        if key is not None:
            return key
        yield hint(keys)


def agree(question: str) -> Conversation[bool]:
    """Whether somebody answers `question` with yes.

    Raises:
        Ended: if no answer can come any more.

    """
    yield question
    key = yield from press(YES, NO)
    return key is YES


def find_key(line: str, keys: Sequence[KeyOption]) -> KeyOption | None:
    """The key that `line` names."""
    typed = " ".join(line.casefold().split())
    return next((key for key in keys if typed == key.letter or typed in key.words), None)


def hint(keys: Sequence[KeyOption]) -> str:
    """What can be typed."""
    return f"Type one of these, then enter: {', '.join(key.hint for key in keys)}."


def parse(line: str, count: int, kind: Kind) -> tuple[int, ...] | None:
    """The options that `line` names, from 0; None if it is no answer to such a question."""
    parts = [part for part in re.split(r"[\s,;]+", line) if part]
    if not all(re.fullmatch("[0-9]{1,2}", part) for part in parts):
        return None
    chosen = tuple(int(part) - 1 for part in parts)
    if len(set(chosen)) != len(chosen) or not all(0 <= place < count for place in chosen):
        return None
    least, most = {"several": (1, count), "order": (count, count)}.get(kind, (1, 1))
    return chosen if least <= len(chosen) <= most else None


def allowed(count: int, kind: Kind, keys: Sequence[KeyOption] = ()) -> str:
    """What can be answered."""
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
