"""Every key that is shown acts, on every screen; where not all fit, the most needed stay."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib import import_module
from pkgutil import walk_packages
from typing import NamedTuple

import pytest
from textual.binding import Binding
from textual.dom import DOMNode
from textual.notifications import Notify
from textual.widget import Widget

from tests.app.actions import check_actions
from tests.app.conftest import Clock, OpenGuide, Reader
from tests.support.export import exported
from tui.app import screens
from tui.app.screens.self_check.quiz import QuizScreen
from tui.app.screens.walkthrough.walk import WalkScreen
from tui.app.widgets.bars.key_line import KEY_PRIORITY, KeyLine
from tui.diary.store import MemoryStore
from tui.guide.episode.records import Episode, Pain

NOW = 1_700_000_000.0
NAMES = {
    **{"⏎": "enter", "enter": "enter", "esc": "escape", "space": "space", "tab": "tab"},
    **{"←": "left", "→": "right", "↑": "up", "↓": "down", "-": "minus", "+": "plus"},
    **{"/": "slash", "?": "question_mark", ":": "colon"},
}


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
OWN = ("w", "end", "enter")
PLACES = (
    Place("relief"),
    Place("prevention", ["2"]),
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
TRIED = PLACES[::3]
"""Where every key is pressed, which takes long; `make thorough` does so everywhere."""


def name_of(place: Place) -> str:
    return place.name


def diary() -> MemoryStore:
    store = MemoryStore()
    store.keep(Episode(at=NOW - 90000))
    store.keep(Pain(at=NOW - 80000, level=6))
    store.keep(Pain(at=NOW - 9000, level=4))
    return store


def key_names(word: str) -> list[str]:
    """The keys that a word of a footer stands for; none if it is no key."""
    word = word.rstrip(",")
    if found := re.fullmatch(r"(\d)–(\d)", word):
        return [str(number) for number in range(int(found[1]), int(found[2]) + 1)]
    return [NAMES.get(word, word)] if word in NAMES or re.fullmatch("[a-zA-Z0-9]", word) else []


def groups(words: str, between: str) -> list[list[str]]:
    """The keys of each part of a footer."""
    found = []
    for part in re.split(between, words.strip()):
        keys: list[str] = []
        for word in part.split():
            if not (names := key_names(word)):
                break
            keys += names
        if keys:
            found.append(keys)
    return found


def shown_keys(reader: Reader) -> list[list[str]]:
    """The keys that the screen in front shows, in its footer or in its frame."""
    screen = reader.app.screen
    if screen.query(KeyLine):
        return groups(reader.lines[-1], r"\s{2,}")
    titles = [str(one.border_subtitle or "") for one in screen.query(Widget)]
    return [keys for title in titles for keys in groups(title, " · ")]


def look(reader: Reader) -> str:
    """What is on the screen, with its colours."""
    return exported(reader.app, styles=True)


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


async def press(reader: Reader, clock: Clock, key: str) -> bool:
    """Press a key; whether something changed or the guide has ended."""
    before = look(reader)
    screen, told = reader.app.screen, reader.heard[Notify]
    clock.now += 0.0 if isinstance(screen, WalkScreen) else 2.0
    await reader.press(key)
    if not reader.app.is_running or reader.app.screen is not screen:
        return True
    return look(reader) != before or reader.heard[Notify] > told


@pytest.mark.parametrize("size", [(80, 24), pytest.param((60, 20), marks=pytest.mark.thorough)])
@pytest.mark.parametrize(
    "place",
    [
        *TRIED,
        *(pytest.param(one, marks=pytest.mark.thorough) for one in PLACES if one not in TRIED),
    ],
    ids=name_of,
)
async def test_each_key_that_is_shown_acts_in_one_way(
    open_guide: OpenGuide, clock: Clock, place: Place, size: tuple[int, int]
) -> None:
    waiting: list[list[str]] | None = None
    while waiting is None or waiting:
        async with open_guide(
            size=size,
            clock=clock,
            now=lambda: NOW,
            store=diary() if place.spasm else None,
            walk=place.walk,
            checked=place.checked,
        ) as reader:
            await go_to(reader, clock, place)
            first = look(reader)
            if waiting is None:
                waiting = shown_keys(reader)
                assert waiting, reader.text
                check_actions(reader)
                await reader.resize(60, 20)
                fewer = shown_keys(reader)
                assert fewer and all(keys in waiting for keys in fewer)
                await reader.resize(*size)
                first = look(reader)
            while waiting:
                keys = waiting.pop()
                # Of two keys for less and more, one may be at its end.
                acted = [await press(reader, clock, key) for key in keys]
                assert any(acted), f"{keys} do nothing in {place.name}:\n{reader.text}"
                if reader.app.is_running and look(reader) != first and place.walk is None:
                    await reader.press("escape")
                if not reader.app.is_running or look(reader) != first:
                    break


@pytest.mark.parametrize("place", [one for one in PLACES if one not in TRIED], ids=name_of)
async def test_each_key_has_one_action_at_each_other_place(
    open_guide: OpenGuide, clock: Clock, place: Place
) -> None:
    async with open_guide(
        clock=clock,
        now=lambda: NOW,
        store=diary() if place.spasm else None,
        walk=place.walk,
        checked=place.checked,
    ) as reader:
        await go_to(reader, clock, place)
        check_actions(reader)


@pytest.mark.parametrize("tab", ["1", "2", "3"])
@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_the_walkthrough_and_the_signs_are_offered_on_every_tab(
    open_guide: OpenGuide, tab: str, size: tuple[int, int]
) -> None:
    async with open_guide(size=size) as reader:
        await reader.press(tab, "down")
        assert "w Walk" in reader.lines[-1] and "4 Signs" in reader.lines[-1]
        await reader.press("enter")
        assert "w Walk" in reader.lines[-1] and "4 Signs" in reader.lines[-1]
        await reader.press("4")
        # Here they are the list itself.
        assert "w Walk" in reader.lines[-1] and "4 Signs" not in reader.lines[-1]


@pytest.mark.parametrize(
    ("width", "wanted"),
    [
        (60, ["⏎", "4", "w", "p", "/", "?", "q"]),
        (40, ["⏎", "4", "w", "q"]),
        (26, ["⏎", "4", "w"]),
        (18, ["4", "w"]),
        (9, ["w"]),
        (3, []),
    ],
)
async def test_the_most_needed_keys_stay_longest(
    open_guide: OpenGuide, width: int, wanted: list[str]
) -> None:
    async with open_guide() as reader:
        line = reader.app.screen.query_one(KeyLine)
        assert [offer.shown for offer in line.fitting(width)] == wanted


@pytest.mark.parametrize(
    ("keys", "wanted"),
    [
        (["slash", *"towel", "enter"], ["n Next", "b Back", "w Walk", "4 Signs"]),
        (["slash", *"towel", "enter", "enter"], ["esc List", "n Next", "b Back"]),
        (["4", "space"], ["space Tick", "c Clear", "w Walk"]),
        (["d"], ["e Over", "f ", "x Delete", "esc Close"]),
    ],
)
async def test_the_keys_of_the_moment_fit_at_80_columns(
    open_guide: OpenGuide, keys: Sequence[str], wanted: Sequence[str]
) -> None:
    """Words are shortened before one of these keys is left out."""
    async with open_guide(size=(80, 24), now=lambda: NOW, store=diary()) as reader:
        await reader.press(*keys)
        assert not [words for words in wanted if words not in reader.lines[-1]], reader.lines[-1]
        assert len(reader.lines[-1]) <= 80


def test_every_key_has_its_priority() -> None:
    """A key that is shown is one that somebody has placed among the others."""
    for module in walk_packages(screens.__path__, "tui.app.screens."):
        import_module(module.name)
    nodes = _subclasses(DOMNode)
    shown = {
        binding.action
        for node in nodes
        if node.__module__.startswith("tui.app")
        for binding in node.BINDINGS
        if isinstance(binding, Binding) and binding.show and binding.description
    }
    # Screens without a footer tell their keys in their frames.
    dialogs = {
        *(f"dismiss({given})" for given in ("''", "()", "None", "False")),
        *(f"answer('answer.{words}')" for words in ("better", "same", "worse")),
        "escape",
        *("take_other", "lengthen(-1)", "lengthen(1)", "towel"),
    }
    assert shown - dialogs - set(KEY_PRIORITY) == set()
    assert len(set(KEY_PRIORITY)) == len(KEY_PRIORITY)


def _subclasses(kind: type[DOMNode]) -> list[type[DOMNode]]:
    direct = kind.__subclasses__()
    return [*direct, *(below for one in direct for below in _subclasses(one))]


async def test_a_question_offers_as_many_numbers_as_it_has_options(
    open_guide: OpenGuide, clock: Clock
) -> None:
    async with open_guide(clock=clock) as reader:
        habits = reader.index.content.habits.habits
        counts = [len(habit.choices) for habit in habits]
        assert len(set(counts)) > 1
        await reader.press("s", "end", "enter")
        for count in counts:
            assert f" 1–{count} ⏎ Choose" in reader.lines[-1]
            await reader.press("1")
        await reader.press("question_mark")
        assert "1–6" not in reader.text


async def test_a_question_of_the_quiz_offers_as_many_numbers_as_it_has_options(
    open_guide: OpenGuide, clock: Clock
) -> None:
    async with open_guide(clock=clock) as reader:
        await reader.press("s", "enter")
        screen = reader.app.screen
        assert isinstance(screen, QuizScreen)
        for card in screen.round.cards:
            assert f" 1–{len(card.options)} ⏎ Choose" in reader.lines[-1]
            await reader.press(*map(str, range(1, len(card.options) + 1)), "end", "space")
            clock.now += 5.0
            await reader.press("right")
