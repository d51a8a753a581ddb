"""Matching of typed finding ids."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tui.guide.content.faults import nearest
from tui.guide.content.record_index import Index

if TYPE_CHECKING:
    from tui.guide.triage import Triage, Verdict

_LAY_LIKENESS = 0.75
"""The minimum similarity to a lay word, which are short and many."""
_MEANT = 3
"""Findings that are named for words that may mean several."""
_SHOWN = 60
"""Characters of an unknown id that are repeated in the error."""


class UnknownFindings(ValueError):
    """Typed ids that the content does not have.

    Attributes:
        nearest: For each typed id the known ones that it may mean, the likeliest first.
        known: The ids among what was typed that the content has.

    """

    def __init__(self, near: dict[str, tuple[str, ...]], known: Iterable[str] = ()) -> None:
        self.nearest = near
        self.known = tuple(known)
        super().__init__(", ".join(near))

    def lines(self, listing: str) -> list[str]:
        """Return a line for each unknown id; `listing` is the command that lists all of them."""
        return [
            f'unknown finding "{_printable(typed)}"'
            + (f"; did you mean {_or(near)}?" if near else f"; see {listing}")
            for typed, near in self.nearest.items()
        ]


def finding_ids(index: Index, typed: Iterable[str]) -> list[str]:
    """Return the ids that `typed` means, with hyphens or underscores and in any case.

    Raises:
        UnknownFindings: if the content does not have one of them.

    """
    by_form = {as_id(name): name for name in index.findings}
    ids = {name: by_form.get(as_id(name), "") for name in typed}
    unknown = [name for name, known in ids.items() if not known]
    if unknown:
        known = [name for name in ids.values() if name]
        # Words instead of ids come as several, none of which is one or nearly one.
        words = " ".join(ids)
        misspelt = all(nearest(as_id(name), index.findings) for name in unknown)
        meant = _meant(index, words) if len(unknown) > 1 and not known and not misspelt else ()
        near = {name: _nearest(index, name) for name in unknown}
        raise UnknownFindings({words: meant} if meant else near, known)
    return list(ids.values())


def rate(
    triage: Triage, typed: Iterable[str], *, for_program: bool = False
) -> tuple[Verdict, UnknownFindings | None]:
    """Return the verdict on the known ids in `typed`, and the error on the others.

    What is known may be an emergency, so it is rated beside what is not.

    Raises:
        UnknownFindings: if there are others, and what is known asks for no help, or is for a
            program: nobody is calmed by half an answer, and no program gets one.

    """
    unknown: UnknownFindings | None = None
    names: Iterable[str]
    try:
        names = finding_ids(triage.index, typed)
    except UnknownFindings as error:
        unknown, names = error, error.known
    verdict = triage.judge(names)
    if unknown and (for_program or not verdict.reasons):
        raise unknown
    return verdict, unknown


def only(names: Iterable[str]) -> str:
    """Return the note on a level where some typed ids are unknown."""
    return f"this level is that of {', '.join(names)} alone"


def as_id(typed: str) -> str:
    """Return `typed` in the form of an id: small letters, joined by underscores."""
    return typed.strip().casefold().replace("-", "_").replace(" ", "_")


def matching_id(typed: str, known: Iterable[str]) -> str | None:
    """Return the known id that `typed` means, with hyphens or underscores; None if none does."""
    wanted = as_id(typed)
    return next((name for name in known if as_id(name) == wanted), None)


def _nearest(index: Index, typed: str) -> tuple[str, ...]:
    """Return the id most like `typed`, or those of the findings that its words may mean."""
    lay = {as_id(word): finding.id for finding in index.findings.values() for word in finding.also}
    name = as_id(typed)
    if name in lay:
        return (lay[name],)
    near = nearest(name, index.findings) or nearest(name, lay, _LAY_LIKENESS)
    return (lay.get(near, near),) if near else _meant(index, typed)


def _meant(index: Index, words: str) -> tuple[str, ...]:
    """Return a few ids of findings that a layperson's words may mean."""
    # Imported here: ids that are known need no search.
    from tui.guide.checklist_search import ChecklistSearch

    spaced = words.replace("_", " ").replace("-", " ")
    return tuple(ChecklistSearch.of(index).find(spaced).best[:_MEANT]) if spaced.strip() else ()


def _or(names: Sequence[str]) -> str:
    return " or ".join(f'"{name}"' for name in names)


def _printable(typed: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in typed[:_SHOWN])
