"""Full-text search in the guide."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from msgspec import Struct

from tui.guide import blocks
from tui.guide.content.record_index import Index
from tui.guide.outline import Place, entries

_TITLE, _START, _BODY = 0, 1, 2


class Hit(Struct, frozen=True):
    """A place that contains the searched words."""

    place: Place
    title: str
    where: str
    """The tab and heading it stands under."""
    excerpt: str
    """The sentence that holds the words; the title's neighbour if the title does."""


class _Record(Struct, frozen=True):
    place: Place
    title: str
    where: str
    sentences: tuple[str, ...]
    folded_title: str
    folded: str


def fold(text: str) -> str:
    """`text` without case, accents and curly quotes, for comparing."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


class Search(Struct, frozen=True):
    """Every text of one guide, ready to be searched."""

    records: tuple[_Record, ...]

    @classmethod
    def of(cls, index: Index) -> Search:
        """Collect the texts of `index`."""
        return cls((*_entry_records(index), *_finding_records(index)))

    def find(self, words: str, limit: int = 50) -> list[Hit]:
        """Return the places that contain every one of `words`, the best match first.

        A word in the title counts before one at the start of another word, and that
        before one inside a word.
        """
        wanted = fold(words).split()
        if not wanted:
            return []
        ranked = []
        for order, record in enumerate(self.records):
            if all(word in record.folded for word in wanted):
                rank = max(_rank(word, record) for word in wanted)
                ranked.append((rank, order, record))
        ranked.sort(key=lambda entry: entry[:2])
        return [_hit(record, wanted) for _, _, record in ranked[:limit]]


def _rank(word: str, record: _Record) -> int:
    if word in record.folded_title:
        return _TITLE
    return _START if f" {word}" in record.folded else _BODY


def _hit(record: _Record, wanted: list[str]) -> Hit:
    def matches(sentence: str) -> int:
        folded = fold(sentence)
        return sum(word in folded for word in wanted)

    excerpt = max(record.sentences, key=matches, default="")
    return Hit(record.place, record.title, record.where, excerpt)


def _record(
    place: Place, title: str, where: str, sentences: Iterable[str], also: Iterable[str] = ()
) -> _Record:
    texts = tuple(sentences)
    folded = " " + fold(" ".join([title, *texts, *also]))
    return _Record(place, title, where, texts, fold(title), folded)


def _entry_records(index: Index) -> Iterable[_Record]:
    for section in index.content.sections:
        for entry in entries(index, section):
            item, exercise = entry.item, entry.exercise
            if exercise:
                page = blocks.exercise_page(index, exercise)
            else:
                page = [*blocks.item_page(index, item), *blocks.why_page(index, item)]
                if item.medicine:
                    page += blocks.medicine_page(index.content.medicine)
            texts = [block.text for block in page if block.kind not in _HEADINGS]
            where = f"{section.title} · {entry.group}"
            yield _record(entry.place, entry.title, where, texts)


_HEADINGS = (blocks.Kind.TITLE, blocks.Kind.HEADING)


def _finding_records(index: Index) -> Iterable[_Record]:
    doctor = index.sections["doctor"].title
    for group in index.content.groups:
        for finding in group.findings:
            sentences = [finding.why] if finding.why else []
            sentences += [index.differs[name].text for name in finding.differ]
            where = f"{doctor} · {group.title}"
            place = Place("doctor", finding.id)
            yield _record(place, finding.text, where, sentences, finding.also)
