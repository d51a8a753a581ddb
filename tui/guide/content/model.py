"""The shape of ``content.toml``: `Content` and the records that belong to no other module.

There is one frozen record for each kind of table; the ``*_model`` modules beside this one hold
the others. Attribute names are plural where the file writes an array of tables in the singular
(``[[section]]`` is ``Content.sections``). Every id matches `Id`; every sentence holds at least
one visible character. Checks that span several tables (references, ranges, unique ids) are in
`tui.guide.lint.references`.
"""

from typing import Annotated, Literal

from msgspec import Meta, field

from tui.figure.motion import Motion
from tui.guide.content.episode_model import EpisodeWords, TimerWords
from tui.guide.content.everyday.desk_model import DeskWords
from tui.guide.content.everyday.lift_model import LiftWords
from tui.guide.content.everyday.today_model import TodayWords
from tui.guide.content.exercise_model import Blocker, Exercise, Movement, PlanWords, Program
from tui.guide.content.field_types import Id, Ids, Record, Refs, SomeTexts, Text, Texts
from tui.guide.content.quiz_model import Habits, Quiz
from tui.guide.content.safety_model import FirstMinutes, Safety
from tui.guide.content.section_model import Differ, Section, Source
from tui.guide.content.treatment_model import Medicine, Onset, Pack
from tui.guide.content.triage_model import Case, Group, LevelWords, Rule


class Preface(Record, frozen=True, kw_only=True):
    """Texts about the guide itself."""

    title: Text
    tagline: Text
    emergency_signs: SomeTexts
    """When to call for help at once, in a few sentences; they begin every printed text.

    ``{emergency}`` is replaced by the generic name followed by the region's number.
    """
    updated: Annotated[
        str, Meta(pattern=r"^\d{4}-(0[1-9]|1[0-2])\Z", description="a year and month: 2026-11")
    ]
    """Year and month of the last change to the texts."""
    disclaimer: SomeTexts
    privacy: SomeTexts
    privacy_forgotten: SomeTexts
    """In place of `privacy` where nothing is saved."""
    privacy_served: SomeTexts
    """In place of `privacy` where the guide runs on another machine than the reader's."""
    course: Texts = ()
    """The usual course of a spasm."""
    find_sign: Text | None = None
    """The placeholder of the search field above the checklist."""
    no_sign_found: Text | None = None
    """What to do when the search finds no sign."""
    common_words: Texts = ()
    """Stop words, which the search in the checklist ignores."""


class Region(Record, frozen=True, kw_only=True):
    """A country or group of countries, with the numbers to call."""

    id: Id
    name: Text
    territories: Annotated[
        tuple[Annotated[str, Meta(pattern=r"^[A-Z]{2}\Z", description="two capital letters")], ...],
        Meta(min_length=1),
    ]
    """ISO 3166-1 alpha-2 codes, as in a locale."""
    emergency: Text
    advice: Text | None = None
    units: Literal["metric", "us"] = "metric"
    """Whether weights and lengths are in kilograms and centimetres, or in pounds and inches."""
    sources: Ids = ()


class Content(Record, frozen=True, kw_only=True):
    """The whole content file."""

    guide: Preface
    safety: Safety
    first_minutes: FirstMinutes
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
    plan: PlanWords
    quiz: Quiz
    habits: Habits
    desk: DeskWords
    lift: LiftWords
    today: TodayWords
    motions: tuple[Motion, ...] = field(name="motion")
    groups: tuple[Group, ...] = field(name="group")
    macros: dict[Id, Annotated[Refs, Meta(min_length=1)]] = field(name="macro")
    rules: tuple[Rule, ...] = field(name="rule")
    cases: tuple[Case, ...] = field(name="case", default=())
    differs: tuple[Differ, ...] = field(name="differ")
    regions: tuple[Region, ...] = field(name="region")
    sources: tuple[Source, ...] = field(name="source")
