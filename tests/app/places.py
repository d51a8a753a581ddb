"""The screens of the guide, and the keys that lead to each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tests.app.conftest import Clock, Reader
from tui.app.screens.walkthrough.walk import WalkScreen
from tui.diary.store import MemoryStore
from tui.guide.episode.records import Episode, Pain

NOW = 1_700_000_000.0


class Place(NamedTuple):
    """A screen, and the keys that lead to it from the first one."""

    name: str
    keys: Sequence[str] = ()
    walk: Sequence[str] | None = None
    seconds: float = 0.0
    """How long a walkthrough plays before it is looked at."""
    spasm: bool = False
    """Whether there is a spasm with entries."""
    checked: bool = True
    """Whether the safety questions are answered."""


WALK = ("standing_extension", "pelvic_tilt")
OWN = ("w", "end", "up", "enter")
LIFT = ("colon", *"lift asks", "enter")
PLACES = (
    Place("relief"),
    Place("prevention", ["2"]),
    Place("a habit to choose", ["2", "enter", "tab"]),
    Place("a habit that is kept", ["2", "enter", "tab", "enter", "tab"]),
    Place("causes", ["3"]),
    Place("the checklist", ["4"]),
    Place("the checklist with a tick", ["4", "space"]),
    Place("the filter", ["4", "slash"]),
    Place("the filter without a match", ["4", "slash", "z", "q", "z"]),
    Place("reading", ["down", "enter"]),
    Place("a place found", ["slash", "t", "o", "w", "e", "l", "enter"]),
    Place("days without entries", ["d"]),
    Place("days", ["d"], spasm=True),
    Place("days with all deleted", ["d", "x", "x"], spasm=True),
    Place("summary", ["d", "f"]),
    Place("quiz menu", ["s"]),
    Place("quiz", ["s", "enter"]),
    Place("habits", ["s", "end", "enter"]),
    Place("the second habit", ["s", "end", "enter", "1"]),
    Place("getting ready", ["n"], walk=WALK, seconds=2.0),
    Place("playing", ["n"], walk=WALK, seconds=9.0),
    Place("paused", ["n", "space", "space"], walk=WALK),
    Place("counting down", ["n", "space", "space", "space"], walk=WALK),
    Place("done", ["n", "right", "right"], walk=WALK),
    Place("routines", ["w"]),
    Place("own choice", OWN),
    Place("own choice with a tick", [*OWN, "space"]),
    Place("own choice, at the button", [*OWN, "space", "tab"]),
    Place("the code of a plan", ["w", "end", "enter"]),
    Place("a plan", ["colon", *"a plan", "enter", "space", "tab", "enter"]),
    Place("the question before a lift", [*LIFT]),
    Place("a lift", [*LIFT, "n"]),
    Place("a number of a lift typed", [*LIFT, "n", "down", "3", "1"]),
    Place("a question on conditions", [], walk=WALK),
    Place("conditions", ["y"], walk=WALK),
    Place("conditions, in the list", ["y", "tab"], walk=WALK),
    Place("conditions that leave nothing", ["y", "tab", "space"], walk=WALK),
    Place("positions", ["enter"]),
    Place("breathing", ["enter", "2"]),
    Place("breathing, paused", ["enter", "1", "space"]),
    Place("a pack or not", ["enter", "1", "right"]),
    Place("movement or not", ["enter", "1", "right", "n"]),
    Place("the first question", ["enter"], checked=False),
    Place("the second question", ["enter", "n"], checked=False),
    Place("findings of the first question", ["enter", "y"], checked=False),
    Place("findings of a question", ["enter", "n", "y"], checked=False),
    Place("an emergency", ["enter", "y", "space"], checked=False),
    Place("pack", ["t"]),
    Place("warm pack", ["t", "a"]),
    Place("pack on", ["t", "space", "enter"]),
    Place("search", ["slash"]),
    Place("search with hits", ["slash", "t", "o", "w", "e", "l"]),
    Place("search without hits", ["slash", "z", "q", "z"]),
    Place("pain", ["p"]),
    Place("pain noted", ["p", "3"]),
    Place("onset", ["d", "b"]),
    Place("sheet", ["question_mark"]),
)
TRIED = PLACES[::6]
"""Where every key is pressed, which takes long; `make thorough` does so everywhere."""


def name_of(place: Place) -> str:
    return place.name


def diary() -> MemoryStore:
    store = MemoryStore()
    store.keep(Episode(at=NOW - 90000))
    store.keep(Pain(at=NOW - 80000, level=6))
    store.keep(Pain(at=NOW - 9000, level=4))
    return store


async def go_to(reader: Reader, clock: Clock, place: Place) -> None:
    for key in place.keys:
        clock.now += 2.0
        await reader.press(key)
    left = place.seconds
    while left > 0:
        clock.now += 1.0
        left -= 1.0
        screen = reader.app.screen
        assert isinstance(screen, WalkScreen)
        screen.advance()
    await reader.settle()
