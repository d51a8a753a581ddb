"""Finding the parts of the guide by their ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar

from msgspec import Struct

from tui.figure.motion import Motion
from tui.guide.content.model import (
    Blocker,
    Content,
    Differ,
    Exercise,
    Finding,
    Item,
    Level,
    LevelWords,
    Pack,
    Section,
    Source,
)
from tui.guide.content.quiz_model import Habit, Question, Topic

if TYPE_CHECKING:

    class Named(Protocol):
        """A record with an id."""

        @property
        def id(self) -> str:
            """What other records call it."""


T = TypeVar("T", bound="Named")


class Index(Struct, frozen=True, dict=True, eq=False):
    """A content file with its records by id. Shared by all its guides, never changed.

    What nobody asks for is not made, so that it takes no longer with more content.
    """

    content: Content

    @classmethod
    def of(cls, content: Content) -> Index:
        """Index `content`."""
        return cls(content)

    @cached_property
    def sections(self) -> Mapping[str, Section]:
        """The tabs."""
        return {section.id: section for section in self.content.sections}

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """The entries of all tabs."""
        return _by_id(item for section in self.content.sections for item in section.items)

    @cached_property
    def section_of(self) -> Mapping[str, Section]:
        """The section each item stands in, by item id."""
        return {item.id: section for section in self.content.sections for item in section.items}

    @cached_property
    def exercises(self) -> Mapping[str, Exercise]:
        """Stretches and strengthening movements."""
        return _by_id(self.content.exercises)

    @cached_property
    def cycles(self) -> Mapping[str, tuple[str, ...]]:
        """The keyframes that each motion goes through and returns from, by the motion's id."""
        return {motion.id: _cycle(motion) for motion in self.content.motions}

    @cached_property
    def motions(self) -> Mapping[str, Motion]:
        """What the figure can do."""
        return _by_id(self.content.motions)

    @cached_property
    def packs(self) -> Mapping[str, Pack]:
        """The cold and the warm pack."""
        return {pack.id: pack for pack in self.content.packs}

    @cached_property
    def topics(self) -> Mapping[str, Topic]:
        """What the quiz is about."""
        return {topic.id: topic for topic in self.content.quiz.topics}

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """The questions of the quiz."""
        return _by_id(self.content.quiz.questions)

    @cached_property
    def habits(self) -> Mapping[str, Habit]:
        """The questions on one's own day."""
        return _by_id(self.content.habits.habits)

    @cached_property
    def findings(self) -> Mapping[str, Finding]:
        """What can be ticked, in the order of the checklist."""
        return _by_id(finding for group in self.content.groups for finding in group.findings)

    @cached_property
    def blockers(self) -> Mapping[str, Blocker]:
        """What else rules exercises out."""
        return _by_id(self.content.blockers)

    @cached_property
    def differs(self) -> Mapping[str, Differ]:
        """Where the article and the guidelines differ."""
        return _by_id(self.content.differs)

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """What everything rests on."""
        return _by_id(self.content.sources)

    @cached_property
    def levels(self) -> Mapping[Level, LevelWords]:
        """What each level says."""
        return {words.id: words for words in self.content.levels}

    def expand(self, refs: Iterable[str]) -> tuple[str, ...]:
        """The ids behind `refs`, in order and each once, macros opened up.

        Raises:
            KeyError: for a macro that is not defined.
            ValueError: for a macro that holds itself.

        """
        return tuple(dict.fromkeys(self._expand(refs, ())))

    def _expand(self, refs: Iterable[str], inside: tuple[str, ...]) -> Iterable[str]:
        for ref in refs:
            if not ref.startswith("@"):
                yield ref
                continue
            name = ref[1:]
            if name in inside:
                raise ValueError(" → ".join([*inside, name]))
            yield from self._expand(self.content.macros[name], (*inside, name))

    def sources_for(self, item: Item) -> tuple[Source, ...]:
        """Everything `item` rests on: its own sources, then those of what it shows."""
        ids = list(item.sources)
        if item.pack:
            ids += self.packs[item.pack].sources
        if item.medicine:
            ids += self.content.medicine.sources
            ids += [name for line in self.content.medicine.lines for name in line.sources]
        for name in item.exercises:
            ids += self.exercises[name].sources
        for name in self.differs_for(item):
            ids += self.differs[name].sources
        return tuple(self.sources[name] for name in dict.fromkeys(ids))

    def differs_for(self, item: Item) -> tuple[str, ...]:
        """The ids of the "guidelines differ" notes of `item` and of what it shows."""
        names = list(item.differ)
        if item.pack:
            names += self.packs[item.pack].differ
        for name in item.exercises:
            names += self.exercises[name].differ
        return tuple(dict.fromkeys(names))


def _by_id(records: Iterable[T]) -> Mapping[str, T]:
    return {record.id: record for record in records}


def _cycle(motion: Motion) -> tuple[str, ...]:
    return motion.cycle or tuple(frame.id for frame in motion.keyframes)
