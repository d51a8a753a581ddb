"""The pages of Today, the same in every interface: their titles, texts, and what can be done."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from tui.guide.block import Block, Kind, Page
from tui.guide.content.episode_model import fill_in
from tui.guide.content.record_index import Index
from tui.guide.desk.days import dots
from tui.guide.outline import QUIZ, Place, place_of, title_of
from tui.guide.quiz.wording import score
from tui.guide.today.names import TODAY
from tui.guide.today.today import WEEK, Today

OWN_DAY = Place(TODAY, "own_day")
"""The questions on one's own day."""
FIRST_MINUTES = Place(TODAY, "first_minutes")
"""Leads through the first minutes."""
DONE, UNDONE = Place(TODAY, "done"), Place(TODAY, "undone")
"""The kept habit was done today, or was not."""
TRAINED, UNTRAINED = Place(TODAY, "trained"), Place(TODAY, "untrained")
"""There was strength training today, or was not."""
KEEP = "keep/"
"""What stands before the id of a habit that is to be kept from now on; before nothing for none."""


class TodayLink(Struct, frozen=True):
    """Something to do or to read."""

    title: str
    place: Place
    heading: str = ""
    """What it stands under, if that begins with it."""


class TodayPage(Struct, frozen=True):
    """A line of Today, and the page that it opens."""

    key: str
    title: str
    short: str
    item: str
    """The id of the item that says why."""
    blocks: Page
    links: tuple[TodayLink, ...] = ()


def today_pages(index: Index, today: Today, *, heard: bool = False) -> tuple[TodayPage, ...]:
    """Return the pages of Today in their order; without signs and dots if they are heard."""
    return (
        _habit(index, today, mark="✓ " if today.is_done and not heard else ""),
        _strength(index, today),
        _quiz(index, today),
        _breaks(index, today, month="" if heard else dots(today.desk_days)),
        _pain(index),
    )


def habit_words(index: Index, today: Today) -> str:
    """Return the kept habit and whether it is done today, in one line; empty without one."""
    if today.habit is None:
        return ""
    texts = index.content.today.texts
    return f"{today.habit.change}: {texts['done_short' if today.is_done else 'open_short']}"


def _habit(index: Index, today: Today, *, mark: str) -> TodayPage:
    texts, habit = index.content.today.texts, today.habit
    others = tuple(_others(index, today))
    if habit is None:
        blocks = [Block(Kind.TITLE, texts["none"]), Block(Kind.LEAD, texts["none_lead"])]
        first = index.content.habits.habits[0]
        item = _item(index, first.place)
        return TodayPage("today_habit", texts["none"], texts["none_short"], item, blocks, others)
    blocks = [Block(Kind.TITLE, habit.change), Block(Kind.LEAD, habit.why)]
    if today.is_done:
        blocks.append(Block(Kind.TEXT, texts["done"]))
    if today.done_days:
        blocks.append(Block(Kind.TEXT, fill_in(texts["week"], days=today.done_days)))
    links = (
        TodayLink(texts["undone_link"], UNDONE, index.content.today.title)
        if today.is_done
        else TodayLink(texts["done_link"], DONE, index.content.today.title),
        TodayLink(title_of(index, habit.place), place_of(index, habit.place), "Read more"),
        *others,
    )
    short = texts["done_short" if today.is_done else "open_short"]
    # A narrow list has no room for more than the title.
    title, item = f"{mark}{habit.change}", _item(index, habit.place)
    return TodayPage("today_habit", title, short, item, blocks, links)


def _others(index: Index, today: Today) -> Iterator[TodayLink]:
    """Yield the habits to choose from: those that one's own day suggests, then the rest."""
    texts, kept, rare = index.content.today.texts, today.habit, index.content.today.rare
    proposed = [h for h in today.proposed if h != kept and h.id not in rare]
    heading = texts["proposed"]
    for habit in proposed:
        yield TodayLink(habit.change, Place(TODAY, KEEP + habit.id), heading)
        heading = ""
    heading = texts["others" if kept else "all"]
    for habit in index.content.habits.habits:
        if habit != kept and habit not in proposed and habit.id not in rare:
            yield TodayLink(habit.change, Place(TODAY, KEEP + habit.id), heading)
            heading = ""
    if kept:
        yield TodayLink(texts["no_habit"], Place(TODAY, KEEP))
    yield TodayLink(index.content.habits.title, OWN_DAY, texts["unsure"])


def _strength(index: Index, today: Today) -> TodayPage:
    words = index.content.today
    texts, habit = words.texts, index.habits[words.strength]
    blocks = [
        Block(Kind.TITLE, texts["strength"]),
        Block(Kind.LEAD, _counted(texts["strength_lead"], today, words.aim)),
        Block(Kind.TEXT, texts["strength_more"]),
        Block(Kind.TEXT, habit.why),
    ]
    if today.trained:
        link = TodayLink(texts["untrained_link"], UNTRAINED, words.title)
    else:
        link = TodayLink(texts["trained_link"], TRAINED, words.title)
    read = TodayLink(title_of(index, habit.place), place_of(index, habit.place), "Read more")
    title = _counted(texts["strength_line"], today, words.aim)
    short, item = texts["strength_short"], _item(index, habit.place)
    return TodayPage("today_strength", title, short, item, blocks, (link, read))


def _counted(text: str, today: Today, aim: int) -> str:
    return fill_in(text, days=today.strength_days, aim=aim, count=WEEK)


def _quiz(index: Index, today: Today) -> TodayPage:
    texts, title = index.content.today.texts, index.content.quiz.title
    blocks, short = [Block(Kind.TITLE, title)], texts["quiz_new"]
    if today.last:
        points = score(today.last)
        short = points
        blocks.append(Block(Kind.LEAD, fill_in(texts["quiz_last"], score=points)))
    else:
        blocks.append(Block(Kind.LEAD, texts["quiz_none"]))
    if today.waiting:
        short = fill_in(texts["quiz_missed"], count=today.waiting)
        blocks.append(Block(Kind.TEXT, fill_in(texts["quiz_waiting"], count=today.waiting)))
    opening = (name for name, item in index.items.items() if item.opens == "quiz")
    item = next(opening, _item(index, ""))
    links = (TodayLink("Self-check", QUIZ),)
    return TodayPage("today_quiz", title, short, item, blocks, links)


def _breaks(index: Index, today: Today, *, month: str) -> TodayPage:
    texts, breaks = index.content.today.texts, today.breaks
    blocks, title, short = [Block(Kind.TITLE, texts["breaks"])], texts["breaks"], ""
    if breaks:
        title = fill_in(texts["breaks_line"], count=breaks.taken)
        time = f"{breaks.minutes // 60} h {breaks.minutes % 60:02} min"
        lead = fill_in(texts["breaks_lead"], count=breaks.taken, time=time)
    else:
        short, lead = texts["breaks_none_short"], texts["breaks_none"]
    blocks.append(Block(Kind.LEAD, lead))
    if month:
        blocks += [
            Block(Kind.TEXT, texts["breaks_month"]),
            Block(Kind.TEXT, month),
            Block(Kind.TEXT, texts["breaks_dots"]),
        ]
    item = index.content.today.breaks
    read = TodayLink(title_of(index, item), place_of(index, item), "Read more")
    return TodayPage("today_breaks", title, short, item, blocks, (read,))


def _pain(index: Index) -> TodayPage:
    texts = index.content.today.texts
    blocks = [Block(Kind.TITLE, texts["pain"]), Block(Kind.LEAD, texts["pain_lead"])]
    item = index.sections["relief"].items[0].id
    links = (TodayLink(texts["pain_link"], FIRST_MINUTES),)
    return TodayPage("today_pain", texts["pain"], texts["pain_short"], item, blocks, links)


def _item(index: Index, name: str) -> str:
    """Return the id of an item for what links to it: itself, or the first of Prevention."""
    return name if name in index.items else index.sections["prevention"].items[0].id
