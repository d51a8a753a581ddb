"""House rules for anybody's content: notes on words and on what nothing leads to.

None of them keeps a file from being used; `backspasm check` prints them after it found no fault.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import Any

from msgspec import inspect as types

from tui.guide.content.faults import Fault, describe
from tui.guide.content.field_types import Text
from tui.guide.content.model import Content
from tui.guide.lint.fault_collector import each, plain

MOST_WORDS = 25
MOST_GRADE = 8.0
_MEASURED = 60
"""The fewest words whose reading grade says something."""
_FAR_LONGER = 1.3
"""How much longer than all others a right answer gives itself away."""

_WORD = re.compile(r"\w+(?:[’'.,/–-]\w+)*")
_VOWELS = re.compile(r"[aeiouyàáâäèéêëìíîïòóôöùúûü]+")
_WORDING = {
    "words that calm too soon": (
        r"\byou(’re| are| will be) (safe|fine|ok|okay|all right)\b",
        r"\bnothing (serious|to worry)",
        r"\ball[- ]clear\b",
        r"\bharmless\b",
        r"\bdo(n[’']?t| not) worry\b",
    ),
    "a promise": (r"\bcure[sd]?\b", r"\bfix(es|ed)?\b", r"\bguaranteed?\b"),
    "a dose in mg": (r"\d\s?(mg|milligrams?)\b",),
    "words that shame or force": (
        r"\b(bad|wrong) posture\b",
        r"(?<!not )\bpush through (the |your |any )?pain\b",
        r"\bno pain,? no gain\b",
    ),
    "jargon": (
        r"\b(lumbar|thoracic|cervical|musculature|contraindicat\w+|prophyla\w+|analges\w+)\b",
        r"\b(aetiology|etiology|idiopathic|bilateral(ly)?|unilateral(ly)?|proprioce\w+)\b",
        r"\b(oedema|edema|ischa?emi\w+|paraesthesia|paresthesia|radiculopathy|isometric)\b",
    ),
}
_INSTEAD = {
    "words that calm too soon": "what was asked, and when to ask again",
    "a promise": "what may help",
    "a dose in mg": "to ask a pharmacist or read the leaflet",
    "words that shame or force": "kind words",
    "jargon": "a word that a child of twelve knows",
}


def house_rule_notes(content: Content) -> list[Fault]:
    """Return what the house rules find in content without faults."""
    return [
        *_unlisted(content),
        *_longest_answers(content),
        *_wording(content),
        *_reading_grades(content),
    ]


def reader_texts(content: Content) -> Iterator[tuple[str, str]]:
    """Yield everything that readers see, with its key path; names of sources are left out."""
    quoted = re.compile(r"source\[[^\]]*\]\.(title|publisher)")
    for path, text in all_texts(content, attrgetter("encode_name")):
        if not quoted.fullmatch(path):
            yield path, text


def all_texts(content: Content, name_of: Callable[[types.Field], str]) -> Iterator[tuple[str, str]]:
    """Yield all that the schema calls `Text`, with its path of the names of fields."""
    return _texts(content, types.type_info(Content), "", name_of)


def grade(text: str) -> float:
    """Return the Flesch-Kincaid grade of a text; each of its lines is a sentence at least."""
    sentences = [one for line in text.splitlines() for one in _sentences(line)]
    words = [word for sentence in sentences for word in _WORD.findall(sentence)]
    syllables = sum(max(len(_VOWELS.findall(word.casefold())), 1) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def _sentences(line: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?])[”’)]*\s+", line) if _WORD.search(part)]


def _unlisted(content: Content) -> Iterator[Fault]:
    listed = {name for program in content.programs for name in program.exercises}
    listed |= {n for section in content.sections for item in section.items for n in item.exercises}
    for path, exercise in each("exercise", content.exercises):
        if exercise.id not in listed:
            expected = "its id in the exercises of an item or of a [[program]]"
            yield Fault(path, "no tab and no routine that leads to it", expected)


def _longest_answers(content: Content) -> Iterator[Fault]:
    for path, question in each("quiz.question", content.quiz.questions):
        right = [len(option.text) for option in question.options if option.right]
        others = [len(option.text) for option in question.options if not option.right]
        if right and others and min(right) > _FAR_LONGER * max(others):
            yield Fault(
                f"{path}.option", "a right option that is by far the longest", "a shorter one"
            )


def _wording(content: Content) -> Iterator[Fault]:
    for path, text in reader_texts(content):
        for kind, patterns in _WORDING.items():
            for pattern in patterns:
                if found := re.search(pattern, text, re.IGNORECASE):
                    yield Fault(path, f"{kind}: {describe(found[0])}", _INSTEAD[kind])
        for sentence in _sentences(text):
            if (count := len(_WORD.findall(sentence))) > MOST_WORDS:
                found_words = f"a sentence of {count} words, {describe(sentence)}"
                yield Fault(path, found_words, f"at most {MOST_WORDS}")


def _reading_grades(content: Content) -> Iterator[Fault]:
    """Yield the records of a few sentences or more that are hard to read."""
    records: dict[str, list[str]] = {}
    for path, text in reader_texts(content):
        record = re.match(r".*?\[[^\]]*\](?:\.item\[[^\]]*\])?|[^.]+", path)
        records.setdefault(record[0] if record else path, []).append(text)
    for path, texts in records.items():
        text = "\n".join(texts)
        if len(_WORD.findall(text)) >= _MEASURED and (measured := grade(text)) > MOST_GRADE:
            found = f"a reading grade of {measured:.1f}"
            yield Fault(path, found, f"at most {MOST_GRADE:g}: shorter sentences, shorter words")


_TEXT_PATTERN = (types.type_info(Text).extra or {}).get("pattern")  # type: ignore[attr-defined]


def _texts(
    value: Any, kind: types.Type, path: str, name_of: Callable[[types.Field], str]
) -> Iterator[tuple[str, str]]:
    if isinstance(value, str) and _pattern(kind) == _TEXT_PATTERN:
        yield path, value
        return
    while isinstance(kind, types.Metadata):
        kind = kind.type
    if isinstance(kind, types.UnionType) and value is not None:
        for option in kind.types:
            yield from _texts(value, option, path, name_of)
    elif isinstance(kind, types.StructType) and value is not None:
        for field in kind.fields:
            inner = f"{path}.{name_of(field)}" if path else name_of(field)
            yield from _texts(getattr(value, field.name), field.type, inner, name_of)
    elif isinstance(kind, types.VarTupleType):
        for segment, entry in _entries(value):
            yield from _texts(entry, kind.item_type, f"{path}[{segment}]", name_of)
    elif isinstance(kind, types.DictType):
        for name, entry in value.items():
            yield from _texts(entry, kind.value_type, f"{path}.{name}", name_of)


def _entries(values: Iterable[Any]) -> Iterator[tuple[str, Any]]:
    listed = list(values)
    ids = [plain(entry.id) if hasattr(entry, "id") else "" for entry in listed]
    for place, entry in enumerate(listed):
        yield ids[place] if ids[place] and ids.count(ids[place]) == 1 else str(place), entry


def _pattern(kind: types.Type) -> str | None:
    return (kind.extra or {}).get("pattern") if isinstance(kind, types.Metadata) else None
