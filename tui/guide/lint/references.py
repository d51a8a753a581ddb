"""Cross-reference checks between tables of the content: unique ids, valid references.

The records of `tui.guide.content.model` define what a single table may hold; this module checks
how the tables fit together.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Any

from tui.guide.content.faults import Fault, describe, nearest
from tui.guide.content.model import Content
from tui.guide.content.record_index import Index
from tui.guide.content.triage_model import Level
from tui.guide.desk.names import DESK_MOTIONS, DESK_TEXTS
from tui.guide.lift.form import FIELDS
from tui.guide.lift.texts import LIFT_PLACEHOLDERS, LIFT_TEXTS
from tui.guide.lint.cases import check_case_references
from tui.guide.lint.exercises import check_exercises, check_postures, check_walkthrough
from tui.guide.lint.fault_collector import FaultCollector, Named, each, plain
from tui.guide.lint.plan import check_plan
from tui.guide.lint.quiz import check_habits, check_quiz
from tui.guide.lint.safety import check_first_minutes, check_safety
from tui.guide.region import GENERIC, PLACEHOLDERS
from tui.guide.today.names import TODAY_PLACEHOLDERS, TODAY_TEXTS

_SECTIONS = ("relief", "prevention", "causes", "doctor")
_PACKS = ("cold", "warm")
_VERDICTS = (Level.SELF_CARE, Level.DOCTOR, Level.URGENT, Level.EMERGENCY)


def cross_check(content: Content, skip: Collection[str] = ()) -> list[Fault]:
    """Return every fault between the tables of `content`.

    Args:
        content: The converted content.
        skip: Key paths known to be faulty; faults inside them, or caused by them, are left out.

    """
    notes = FaultCollector(content, Index.of(content), frozenset(skip))
    _check_ids(notes)
    _check_preface(notes)
    _check_levels(notes)
    check_safety(notes)
    check_first_minutes(notes)
    _check_packs(notes)
    _check_medicine(notes)
    _check_items(notes)
    check_exercises(notes)
    check_postures(notes)
    check_walkthrough(notes)
    check_plan(notes)
    _check_episode(notes)
    check_quiz(notes)
    check_habits(notes)
    _check_findings(notes)
    _check_rules(notes)
    check_case_references(notes)
    _check_regions(notes)
    _check_everyday(notes)
    for path, differ in each("differ", content.differs):
        notes.sources(path, differ.sources)
    return notes.faults


def _check_ids(notes: FaultCollector) -> None:
    content = notes.content
    items = [
        pair
        for path, s in each("section", content.sections)
        for pair in each(f"{path}.item", s.items)
    ]
    findings = [
        pair
        for path, g in each("group", content.groups)
        for pair in each(f"{path}.finding", g.findings)
    ]
    # Reasons can name findings and rules, and exercises can be ruled out by findings and
    # blockers, so those three share one namespace.
    spaces: tuple[Iterable[tuple[str, Named]], ...] = (
        each("level", content.levels),
        each("safety.question", content.safety.questions),
        each("first_minutes.position", content.first_minutes.positions),
        each("pack", content.packs),
        each("medicine.line", content.medicine.lines),
        each("section", content.sections),
        items,
        each("exercise", content.exercises),
        each("program", content.programs),
        each("quiz.topic", content.quiz.topics),
        each("quiz.question", content.quiz.questions),
        each("habits.habit", content.habits.habits),
        each("motion", content.motions),
        each("group", content.groups),
        [*findings, *each("rule", content.rules), *each("blocker", content.blockers)],
        each("case", content.cases),
        each("differ", content.differs),
        each("region", content.regions),
        each("source", content.sources),
    )
    for space in spaces:
        first: dict[Any, str] = {}
        for path, record in space:
            if record.id in first:
                actual = f"{describe(plain(record.id))}, as at {first[record.id]}"
                notes.add(f"{path}.id", actual, "an id of its own")
            first.setdefault(record.id, path)
    notes.complete("section", notes.index.sections, _SECTIONS)
    notes.complete("pack", notes.index.packs, _PACKS)
    notes.complete("level", notes.index.levels, _VERDICTS)


def _check_preface(notes: FaultCollector) -> None:
    signs = notes.content.guide.emergency_signs
    _check_placeholders(notes, "guide.emergency_signs", signs)
    content = notes.content
    _check_placeholders(notes, "safety.unsure", [content.safety.unsure], ["yes"])
    _check_placeholders(notes, "first_minutes.pack_lead", [content.first_minutes.pack_lead], ["no"])
    _check_placeholders(notes, "movement.check", [content.movement.check], ["hurts"])
    if not any("{emergency}" in text for text in signs):
        notes.add("guide.emergency_signs", "no number", "{emergency} in one of its sentences")


def _check_levels(notes: FaultCollector) -> None:
    for path, words in each("level", notes.content.levels):
        if words.id not in _VERDICTS:
            notes.add(f"{path}.id", describe(words.id.value), "a level that a verdict can have")
        notes.sources(path, words.sources)
        texts = {
            "word": (words.word,),
            "soon": (words.soon,),
            "actions": words.actions,
            "until": words.until,
            "avoid": words.avoid,
            "refusal": (words.refusal or "",),
        }
        for key, strings in texts.items():
            _check_placeholders(notes, f"{path}.{key}", strings)
        for key, some in (("extra", words.extra), ("unless", words.unless)):
            for place, extra in enumerate(some):
                notes.findings(f"{path}.{key}[{place}].any", extra.any)
                _check_placeholders(notes, f"{path}.{key}[{place}].actions", extra.actions)
        if words.walkthrough and not words.id < Level.URGENT:
            notes.add(f"{path}.walkthrough", "true", "false: no exercise at this level")
        if not words.walkthrough and words.refusal is None:
            notes.add(f"{path}.refusal", "nothing", "why the walkthrough is refused")


def _check_placeholders(
    notes: FaultCollector, path: str, texts: Iterable[str], known: Collection[str] = PLACEHOLDERS
) -> None:
    """Check that braces enclose a known placeholder; any others would be printed."""
    allowed = ", ".join(f"{{{name}}}" for name in sorted(known))
    for text in texts:
        rest = text
        for name in known:
            rest = rest.replace(f"{{{name}}}", "")
        if "{" in rest or "}" in rest:
            inside = re.search(r"\{([^{}]*)\}", rest)
            if inside:
                near = nearest(inside[1], known)
                notes.add(path, describe(inside[0]), f"one of {allowed}", near)
            else:
                notes.add(path, describe(text), f"braces only around {allowed}")


def _check_packs(notes: FaultCollector) -> None:
    notes.range("onset.switch", notes.content.onset.switch)
    notes.sources("onset", notes.content.onset.sources)
    for path, pack in each("pack", notes.content.packs):
        notes.range(f"{path}.minutes", pack.minutes)
        notes.sources(path, pack.sources)
        notes.differ(path, pack.differ)
        for place, minute in enumerate(pack.checks):
            if minute >= pack.minutes.most:
                actual, expected = str(minute), f"a minute before {pack.minutes.most}"
                notes.add(f"{path}.checks[{place}]", actual, expected)


def _check_medicine(notes: FaultCollector) -> None:
    medicine = notes.content.medicine
    notes.sources("medicine", medicine.sources)
    for path, line in each("medicine.line", medicine.lines):
        notes.findings(f"{path}.ticked_by", line.ticked_by)
        notes.sources(path, line.sources)


def _check_episode(notes: FaultCollector) -> None:
    words, timer = notes.content.episode, notes.content.timer
    for place, noticed in enumerate(words.noticed):
        if noticed.finding not in notes.index.findings and "group" not in notes.skip:
            near = nearest(noticed.finding, notes.index.findings)
            path = f"episode.noticed[{place}].finding"
            notes.add(path, describe(noticed.finding), "the id of a finding", near)
    for path, table in (("episode", words), ("timer", timer)):
        notes.differ(path, table.differ)
        notes.sources(path, table.sources)


def _check_everyday(notes: FaultCollector) -> None:
    """Check the tables on the desk, on lifting and on Today."""
    desk, lift = notes.content.desk, notes.content.lift
    notes.sources("desk", desk.sources)
    notes.complete("desk.texts", desk.texts, DESK_TEXTS)
    notes.complete("desk.motions", desk.motions, DESK_MOTIONS)
    series = [("short", desk.short), *((f"long[{n}]", one) for n, one in enumerate(desk.long))]
    for path, names in series:
        kind = "the id of an exercise"
        notes.refer(f"desk.{path}", names, notes.index.exercises, kind, "exercise")
    for name, motion in desk.motions.items():
        notes.motion(f"desk.motions.{name}", motion)
    notes.complete("lift.inputs", lift.inputs, FIELDS)
    for name, texts in lift.inputs.items():
        notes.complete(f"lift.inputs.{name}", texts, ("title", "help"))
    for name, wanted in LIFT_TEXTS.items():
        notes.complete(f"lift.texts.{name}", lift.texts.get(name, ()), wanted)
    notes.sources("lift", lift.sources)
    for name, text in lift.texts.get("changes", {}).items():
        _check_placeholders(notes, f"lift.texts.changes.{name}", [text], LIFT_PLACEHOLDERS)
    today = notes.content.today
    notes.sources("today", today.sources)
    notes.complete("today.texts", today.texts, TODAY_TEXTS)
    for name, text in today.texts.items():
        _check_placeholders(notes, f"today.texts.{name}", [text], TODAY_PLACEHOLDERS)
    index = notes.index
    notes.refer("today.rare", today.rare, index.habits, "the id of a habit", "habits")
    for name, id, known, kind in (
        ("strength", today.strength, index.habits, "the id of a habit"),
        ("breaks", today.breaks, index.items, "the id of an item"),
    ):
        if id not in known and not notes.skip.intersection(("habits", "section")):
            notes.add(f"today.{name}", describe(id), kind, nearest(id, known))


def _check_items(notes: FaultCollector) -> None:
    index = notes.index
    for section_path, section in each("section", notes.content.sections):
        for path, item in each(f"{section_path}.item", section.items):
            kind = "the id of an exercise"
            notes.refer(f"{path}.exercises", item.exercises, index.exercises, kind, "exercise")
            notes.items(f"{path}.prevented_by", item.prevented_by)
            notes.items(f"{path}.see", item.see)
            notes.differ(path, item.differ)
            notes.sources(path, item.sources)
            if item.pack and item.pack not in index.packs:
                near = nearest(item.pack, _PACKS)
                notes.add(f"{path}.pack", describe(item.pack), "the id of a pack", near)


def _check_findings(notes: FaultCollector) -> None:
    findings = notes.index.findings
    for group_path, group in each("group", notes.content.groups):
        for path, finding in each(f"{group_path}.finding", group.findings):
            notes.refer(
                f"{path}.implies", finding.implies, findings, "the id of a finding", "group"
            )
            notes.differ(path, finding.differ)
            notes.sources(path, finding.sources)
            if finding.level is Level.SELF_CARE:
                notes.add(f"{path}.level", '"self_care"', '"none" for what adds nothing by itself')
            elif finding.level is not Level.NONE and finding.why is None:
                notes.add(f"{path}.why", "nothing", "why this finding has its level")


def _check_rules(notes: FaultCollector) -> None:
    for name, refs in notes.content.macros.items():
        notes.findings(f"macro.{name}", refs)
        try:
            notes.index.expand([f"@{name}"])
        except ValueError as loop:
            notes.add(f"macro.{name}", f"a circle: {loop}", "findings in the end")
        except KeyError:
            pass  # The unknown macro was reported above.
    for path, rule in each("rule", notes.content.rules):
        notes.findings(f"{path}.all", rule.all)
        notes.findings(f"{path}.any", rule.any)
        notes.sources(path, rule.sources)
        if not rule.all and not rule.any:
            notes.add(path, "no finding in all or any", "at least one")
        if rule.level < Level.DOCTOR:
            expected = "a level that asks for help"
            notes.add(f"{path}.level", describe(rule.level.value), expected)


def _check_regions(notes: FaultCollector) -> None:
    first: dict[str, str] = {}
    for path, region in each("region", notes.content.regions):
        notes.sources(path, region.sources)
        if region.id == GENERIC:
            notes.add(f"{path}.id", describe(region.id), "another id; this one means no region")
        for place, territory in enumerate(region.territories):
            if territory in first:
                actual = f"{describe(territory)}, as at {first[territory]}"
                notes.add(f"{path}.territories[{place}]", actual, "each territory once")
            first.setdefault(territory, path)
