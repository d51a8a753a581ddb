"""The collector of faults between the tables of a content file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from tui.guide.content.faults import Fault, describe, nearest
from tui.guide.content.model import Content
from tui.guide.content.record_index import Index
from tui.guide.content.treatment_model import Range
from tui.guide.content.triage_model import Level


class Named(Protocol):
    """A record with an id."""

    @property
    def id(self) -> Any:
        """The id by which other tables refer to it."""


_Record = TypeVar("_Record", bound=Named)


@dataclass(slots=True)
class FaultCollector:
    """The content under inspection and the faults found in it so far."""

    content: Content
    index: Index
    skip: frozenset[str]
    faults: list[Fault] = field(default_factory=list)

    def add(self, path: str, actual: str, expected: str, near: str | None = None) -> None:
        """Add a fault, unless its path is inside a faulty one."""
        broken = (known for known in self.skip if known)
        if not any(
            path == known or path.startswith((f"{known}.", f"{known}[")) for known in broken
        ):
            self.faults.append(Fault(path, actual, expected, near))

    def refer(
        self, path: str, names: Sequence[str], known: Collection[str], kind: str, table: str
    ) -> None:
        """Report each of `names` that is not `known` or that is repeated."""
        if table in self.skip:
            return
        for place, name in enumerate(names):
            if name not in known:
                self.add(f"{path}[{place}]", describe(name), kind, nearest(name, known))
            elif name in names[:place]:
                self.add(f"{path}[{place}]", f"{describe(name)} again", "each id once")

    def sources(self, path: str, names: Sequence[str]) -> None:
        """Report each unknown source id."""
        self.refer(f"{path}.sources", names, self.index.sources, "the id of a source", "source")

    def differ(self, path: str, names: Sequence[str]) -> None:
        """Report each unknown id of a "differ" note."""
        kind = 'the id of a "differ" note'
        self.refer(f"{path}.differ", names, self.index.differs, kind, "differ")

    def motion(self, path: str, name: str) -> None:
        """Report an unknown motion id."""
        known = self.index.motions
        if name not in known and "motion" not in self.skip:
            self.add(path, describe(name), "the id of a motion", nearest(name, known))

    def place(self, path: str, name: str) -> None:
        """Report a link that leads to no item, exercise or finding."""
        index = self.index
        known = {*index.items, *index.exercises, *index.findings}
        if name not in known and not self.skip & {"section", "exercise", "group"}:
            expected = "the id of an item, exercise or finding"
            self.add(path, describe(name), expected, nearest(name, known))

    def items(self, path: str, names: Sequence[str]) -> None:
        """Report each unknown item id."""
        self.refer(path, names, self.index.items, "the id of an item", "section")

    def findings(self, path: str, names: Sequence[str]) -> None:
        """Report each reference to neither a finding nor a macro."""
        known = {*self.index.findings, *(f"@{name}" for name in self.content.macros)}
        self.refer(path, names, known, "the id of a finding or @macro", "group")

    def conditions(self, path: str, names: Sequence[str]) -> None:
        """Report each condition that is no finding, macro or blocker."""
        known = {*self.index.findings, *(f"@{name}" for name in self.content.macros)}
        known |= set(self.index.blockers)
        self.refer(path, names, known, "the id of a finding or blocker, or @macro", "group")

    def range(self, path: str, values: Range) -> None:
        """Report a range whose values are out of order."""
        if not values.least <= values.usual <= values.most:
            actual = f"{values.least}, {values.usual}, {values.most}"
            self.add(path, actual, "least ≤ usual ≤ most")

    def complete(self, table: str, ids: Iterable[Any], wanted: Iterable[Any]) -> None:
        """Report each of the ids `wanted` that no record of `table` has."""
        have = set(ids)
        for name in wanted:
            if name not in have and table not in self.skip:
                self.add(table, f"none with the id {describe(plain(name))}", "one of each")


def plain(name: Any) -> str:
    """Return an id as it is written in the file."""
    return name.value if isinstance(name, Level) else str(name)


def each(table: str, records: Iterable[_Record]) -> Iterator[tuple[str, _Record]]:
    """Yield the records of a list with their key paths, as `tui.guide.content.schema` has them."""
    listed = list(records)
    counts = Counter(record.id for record in listed)
    for place, record in enumerate(listed):
        yield f"{table}[{plain(record.id) if counts[record.id] == 1 else place}]", record
