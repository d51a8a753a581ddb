"""The sheets: why and sources, an item in full, every key, about."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.content import Content

from tui.app.drawing.row import Row, Rows, heading_row
from tui.app.flows.key_help import key_groups
from tui.app.guide_state import GuideState
from tui.app.input.bindings import shown_key
from tui.app.panes.pane import FIRST_MINUTES
from tui.app.panes.reading import HELP
from tui.app.screens import sheet_content
from tui.app.screens.sheet import HelpSheet, Sheet
from tui.guide.content.record_index import Index
from tui.guide.content.section_model import Item
from tui.guide.outline import Entry
from tui.guide.routine.announcements import BELL_WORDS


def why_sheet(state: GuideState, current: Entry | str | None) -> Sheet | None:
    """Return the sheet that explains a line of a list, with its sources.

    Args:
        state: The state of the guide.
        current: The entry, or the id of the finding; None where no line is marked.

    """
    index = state.index
    if isinstance(current, Entry):
        if current.place.key == FIRST_MINUTES:
            question = index.content.safety.questions[0]
            return Sheet(question.text, sheet_content.why_asked(index, question))
        if current.place.key == HELP:
            return Sheet(current.title, sheet_content.why_level(state.triage, state.triage_state))
        return Sheet(current.title, sheet_content.why_entry(index, current))
    if current:
        finding = index.findings[current]
        noticed = {notice.finding: notice.reason for notice in state.record.reasons()}
        reason = noticed.get(current, "") if current in state.triage_state.noticed else ""
        return Sheet(finding.text, sheet_content.why_finding(index, finding, reason))
    return None


def item_sheet(index: Index, item: Item) -> Sheet:
    """Return the sheet of an item in full."""
    return Sheet(item.title, sheet_content.reading(index, item))


def key_sheet(app: App[Any], index: Index) -> Sheet:
    """Return the sheet of every key, grouped, and of what the bells mean."""
    rows = [Row(Content(words)) for words in BELL_WORDS.values()]
    test = shown_key(app, "bell.test")
    bells = [heading_row(f"What the bells mean ({test} rings one after the other)"), *rows]
    return HelpSheet("Keys", Rows([sheet_content.keys(key_groups(app), index), *bells]))


def about_sheet(state: GuideState) -> Sheet:
    """Return the sheet about the guide."""
    preface = state.index.content.guide
    privacy = preface.privacy if state.store.lasting else preface.privacy_forgotten
    if state.environment.served:
        privacy = preface.privacy_served
    return Sheet("About", sheet_content.about(state.index, state.triage_state.region, privacy))
