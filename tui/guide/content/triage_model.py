"""The tables of ``content.toml`` behind the triage: levels, findings, rules and test cases."""

from enum import Enum
from typing import Annotated

from msgspec import Meta, field

from tui.guide.content.field_types import (
    INVISIBLE,
    Id,
    Ids,
    InternalText,
    Record,
    Refs,
    SomeIds,
    SomeTexts,
    Text,
    Texts,
)


class Level(Enum):
    """How soon a person needs help, in rising order.

    Only findings have `NONE`: they add nothing by themselves. A verdict starts at `SELF_CARE`.
    """

    NONE = "none"
    SELF_CARE = "self_care"
    DOCTOR = "doctor"
    URGENT = "urgent"
    EMERGENCY = "emergency"

    @property
    def rank(self) -> int:
        """The position in the order; a higher one is more urgent."""
        return _RANKS[self.value]

    def __lt__(self, other: "Level") -> bool:
        return self.rank < other.rank


_RANKS = {level.value: rank for rank, level in enumerate(Level)}

Symbol = Annotated[str, Meta(pattern=rf"^[^\s{INVISIBLE}]\Z", description="one character")]
"""A sign that stands before the words of a level."""


class Extra(Record, frozen=True, kw_only=True):
    """Actions that depend on what is ticked."""

    any: Annotated[Refs, Meta(min_length=1)]
    actions: SomeTexts


class LevelWords(Record, frozen=True, kw_only=True):
    """The texts of a level.

    ``{number}`` is replaced by the emergency number or its generic name, ``{emergency}`` and
    ``{advice}`` by the generic name followed by the region's number.
    """

    id: Level
    word: Text
    symbol: Symbol
    soon: Text
    """How soon, in a few words."""
    extra: tuple[Extra, ...] = ()
    """Shown before the general actions if one of `any` is ticked."""
    unless: tuple[Extra, ...] = ()
    """Shown after the general actions if none of `any` is ticked."""
    actions: SomeTexts
    until: Texts = ()
    """What to do until help comes."""
    avoid: Texts = ()
    """What not to do."""
    walkthrough: bool
    """Whether exercises may be shown."""
    refusal: Text | None = None
    """Why no exercises are shown; needed if `walkthrough` is false."""
    sources: SomeIds


class Finding(Record, frozen=True, kw_only=True):
    """Something a person can notice about themselves and tick."""

    id: Id
    text: Text
    also: tuple[InternalText, ...] = ()
    """Search words that a layperson may type for it: synonyms, including rude ones."""
    level: Level
    why: Text | None = None
    """Required unless the level is none."""
    implies: Ids = ()
    differ: Ids = ()
    sources: SomeIds


class Group(Record, frozen=True, kw_only=True):
    """A heading of the checklist with its findings."""

    id: Id
    title: Text
    findings: Annotated[tuple[Finding, ...], Meta(min_length=1)] = field(name="finding")


class Rule(Record, frozen=True, kw_only=True):
    """A combination of findings with a level of its own.

    It matches when every finding of `all` and at least one of `any` is ticked; an empty list
    requires nothing.
    """

    id: Id
    all: Refs = ()
    any: Refs = ()
    level: Level
    why: Text
    sources: SomeIds


class Case(Record, frozen=True, kw_only=True):
    """A test case of the rules: a story and its expected level; `backspasm check` runs them all."""

    id: Id
    text: InternalText
    """The story in a patient's own words."""
    findings: Ids
    """The findings that this patient would tick."""
    expected: Level
    accept: tuple[Level, ...] = ()
    """Other acceptable levels."""
    reasons: Ids = ()
    """Rules that must be among the reasons, whatever the level."""
    why: InternalText
