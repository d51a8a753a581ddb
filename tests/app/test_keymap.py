"""Keys as in vi and Emacs, and keys of a reader's own."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from textual.binding import Binding
from textual.dom import DOMNode
from textual.widgets import Input, OptionList

import tui.app
from tests.app.conftest import OpenGuide, Reader
from tui.app.flows.action_help import ACTION_HELP
from tui.app.input.default_keys import DEFAULT_KEYS
from tui.app.screens.search import SearchScreen
from tui.diary.store import MemoryStore
from tui.guide.episode.records import Pain

FRAME = "Sheet VerticalScroll"


def _bindings() -> Iterator[Binding]:
    """All bindings of the guide's own classes; an editor of motions is no part of the guide."""
    for module in pkgutil.walk_packages(tui.app.__path__, "tui.app."):
        importlib.import_module(module.name)

    def kinds(of: type[DOMNode]) -> Iterator[type[DOMNode]]:
        yield of
        for kind in of.__subclasses__():
            yield from kinds(kind)

    for kind in kinds(DOMNode):
        own = kind.__module__.startswith("tui.")
        if own and not kind.__module__.startswith("tui.app.motion_editor."):
            for binding in kind.__dict__.get("BINDINGS", ()):
                assert isinstance(binding, Binding), kind
                yield binding


def test_every_binding_has_the_name_and_the_keys_of_an_action() -> None:
    bindings = list(_bindings())
    assert all(DEFAULT_KEYS.get(one.id or "") == one.key for one in bindings), [
        one for one in bindings if DEFAULT_KEYS.get(one.id or "") != one.key
    ]
    # The gate takes that one, where no screen gets a key.
    assert {one.id for one in bindings} == set(DEFAULT_KEYS) - {"emergency"}


def test_every_action_has_one_line_in_help_that_says_what_it_does() -> None:
    lines = [line for _, group in ACTION_HELP for line in group]
    named = [name for names, _ in lines for name in names.split()]
    assert sorted(named) == sorted(DEFAULT_KEYS)
    for names, words in lines:
        assert words.endswith(".") and len(words.split()) >= 3 and words[0].isupper(), names


def place(reader: Reader) -> tuple[str, str]:
    """The open tab, and the marked line."""
    pane = reader.app.main.pane
    return pane.place.section, pane.place.key


@pytest.mark.parametrize(
    ("vi", "usual"),
    [
        ("j", "down"),
        ("j j k", "down"),
        ("ctrl+n ctrl+n ctrl+p", "down"),
        ("G", "end"),
        ("G g", "home"),
        ("l", "right"),
        ("l l h", "right"),
        ("h", "left"),
        ("ctrl+f", "pagedown"),
        ("ctrl+f ctrl+b", "home"),
        ("4 home G", "4 home end"),
        ("4 home ctrl+f", "4 home pagedown"),
    ],
)
async def test_vi_and_emacs_keys_move_as_the_arrows_do(
    open_guide: OpenGuide, vi: str, usual: str
) -> None:
    async with open_guide(size=(80, 24)) as reader:
        await reader.press("1", *vi.split())
        moved = place(reader)
        await reader.press("1", "home", *usual.split())
        assert place(reader) == moved


@pytest.mark.parametrize("before", [["4"], ["w"], ["d"]])
async def test_half_a_page_is_less_than_a_page(open_guide: OpenGuide, before: list[str]) -> None:
    store = MemoryStore()
    for hours in range(30):
        store.keep(Pain(at=1_700_000_000.0 + 3600 * hours, level=3))
    async with open_guide(size=(80, 24), store=store) as reader:
        await reader.press(*before)

        def mark() -> int:
            lists = list(reader.app.screen.query(OptionList))
            number = lists[0].highlighted if lists else reader.app.main.pane.document.marked
            assert number is not None
            return number

        await reader.press("home")
        at = [mark()]
        for key in ("ctrl+d", "ctrl+u", "ctrl+f"):
            await reader.press(key)
            at.append(mark())
        first, half, again, page = at
        assert first == again < half <= page


@pytest.mark.parametrize("keys", [["slash"], ["4", "slash"], ["p", "3", "n"]])
async def test_letters_are_text_in_a_field(open_guide: OpenGuide, keys: list[str]) -> None:
    typed = "jkhlgGnNqwtpdsicbxTy:,"
    async with open_guide() as reader:
        for key in keys:
            reader.clock.now += 5.0  # type: ignore[attr-defined]
            await reader.press(key)
        screen = reader.app.screen
        await reader.type(*typed.replace(":", "").replace(",", ""), "colon", "comma")
        await reader.settle()
        assert reader.app.screen is screen
        (field,) = [one for one in screen.query(Input) if one.display]
        assert field.value == typed


async def test_n_goes_on_to_what_the_search_found(open_guide: OpenGuide) -> None:
    async with open_guide(size=(120, 30)) as reader:
        await reader.press("n", "N")
        start = place(reader)
        await reader.press("slash", *"towel")
        screen = reader.app.screen
        assert isinstance(screen, SearchScreen)
        await reader.press("enter")
        first = place(reader)
        assert "n Next found" in reader.text and first != start
        await reader.press("n")
        second = place(reader)
        assert second != first
        await reader.press("N")
        assert place(reader) == first
        await reader.press("b", "ctrl+o", "b")
        assert place(reader) == start


async def test_n_goes_on_to_the_next_sign_that_matches(open_guide: OpenGuide) -> None:
    async with open_guide() as reader:
        await reader.press("4", "slash", *"numb", "tab")
        first = place(reader)
        await reader.press("n")
        second = place(reader)
        assert second != first
        await reader.press("N")
        assert place(reader) == first


@pytest.mark.parametrize("words", ["q", ":q", "wq", "q!", "quit"])
async def test_vi_leaves_by_name(open_guide: OpenGuide, words: str) -> None:
    async with open_guide() as reader:
        await reader.type("colon", *("colon" if one == ":" else one for one in words))
        await reader.settle()
        assert reader.app.is_running
        await reader.type("enter")
        await reader.until(lambda: not reader.app.is_running)


@pytest.mark.parametrize(("words", "asks"), [("q", True), ("q!", False)])
async def test_vi_leaves_without_a_question_only_by_force(
    open_guide: OpenGuide, words: str, asks: bool
) -> None:
    async with open_guide() as reader:
        await reader.press("4", "space", "colon")
        await reader.type(*words, "enter")
        await reader.until(lambda: not reader.app.is_running or "Leave the guide?" in reader.text)
        assert reader.app.is_running is asks


OWN = {
    "walk": "f2",
    "find": "f",
    "down": "f7",
    "help": "H",
    "close": "f10,Q",
    "quit": "X",
    "yes": "J",
    "pause": "P",
    "pain.10": "a",
    "check": "unbound",
}


async def test_own_keys_act_and_are_shown_everywhere(open_guide: OpenGuide) -> None:
    async with open_guide(size=(120, 30), keymap=OWN, checked=False) as reader:
        assert "f2 Walk" in reader.lines[-1] and "f Search" in reader.lines[-1]
        assert "Quiz" not in reader.lines[-1]
        await reader.press("enter")
        assert " J  Yes" in reader.text
        assert "Press J to see the signs" in reader.text
        await reader.press("f10")
        start = reader.text
        await reader.press("w", "slash", "question_mark", "q", "s", "j")
        assert reader.text == start
        await reader.press("f7")
        assert reader.text != start
        await reader.press("f")
        assert "f10 closes" in reader.text
        await reader.press("f10", "p")
        assert "a for 10" in reader.text and "f10" in reader.text
        await reader.press("Q", "H")
        assert "f7 Go one line down" in reader.read(FRAME)
        await reader.press("H", "colon", *"walkthrough")
        await reader.until(lambda: "a moving figure · f2" in reader.text)
        await reader.press("escape", "f10", "X")
        assert not reader.app.is_running


@pytest.mark.parametrize(
    ("keymap", "shown"),
    [
        ({}, ("begin?\u00a0(b)", "Press p to make it.")),
        ({"days.begin": "f4"}, ("begin?\u00a0(f4)",)),
        ({"pain": "f3"}, ("Press f3 to make it.",)),
    ],
)
async def test_the_texts_of_the_days_name_the_keys(
    open_guide: OpenGuide, keymap: dict[str, str], shown: tuple[str, ...]
) -> None:
    async with open_guide(size=(120, 30), keymap=keymap) as reader:
        await reader.press("d")
        text = reader.text.replace("\u00a0", " ")
        assert all(words.replace("\u00a0", " ") in text for words in shown)


async def test_own_keys_of_a_shared_key_leave_its_other_actions(open_guide: OpenGuide) -> None:
    async with open_guide(keymap={"choose": "f5"}, walk=("pelvic_tilt",)) as reader:
        reader.clock.now += 5.0  # type: ignore[attr-defined]
        await reader.press("n")
        assert "space Start now" in reader.lines[-1]
        await reader.press("right")
        assert "f5 Finish" in reader.lines[-1]


@pytest.mark.parametrize("size", [(40, 15), (30, 8)])
async def test_in_a_small_window_the_own_key_leaves(
    open_guide: OpenGuide, size: tuple[int, int]
) -> None:
    async with open_guide(size=(30, 8), keymap=OWN) as reader:
        await reader.resize(*size)
        await reader.press("q")
        assert reader.app.is_running
        assert size == (40, 15) or "X leaves" in reader.read("#too-small")
        await reader.press("X")
        await reader.until(lambda: not reader.app.is_running)
