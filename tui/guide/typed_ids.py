"""Ids as people type them."""

from __future__ import annotations

from collections.abc import Iterable

from tui.guide.faults import nearest
from tui.guide.index import Index

_LAY_LIKENESS = 0.75
"""The least likeness of what is typed to a lay word: these are short and many."""
_SHOWN = 60
"""Characters of an unknown id that are repeated in the error."""


class UnknownFindings(ValueError):
    """Typed ids that the content does not have.

    Attributes:
        nearest: For each typed id the known one that it resembles most, if any comes close.

    """

    def __init__(self, near: dict[str, str | None]) -> None:
        self.nearest = near
        super().__init__(", ".join(near))

    def lines(self, listing: str) -> list[str]:
        """A line for each unknown id; `listing` is the command that lists all of them."""
        return [
            f'unknown finding "{_printable(typed)}"'
            + (f'; did you mean "{near}"?' if near else f"; see {listing}")
            for typed, near in self.nearest.items()
        ]


def finding_ids(index: Index, typed: Iterable[str]) -> list[str]:
    """The ids that `typed` stands for, with hyphens or underscores and in any case.

    Raises:
        UnknownFindings: if the content does not have one of them.

    """
    found = {name: as_id(name) for name in typed}
    unknown = [name for name, known in found.items() if known not in index.findings]
    if unknown:
        raise UnknownFindings({name: _nearest(index, name) for name in unknown})
    return list(found.values())


def as_id(typed: str) -> str:
    """The form of an id that `typed` would have: small letters, with underscores between."""
    return typed.strip().casefold().replace("-", "_").replace(" ", "_")


def _nearest(index: Index, typed: str) -> str | None:
    """The id most like `typed`, or that of the finding with a lay word like it."""
    lay = {as_id(word): finding.id for finding in index.findings.values() for word in finding.also}
    name = as_id(typed)
    if name in lay:
        return lay[name]
    near = nearest(name, index.findings) or nearest(name, lay, _LAY_LIKENESS)
    return lay.get(near, near) if near else None


def _printable(typed: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in typed[:_SHOWN])
