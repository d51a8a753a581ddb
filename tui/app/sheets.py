"""The ways to the sheets: why and sources, every key, about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.app.panes.reading import HELP
from tui.app.screens import pages
from tui.app.screens.sheet import Sheet
from tui.guide.content import Item
from tui.guide.outline import Entry

if TYPE_CHECKING:
    from tui.app.screens.main import MainScreen


def show_why(main: MainScreen) -> None:
    """Say why the highlighted line is there, and what it rests on."""
    index, current = main.triage.index, main.pane.current
    if isinstance(current, Entry) and current.place.key == HELP:
        sheet = Sheet(current.title, pages.why_level(main.triage, main.standing))
    elif isinstance(current, Entry):
        sheet = Sheet(current.title, pages.why_entry(index, current))
    elif current:
        finding = index.findings[current]
        noticed = {notice.finding: notice.reason for notice in main.keeping.reasons()}
        reason = noticed.get(current, "") if current in main.standing.noticed else ""
        sheet = Sheet(finding.text, pages.why_finding(index, finding, reason))
    else:
        return
    main.app.push_screen(sheet)


def show_item(main: MainScreen, item: Item) -> None:
    """Show an item in full."""
    main.app.push_screen(Sheet(item.title, pages.reading(main.triage.index, item)))


def show_keys(main: MainScreen) -> None:
    """List every key."""
    from tui.app.keys import key_groups

    main.app.push_screen(Sheet("Keys", pages.keys(key_groups(), main.triage.index)))


def show_about(main: MainScreen) -> None:
    """Say what the guide is and is not."""
    preface = main.triage.index.content.guide
    privacy = preface.privacy if main.store.lasting else preface.privacy_forgotten
    if main.host.served:
        privacy = preface.privacy_served
    shown = pages.about(main.triage.index, main.standing.region, privacy)
    main.app.push_screen(Sheet("About", shown))
