"""The menu of the dialogue: numbered lines to choose from, and keys beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from tui.plain.dialogue import (
    UNKNOWN,
    Back,
    Conversation,
    Ended,
    KeyOption,
    Reply,
    Silence,
    find_key,
    listen,
    parse,
)
from tui.plain.heard_text import as_heard

Opens: TypeAlias = Callable[[], Conversation[bool | None]]
"""Opens what a choice stands for. Where it returns True, the menu closes too."""


class MenuItem(NamedTuple):
    """Something to choose in a menu: by its number, or by a key of its own."""

    title: str
    opens: Opens
    words: tuple[str, ...] = ()
    """Other words for it, in lower case."""
    group: str = ""
    """The heading above it."""
    key: KeyOption | None = None
    """The key in place of a number."""


class Menu(NamedTuple):
    """A menu.

    Attributes:
        title: What is said when it is opened, and when its reader is back in it.
        items: Returns what can be chosen now.
        lead: What is said once, before its lines.
        find: Answers words that are no choice; None where there is nothing to find.
        finds: What such words do, in a sentence.
        lists: Whether its lines are said when it is opened.
        top: What is said to somebody who wants to go back where nothing is behind it.
        news: What is said whenever its reader is in it again, before its title.

    """

    title: str
    items: Callable[[], Sequence[MenuItem]]
    lead: Callable[[], Sequence[str]] = tuple
    find: Callable[[str], Conversation[bool | None]] | None = None
    finds: str = ""
    lists: bool = True
    top: str = ""
    news: Callable[[], Iterable[str]] = tuple


_LIST = KeyOption("", "the list", ("list",))
_BACK = KeyOption("b", "back", ("back", "q"))


def hold_menu(menu: Menu, back: KeyOption = _BACK) -> Conversation[None]:
    """Offer what can be chosen until its reader goes back.

    Raises:
        Ended: if nothing more can be typed.

    """
    says = menu.lists
    yield from menu.news()
    yield as_heard(menu.title)
    yield from map(as_heard, menu.lead())
    while True:
        items = tuple(menu.items())
        numbered = [item for item in items if item.key is None]
        keys = _keys(items, back, lists=bool(numbered))
        if says:
            yield from listing(numbered)
        says = False
        takes = _takes(len(numbered), menu.finds)
        yield _prompt(len(numbered), menu.finds, keys)
        try:
            typed = (yield from listen(keys=keys, takes=takes)) or ""
        except Back:
            if not menu.top:
                raise
            yield menu.top
            continue
        if find_key(typed, (back,)):
            return
        item = _chosen(typed, items, numbered)
        if item is None and (find_key(typed, (_LIST,)) or not typed):
            says = True
            continue
        opened = item.opens() if item else menu.find(typed) if menu.find else None
        if opened is None:
            yield UNKNOWN
            continue
        try:
            if (yield from part(opened)):
                return
        except Back:
            pass
        yield from menu.news()
        yield as_heard(menu.title)


def listing(items: Sequence[MenuItem]) -> Iterator[str]:
    """Yield the numbered lines of a menu, with the headings above them."""
    group = ""
    for number, item in enumerate(items, 1):
        if item.group != group:
            group = item.group
            yield f"{group}:"
        yield f"{number}. {as_heard(item.title)}"


def part(conversation: Conversation[bool | None]) -> Conversation[bool | None]:
    """Hold a part of the dialogue; return what it returns.

    Raises:
        Ended: if the input ended in it, even if the part took that calmly.

    """
    reply: Reply | None = None
    ended = False
    while True:
        try:
            wish = conversation.send(reply)
        except StopIteration as stop:
            if ended:
                raise Ended from None
            done: bool | None = stop.value
            return done
        reply = yield wish
        ended = ended or reply is Silence.ENDED


def _keys(items: Sequence[MenuItem], back: KeyOption, *, lists: bool) -> tuple[KeyOption, ...]:
    own = [item.key for item in items if item.key]
    takes_enter = any(key.letter == "" for key in own)
    again = [] if takes_enter or not lists else [_LIST]
    return (*own, *again, back)


def _takes(count: int, finds: str) -> str:
    """Return what a menu takes besides its keys, in a sentence."""
    numbers = f"A number: {_range(count)}." if count else ""
    return f"{numbers} {finds}".strip()


def _range(count: int) -> str:
    """Return the numbers of a menu: ``1``, ``1 or 2``, ``1 to 9``."""
    return {1: "1", 2: "1 or 2"}.get(count, f"1 to {count}")


def _prompt(count: int, finds: str, keys: Sequence[KeyOption]) -> str:
    """Return in one short line what can be typed."""
    numbers = [_range(count)] if count else []
    offered = ", ".join([*numbers, *(key.hint for key in keys)])
    return f"{offered}. {finds}".strip()


def _chosen(typed: str, items: Sequence[MenuItem], numbered: Sequence[MenuItem]) -> MenuItem | None:
    """Return what `typed` chooses: a number, a key or a word; None if nothing."""
    if places := parse(typed, len(numbered), "one"):
        return numbered[places[0]]
    words = " ".join(typed.casefold().split())
    for item in items:
        if (item.key and find_key(typed, (item.key,))) or (words and words in item.words):
            return item
    return None
