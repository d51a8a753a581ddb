"""The pages of the guide: the entries of a tab, one page, its links, and the search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from tui.guide import blocks
from tui.guide.content.section_model import Section
from tui.guide.field_text import LONGEST_SEARCH
from tui.guide.lift.report import usual_system
from tui.guide.outline import DAYS, LIFT, QUIZ, Entry, Place, entries, opened_by, place_of, title_of
from tui.guide.routine.order import RoutineChoice
from tui.guide.search import Search
from tui.plain.dialogue import Conversation, KeyOption, listen
from tui.plain.guided.checklist import checklist
from tui.plain.guided.context import DialogueContext
from tui.plain.guided.days import days
from tui.plain.guided.lift import lift_conversation
from tui.plain.guided.medicine import ask_first, item_lines
from tui.plain.guided.menu import Menu, MenuItem, hold_menu
from tui.plain.guided.packs import time_pack
from tui.plain.guided.routines import lead_through, play
from tui.plain.guided.self_check import self_check
from tui.plain.guided.today import today_items
from tui.plain.heard_text import as_heard, count_words, heard_page

_WHY = KeyOption("i", "why and sources", ("why", "sources"))
_ASK = KeyOption("a", "ask first", ("ask", "ask first"))
_WALK = KeyOption("w", "be led through it", ("walk", "walkthrough"))
_TIMER = KeyOption("t", "the timer", ("timer",))
_NEXT = KeyOption("n", "next page", ("next",))
_MOST_FOUND = 15
"""The most places that a search lists."""


def read_section(context: DialogueContext, section: Section) -> Conversation[None]:
    """Offer the entries of a tab."""
    listed = entries(context.index, section)

    def items() -> Sequence[MenuItem]:
        first = [*_help(context, section)]
        if section.id == "prevention":
            first += today_items(context, partial(open_place, context))
        return [*first, *(_entry_item(context, entry) for entry in listed)]

    def lead() -> Sequence[str]:
        return [*context.signs.headline(), f"{count_words(len(listed), 'page').capitalize()}."]

    yield from hold_menu(Menu(section.title, items, lead))


def _help(context: DialogueContext, section: Section) -> Iterator[MenuItem]:
    """Yield what comes before home care while help is needed today."""
    signs = context.signs
    if section.id == "relief" and signs.needs_help_today:

        def advise() -> Conversation[None]:
            yield from signs.refusal()

        yield MenuItem(blocks.until_words(signs.verdict.level), advise, group="First of all")


def _entry_item(context: DialogueContext, entry: Entry) -> MenuItem:
    after = "" if entry.title.endswith("?") else ":"
    title = f"{entry.title}{after} {entry.short}"
    return MenuItem(title, partial(_read, context, entry), group=entry.group)


def open_place(context: DialogueContext, place: Place) -> Conversation[None]:
    """Open what a link leads to."""
    if place == QUIZ:
        yield from self_check(context, partial(open_place, context))
    elif place == DAYS:
        yield from days(context)
    elif place == LIFT:
        yield from lift_conversation(
            context.signs, usual_system(context.units, context.signs.region)
        )
    elif place.section == "doctor" and place.key in context.index.findings:
        yield from checklist(context)
    else:
        section = context.index.sections[place.section]
        entry = next(one for one in entries(context.index, section) if one.place == place)
        yield from _read(context, entry)


def _read(context: DialogueContext, entry: Entry) -> Conversation[None]:
    """Say a page, and offer what it leads to."""
    index, item, exercise = context.index, entry.item, entry.exercise
    if exercise:
        page = list(heard_page(blocks.exercise_page(index, exercise), context.signs.region))
        links = [MenuItem(f"Part of: {item.title}", partial(_open, context, item.id))]
        choice = RoutineChoice.named(index, [exercise.id])
        keys = [MenuItem("", partial(play, context, choice), key=_WALK)]
    else:
        page = item_lines(context.signs, item)
        links, keys = _links(context, entry), []
        if item.medicine:
            keys.append(MenuItem("", partial(ask_first, context), key=_ASK))
        if item.pack:
            keys.append(MenuItem("", partial(time_pack, context, item.pack), key=_TIMER))
        if item.exercises:
            keys.append(MenuItem("", partial(lead_through, context), key=_WALK))
    keys.insert(0, MenuItem("", partial(_explain, context, entry), key=_WHY))
    if following := _after(context, entry):
        keys.append(MenuItem("", partial(_read_on, context, following), key=_NEXT))
    title, *rest = page
    yield from hold_menu(Menu(title, lambda: [*links, *keys], lambda: rest))


def _after(context: DialogueContext, entry: Entry) -> Entry | None:
    """Return the entry after another one in its tab; None after the last."""
    listed = entries(context.index, context.index.sections[entry.place.section])
    place = next(number for number, one in enumerate(listed) if one.place == entry.place)
    return listed[place + 1] if place + 1 < len(listed) else None


def _read_on(context: DialogueContext, entry: Entry) -> Conversation[bool]:
    """Say the next page in place of the one before."""
    yield from _read(context, entry)
    return True


def _links(context: DialogueContext, entry: Entry) -> list[MenuItem]:
    """Return what a page leads to."""
    index, item = context.index, entry.item
    links = [
        MenuItem(title_of(index, name), partial(_open, context, name), group="Exercises")
        for name in item.exercises
    ]
    if place := opened_by(item):
        title = {QUIZ: "The self-check", DAYS: "Your days", LIFT: "Describe a lift"}[place]
        links.append(MenuItem(title, partial(open_place, context, place), group="Begin here"))
    for group, names in (("What helps to prevent it", item.prevented_by), ("Read next", item.see)):
        links += [
            MenuItem(title_of(index, name), partial(_open, context, name), group=group)
            for name in names
        ]
    return links


def _open(context: DialogueContext, name: str) -> Conversation[None]:
    """Open the page of an item, exercise or finding."""
    yield from open_place(context, place_of(context.index, name))


def _explain(context: DialogueContext, entry: Entry) -> Conversation[None]:
    """Say why something is advised, and where that comes from."""
    index, exercise = context.index, entry.exercise
    if exercise:
        page = blocks.differ_blocks(index, exercise.differ)
        sources = [index.sources[name] for name in exercise.sources]
    else:
        page = blocks.why_page(index, entry.item)
        sources = list(index.sources_for(entry.item))
    yield from heard_page(page, context.signs.region)
    yield f"{count_words(len(sources), 'source').capitalize()}:"
    yield from (as_heard(blocks.source_words(source)) for source in sources)


def search(context: DialogueContext) -> Conversation[None]:
    """Ask for words, and offer the places that have them."""
    finder = Search.of(context.index)
    takes = "Words to search for in the whole guide."
    yield takes
    while not (typed := (yield from listen(takes=takes))):
        yield takes
    yield from _found(context, finder, typed)


def _found(context: DialogueContext, finder: Search, typed: str) -> Conversation[None]:
    hits = finder.find(typed[:LONGEST_SEARCH])
    items = [
        MenuItem(f"{hit.title}. {hit.where}", partial(open_place, context, hit.place))
        for hit in hits[:_MOST_FOUND]
    ]
    told = f"{count_words(len(hits), 'place').capitalize()} found"
    if len(hits) > _MOST_FOUND:
        told += f", the first {_MOST_FOUND} of them here"
    find = partial(_found, context, finder)
    yield from hold_menu(Menu(told, lambda: items, find=find, finds="Or other words."))
