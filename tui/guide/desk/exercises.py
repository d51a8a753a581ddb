"""The exercises of a break at the desk, and what is asked before the first of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import takewhile

from msgspec import Struct
from msgspec.structs import replace

from tui.guide.blocks import condition_words
from tui.guide.content.everyday.desk_model import DeskWords
from tui.guide.content.exercise_model import Exercise, Posture
from tui.guide.content.record_index import Index
from tui.guide.desk.breaks import BreakKind
from tui.guide.routine.routine import Routine, conditions, left_out, plan
from tui.guide.safety import findings_asked_about
from tui.guide.triage import Triage, Verdict

POSTURE: Posture = "sitting"
"""The posture in which a break finds somebody at the desk."""


def exercises_of(words: DeskWords, kind: BreakKind, number: int) -> tuple[str, ...]:
    """Return the ids of the exercises of a break: one for a short break, several for a long one.

    Args:
        words: The table of the desk.
        kind: The break.
        number: How many breaks there were today, so that they take turns.

    """
    if kind == "long":
        return words.long[number % len(words.long)]
    return (words.short[number % len(words.short)],)


def all_exercises(index: Index) -> tuple[Exercise, ...]:
    """Return all exercises of the desk, each once."""
    words = index.content.desk
    names = dict.fromkeys([*words.short, *(name for names in words.long for name in names)])
    return tuple(index.exercises[name] for name in names)


def break_routine(index: Index, names: Sequence[str], true: Collection[str]) -> Routine:
    """Return the routine of a break, without what the conditions that are true rule out."""
    exercises = [index.exercises[name] for name in names]
    suitable = [one for one in exercises if not left_out(index, one, true)]
    return plan(index, suitable, POSTURE)


class DeskQuestion(Struct, frozen=True):
    """A question before the exercises.

    Attributes:
        name: the id of the finding or blocker that a yes is true of; empty for a safety question.
        text: the question.
        findings: what a yes to a safety question may mean, to be asked after it.

    """

    name: str
    text: str
    findings: tuple[str, ...] = ()


class DeskQuestions(Struct, frozen=True):
    """The questions that are still to be asked, and what was answered.

    They stand on pages, and one key answers a page: no to all of it, or yes to one of them. After
    a yes those of the page are asked one by one.

    Attributes:
        left: the questions that are left.
        singly: how many of them are asked one by one.
        true: the findings and blockers that are true.

    """

    left: tuple[DeskQuestion, ...]
    singly: int = 0
    true: frozenset[str] = frozenset()

    @classmethod
    def of(cls, index: Index) -> DeskQuestions:
        """Return the safety questions, then the conditions that they do not ask about."""
        safety = [DeskQuestion("", q.text, q.findings) for q in index.content.safety.questions]
        known = findings_asked_about(index)
        names = [one for one in conditions(index, all_exercises(index)) if one not in known]
        return cls((*safety, *(DeskQuestion(name, condition_words(index, name)) for name in names)))

    def page(self) -> tuple[DeskQuestion, ...]:
        """Return what may stand on the present page: questions of one kind, or a single one."""
        if self.singly:
            return self.left[:1]
        has_name = bool(self.left and self.left[0].name)
        return tuple(takewhile(lambda one: bool(one.name) == has_name, self.left))

    def no(self, asked: int) -> DeskQuestions:
        """Answer no to the questions of a page."""
        return replace(self, left=self.left[asked:], singly=max(0, self.singly - asked))

    def yes(self, index: Index, asked: int) -> DeskQuestions:
        """Answer yes to one of the questions of a page."""
        if asked > 1:
            return replace(self, singly=asked)
        one, answered = self.left[0], self.no(1)
        if one.findings:
            asked_next = tuple(DeskQuestion(n, condition_words(index, n)) for n in one.findings)
            return replace(answered, left=(*asked_next, *answered.left), singly=0)
        return replace(answered, true=self.true | {one.name})

    def has_sign(self, index: Index) -> bool:
        """Return whether what is true rules out exercises, as it does everywhere in the guide."""
        return not index.levels[self._verdict(index).level].walkthrough

    def known(self, index: Index) -> frozenset[str]:
        """Return the findings and blockers that are true, with those that they imply."""
        return self.true | self._verdict(index).findings

    def _verdict(self, index: Index) -> Verdict:
        return Triage.of(index).judge(self.true & index.findings.keys())
