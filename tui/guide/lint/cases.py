"""Checks of the triage cases: whether the rules rate each story as expected.

References are checked on every load; the cases themselves are run by `backspasm check`.
"""

from __future__ import annotations

from collections.abc import Iterable

from tui.guide.content.faults import Fault, describe
from tui.guide.content.model import Content
from tui.guide.content.record_index import Index
from tui.guide.content.triage_model import Case, Level
from tui.guide.lint.fault_collector import FaultCollector, each
from tui.guide.triage import Triage, Verdict


def check_case_references(notes: FaultCollector) -> None:
    """Report unknown findings and rules, and levels that a verdict cannot have."""
    findings = notes.index.findings
    rules = {rule.id: rule for rule in notes.content.rules}
    for path, case in each("case", notes.content.cases):
        names, kind = case.findings, "the id of a finding"
        notes.refer(f"{path}.findings", names, findings, kind, "group")
        if case.reasons:
            notes.refer(f"{path}.reasons", case.reasons, rules, "the id of a rule", "rule")
        levels = [("expected", case.expected)]
        levels += [(f"accept[{place}]", level) for place, level in enumerate(case.accept)]
        for key, level in levels:
            if level is Level.NONE:
                notes.add(f"{path}.{key}", describe(level.value), "a level that a verdict can have")


def case_faults(content: Content) -> list[Fault]:
    """Return wrongly rated cases, findings and rules without a case, and missing search words.

    Args:
        content: Content without other faults.

    Returns:
        A fault for each case whose level is neither expected nor accepted; each finding with a
        level, and each rule, that decides in no case; each finding without words in `also`.

    """
    triage = Triage.of(Index.of(content))
    verdicts = [
        (path, case, triage.judge(case.findings)) for path, case in each("case", content.cases)
    ]
    faults = [
        Fault(path, verdict.level.value, _acceptable_levels(case))
        for path, case, verdict in verdicts
        if verdict.level not in (case.expected, *case.accept)
    ]
    faults += [
        Fault(f"{path}.reasons", "not a reason", f"{describe(name)} as one")
        for path, case, verdict in verdicts
        for name in case.reasons
        if name not in {reason.id for reason in verdict.reasons}
    ]
    if not verdicts:
        faults.append(Fault("case", "none", "stories that show what the rules decide"))
    else:
        faults += _never_decisive(content, [verdict for _, _, verdict in verdicts])
        faults += _untested_rules(content, [(case, verdict) for _, case, verdict in verdicts])
    for group_path, group in each("group", content.groups):
        faults += [
            Fault(f"{path}.also", "nothing", "words by which a layperson would search for it")
            for path, finding in each(f"{group_path}.finding", group.findings)
            if not finding.also
        ]
    return faults


def exact_cases(content: Content) -> int:
    """Count the cases that get exactly the expected level."""
    triage = Triage.of(Index.of(content))
    return sum(triage.judge(case.findings).level is case.expected for case in content.cases)


def _never_decisive(content: Content, verdicts: Iterable[Verdict]) -> Iterable[Fault]:
    decided = {reason.id for verdict in verdicts for reason in verdict.decisive}
    expected = "a case in which it decides"
    for group_path, group in each("group", content.groups):
        for path, finding in each(f"{group_path}.finding", group.findings):
            if finding.level is not Level.NONE and finding.id not in decided:
                yield Fault(path, "decides in no case", expected)
    for path, rule in each("rule", content.rules):
        if rule.id not in decided:
            yield Fault(path, "decides in no case", expected)


def _untested_rules(content: Content, rated: Iterable[tuple[Case, Verdict]]) -> Iterable[Fault]:
    """Return the rules that decide a case but could be deleted without failing any case."""
    covered, decided = set[str](), set[str]()
    for case, verdict in rated:
        decisive = [reason.id for reason in verdict.decisive]
        decided.update(decisive)
        covered.update(case.reasons)
        if len(decisive) == 1:
            covered.update(decisive)
    for path, rule in each("rule", content.rules):
        if rule.id in decided - covered:
            yield Fault(path, "changes the level of no case", "a case that names it in `reasons`")


def _acceptable_levels(case: Case) -> str:
    levels = dict.fromkeys([case.expected.value, *(level.value for level in case.accept)])
    return " or ".join(levels)
