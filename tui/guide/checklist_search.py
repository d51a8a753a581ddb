"""Search in the checklist: from words that a layperson types to the findings they may mean."""

from __future__ import annotations

import re
from difflib import get_close_matches

from msgspec import Struct

from tui.guide.content.record_index import Index
from tui.guide.content.triage_model import Level
from tui.guide.search import fold

_WORD = re.compile(r"[^\W_]+")

_ENDINGS = (
    *("e", "s", "es", "ed", "y", "ies", "ied", "ier"),
    *("ing", "ness", "iness", "less", "ly", "er"),
)
_DOUBLING = ("ing", "ed", "er", "y")
"""Endings before which the last letter may be doubled."""
_SHORTEST_STEM = 3
_MANY = 9
"""A word in more findings than this is used only where no other word decides."""

_SHORTEST_RESPELT = 4
_ALIKE = 0.8
"""The similarity from which a word counts as a misspelling, from 0 to 1."""


class _Entry(Struct, frozen=True):
    id: str
    phrases: tuple[tuple[str, ...], ...]
    """The words of its text and of each of its lay phrases, folded."""
    is_emergency: bool


class Matches(Struct, frozen=True):
    """The ids of the findings that fit some typed words."""

    best: tuple[str, ...]
    """Those with a phrase that was typed whole, and those with most of the words.

    Emergencies come first, then what fits best.
    """
    others: tuple[str, ...] = ()
    """Those with another telling word, in the order of the checklist."""


class ChecklistSearch(Struct, frozen=True):
    """The findings of one checklist, ready to be searched."""

    entries: tuple[_Entry, ...]
    common: frozenset[str]
    """Words that say nothing about a symptom; used only if nothing else was typed."""
    known: dict[str, frozenset[str]]
    """Each word of the checklist with the ids of the findings that have it."""
    stems: dict[str, frozenset[str]]
    """Each possible stem with the words of the checklist that it may belong to."""

    @classmethod
    def of(cls, index: Index) -> ChecklistSearch:
        """Collect the words of every finding of `index`."""
        entries = tuple(
            _Entry(
                finding.id,
                tuple(_words(text) for text in (finding.text, *finding.also)),
                finding.level is Level.EMERGENCY,
            )
            for group in index.content.groups
            for finding in group.findings
        )
        known: dict[str, set[str]] = {}
        for entry in entries:
            for word in {word for phrase in entry.phrases for word in phrase}:
                known.setdefault(word, set()).add(entry.id)
        stems: dict[str, set[str]] = {}
        for word in known:
            for stem in _stems(word):
                stems.setdefault(stem, set()).add(word)
        return cls(
            entries,
            frozenset(_words(" ".join(index.content.guide.common_words))),
            {word: frozenset(ids) for word, ids in known.items()},
            {stem: frozenset(words) for stem, words in stems.items()},
        )

    def find(self, typed: str) -> Matches:
        """Return the findings that the typed words may mean.

        A word counts in any of its forms; else as the start of a longer word; else in its
        likeliest spelling. Nothing but blanks finds every finding.
        """
        words = _words(typed)
        if not words:
            return Matches(tuple(entry.id for entry in self.entries))
        meant = self._meant([word for word in words if word not in self.common] or [*words])
        ids = {word: self._with(forms) for word, forms in meant.items()}
        few = [word for word, findings in ids.items() if len(findings) <= _MANY]
        telling = few or list(ids)
        order = [entry.id for entry in self.entries]
        fit = {id: self._fit(id, telling, ids) for id in order}
        most = max(fit.values())
        if not most[0]:
            return Matches(())
        forms = {form for word in telling for form in meant[word]}
        every = forms.union(*meant.values(), words)
        whole = {entry.id for entry in self.entries if _says(entry, forms, every)}
        best = [id for id in order if id in whole or (fit[id] == most and (few or not whole))]
        calm = {entry.id for entry in self.entries if not entry.is_emergency}
        best.sort(key=lambda id: (id in calm, id not in whole, *(-count for count in fit[id])))
        others = (id for id in order if few and fit[id][0] and id not in best)
        return Matches(tuple(best), tuple(others))

    def _fit(
        self, id: str, telling: list[str], ids: dict[str, frozenset[str]]
    ) -> tuple[int, int, int]:
        """Return the counts of matched distinctive words, of exact ones, and of all words."""
        return (
            sum(id in ids[word] for word in telling),
            sum(id in self.known.get(word, ()) for word in telling),
            sum(id in findings for findings in ids.values()),
        )

    def _with(self, words: frozenset[str]) -> frozenset[str]:
        """Return the ids of the findings that have any of `words`."""
        return frozenset[str]().union(*(self.known[word] for word in words))

    def _meant(self, words: list[str]) -> dict[str, frozenset[str]]:
        """Return each typed word with the checklist words that it may mean."""
        meant = {word: self._forms(word) for word in words}
        return {word: forms for word, forms in meant.items() if forms}

    def _forms(self, word: str) -> frozenset[str]:
        forms = frozenset[str]().union(*(self.stems.get(stem, ()) for stem in _stems(word)))
        forms = forms or frozenset(known for known in self.known if known.startswith(word))
        if forms or len(word) < _SHORTEST_RESPELT:
            return forms
        alike = [w for w in self.known if w[0] == word[0] and len(w) >= _SHORTEST_RESPELT]
        nearest = get_close_matches(word, alike, 1, _ALIKE)
        return self._forms(nearest[0]) if nearest else frozenset()


def _words(text: str) -> tuple[str, ...]:
    """Return the words of `text`, folded; an apostrophe does not split a word."""
    return tuple(_WORD.findall(fold(text).replace("'", "")))


def _stems(word: str) -> set[str]:
    """Return the possible stems of `word`."""
    stems = {word}
    for ending in _ENDINGS:
        stem = word.removesuffix(ending) if word.endswith(ending) else ""
        if len(stem) < _SHORTEST_STEM:
            continue
        stems.add(stem)
        if ending in _DOUBLING and stem[-1] == stem[-2] and len(stem) > _SHORTEST_STEM:
            stems.add(stem[:-1])
    return stems


def _says(entry: _Entry, telling: set[str], every: set[str]) -> bool:
    """Return whether one of its phrases was typed whole, with a distinctive word."""
    return any(
        not telling.isdisjoint(phrase) and every.issuperset(phrase) for phrase in entry.phrases
    )
