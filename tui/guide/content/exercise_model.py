"""The exercise tables of ``content.toml``: exercises, programs, plans, what rules them out."""

from enum import Enum
from typing import Annotated, Literal

from msgspec import Meta, field

from tui.guide.content.field_types import (
    Count,
    Id,
    Ids,
    Record,
    Refs,
    Seconds,
    SomeIds,
    SomeTexts,
    Text,
    Texts,
)


class Phase(Enum):
    """The phase of recovery that an exercise suits: strong pain, easing pain, settled pain."""

    SPASM = "spasm"
    EASING = "easing"
    STRENGTHENING = "strengthening"


class Sides(Enum):
    """How an exercise treats left and right."""

    NONE = "none"
    EACH = "each"
    ALTERNATING = "alternating"
    LEFT = "left"
    RIGHT = "right"


Posture = Literal["standing", "sitting", "kneeling", "all_fours", "supine", "prone", "side"]
"""The posture in which an exercise starts and ends: supine is on the back, prone on the front,
side on either side."""

MOST_NUMBER = 127
"""The greatest number of an exercise in the codes of plans."""

TurnSeconds = Annotated[float, Meta(ge=3, le=120)]
"""Seconds to get from one posture to another, without haste and in pain."""


class Dose(Record, frozen=True, kw_only=True):
    """The dose of an exercise.

    One repetition goes through the positions of `hold` in turn, each held for its seconds.
    """

    move: Seconds = 3.0
    """Seconds from one position to the next."""
    hold: Annotated[tuple[Seconds, ...], Meta(min_length=1)]
    most_hold: Seconds | None = None
    """Seconds that a plan may hold a position; none for no longer than in `hold`."""
    reps: Count
    most_reps: Count
    """The number of repetitions to build up to."""
    sides: Sides
    sets: Count = 1
    rest: Annotated[float, Meta(ge=0, le=600)] = 0.0
    """Seconds of rest between repetitions."""
    often: Text | None = None
    """How often a day or a week."""


class Adapt(Record, frozen=True, kw_only=True):
    """How to adapt an exercise when one of these conditions is true."""

    when: Annotated[Refs, Meta(min_length=1)]
    say: Text


Breath = Literal["in", "out"]
"""Which way the breath goes."""


class SpokenCues(Record, frozen=True, kw_only=True):
    """What the voice says in place of cues that read badly aloud, or are too long for their time.

    The first entry of `move` stands for the first cue of `cues.move`, and so on.
    """

    ready: Text | None = None
    move: Texts = ()
    hold: Texts = ()
    back: Text | None = None


class Cues(Record, frozen=True, kw_only=True):
    """The cues of the walkthrough, one short line each."""

    ready: Text
    move: SomeTexts
    """One for each movement into a held position."""
    hold: SomeTexts
    """One for each held position."""
    back: Text
    say: SpokenCues = SpokenCues()


class Exercise(Record, frozen=True, kw_only=True):
    """A stretch or a strengthening movement."""

    id: Id
    title: Text
    short: Text
    phase: Phase
    posture: Posture
    start: Text
    steps: SomeTexts
    dose: Dose
    breath: Text
    breath_in_moves: tuple[Breath, ...] = ()
    """The breath during each movement into a held position, then during the way back; empty if
    breathing is free."""
    target: Text
    seen: Text | None = None
    """The motion in words, for somebody who cannot see it."""
    motion: Id
    held: SomeIds
    """The keyframe of each held position."""
    held_right: Ids = ()
    """The keyframes for the right side, if they are not the mirrored ones of the left side."""
    keeps_moving: bool = False
    """Whether the body goes on through its motion while it holds a position, as in walking."""
    harder: Id | None = None
    """The motion of the harder variant described in `later`."""
    cues: Cues
    errors: SomeTexts
    not_if: Refs = ()
    adapt: tuple[Adapt, ...] = ()
    stop_if: SomeTexts
    later: Texts = ()
    """How to make it harder, once it is easy."""
    differ: Ids = ()
    sources: SomeIds


class EndTexts(Record, frozen=True, kw_only=True):
    """What the end of a routine says, by the posture that the reader is in."""

    lying: Text
    """On the back, the front or the side."""
    kneeling: Text
    """Kneeling or on all fours."""
    sitting: Text
    """On a chair."""
    standing: Text


class Movement(Record, frozen=True, kw_only=True):
    """Texts and conditions that hold for every exercise."""

    before_title: Text
    before: SomeTexts
    conditions: Text
    """The question whether one of the conditions holds that rule exercises out."""
    stop_if: SomeTexts
    severe: Text
    blocked: Text
    """Shown for an exercise that was left out."""
    switch: Text
    """The cue to change sides."""
    rest: Text
    """The cue of a rest."""
    check: Text
    """The cue to notice whether the pain has risen."""
    check_say: Text | None = None
    """The same for the voice, which is also heard by somebody without keys."""
    done: EndTexts
    """Shown at the end of a routine."""
    postures: dict[Posture, Text]
    """A few words for each posture: "on your back"."""
    seconds: dict[Posture, dict[Posture, TurnSeconds]]
    """The time to get ready: from each posture to each, also to the same one."""
    hurt: Text
    """The question when an exercise hurts."""
    hurts: SomeIds
    """The findings to ask about when an exercise hurts."""
    not_if: Refs
    """Conditions that rule out every exercise."""
    sources: SomeIds


class Program(Record, frozen=True, kw_only=True):
    """A series of exercises for a walkthrough."""

    id: Id
    title: Text
    short: Text
    lead: Text
    exercises: SomeIds


class Blocker(Record, frozen=True, kw_only=True):
    """A condition that rules exercises out and is not a finding."""

    id: Id
    text: Text


class PlanNumber(Record, frozen=True, kw_only=True):
    """The number of an exercise in the codes of plans, and the dose that needs no words there.

    An entry never changes and its number is never used again, so that old codes keep their
    meaning. The numbers 100 to 127 are for a clinic's own exercises.
    """

    number: Annotated[int, Meta(ge=1, le=MOST_NUMBER)]
    id: Id
    hold: Annotated[int, Meta(ge=0, le=63)]
    """Seconds; 0 if the positions are held for different times."""
    reps: Annotated[int, Meta(ge=1, le=128)]
    gone: Text | None = None
    """The title of an exercise that the content has no longer."""


class PlanWords(Record, frozen=True, kw_only=True):
    """Texts of plans, and the numbers of exercises in their codes."""

    title: Text
    lead: Text
    """What the sheet says below its title."""
    listed: SomeTexts
    """How to play the plan, by its code ``{code}``."""
    boxes: Text
    """What the boxes to tick are for."""
    exercises: Annotated[tuple[PlanNumber, ...], Meta(min_length=1)] = field(name="exercise")
