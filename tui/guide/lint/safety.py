"""Cross-reference checks of the safety questions and the first minutes."""

from __future__ import annotations

from tui.guide.content.faults import describe, nearest
from tui.guide.lint.fault_collector import FaultCollector, each
from tui.guide.safety import findings_asked_about, findings_that_raise

_RESTS_ON = frozenset({"safety", "safety.question", "group", "rule", "macro"})
"""The tables without which nobody can tell which findings the questions leave out."""


def check_safety(notes: FaultCollector) -> None:
    """Check that every finding that can raise the level stands behind a question."""
    findings, index = notes.index.findings, notes.index
    for path, question in each("safety.question", notes.content.safety.questions):
        kind = "the id of a finding"
        notes.refer(f"{path}.findings", question.findings, findings, kind, "group")
        notes.sources(path, question.sources)
    if any(name.startswith(tuple(_RESTS_ON)) for name in notes.skip):
        return
    try:
        needed = findings_that_raise(index)
    except (KeyError, ValueError):
        return  # An unknown or circular macro, reported with the rules.
    for name in findings:
        if name in needed and name not in findings_asked_about(index):
            notes.add("safety.question", f"none with the finding {describe(name)}", "one or more")


def check_first_minutes(notes: FaultCollector) -> None:
    """Check the references of the steps after the questions."""
    minutes = notes.content.first_minutes
    notes.sources("first_minutes", minutes.sources)
    notes.conditions("first_minutes.pack_not_if", minutes.pack_not_if)
    programs = notes.index.programs
    if minutes.program not in programs and "program" not in notes.skip:
        near = nearest(minutes.program, programs)
        notes.add("first_minutes.program", describe(minutes.program), "the id of a program", near)
    for path, position in each("first_minutes.position", minutes.positions):
        notes.motion(f"{path}.motion", position.motion)
        notes.conditions(f"{path}.not_if", position.not_if)
