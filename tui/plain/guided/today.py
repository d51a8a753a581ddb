"""Today in the dialogue: the habit that is kept, strength days, the self-check, and breaks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from tui.diary.today_changes import note_today
from tui.guide.outline import Place
from tui.guide.today.names import TODAY
from tui.guide.today.pages import (
    OWN_DAY,
    TodayLink,
    TodayPage,
    habit_words,
    today_pages,
)
from tui.guide.today.today import read_today
from tui.plain.dialogue import Conversation
from tui.plain.guided.context import DialogueContext
from tui.plain.guided.menu import Menu, MenuItem, hold_menu
from tui.plain.guided.routines import lead_first_minutes
from tui.plain.heard_text import as_heard, heard_page
from tui.plain.quiz import habits_conversation

OpenPlace = Callable[[Place], Conversation[None]]
"""Opens a page of the guide."""


def today_items(context: DialogueContext, open_place: OpenPlace) -> Iterator[MenuItem]:
    """Yield the lines of Today; none during a spasm, or while a sign asks for help."""
    for page in _pages(context):
        after = "" if page.title.endswith("?") else f": {page.short}" if page.short else ""
        opens = partial(_read, context, page, open_place)
        yield MenuItem(f"{page.title}{after}", opens, group=context.index.content.today.title)


def today_line(context: DialogueContext) -> str:
    """Return the kept habit and whether it is done, in one line; empty without one."""
    signs = context.signs
    if not signs.is_healthy:
        return ""
    words = habit_words(signs.index, read_today(signs.index, signs.store, signs.now, signs.zone))
    return as_heard(f"{signs.index.content.today.title}: {words}.") if words else ""


def _pages(context: DialogueContext) -> tuple[TodayPage, ...]:
    signs = context.signs
    if not signs.is_healthy:
        return ()
    today = read_today(signs.index, signs.store, signs.now, signs.zone)
    return today_pages(signs.index, today, heard=True)


def _read(context: DialogueContext, page: TodayPage, open_place: OpenPlace) -> Conversation[None]:
    """Say a page, and offer what can be done."""
    title, *rest = heard_page(page.blocks, context.signs.region)
    heading, items = "", []
    for link in page.links:
        heading = link.heading or heading
        opens = partial(_follow, context, link, open_place)
        items.append(MenuItem(link.title, opens, group=heading))
    yield from hold_menu(Menu(title, lambda: items, lambda: rest))


def _follow(context: DialogueContext, link: TodayLink, open_place: OpenPlace) -> Conversation[bool]:
    """Do what a link says; return whether its page is out of date by then."""
    signs, place = context.signs, link.place
    if place.section != TODAY:
        yield from open_place(place)
        return False
    strength = context.index.content.today.strength
    now, zone = signs.now, signs.zone
    if signs.store.change(lambda records: note_today(records, place, strength, now, zone)):
        yield as_heard(f"Noted: {link.title}")
        return True
    if place == OWN_DAY:
        yield from habits_conversation(context.index, signs.store)
    else:
        yield from lead_first_minutes(context)
    return True
