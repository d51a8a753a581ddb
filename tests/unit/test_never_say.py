"""What the guide never says: false comfort, a diagnosis, a dose in milligrams, a promise."""

from __future__ import annotations

import re

import pytest

from tests.support import reader_texts
from tests.support.content import loaded
from tui.guide.content.record_index import Index
from tui.guide.triage import Triage
from tui.plain.guide import print_part, print_verdict, verdict_json
from tui.plain.parts import PARTS

CONTENT = loaded()
INDEX = Index.of(CONTENT)
TRIAGE = Triage.of(INDEX)
NAMES = tuple(INDEX.findings)

SEED = "How to Fix Back Spasms: Causes, Relief, and Prevention"
"""The title of the article stands as its author wrote it."""

NEVER = {
    "false comfort": (
        r"\byou(’re| are| will be) (safe|fine|ok|okay|all right)\b",
        r"\bnothing (serious|to worry)",
        r"\ball[- ]clear\b",
        r"\bno need (to|for)\b.*\b(doctor|help|emergency)\b",
        r"\b(only|just|simply|merely) a (back )?spasm\b",
        r"\bharmless\b",
        r"\bdon[’']?t worry\b|\bdo not worry\b",
        r"\bsafe\b(?!\?)",
    ),
    "a promise": (r"\bcures?\b|\bcured\b", r"\bfix(es|ed)?\b", r"\bguaranteed?\b"),
    "a dose or a drug order": (
        r"\d\s?(mg|milligrams?)\b",
        r"\bstop taking your\b",
        r"(?<!not )(?<!you )\btake (ibuprofen|naproxen|aspirin|paracetamol)\b",
    ),
    "a chance for this person": (r"\d\s?(%|per ?cent)", r"\byour (chance|risk) (is|of)\b"),
    "shame or force": (
        r"\b(bad|wrong) posture\b",
        r"(?<!not )\bpush through (the |your |any )?pain\b",
        r"\bno pain,? no gain\b",
        r"\bstreak\b",
        r"\blazy\b",
    ),
}
FORBIDDEN = [(kind, pattern) for kind, patterns in NEVER.items() for pattern in patterns]

DIAGNOSIS = (
    r"\byou (have|may have|might have|probably have|are suffering from) "
    r"(a |an |the )?(slipped|sciatica|cauda|fracture|broken|cancer|tumou?r|infection|stenosis)"
)


def told(pattern: str, text: str) -> str | None:
    """The words of `text` that are never to be said."""
    found = re.search(pattern, " ".join(text.replace(SEED, "").split()), re.IGNORECASE)
    return found and found[0]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("false comfort", "You are safe."),
        ("false comfort", "It is safe to move."),
        ("false comfort", "There is nothing serious here."),
        ("false comfort", "All clear!"),
        ("false comfort", "There is no need to see a doctor."),
        ("false comfort", "It is only a spasm."),
        ("a promise", "This fixes your back."),
        ("a dose or a drug order", "Take ibuprofen, 400 mg."),
        ("a chance for this person", "There is a 1 % risk."),
        ("shame or force", "Push through the pain."),
    ],
)
def test_the_forbidden_words_would_be_noticed(kind: str, words: str) -> None:
    assert any(told(pattern, words) for pattern in NEVER[kind])


@pytest.mark.parametrize(("kind", "pattern"), FORBIDDEN, ids=[p for _, p in FORBIDDEN])
def test_the_content_never_says(kind: str, pattern: str) -> None:
    quoted = [source.title for source in CONTENT.sources]

    for path, text in reader_texts(CONTENT):
        if text not in quoted:
            assert told(pattern, text) is None, (kind, path)


@pytest.mark.parametrize("kind", NEVER)
def test_no_printed_part_says(kind: str) -> None:
    for part in PARTS[:-1]:
        text = print_part(INDEX, part, None, 1000)
        for pattern in NEVER[kind]:
            assert told(pattern, text) is None, (part, pattern)


@pytest.mark.parametrize("kind", NEVER)
def test_no_verdict_says(kind: str) -> None:
    for ticked in [(), *((name,) for name in NAMES)]:
        verdict = TRIAGE.judge(ticked)
        for text in (
            print_verdict(TRIAGE, verdict, None, 1000),
            verdict_json(TRIAGE, verdict, CONTENT.regions[0]),
        ):
            for pattern in NEVER[kind]:
                assert told(pattern, text) is None, (ticked, pattern)


def test_no_reason_is_a_diagnosis() -> None:
    whys = [rule.why for rule in CONTENT.rules]
    whys += [finding.why for finding in INDEX.findings.values() if finding.why]

    assert [why for why in whys if told(DIAGNOSIS, why)] == []
    assert told(DIAGNOSIS, "You have sciatica.")


def test_no_action_is_a_diagnosis() -> None:
    actions = [action for words in CONTENT.levels for action in (*words.actions, *words.until)]

    assert [action for action in actions if told(DIAGNOSIS, action)] == []


def test_without_a_tick_the_verdict_says_just_that_and_when_to_look_again() -> None:
    text = print_verdict(TRIAGE, TRIAGE.judge([]), None, 80)

    assert text.startswith("● NO WARNING SIGN TICKED\n")
    assert "again every day" in text


def test_the_disclaimer_stands_at_the_end_of_every_part() -> None:
    for part in (None, *PARTS):
        end = print_part(INDEX, part, None, 1000).rstrip().splitlines()[-1]
        assert end == " ".join(CONTENT.guide.disclaimer)
        for words in ("not medical advice", "No doctor", "out of date", "not for children"):
            assert words in end
