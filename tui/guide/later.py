"""Records that are decoded when somebody looks at them, and records by their ids.

What is encoded was checked whole and decoded once before it was kept, so decoding it again
needs no check and cannot fail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar, overload

from msgspec import msgpack

if TYPE_CHECKING:

    class Named(Protocol):
        """A record with an id."""

        @property
        def id(self) -> str:
            """What other records call it."""


R = TypeVar("R")
T = TypeVar("T", bound="Named")
V = TypeVar("V")

_DECODER = msgpack.Decoder(tuple[tuple[str, ...], list[memoryview]])


def encoded(records: Sequence[T], encode: Callable[[T], bytes]) -> bytes:
    """`records` as `Later` takes them, each encoded by itself."""
    return msgpack.encode(([record.id for record in records], [encode(r) for r in records]))


class Later(Sequence[R]):
    """Encoded records, each decoded when it is first looked at; otherwise as their tuple.

    Guides that look at the same time may decode a record twice, which does no harm.
    """

    __slots__ = ("_decode", "_held")

    def __init__(self, data: bytes | memoryview, decode: Callable[[memoryview], R]) -> None:
        self._decode = decode
        self._held: memoryview | tuple[tuple[str, ...], list[memoryview | R]] = memoryview(data)

    @property
    def _parts(self) -> tuple[tuple[str, ...], list[memoryview | R]]:
        """The ids, and the records or what they are decoded from."""
        held = self._held
        if isinstance(held, memoryview):
            ids, parts = _DECODER.decode(held)
            held = self._held = ids, [*parts]
        return held

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the records, none of which is decoded for that."""
        return self._parts[0]

    def __len__(self) -> int:
        return len(self._parts[0])

    @overload
    def __getitem__(self, place: int) -> R: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[R, ...]: ...

    def __getitem__(self, place: int | slice) -> R | tuple[R, ...]:
        if isinstance(place, slice):
            return tuple(self[number] for number in range(*place.indices(len(self))))
        parts = self._parts[1]
        held = parts[place]
        if isinstance(held, memoryview):
            held = parts[place] = self._decode(held)
        return held

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Later):
            return self is other or tuple(self) == tuple(other)
        return tuple(self) == other if isinstance(other, tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


class ById(Mapping[str, T]):
    """Records by their ids, in their order; which there are is asked when it is needed."""

    __slots__ = ("_places", "_runs")

    def __init__(self, runs: Callable[[], Iterable[Sequence[T]]]) -> None:
        self._runs = runs
        self._places: dict[str, tuple[Sequence[T], int]] | None = None

    @property
    def _found(self) -> dict[str, tuple[Sequence[T], int]]:
        """The run and the place in it where each record stands."""
        if self._places is None:
            self._places = {
                name: (run, place) for run in self._runs() for place, name in enumerate(ids(run))
            }
        return self._places

    def __getitem__(self, name: str) -> T:
        run, place = self._found[name]
        return run[place]

    def __contains__(self, name: object) -> bool:
        return name in self._found

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


class Derived(Mapping[str, V], Generic[T, V]):
    """What follows from each record of a mapping, worked out when it is asked for."""

    __slots__ = ("_derive", "_records")

    def __init__(self, records: Mapping[str, T], derive: Callable[[T], V]) -> None:
        self._records = records
        self._derive = derive

    def __getitem__(self, name: str) -> V:
        return self._derive(self._records[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)


def ids(records: Sequence[T]) -> Sequence[str]:
    """The ids of `records`, none of which is decoded for that."""
    return records.ids if isinstance(records, Later) else [record.id for record in records]
