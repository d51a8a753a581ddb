"""Triage: from ticked findings to how soon a person needs help.

The level is the highest of all ticked findings and all rules they match. Nothing lowers
it: no finding, no rule and no earlier answer. The findings, the rules and their sources
are data; this module only applies them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from typing import TypeAlias

from msgspec import Struct

from tui.guide.content.record_index import Index
from tui.guide.content.treatment_model import AskLine
from tui.guide.content.triage_model import Extra, Level, Rule


class UnknownFinding(ValueError):
    """A finding id that the content does not have."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)


class Reason(Struct, frozen=True):
    """A finding or rule that speaks for a level."""

    id: str
    """The id of the finding or rule."""
    findings: tuple[str, ...]
    """The ticked findings behind it, in the order of the checklist."""
    level: Level
    why: str
    sources: tuple[str, ...]


class Verdict(Struct, frozen=True):
    """How soon a person needs help, and why."""

    level: Level = Level.SELF_CARE
    reasons: tuple[Reason, ...] = ()
    """All that fired, the highest level first."""
    findings: frozenset[str] = frozenset()
    """The ticked findings and those they imply."""

    @property
    def decisive(self) -> tuple[Reason, ...]:
        """The reasons that by themselves give this level."""
        return tuple(reason for reason in self.reasons if reason.level is self.level)


class _Match(Struct, frozen=True):
    """A rule with its macros opened up."""

    rule: Rule
    all: frozenset[str]
    any: frozenset[str]

    def by(self, ticked: frozenset[str]) -> bool:
        return self.all <= ticked and (not self.any or not self.any.isdisjoint(ticked))


_ForSome: TypeAlias = tuple[frozenset[str], Extra]
"""Findings, and what is said to whoever has one of them, or none."""


class Triage(Struct, frozen=True, dict=True, eq=False):
    """The rules of one content file, made ready when something is ticked."""

    index: Index

    @classmethod
    def of(cls, index: Index) -> Triage:
        """Return the rules of `index`; all guides that share an index share them too."""
        return _shared(index)

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The place of each finding in the checklist."""
        return {name: place for place, name in enumerate(self.index.findings)}

    @cached_property
    def matches(self) -> tuple[_Match, ...]:
        """The rules with their macros opened up."""
        expand = self.index.expand
        return tuple(
            _Match(rule, frozenset(expand(rule.all)), frozenset(expand(rule.any)))
            for rule in self.index.content.rules
        )

    @cached_property
    def extras(self) -> Mapping[Level, tuple[_ForSome, ...]]:
        """What each level says to some people only, and the findings that make one of them."""
        return {words.id: self._for_some(words.extra) for words in self.index.content.levels}

    @cached_property
    def unless(self) -> Mapping[Level, tuple[_ForSome, ...]]:
        """What each level says to all but some people, and the findings that make one of them."""
        return {words.id: self._for_some(words.unless) for words in self.index.content.levels}

    def _for_some(self, extras: Iterable[Extra]) -> tuple[_ForSome, ...]:
        return tuple((frozenset(self.index.expand(extra.any)), extra) for extra in extras)

    def judge(self, ticked: Iterable[str]) -> Verdict:
        """Rate the `ticked` finding ids.

        Raises:
            UnknownFinding: for an id that the content does not have.

        """
        present = self._with_implied(ticked)
        if not present:
            return Verdict()  # Every rule asks for something.
        reasons = [*self._single(present), *self._combined(present)]
        reasons.sort(key=lambda reason: reason.level.rank, reverse=True)
        level = reasons[0].level if reasons else Level.SELF_CARE
        return Verdict(level, tuple(reasons), present)

    def actions(self, verdict: Verdict) -> tuple[str, ...]:
        """Return what to do at the level of `verdict`: first what applies to some people only."""
        words = self.index.levels[verdict.level]
        special = [
            action
            for names, extra in self.extras[verdict.level]
            if not names.isdisjoint(verdict.findings)
            for action in extra.actions
        ]
        others = [
            action
            for names, extra in self.unless[verdict.level]
            if names.isdisjoint(verdict.findings)
            for action in extra.actions
        ]
        return (words.actions[0], *special, *words.actions[1:], *others)

    def answers(self, line: AskLine, verdict: Verdict) -> bool:
        """Return whether the checklist has answered a line of the ask-first card with yes."""
        if line.ticked_from and not verdict.level < line.ticked_from:
            return True
        return not verdict.findings.isdisjoint(self.index.expand(line.ticked_by))

    def _with_implied(self, ticked: Iterable[str]) -> frozenset[str]:
        present: set[str] = set()
        waiting = list(ticked)
        while waiting:
            name = waiting.pop()
            if name in present:
                continue
            finding = self.index.findings.get(name)
            if finding is None:
                raise UnknownFinding(name)
            present.add(name)
            waiting += finding.implies
        return frozenset(present)

    def _single(self, present: frozenset[str]) -> Iterable[Reason]:
        for name in self._ordered(present):
            finding = self.index.findings[name]
            if finding.level is not Level.NONE:
                why = finding.why or finding.text
                yield Reason(name, (name,), finding.level, why, finding.sources)

    def _combined(self, present: frozenset[str]) -> Iterable[Reason]:
        for match in self.matches:
            if match.by(present):
                behind = self._ordered(present & (match.all | match.any))
                rule = match.rule
                yield Reason(rule.id, behind, rule.level, rule.why, rule.sources)

    def _ordered(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(names, key=self.order.__getitem__))


@lru_cache(maxsize=1)
def _shared(index: Index) -> Triage:
    return Triage(index)
