"""The tables of ``content.toml`` on packs and medicine."""

from typing import Annotated, Literal

from msgspec import Meta, field

from tui.guide.content.field_types import Count, Id, Ids, Record, Refs, SomeIds, SomeTexts, Text
from tui.guide.content.triage_model import Level


class Range(Record, frozen=True, kw_only=True):
    """A usual value with its lower and upper limit."""

    least: Count
    usual: Count
    most: Count


class Pack(Record, frozen=True, kw_only=True):
    """A cold or a warm pack."""

    id: Literal["cold", "warm"]
    title: Text
    minutes: Range
    checks: Annotated[tuple[Count, ...], Meta(min_length=1)]
    """Minutes after the start at which to look at the skin."""
    a_day: Count
    gap: Count
    """The shortest pause between two packs, in minutes."""
    stop_if: SomeTexts
    never: SomeTexts
    ask: SomeTexts
    differ: Ids = ()
    sources: SomeIds


class Onset(Record, frozen=True, kw_only=True):
    """When to change from cold to warm packs, in hours after the onset."""

    switch: Range
    sources: SomeIds


class AskLine(Record, frozen=True, kw_only=True):
    """One question of the ask-first card."""

    id: Id
    text: Text
    say: Text
    """What to do when it is true."""
    ticked_by: Refs = ()
    """Findings that answer the question with yes."""
    ticked_from: Level | None = None
    """The verdict's level from which the question is answered with yes."""
    sources: SomeIds


class Medicine(Record, frozen=True, kw_only=True):
    """The ask-first card for pain relievers."""

    title: Text
    intro: Text
    ask: Text
    """Shown in place of the advice while any line is ticked."""
    lines: Annotated[tuple[AskLine, ...], Meta(min_length=1)] = field(name="line")
    advice: SomeTexts
    """Only shown while no line is ticked."""
    stop_if: SomeTexts
    stop: Text
    """What to do if one of `stop_if` happens."""
    sources: SomeIds
