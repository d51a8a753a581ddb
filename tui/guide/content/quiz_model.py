"""The tables of ``content.toml`` for the self-check: the quiz and the habit questions."""

from typing import Annotated, Literal

from msgspec import Meta, field

from tui.guide.content.field_types import Count, Id, Ids, Record, SomeIds, Text

Kind = Literal["one", "several", "order", "spot"]
"""One right option; one or more right ones; steps to put in order; a fault to spot."""

MOST_OPTIONS = 6
"""The most options of a question; each is chosen by one digit."""


class QuestionPicture(Record, frozen=True, kw_only=True):
    """A motion shown with a question."""

    motion: Id
    seen: Text
    """A neutral description for readers who cannot see the picture."""
    caption: Text
    """The caption once the question is answered."""
    keyframe: Id | None = None
    """The keyframe to show at rest; without it the motion plays."""


class Option(Record, frozen=True, kw_only=True):
    """An answer to choose, or a step to put in order."""

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
        """Whether exactly one option is chosen."""
        return self.kind in ("one", "spot")


class Topic(Record, frozen=True, kw_only=True):
    """A topic of the quiz."""

    id: Id
    title: Text
    practise: Text
    """The name of a practice round on it."""
    place: Id
    """The item, exercise or finding to read about it."""


class Outcome(Record, frozen=True, kw_only=True):
    """A comment on a score."""

    least: Annotated[float, Meta(ge=0, le=1)]
    """The lowest share of points it applies to, from 0 to 1."""
    text: Text


class Quiz(Record, frozen=True, kw_only=True):
    """The quiz on posture, lifting and care."""

    title: Text
    lead: Text
    note: Text
    """Says what a score does not mean."""
    round: Count
    """The number of questions in a round."""
    outcomes: Annotated[tuple[Outcome, ...], Meta(min_length=1)] = field(name="outcome")
    topics: Annotated[tuple[Topic, ...], Meta(min_length=1)] = field(name="topic")
    questions: Annotated[tuple[Question, ...], Meta(min_length=1)] = field(name="question")


class HabitChoice(Record, frozen=True, kw_only=True):
    """An answer to a habit question."""

    text: Text
    need: Annotated[int, Meta(ge=0, le=3)]
    """How much a change would help: from 0 for nothing to change to 3."""


class Habit(Record, frozen=True, kw_only=True):
    """A question about a daily habit, and the change to suggest."""

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
    """The habit questions, those with the best evidence for a change first."""

    title: Text
    lead: Text
    first: Text
    """The heading of the changes to make first."""
    none: Text
    """Shown when there is nothing to change."""
    note: Text
    """Says what the choice of changes does not mean."""
    habits: Annotated[tuple[Habit, ...], Meta(min_length=1)] = field(name="habit")
