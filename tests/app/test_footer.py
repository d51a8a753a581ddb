"""The keys that a footer offers; where not all fit, the most needed stay."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pkgutil import walk_packages

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

from tests.app.conftest import Clock, OpenGuide
from tests.app.places import NOW, diary
from tui.app import screens
from tui.app.screens.self_check.quiz import QuizScreen
from tui.app.widgets.bars.key_line import KEY_PRIORITY, KeyLine


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
        and not node.__module__.startswith("tui.app.motion_editor.")
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
