"""From ticked findings to how soon a person needs help.

The level is the highest of all ticked findings and all rules they match. Nothing lowers
it: no finding, no rule and no earlier answer. The findings, the rules and their sources
are data; this module only applies them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from tui.guide.content import AskLine, Extra, Level, Rule
from tui.guide.index import Index


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


class Triage(Struct, frozen=True):
    """The rules of one content file, ready to apply."""

    index: Index
    order: Mapping[str, int]
    """The place of each finding in the checklist."""
    matches: tuple[_Match, ...]
    extras: Mapping[Level, tuple[tuple[frozenset[str], Extra], ...]]

    @classmethod
    def of(cls, index: Index) -> Triage:
        """Prepare the rules of `index`."""
        return cls(
            index=index,
            order={name: place for place, name in enumerate(index.findings)},
            matches=tuple(
                _Match(rule, frozenset(index.expand(rule.all)), frozenset(index.expand(rule.any)))
                for rule in index.content.rules
            ),
            extras={
                words.id: tuple(
                    (frozenset(index.expand(extra.any)), extra) for extra in words.extra
                )
                for words in index.content.levels
            },
        )

    def judge(self, ticked: Iterable[str]) -> Verdict:
        """Rate the `ticked` finding ids.

        Raises:
            UnknownFinding: for an id that the content does not have.

        """
        present = self._with_implied(ticked)
        reasons = [*self._single(present), *self._combined(present)]
        reasons.sort(key=lambda reason: reason.level.rank, reverse=True)
        level = max((reason.level for reason in reasons), default=Level.SELF_CARE)
        return Verdict(level, tuple(reasons), present)

    def actions(self, verdict: Verdict) -> tuple[str, ...]:
        """What to do at the level of `verdict`: first what holds for some people only."""
        special = [
            action
            for names, extra in self.extras[verdict.level]
            if not names.isdisjoint(verdict.findings)
            for action in extra.actions
        ]
        general = self.index.levels[verdict.level].actions
        return (general[0], *special, *general[1:])

    def answers(self, line: AskLine, verdict: Verdict) -> bool:
        """Whether the checklist has answered a line of the ask-first card with yes."""
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
