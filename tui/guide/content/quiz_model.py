"""The shape of the self-check in ``content.toml``: a quiz, and questions on one's own day."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, field

from tui.guide.content.field_types import Count, Id, Ids, Record, SomeIds, Text

Kind = Literal["one", "several", "order", "spot"]
"""One right option; one or more right ones; steps to put in order; a fault to see."""

MOST_OPTIONS = 6
"""The most options of a question; each is chosen by one digit."""


class QuestionPicture(Record, frozen=True, kw_only=True):
    """A motion shown with a question."""

    motion: Id
    seen: Text
    """What is to be seen, for whoever cannot see it; it judges nothing."""
    caption: Text
    """What stands under it once the question is answered."""
    held: Id | None = None
    """The keyframe to show at rest; without it the motion plays."""


class Option(Record, frozen=True, kw_only=True):
    """An answer to choose, or a step to put in its place."""

    text: Text
    right: bool = False
    why: Text


class Question(Record, frozen=True, kw_only=True):
    """A question of the quiz. The steps of an ``order`` are written in their right order."""

    id: Id
    topic: Id
    kind: Kind
    ask: Text
    pictures: tuple[QuestionPicture, ...] = field(name="picture", default=())
    options: Annotated[tuple[Option, ...], Meta(min_length=2, max_length=MOST_OPTIONS)] = field(
        name="option"
    )
    place: Id
    """The item, exercise or finding that says more."""
    differ: Ids = ()
    sources: SomeIds

    @property
    def single(self) -> bool:
        """Whether one option is the whole answer."""
        return self.kind in ("one", "spot")


class Topic(Record, frozen=True, kw_only=True):
    """What a question is about."""

    id: Id
    title: Text
    practise: Text
    """What to call a round of its questions."""
    place: Id
    """Where to read about it."""


class Outcome(Record, frozen=True, kw_only=True):
    """What to say to a score."""

    least: Annotated[float, Meta(ge=0, le=1)]
    """The least share of points that it is said to."""
    text: Text


class Quiz(Record, frozen=True, kw_only=True):
    """The quiz on posture, lifting and care."""

    title: Text
    lead: Text
    note: Text
    """What a score does not mean."""
    round: Count
    """How many questions a round has."""
    outcomes: Annotated[tuple[Outcome, ...], Meta(min_length=1)] = field(name="outcome")
    topics: Annotated[tuple[Topic, ...], Meta(min_length=1)] = field(name="topic")
    questions: Annotated[tuple[Question, ...], Meta(min_length=1)] = field(name="question")


class HabitChoice(Record, frozen=True, kw_only=True):
    """How somebody may do a thing."""

    text: Text
    need: Annotated[int, Meta(ge=0, le=3)]
    """How much a change may do: 0 for nothing to change, 3 for the most."""


class Habit(Record, frozen=True, kw_only=True):
    """A question on one's own day, and what to change."""

    id: Id
    ask: Text
    choices: Annotated[tuple[HabitChoice, ...], Meta(min_length=2, max_length=MOST_OPTIONS)] = (
        field(name="choice")
    )
    change: Text
    """The change, in a few words."""
    why: Text
    place: Id
    """The item, exercise or finding that says more."""
    sources: SomeIds


class Habits(Record, frozen=True, kw_only=True):
    """Questions on one's own day. Those whose change is best proven stand first."""

    title: Text
    lead: Text
    first: Text
    """The heading of what to change first."""
    none: Text
    """What to say when there is nothing to change."""
    note: Text
    """What the choice of changes does not mean."""
    habits: Annotated[tuple[Habit, ...], Meta(min_length=1)] = field(name="habit")
