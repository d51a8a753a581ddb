"""Search in the checklist: from words that a layperson types to the findings they may mean."""

from __future__ import annotations

import re
from difflib import get_close_matches

from msgspec import Struct

from tui.guide.index import Index
from tui.guide.search import fold

_WORD = re.compile(r"[^\W_]+")

_IDLE_WORDS = """
a am an and are as at be been but by can do down for from go got had has have he her his i if in is
it its just keep keeps me mine my of off on or our out she so some that the their them then there
they this to up was we when where with you your
"""
_IDLE = frozenset(_IDLE_WORDS.split())
"""Words that say nothing about a symptom. They count only where nothing else was typed."""

_ENDINGS = ("s", "es", "ed", "d", "y", "ing", "ning", "ping", "ness", "ly", "er")
_SHORTEST_STEM = 3
_CUTOFF = 0.75
"""How alike a word must be to stand for one that was misspelt, from 0 to 1."""


class _Entry(Struct, frozen=True):
    id: str
    words: frozenset[str]
    phrases: str
    """Its text and each of its other words, folded, each between bars."""


class Found(Struct, frozen=True):
    """The ids of the findings that fit some typed words."""

    best: tuple[str, ...]
    """Those that match most of the words; first those with the very phrase."""
    others: tuple[str, ...] = ()
    """Those that match one word less."""


class ChecklistSearch(Struct, frozen=True):
    """The findings of one checklist, ready to be searched."""

    entries: tuple[_Entry, ...]

    @classmethod
    def of(cls, index: Index) -> ChecklistSearch:
        """Collect the words of every finding of `index`."""
        return cls(
            tuple(
                _entry(finding.id, (finding.text, *finding.also))
                for group in index.content.groups
                for finding in group.findings
            )
        )

    def find(self, typed: str) -> Found:
        """Find what somebody may mean by the words they typed.

        A word matches the start of another and may have another ending. Without any match, the
        likeliest spelling counts. Nothing but blanks finds every finding.
        """
        said = _words(typed)
        if not said:
            return Found(tuple(entry.id for entry in self.entries))
        telling = [word for word in said if word not in _IDLE] or said
        counts = self._counts(telling)
        if not any(counts):
            counts = self._counts(self._respelt(telling))
        most = max(counts)
        if not most:
            return Found(())
        whole, meant = " ".join(said), " ".join(telling)
        best = [e for e, count in zip(self.entries, counts, strict=True) if count == most]
        best.sort(key=lambda entry: (whole not in entry.phrases, meant not in entry.phrases))
        others = [e for e, count in zip(self.entries, counts, strict=True) if 0 < count == most - 1]
        return Found(tuple(entry.id for entry in best), tuple(entry.id for entry in others))

    def _counts(self, words: list[str]) -> list[int]:
        """How many of `words` each entry has."""
        return [
            sum(any(_same(word, known) for known in entry.words) for word in words)
            for entry in self.entries
        ]

    def _respelt(self, words: list[str]) -> list[str]:
        known = sorted({word for entry in self.entries for word in entry.words})
        return [near for word in words for near in get_close_matches(word, known, 1, _CUTOFF)]


def _words(text: str) -> list[str]:
    """The words of `text`, folded; what an apostrophe joins is one word."""
    return _WORD.findall(fold(text).replace("'", ""))


def _entry(id: str, texts: tuple[str, ...]) -> _Entry:
    split = [_words(text) for text in texts]
    phrases = "|".join(" ".join(words) for words in split)
    return _Entry(id, frozenset(word for words in split for word in words), f"|{phrases}|")


def _same(typed: str, known: str) -> bool:
    """Whether `known` begins with what was typed, or is its stem."""
    if known.startswith(typed):
        return True
    rest = typed.removeprefix(known)
    return len(known) >= _SHORTEST_STEM and rest != typed and rest in _ENDINGS
