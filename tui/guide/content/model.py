"""The shape of ``content.toml``: one frozen record for each kind of table.

Attribute names are plural where the file writes an array of tables in the singular
(``[[section]]`` is ``Content.sections``). Every id matches `Id`; every sentence holds
at least one visible character. What spans several tables (references, ranges, unique
ids) is checked in `tui.guide.lint.references`.
"""

from __future__ import annotations

from enum import Enum
from typing import Annotated, Literal

from msgspec import Meta, field

from tui.figure.motion import Motion
from tui.guide.content.episode_model import EpisodeWords, TimerWords
from tui.guide.content.field_types import (
    UNSEEN,
    Count,
    Id,
    Ids,
    InternalText,
    Record,
    Refs,
    Seconds,
    SomeIds,
    SomeTexts,
    Text,
    Texts,
)
from tui.guide.content.quiz_model import Habits, Quiz


class Level(Enum):
    """How soon a person needs help, from least to most.

    `NONE` stands only beside findings and adds nothing by itself; a verdict starts at
    `SELF_CARE`.
    """

    NONE = "none"
    SELF_CARE = "self_care"
    DOCTOR = "doctor"
    URGENT = "urgent"
    EMERGENCY = "emergency"

    @property
    def rank(self) -> int:
        """The place in the order, higher is sooner."""
        return _RANKS[self.value]

    def __lt__(self, other: Level) -> bool:
        return self.rank < other.rank


_RANKS = {level.value: rank for rank, level in enumerate(Level)}


class Phase(Enum):
    """When an exercise fits: strong pain, easing pain, settled pain."""

    SPASM = "spasm"
    EASING = "easing"
    STRENGTHENING = "strengthening"


class Sides(Enum):
    """How an exercise treats left and right."""

    NONE = "none"
    EACH = "each"
    ALTERNATING = "alternating"


class Preface(Record, frozen=True, kw_only=True):
    """What the guide says of itself."""

    title: Text
    tagline: Text
    emergency_signs: SomeTexts
    """What to call for at once, in a few sentences: the first words of every printed text.

    ``{emergency}`` stands for the generic name followed by the region's number.
    """
    updated: Annotated[
        str, Meta(pattern=r"^\d{4}-(0[1-9]|1[0-2])\Z", description="a year and month: 2026-11")
    ]
    """Year and month of the last change to the words."""
    disclaimer: SomeTexts
    privacy: SomeTexts
    privacy_forgotten: SomeTexts
    """In place of `privacy`, where nothing is kept."""
    privacy_served: SomeTexts
    """In place of `privacy`, where the guide runs on another machine than its reader's."""
    course: Texts = ()
    """The usual course of a spasm."""
    find_sign: Text | None = None
    """What stands in the empty line in which a reader looks for a sign."""
    no_sign_found: Text | None = None
    """What to do when no sign has the words that were typed."""
    common_words: Texts = ()
    """Small words that the search among the signs passes over."""


class Range(Record, frozen=True, kw_only=True):
    """A usual value with the least and the most to choose from."""

    least: Count
    usual: Count
    most: Count


class Source(Record, frozen=True, kw_only=True):
    """Where a statement comes from."""

    id: Id
    title: Text
    publisher: Text
    year: Annotated[int, Meta(ge=1900, le=2100)] | Literal["live", "unknown"]
    """The year of the edition; ``"live"`` for a page its publisher keeps up to date."""
    url: (
        Annotated[str, Meta(pattern=r"^https://[!-~]+\Z", description="an https address")] | None
    ) = None
    """The public address; the article the guide grew from has none on record."""
    note: Text | None = None


class Differ(Record, frozen=True, kw_only=True):
    """A short note where the article and the guidelines differ."""

    id: Id
    text: Text
    sources: SomeIds


class Item(Record, frozen=True, kw_only=True):
    """One entry of a tab: a line in its list, and what it opens."""

    id: Id
    group: Text
    """The heading it stands under in the list."""
    title: Text
    short: Text
    """A few words beside the title: the dose or the gist."""
    lead: Text
    """The one or two sentences to read first."""
    points: Texts = ()
    steps: Texts = ()
    """Numbered, in order."""
    ask: Texts = ()
    """Ask someone first if one of these is true."""
    never: Texts = ()
    more: Texts = ()
    """Background, a paragraph each, read after everything else."""
    why: Text
    """Why it is advised; shown with the sources."""
    exercises: Ids = ()
    figures: tuple[Figure, ...] = field(name="figure", default=())
    pack: Id | None = None
    medicine: bool = False
    """The item shows the ask-first card."""
    opens: Literal["quiz", "days"] | None = None
    """The screen that the item leads to: the self-check, or the days of a spasm."""
    prevented_by: Ids = ()
    """Items that help to prevent this cause."""
    see: Ids = ()
    """Items to read next."""
    differ: Ids = ()
    sources: SomeIds


class Section(Record, frozen=True, kw_only=True):
    """A tab of the guide."""

    id: Literal["relief", "prevention", "causes", "doctor"]
    title: Text
    lead: Text
    items: tuple[Item, ...] = field(name="item", default=())


class Figure(Record, frozen=True, kw_only=True):
    """A motion shown with an item."""

    motion: Id
    caption: Text | None = None
    """A few words under the picture; needed only where there are several."""


class Dose(Record, frozen=True, kw_only=True):
    """How much of an exercise.

    A repetition goes through the positions of `hold` in turn, each held for its seconds.
    """

    move: Seconds = 3.0
    """Seconds from one position to the next."""
    hold: Annotated[tuple[Seconds, ...], Meta(min_length=1)]
    reps: Count
    most_reps: Count
    """Repetitions to build up to, when the first ones feel fine."""
    sides: Sides
    sets: Count = 1
    rest: Annotated[float, Meta(ge=0, le=600)] = 0.0
    """Seconds of rest between repetitions."""
    often: Text | None = None
    """How often a day or a week."""


class Adapt(Record, frozen=True, kw_only=True):
    """How to do an exercise when one of these is true."""

    when: Annotated[Refs, Meta(min_length=1)]
    say: Text


Breath = Literal["in", "out"]
"""Which way the breath goes."""


class Cues(Record, frozen=True, kw_only=True):
    """What the walkthrough says, one short line at a time."""

    ready: Text
    move: SomeTexts
    """On the way into each held position."""
    hold: SomeTexts
    """In each held position."""
    back: Text


class Exercise(Record, frozen=True, kw_only=True):
    """A stretch or a strengthening movement."""

    id: Id
    title: Text
    short: Text
    phase: Phase
    start: Text
    steps: SomeTexts
    dose: Dose
    breath: Text
    breath_in_moves: tuple[Breath, ...] = ()
    """The breath on the way into each held position, then on the way back; empty if the
    breath is free."""
    target: Text
    motion: Id
    held: SomeIds
    """The keyframe of each held position."""
    held_right: Ids = ()
    """Those for the right side, where it is not the left one in a mirror."""
    harder: Id | None = None
    """The motion of the harder form in `later`."""
    cues: Cues
    errors: SomeTexts
    not_if: Refs = ()
    adapt: tuple[Adapt, ...] = ()
    stop_if: SomeTexts
    later: Texts = ()
    """How to make it harder, once it is easy."""
    differ: Ids = ()
    sources: SomeIds


class Movement(Record, frozen=True, kw_only=True):
    """What holds for every exercise."""

    before: SomeTexts
    stop_if: SomeTexts
    severe: Text
    blocked: Text
    """What a skipped exercise says."""
    switch: Text
    """The cue to change sides."""
    rest: Text
    """The cue of a rest."""
    check: Text
    """The cue to notice whether the pain has risen."""
    done: Text
    """What the end of a routine says."""
    hurt: Text
    """What to answer when it hurts."""
    hurts: SomeIds
    """The findings to ask about when it hurts."""
    not_if: Refs
    """Blocks every routine."""
    sources: SomeIds


class Program(Record, frozen=True, kw_only=True):
    """Exercises to be led through one after the other."""

    id: Id
    title: Text
    short: Text
    lead: Text
    exercises: SomeIds


class Blocker(Record, frozen=True, kw_only=True):
    """Something that rules exercises out and is no finding."""

    id: Id
    text: Text


class Pack(Record, frozen=True, kw_only=True):
    """A cold or a warm pack."""

    id: Literal["cold", "warm"]
    title: Text
    minutes: Range
    checks: Annotated[tuple[Count, ...], Meta(min_length=1)]
    """Minutes after the start at which to look at the skin."""
    a_day: Count
    gap: Count
    """Least pause between two packs, in minutes."""
    stop_if: SomeTexts
    never: SomeTexts
    ask: SomeTexts
    differ: Ids = ()
    sources: SomeIds


class Onset(Record, frozen=True, kw_only=True):
    """When cold gives way to warmth, in hours after the spasm began."""

    switch: Range
    sources: SomeIds


class AskLine(Record, frozen=True, kw_only=True):
    """One question of the ask-first card."""

    id: Id
    text: Text
    say: Text
    """What to do when it is true."""
    ticked_by: Refs = ()
    """Findings that tick the line by themselves."""
    ticked_from: Level | None = None
    """The level from which the verdict ticks the line by itself."""
    sources: SomeIds


class Medicine(Record, frozen=True, kw_only=True):
    """The ask-first card for pain relievers."""

    title: Text
    intro: Text
    ask: Text
    """Stands in place of the advice while any line is ticked."""
    lines: Annotated[tuple[AskLine, ...], Meta(min_length=1)] = field(name="line")
    advice: SomeTexts
    """Only shown while no line is ticked."""
    stop_if: SomeTexts
    stop: Text
    """What to do when one of `stop_if` happens."""
    sources: SomeIds


class Extra(Record, frozen=True, kw_only=True):
    """Actions that depend on what is ticked."""

    any: Annotated[Refs, Meta(min_length=1)]
    actions: SomeTexts


class LevelWords(Record, frozen=True, kw_only=True):
    """What a level says.

    ``{number}`` stands for the emergency number or its generic name, ``{emergency}`` and
    ``{advice}`` for the generic name followed by the region's number.
    """

    id: Level
    word: Text
    symbol: Annotated[str, Meta(pattern=rf"^[^\s{UNSEEN}]\Z", description="one character")]
    soon: Text
    """How soon, in a few words."""
    extra: tuple[Extra, ...] = ()
    """Said before the general actions, to whoever ticked one of `any`."""
    unless: tuple[Extra, ...] = ()
    """Said after the general actions, to whoever ticked none of `any`."""
    actions: SomeTexts
    until: Texts = ()
    """What to do until help comes."""
    avoid: Texts = ()
    """What not to do."""
    walkthrough: bool
    """Whether exercises may be shown."""
    refusal: Text | None = None
    """Why they may not."""
    sources: SomeIds


class Finding(Record, frozen=True, kw_only=True):
    """Something a person can notice about themselves and tick."""

    id: Id
    text: Text
    also: tuple[InternalText, ...] = ()
    """Words that a layperson may type to find it: synonyms, also rude ones."""
    level: Level
    why: Text | None = None
    """Needed unless the level is none."""
    implies: Ids = ()
    differ: Ids = ()
    sources: SomeIds


class Group(Record, frozen=True, kw_only=True):
    """A heading of the checklist with its findings."""

    id: Id
    title: Text
    findings: Annotated[tuple[Finding, ...], Meta(min_length=1)] = field(name="finding")


class Rule(Record, frozen=True, kw_only=True):
    """Findings that mean more together.

    Matches when every finding of `all` and at least one of `any` is ticked; an empty list
    asks for nothing.
    """

    id: Id
    all: Refs = ()
    any: Refs = ()
    level: Level
    why: Text
    sources: SomeIds


class Case(Record, frozen=True, kw_only=True):
    """A story with the level that the rules must give it; `backspasm check` runs them all."""

    id: Id
    text: InternalText
    """The story, in the words of whoever tells it."""
    findings: Ids
    """What they would tick."""
    expected: Level
    """The level to aim at."""
    accept: tuple[Level, ...] = ()
    """Other levels that are defensible."""
    reasons: Ids = ()
    """Rules that must be among the reasons, whatever the level."""
    why: InternalText


class Region(Record, frozen=True, kw_only=True):
    """A country or group of countries, with the numbers to call."""

    id: Id
    name: Text
    territories: Annotated[
        tuple[Annotated[str, Meta(pattern=r"^[A-Z]{2}\Z", description="two capital letters")], ...],
        Meta(min_length=1),
    ]
    """ISO 3166-1 codes, as they stand in a locale."""
    emergency: Text
    advice: Text | None = None
    sources: Ids = ()


class Content(Record, frozen=True, kw_only=True):
    """Everything the guide says."""

    guide: Preface
    levels: tuple[LevelWords, ...] = field(name="level")
    onset: Onset
    episode: EpisodeWords
    timer: TimerWords
    packs: tuple[Pack, ...] = field(name="pack")
    medicine: Medicine
    sections: tuple[Section, ...] = field(name="section")
    movement: Movement
    blockers: tuple[Blocker, ...] = field(name="blocker")
    exercises: tuple[Exercise, ...] = field(name="exercise")
    programs: tuple[Program, ...] = field(name="program")
    quiz: Quiz
    habits: Habits
    motions: tuple[Motion, ...] = field(name="motion")
    groups: tuple[Group, ...] = field(name="group")
    macros: dict[Id, Annotated[Refs, Meta(min_length=1)]] = field(name="macro")
    rules: tuple[Rule, ...] = field(name="rule")
    cases: tuple[Case, ...] = field(name="case", default=())
    differs: tuple[Differ, ...] = field(name="differ")
    regions: tuple[Region, ...] = field(name="region")
    sources: tuple[Source, ...] = field(name="source")
