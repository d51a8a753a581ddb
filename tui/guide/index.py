"""Finding the parts of the guide by their ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from tui.figure.pose import Motion
from tui.guide.content import (
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
from tui.guide.questions import Habit, Question, Topic


class Index(Struct, frozen=True):
    """A content file with its records by id. Built once, shared, never changed."""

    content: Content
    sections: Mapping[str, Section]
    items: Mapping[str, Item]
    section_of: Mapping[str, Section]
    """The section each item stands in, by item id."""
    exercises: Mapping[str, Exercise]
    cycles: Mapping[str, tuple[str, ...]]
    """The keyframes that each motion goes through and returns from, by the motion's id."""
    motions: Mapping[str, Motion]
    packs: Mapping[str, Pack]
    topics: Mapping[str, Topic]
    questions: Mapping[str, Question]
    habits: Mapping[str, Habit]
    findings: Mapping[str, Finding]
    blockers: Mapping[str, Blocker]
    differs: Mapping[str, Differ]
    sources: Mapping[str, Source]
    levels: Mapping[Level, LevelWords]

    @classmethod
    def of(cls, content: Content) -> Index:
        """Index `content`."""
        return cls(
            content=content,
            sections={section.id: section for section in content.sections},
            items={item.id: item for section in content.sections for item in section.items},
            section_of={item.id: section for section in content.sections for item in section.items},
            exercises={exercise.id: exercise for exercise in content.exercises},
            motions={motion.id: motion for motion in content.motions},
            cycles={
                motion.id: motion.cycle or tuple(frame.id for frame in motion.keyframes)
                for motion in content.motions
            },
            packs={pack.id: pack for pack in content.packs},
            topics={topic.id: topic for topic in content.quiz.topics},
            questions={question.id: question for question in content.quiz.questions},
            habits={habit.id: habit for habit in content.habits.habits},
            findings={f.id: f for group in content.groups for f in group.findings},
            blockers={blocker.id: blocker for blocker in content.blockers},
            differs={differ.id: differ for differ in content.differs},
            sources={source.id: source for source in content.sources},
            levels={words.id: words for words in content.levels},
        )

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
