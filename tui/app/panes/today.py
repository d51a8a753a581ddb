"""The lines of Today in Prevention, and their pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tui.app.drawing.document import DocumentPart, heading
from tui.app.guide_state import GuideState
from tui.app.panes.link_row import link_row
from tui.app.panes.pane import Page
from tui.guide.content.record_index import Index
from tui.guide.content.section_model import Section
from tui.guide.outline import Entry, Place
from tui.guide.today.pages import TodayLink, TodayPage, today_pages
from tui.guide.today.today import read_today


def pages_of(state: GuideState) -> tuple[TodayPage, ...]:
    """Return the pages of Today; none during a spasm, or while a sign asks for help."""
    if not state.is_healthy:
        return ()
    now, zone = state.environment.now(), state.environment.zone
    return today_pages(state.index, read_today(state.index, state.store, now, zone))


def today_entries(index: Index, section: Section, pages: Iterable[TodayPage]) -> list[Entry]:
    """Return the lines of Today for the list of a tab."""
    group = index.content.today.title
    return [
        Entry(Place(section.id, page.key), group, page.title, page.short, index.items[page.item])
        for page in pages
    ]


def today_page(parts: list[DocumentPart], links: Sequence[TodayLink]) -> Page:
    """Return the page with these parts, and the links below them."""
    places: dict[str, Place] = {}
    for link in links:
        if link.heading:
            parts.append(heading(link.heading))
        id = f"link-{len(places)}"
        places[id] = link.place
        parts.append(DocumentPart(link_row(link.title), id, "links"))
    return Page(parts, places)
