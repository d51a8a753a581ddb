"""The index of the content: its records by id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar

from msgspec import Struct

from tui.figure.motion import Motion
from tui.guide.content.exercise_model import Blocker, Exercise, Program
from tui.guide.content.model import Content
from tui.guide.content.quiz_model import Habit, Question, Topic
from tui.guide.content.section_model import Differ, Item, Section, Source
from tui.guide.content.treatment_model import Pack
from tui.guide.content.triage_model import Finding, Level, LevelWords

if TYPE_CHECKING:

    class _HasId(Protocol):
        """A record with an id."""

        @property
        def id(self) -> str:
            """The id by which other records refer to it."""


R = TypeVar("R", bound="_HasId")


class Index(Struct, frozen=True, dict=True, eq=False):
    """A content file with its records by id; immutable, and shared by all guides of a process.

    Each mapping is built on first use, so that opening takes no longer with more content.
    """

    content: Content

    @classmethod
    def of(cls, content: Content) -> Index:
        """Index `content`."""
        return cls(content)

    @cached_property
    def sections(self) -> Mapping[str, Section]:
        """The sections, one for each tab."""
        return {section.id: section for section in self.content.sections}

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """The items of all sections."""
        return _by_id(item for section in self.content.sections for item in section.items)

    @cached_property
    def section_of(self) -> Mapping[str, Section]:
        """The section of each item, by item id."""
        return {item.id: section for section in self.content.sections for item in section.items}

    @cached_property
    def exercises(self) -> Mapping[str, Exercise]:
        """The exercises."""
        return _by_id(self.content.exercises)

    @cached_property
    def cycles(self) -> Mapping[str, tuple[str, ...]]:
        """The keyframe ids of one cycle of each motion, by motion id."""
        return {motion.id: _cycle(motion) for motion in self.content.motions}

    @cached_property
    def motions(self) -> Mapping[str, Motion]:
        """The motions of the figure."""
        return _by_id(self.content.motions)

    @cached_property
    def packs(self) -> Mapping[str, Pack]:
        """The cold and the warm pack."""
        return {pack.id: pack for pack in self.content.packs}

    @cached_property
    def topics(self) -> Mapping[str, Topic]:
        """The topics of the quiz."""
        return {topic.id: topic for topic in self.content.quiz.topics}

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """The questions of the quiz."""
        return _by_id(self.content.quiz.questions)

    @cached_property
    def habits(self) -> Mapping[str, Habit]:
        """The habit questions."""
        return _by_id(self.content.habits.habits)

    @cached_property
    def findings(self) -> Mapping[str, Finding]:
        """The findings, in the order of the checklist."""
        return _by_id(finding for group in self.content.groups for finding in group.findings)

    @cached_property
    def blockers(self) -> Mapping[str, Blocker]:
        """The conditions besides findings that rule exercises out."""
        return _by_id(self.content.blockers)

    @cached_property
    def differs(self) -> Mapping[str, Differ]:
        """The notes on where guidelines differ."""
        return _by_id(self.content.differs)

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """The sources of all statements."""
        return _by_id(self.content.sources)

    @cached_property
    def programs(self) -> Mapping[str, Program]:
        """The programs of exercises."""
        return _by_id(self.content.programs)

    @cached_property
    def levels(self) -> Mapping[Level, LevelWords]:
        """The texts of each level."""
        return {words.id: words for words in self.content.levels}

    def expand(self, refs: Iterable[str]) -> tuple[str, ...]:
        """Expand the macros in `refs`; return the ids in order, each once.

        Raises:
            KeyError: for a macro that is not defined.
            ValueError: for a macro that contains itself; the message is the circle.

        """
        return tuple(dict.fromkeys(self._expand(refs, ())))

    def _expand(self, refs: Iterable[str], outer_macros: tuple[str, ...]) -> Iterable[str]:
        for ref in refs:
            if not ref.startswith("@"):
                yield ref
                continue
            name = ref[1:]
            if name in outer_macros:
                raise ValueError(" → ".join([*outer_macros, name]))
            yield from self._expand(self.content.macros[name], (*outer_macros, name))

    def sources_for(self, item: Item) -> tuple[Source, ...]:
        """Return the sources of `item`: its own, then those of everything it shows."""
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
        """Return the ids of the "guidelines differ" notes of `item` and of what it shows."""
        names = list(item.differ)
        if item.pack:
            names += self.packs[item.pack].differ
        for name in item.exercises:
            names += self.exercises[name].differ
        return tuple(dict.fromkeys(names))


def _by_id(records: Iterable[R]) -> Mapping[str, R]:
    return {record.id: record for record in records}


def _cycle(motion: Motion) -> tuple[str, ...]:
    return motion.cycle or tuple(frame.id for frame in motion.keyframes)
