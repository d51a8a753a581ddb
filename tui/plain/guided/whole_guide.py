"""The main menu of the dialogue, and what is said when it opens."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial

from tui.guide.episode.progress import progress
from tui.guide.episode.records import Episode
from tui.guide.episode.times import day_words
from tui.plain.attendant import PARTING
from tui.plain.dialogue import Back, Conversation, Ended, KeyOption
from tui.plain.guided.checklist import checklist
from tui.plain.guided.context import DialogueContext
from tui.plain.guided.days import days
from tui.plain.guided.menu import Menu, MenuItem, hold_menu, part
from tui.plain.guided.packs import pack_state, time_pack
from tui.plain.guided.pain_log import log_pain
from tui.plain.guided.reading import open_place, read_section, search
from tui.plain.guided.routines import lead_first_minutes, lead_through
from tui.plain.guided.self_check import self_check
from tui.plain.guided.settings import change_settings
from tui.plain.guided.today import today_line
from tui.plain.heard_text import as_heard

_TITLE = "Main menu"
_QUIT = KeyOption("q", "leave", ("leave", "end"))
_AT_TOP = "This is the main menu: q leaves."


def guide_conversation(context: DialogueContext, tab: str = "") -> Conversation[None]:
    """Hold the whole guide as a dialogue, from the opening until its reader leaves.

    Args:
        context: The reader's dialogue.
        tab: The id of the tab to open first; empty for none.

    """
    try:
        yield from _opening(context)
        news = _News(context)
        first = _first(context, tab)
        if first:
            with suppress(Back):
                yield from part(first())
        menu = Menu(_TITLE, partial(_items, context), top=_AT_TOP, news=news.tell)
        yield from hold_menu(menu, _QUIT)
    except Ended:
        pass
    yield PARTING


class _News:
    """The news of the main menu: the level as long as it asks for help, else what is new."""

    def __init__(self, context: DialogueContext) -> None:
        self._signs = context.signs
        self._words = context.index.content.episode
        self._noticed: frozenset[str] = frozenset()
        self._notice = ""
        self._opens = True

    def tell(self) -> Iterator[str]:
        """Yield the level, findings that the guide has ticked, and why nothing is saved."""
        signs = self._signs
        if not self._opens:
            yield from signs.headline()
        self._opens = False
        noticed = signs.record.noticed & signs.ticked
        if new := sorted(noticed - self._noticed):
            yield self._words.noticed_lead
            yield from (as_heard(signs.index.findings[name].text) for name in new)
            yield self._words.noticed_remove
        self._noticed = noticed
        if signs.store.notice != self._notice:
            self._notice = signs.store.notice
            yield as_heard(self._notice)


def _opening(context: DialogueContext) -> Iterator[str]:
    """Yield the title, what needs help, and how things stand."""
    signs, guide = context.signs, context.index.content.guide
    record = signs.record
    yield f"{guide.title}. {guide.tagline}"
    if signs.needs_help_today:
        yield from signs.advice()
    else:
        yield signs.state()
    if record.ahead:
        yield "Some entries have a time that is still to come: see your days."
    if episode := record.diary.current:
        yield as_heard(day_words(progress(episode, record.now)))
    if state := pack_state(context):
        yield state
    if line := today_line(context):
        yield line
    yield "Emergency: type e."


def _first(context: DialogueContext, tab: str) -> Callable[[], Conversation[None]] | None:
    """Return what to open before the main menu: a tab, or the questions whether it is safe."""
    if tab:
        return partial(_open_tab, context, tab)
    return partial(lead_first_minutes, context) if _asks_first(context) else None


def _asks_first(context: DialogueContext) -> bool:
    """Return whether to begin with the safety questions: at first, and daily in a spasm."""
    signs, record = context.signs, context.signs.record
    if signs.is_checked or signs.needs_help_today:
        return False
    ahead = any(isinstance(entry, Episode) for entry in record.ahead)
    is_new = not (record.diary.episodes or ahead or today_line(context))
    return record.diary.current is not None or is_new


def _open_tab(context: DialogueContext, tab: str) -> Conversation[None]:
    if tab == "doctor":
        yield from _doctor(context)
    else:
        yield from read_section(context, context.index.sections[tab])


def _doctor(context: DialogueContext) -> Conversation[None]:
    """Offer the checklist, and what to read about it."""
    section = context.index.sections["doctor"]
    items = [
        MenuItem("The list of warning signs", partial(checklist, context)),
        MenuItem("What to read about them", partial(read_section, context, section)),
    ]
    yield from hold_menu(Menu(section.title, lambda: items, lambda: [context.signs.state()]))


def _items(context: DialogueContext) -> Sequence[MenuItem]:
    """Return what the main menu offers now."""
    index, signs = context.index, context.signs
    signs.record.look_again()
    safety = index.content.safety
    entry = safety.checked_entry if signs.is_checked else safety.entry
    tabs = [
        MenuItem(section.title, partial(_open_tab, context, section.id))
        for section in index.content.sections
    ]
    pack = pack_state(context)
    return [
        MenuItem(entry, partial(lead_first_minutes, context), ("now",)),
        *tabs,
        MenuItem("Walkthrough", partial(lead_through, context), ("w", "walk")),
        MenuItem(
            f"Pack timer. {pack}".strip(), partial(time_pack, context), ("t", "timer", "pack")
        ),
        MenuItem("Log pain", partial(log_pain, context), ("p", "pain", "log")),
        MenuItem("Your days", partial(days, context), ("d", "days")),
        MenuItem(
            "Self-check", partial(self_check, context, partial(open_place, context)), ("s", "quiz")
        ),
        MenuItem("Search", partial(search, context), ("/", "search", "find")),
        MenuItem("Settings", partial(change_settings, context), (",", "settings")),
        MenuItem("About this guide", partial(_about, context), ("about",)),
    ]


def _about(context: DialogueContext) -> Conversation[None]:
    """Say what the guide is not, and what is kept."""
    guide = context.index.content.guide
    yield from guide.disclaimer
    if context.served:
        yield from guide.privacy_served
    else:
        yield from guide.privacy if context.signs.record.saves else guide.privacy_forgotten
    yield from guide.course
