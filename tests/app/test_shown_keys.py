"""On every screen each key that is shown acts, in one way, and what is drawn is in order."""

from __future__ import annotations

import re
from typing import Any

import pytest
from textual.notifications import Notify
from textual.widget import Widget

from tests.app.actions import check_actions
from tests.app.conftest import Clock, OpenGuide, Reader
from tests.app.looks import check_looks
from tests.app.places import NOW, PLACES, TRIED, Place, diary, go_to, name_of
from tests.support.export import exported
from tests.support.sample import sample
from tui.app.screens.walkthrough.walk import WalkScreen
from tui.app.widgets.bars.key_line import KeyLine

NAMES = {
    **{"⏎": "enter", "enter": "enter", "esc": "escape", "space": "space", "tab": "tab"},
    **{"←": "left", "→": "right", "↑": "up", "↓": "down", "-": "minus", "+": "plus"},
    **{"/": "slash", "?": "question_mark", ":": "colon"},
}


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
        async with open_guide(size=size, clock=clock, **options_of(place)) as reader:
            await go_to(reader, clock, place)
            first = look(reader)
            if waiting is None:
                waiting = shown_keys(reader)
                assert waiting, reader.text
                check_actions(reader)
                await check_looks(reader)
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


def options_of(place: Place) -> dict[str, Any]:
    """How the guide is opened to go to a place."""
    return {
        "now": lambda: NOW,
        "store": diary() if place.spasm else None,
        "walk": place.walk,
        "checked": place.checked,
    }


@pytest.mark.parametrize(
    "place", sample([one for one in PLACES if one not in TRIED], 2), ids=name_of
)
async def test_each_other_place_looks_right_and_gives_each_key_one_action(
    open_guide: OpenGuide, clock: Clock, place: Place
) -> None:
    async with open_guide(clock=clock, **options_of(place)) as reader:
        await go_to(reader, clock, place)
        check_actions(reader)
        await check_looks(reader)
