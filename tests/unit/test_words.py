"""How the guide's words read: short sentences, plain words, no prose outside the content file."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import ROOT, reader_texts
from tests.support.content import loaded
from tui.guide.content.record_index import Index
from tui.plain.guide import legible, print_part
from tui.plain.parts import PARTS

CONTENT = loaded()
INDEX = Index.of(CONTENT)
QUOTED = {source.title for source in CONTENT.sources} | {s.publisher for s in CONTENT.sources}
"""Titles and names, which are not ours to shorten."""

TEXTS = [(path, text) for path, text in reader_texts(CONTENT) if text not in QUOTED]

WORD = re.compile(r"\w+(?:[’'.,/–-]\w+)*")
MOST_WORDS = 25
MOST_GRADE = 8


def sentences(text: str) -> list[str]:
    """The sentences of a line; a colon or a semicolon ends none."""
    return [held for held in re.split(r"(?<=[.!?])[”’)]*\s+", text) if WORD.search(held)]


def test_a_key_is_named_by_its_action() -> None:
    """Keys can be changed: a text says `{yes}`, and whoever shows it fills in the key."""
    assert not [path for path, text in TEXTS if re.search(r"\b[Pp]ress [a-z0-9]\b", text)]


def syllables(word: str) -> int:
    """Groups of vowels, at least one: a little more than are spoken, never much less."""
    return max(len(re.findall(r"[aeiouyàáâäèéêëìíîïòóôöùúûü]+", word.casefold())), 1)


def grade(text: str) -> float:
    """The Flesch-Kincaid grade level, each line counting as a sentence at least."""
    held = [sentence for line in text.splitlines() for sentence in sentences(line)]
    words = [word for sentence in held for word in WORD.findall(sentence)]
    spoken = sum(map(syllables, words))
    return 0.39 * len(words) / len(held) + 11.8 * spoken / len(words) - 15.59


def running_text(part: str) -> str:
    """A printed part without its headings and lists of names."""
    lines = print_part(INDEX, part, None, 1000).splitlines()
    prose = [
        line for line in lines if not line.startswith(("Sources:", "Exercises:", "What helps"))
    ]
    return "\n".join(line for line in prose if line.rstrip().endswith((".", "!", "?", "”")))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The cat sat on the mat.", -1.4),
        ("Ice can calm the sore place. Use a towel.", 4.5),
        ("Prolonged immobilisation of the lumbar musculature delays physiological recovery.", 26.5),
    ],
)
def test_the_grade_tells_plain_words_from_others(text: str, expected: float) -> None:
    assert grade(text) == pytest.approx(expected, abs=1.0)


@pytest.mark.parametrize("part", PARTS[:-1])
def test_a_twelve_year_old_can_follow_each_tab(part: str) -> None:
    text = running_text(part)

    assert len(WORD.findall(text)) > 300
    assert grade(text) <= MOST_GRADE


@pytest.mark.parametrize(
    "item", [(s.id, i.id) for s in CONTENT.sections for i in s.items], ids=lambda pair: pair[1]
)
def test_no_single_item_is_hard_to_read(item: tuple[str, str]) -> None:
    section, name = item
    texts = [text for path, text in TEXTS if path.startswith(f".sections[{section}].items[{name}]")]

    assert grade("\n".join(texts)) <= MOST_GRADE


@pytest.mark.parametrize("text", CONTENT.guide.emergency_signs)
def test_each_emergency_sentence_is_easy_to_read(text: str) -> None:
    assert grade(text) <= MOST_GRADE


def test_no_sentence_is_longer_than_25_words() -> None:
    long = [
        (path, sentence)
        for path, text in TEXTS
        for sentence in sentences(text)
        if len(WORD.findall(sentence)) > MOST_WORDS
    ]

    assert long == []


def test_sentences_end_where_they_end() -> None:
    assert sentences("One. Two? “Three.” Four: five; six 2.5 cm.") == [
        "One.",
        "Two?",
        "“Three.",
        "Four: five; six 2.5 cm.",
    ]


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", None, "no-such-encoding"])
def test_every_text_has_a_likeness_where_its_characters_are_missing(encoding: str | None) -> None:
    for path, text in reader_texts(CONTENT):
        told = legible(text, encoding)
        told.encode(encoding if encoding in ("ascii", "latin-1") else "ascii")
        assert told.count("?") == text.count("?"), path


def test_texts_are_written_with_care() -> None:
    for path, text in TEXTS:
        assert text == text.strip(), path
        assert "  " not in text, path
        assert not re.search(r"[\"']|\.\.|,,| [.,;:!?]", text), path


# Prose in Python: sentences about a person and their body belong into the content file.

BODY = re.compile(
    r"\b(((your|the|a|my|low|lower|upper) back)|backs|pains?|hurts?|sore|spasms?|spin(e|al)|"
    r"muscles?|joints?|nerves?|doctors?|nurses?|midwife|pharmacists?|emergency|hospital|symptoms?|"
    r"legs?|knees?|hips?|feet|skin|bladder|bowels?|numb(ness)?|tingling|weak(ness)?|fever|"
    r"pregnan(t|cy)|medicines?|ibuprofen|naproxen|ice|towel|packs?|massage|stretch(es)?)\b",
    re.IGNORECASE,
)


def is_prose(text: str) -> bool:
    """Whether `text` reads as a sentence to somebody about their back.

    Four words or more, one of them of the body, and built like a sentence: it begins or ends
    as one, or it speaks to "you".
    """
    if re.match(r"(CREATE|INSERT|SELECT|DELETE) [A-Z]", text):
        return False  # A statement to a database.
    words = WORD.findall(text)
    sentence = bool(re.match(r"\s*[“(]?[A-Z]", text) or re.search(r"[.!?][”)]?\s*$", text))
    return len(words) >= 4 and bool(BODY.search(text)) and (sentence or "you" in words)


def strings(source: str) -> Iterator[tuple[int, str]]:
    """The strings of a module with their lines, but for those that no reader of the guide sees.

    Left out are docstrings, style sheets, and what the command line says of the program
    itself: the words that argparse shows as description, help and epilog.
    """
    tree = ast.parse(source)
    skipped: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped.add(id(node.value))
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = [target.id for target in targets if isinstance(target, ast.Name)]
            if {"DEFAULT_CSS", "CSS"} & set(names) and node.value:
                skipped.add(id(node.value))
        elif isinstance(node, ast.keyword) and node.arg in ("description", "help", "epilog"):
            skipped.add(id(node.value))
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.JoinedStr):
            parts = [p.value if isinstance(p, ast.Constant) else "{}" for p in node.values]
            yield node.lineno, "".join(map(str, parts))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


HELP = ROOT / "tui" / "app" / "flows" / "action_help.py"
"""What each key does: the program's own help, as that of the command line is."""
TEMPLATES = ROOT / "tui" / "guide" / "edit" / "templates.py"
"""What `new` writes into a content file: help for editors, in comments."""
MODULES = sorted({*(ROOT / "tui").rglob("*.py")} - {HELP, TEMPLATES})


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_prose_stands_in_python(module: Path) -> None:
    found = [(line, text) for line, text in strings(module.read_text("utf-8")) if is_prose(text)]

    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        'SAY = "Put ice on the sore place."',
        'SAY = f"Hold your back still for {seconds} s"',
        'say("if you feel numb, call")',
        'X = {"a": ["Rest until the pain has gone"]}',
    ],
)
def test_prose_in_python_would_be_noticed(source: str) -> None:
    assert any(is_prose(text) for _, text in strings(source))


@pytest.mark.parametrize(
    "source",
    [
        '"""A module about your back and its pain."""',
        'def f() -> None:\n    """Say how the spine hurts."""',
        'DEFAULT_CSS = """Screen { layout: the back of your spine; }"""',
        'parser(description="A full-screen guide for a back spasm.")',
        'Binding("escape", "Back to the list")',
        'LABEL = "Pain relievers"',
        'KEY = "the id of a pack"',
    ],
)
def test_words_of_the_program_are_no_prose(source: str) -> None:
    assert not any(is_prose(text) for _, text in strings(source))
