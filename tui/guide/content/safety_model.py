"""The tables of ``content.toml`` behind the first minutes: safety questions, and steps after."""

from typing import Annotated

from msgspec import Meta, field

from tui.guide.content.exercise_model import Posture
from tui.guide.content.field_types import Count, Id, Record, Refs, SomeIds, SomeTexts, Text
from tui.guide.content.triage_model import Symbol


class SafetyQuestion(Record, frozen=True, kw_only=True):
    """A yes-or-no question that stands for a group of findings."""

    id: Id
    text: Text
    """The question itself, short enough for large letters."""
    detail: Text
    """What counts as a yes, so that a no rules out everything in `findings`."""
    explain: SomeTexts
    """Why it is asked."""
    findings: SomeIds
    """The findings to choose from after a yes."""
    sources: SomeIds


class Safety(Record, frozen=True, kw_only=True):
    """The safety questions, and the words for a guide that has not asked them."""

    title: Text
    entry: Text
    """The line in the first tab that leads to the questions."""
    short: Text
    lead: Text
    not_checked: Text
    """Shown in place of the level while nothing was asked."""
    symbol: Symbol
    not_checked_lead: SomeTexts
    """Shown in place of a level's actions while nothing was asked."""
    checked_entry: Text
    """The line in the first tab once the questions are answered."""
    checked_short: Text
    none: Text
    """The last line of the checklist, and of the findings of a question, with nothing ticked."""
    others: Text
    """The same line where something is ticked."""
    which: Text
    """The request to tick, after a yes."""
    unsure: Text
    questions: Annotated[tuple[SafetyQuestion, ...], Meta(min_length=1, max_length=12)] = field(
        name="question"
    )


class EasePosition(Record, frozen=True, kw_only=True):
    """A position to rest in."""

    id: Id
    title: Text
    motion: Id
    posture: Posture
    cue: Text
    not_if: Refs = ()


class PackTitles(Record, frozen=True, kw_only=True):
    """The question whether to use a pack, by the pack to offer first."""

    cold: Text
    warm: Text


class FirstMinutes(Record, frozen=True, kw_only=True):
    """The steps after the safety questions: rest, breathe, a pack, a little movement."""

    title: Text
    lead: Text
    position_lead: Text
    waiting_lead: Text
    """In place of `position_lead` where help is needed today."""
    breathing_title: Text
    breathing_minutes: Count
    breathing_cue: Text
    breathing_done: Text
    pack_titles: PackTitles
    pack_lead: Text
    pack_not_if: Refs = ()
    """Conditions under which no pack is offered."""
    move_title: Text
    move_lead: Text
    program: Id
    """The program of exercises that is offered."""
    rest_title: Text
    rest_lead: Text
    """Shown where no movement is offered."""
    sources: SomeIds
    positions: Annotated[tuple[EasePosition, ...], Meta(min_length=1, max_length=3)] = field(
        name="position"
    )
