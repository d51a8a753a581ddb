"""Whatever the guide sends can be read: as xterm, the Linux console and PuTTY draw it."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from typing import Any, TypeAlias

import pytest
from rich.color import Color
from rich.style import Style
from textual.color import Color as Parsed
from textual.theme import Theme

from tests.app.conftest import EXAMPLES, Clock, Reader, no_condition, opened
from tests.app.places import PLACES, go_to
from tests.app.screenshots import NOW, keep_days
from tests.support.colour_vision import VISION, apart
from tests.support.content import loaded
from tests.support.palette_terminal import PALETTES, Terminal, feed_pen, is_shape, of, terminals
from tui.app import theme
from tui.app.app import GuideApp
from tui.app.terminal.attributes import BITS
from tui.app.terminal.cells import cells
from tui.app.terminal.colors.color_contrast import HIGH, SHAPE, TEXT
from tui.app.terminal.colors.color_depth import Depth
from tui.app.terminal.colors.colors_256 import shape_of_256
from tui.app.terminal.sgr import DEFAULT_CELL_STYLE, turn
from tui.diary.store import MemoryStore
from tui.guide.content.record_index import Index
from tui.guide.content.triage_model import Level
from tui.guide.episode.records import Timer

ENOUGH = 10.0
"""The least CIEDE2000 between two parts of a figure in one cell, for every kind of vision."""

THEMES = {own.name: own for own in theme.OWN}


def unread(terminal: Terminal, spared: set[str], least: float) -> list[tuple[str, str, str, float]]:
    """What cannot be read, by its colours; what has that of its background is not there at all.

    Shapes may have two of the `spared` colours side by side.
    """
    found: dict[tuple[str, str, bool], str] = {}
    for letter, front, back in sorted(terminal.pairs):
        shape = is_shape(letter)
        covers = letter == "█" and front in spared  # Nothing is seen of what lies behind.
        if letter == " " or front == back or covers or (shape and {front, back} <= spared):
            continue
        if of(front, back) < (SHAPE if shape else least):
            found[front, back, shape] = found.get((front, back, shape), "") + letter
    return [(letters, *key[:2], round(of(*key[:2]), 2)) for key, letters in found.items()]


JOURNEY = (
    *("", "enter tab", "escape 4", "i", "escape slash p a i", "escape 1 question_mark"),
    *("escape slash p a i n", "escape w", "escape d", "b", "escape f", "escape p 6"),
    *("escape escape t", "escape s", "enter", "2", "escape escape s down down enter"),
    *("escape escape comma", "escape colon", "escape o", "escape q"),
)
"""Keys, after each group of which a screen is looked at: tabs, sheets, dialogs, palette."""

WELL = ("prevention", "the code of a plan", "a plan", "a number of a lift typed")
"""The places of a healthy day that are looked at too."""

Signs: TypeAlias = dict[tuple[Style, bool], set[str]]
"""The shapes of each style, and an x for its letters; by whether they are a picture's blocks."""


def collect(reader: Reader, signs: Signs) -> None:
    """Add what the screen shows."""
    for strip in reader.app.screen._compositor.render_strips():
        for text, style, _ in strip:
            assert style is not None
            is_drawn = bool(re.fullmatch("[ \u2580-\u259f\u2800-\u28ff]+", text))
            plain = Style(color=style.color, bgcolor=style.bgcolor)
            look = plain + Style(
                **{name: True for name in BITS if getattr(style, name)}  # type: ignore[arg-type]
            )
            shapes = {letter if is_shape(letter) else "x" for letter in text if letter != " "}
            signs.setdefault((look, is_drawn), set()).update(shapes)


async def look(reader: Reader, all_signs: dict[str, Signs]) -> None:
    """Look at the screen in each theme."""
    for name in THEMES:
        reader.app.theme = name
        await reader.settle()
        collect(reader, all_signs[name])


@pytest.fixture(scope="module")
def shown(index: Index) -> dict[str, Signs]:
    """What all screens show, by the names of the themes."""
    return asyncio.run(walk_over_all(index))


async def walk_over_all(index: Index) -> dict[str, Signs]:
    all_signs: dict[str, Signs] = {name: {} for name in THEMES}
    store, clock = MemoryStore(), Clock()
    keep_days(store, 5)
    store.keep_value(Timer("cold", 20, NOW - 600))
    options: dict[str, Any] = {"size": (100, 30), "region": "gb", "mute": True, "clock": clock}
    async with opened(index, store=store, now=lambda: NOW, **options) as reader:
        for keys in JOURNEY:
            await reader.type(*keys.split())
            await look(reader, all_signs)
        for level in (Level.DOCTOR, Level.URGENT, Level.EMERGENCY):
            await reader.type(*["escape"] * 3)
            await reader.tick(EXAMPLES[level])
            await look(reader, all_signs)
        await reader.type("w")
        await look(reader, all_signs)
    async with opened(index, walk=["knee_to_chest"], still=False, **options) as reader:
        await look(reader, all_signs)
        await no_condition(reader, clock)
        for keys in ("", "x"):
            await reader.type(*keys.split())
            await look(reader, all_signs)
    # The first minutes: a question, then help, then a position and breathing.
    for answers in ("y", "n" * 8):
        async with opened(index, tab=None, checked=False, **options) as reader:
            await look(reader, all_signs)
            for key in [*answers, "1", "right"]:
                clock.now += 2.0
                await reader.type(key)
            await look(reader, all_signs)
    # A healthy day: its first lines, a plan, and what a lift asks.
    for place in (one for one in PLACES if one.name in WELL):
        async with opened(index, checked=place.checked, **options) as reader:
            await go_to(reader, clock, place)
            await look(reader, all_signs)
    return all_signs


DEPTHS: tuple[Depth, ...] = ("none", "16", "256", "truecolor")


@pytest.mark.parametrize("depth", DEPTHS)
@pytest.mark.parametrize("name", THEMES)
def test_every_screen_can_be_read(shown: dict[str, Signs], name: str, depth: Depth) -> None:
    look, least = THEMES[name], HIGH if name in theme.HIGH_CONTRAST else TEXT
    drawn = terminals() if depth in ("none", "16") else terminals()[:1]
    assert len(shown[name]) > 60
    for terminal in drawn:
        figure = replace(terminal, pairs=set())
        for (style, is_drawn), signs in shown[name].items():
            texts = sorted(signs) if is_drawn else ["".join(sorted(signs))]
            for text in filter(None, texts):
                made = cells(text, style, depth, look.background or "", text_contrast=least)
                for cell in made.cells:
                    seen_on = figure if is_drawn and is_figure(style, look) else terminal
                    seen_on.feed(f"\x1b[m{turn(DEFAULT_CELL_STYLE, cell.style)[0]}{cell.text}")
        faults = [
            *unread(terminal, set(), least),
            *unread(figure, figure_pairs(look, depth, figure), least),
        ]
        assert not faults, "\n".join(map(str, [terminal.name, *faults]))
        assert bool(figure.pairs) or depth == "none"
        alike = {
            (one, other, vision)
            for _, one, other in figure.pairs
            for vision in VISION
            if depth == "16" and one != other and apart(one, other, vision) < ENOUGH
        }
        assert not alike, (terminal.name, alike)


def of_figure(look: Theme) -> dict[str, str]:
    """The colours of the figure, by their variables."""
    return theme.FIGURE_ON_DARK if look.dark else theme.FIGURE_ON_LIGHT


def figure_pairs(look: Theme, depth: Depth, terminal: Terminal) -> set[str]:
    """The colours of the figure as they are shown, whose parts lie side by side.

    What it has on the page is held by `tests/unit/figure/test_colours.py`, for each colour.
    """
    ground = Color.parse(look.background or "")
    if depth == "16":
        palette = [f"#{colour}" for colour in PALETTES[terminal.name].split()]
        numbers = theme.FIGURE_OF_16_ON_DARK if look.dark else theme.FIGURE_OF_16_ON_LIGHT
        return {palette[number] for number in (*numbers.values(), 0 if look.dark else 7)}
    own = (colour for name, colour in of_figure(look).items() if name != "figure-line")
    if depth != "256":
        return set(own) | {ground.get_truecolor().hex}
    shown = (shape_of_256(Color.parse(colour), ground) for colour in own)
    return {colour.get_truecolor().hex for colour in (*shown, shape_of_256(ground, ground))}


def is_figure(style: Style, look: Theme) -> bool:
    """Whether a style is that of a part of the figure."""
    colours = {colour.get_truecolor().hex for colour in (style.color, style.bgcolor) if colour}
    return bool(colours & {*of_figure(look).values()} - {look.background})


def offered() -> list[Theme]:
    """Every theme that the guide offers."""
    return list(GuideApp(Index(loaded())).available_themes.values())


NAMED = ("foreground", "primary", "accent", "warning", "error", "success", "text-muted", "border")
UNDER = ("background", "surface", "panel", "primary", "error", "block-cursor-background")


def pairs_of(look: Theme) -> list[tuple[str, str]]:
    """Colours of a theme, one on another, also those in which text stands back."""
    colours = look.to_color_system().generate()
    fronts = [Parsed.parse(colours[name]) for name in NAMED if "%" not in colours[name]]
    backs = [Parsed.parse(colours[name]) for name in UNDER]
    return [
        (shown.hex6, back.hex6)
        for front in fronts
        for back in backs
        for shown in (front, back.blend(front, 0.7), back.blend(front, 0.3))
        if shown.hex6 != back.hex6
    ]


@pytest.mark.parametrize("depth", ["none", "16", "256", "truecolor"])
def test_no_pair_of_any_theme_is_sent_so_that_it_cannot_be_read(depth: Depth) -> None:
    faults = set()
    for look in offered():
        ground = Parsed.parse(look.to_color_system().generate()["background"]).hex6
        for front, back in pairs_of(look):
            for bold in (True, False):
                style = Style(color=front, bgcolor=back, bold=bold)
                for terminal in terminals() if depth in ("none", "16") else terminals()[:1]:
                    shown = feed_pen(terminal, style, depth, ground)
                    if of(*shown) < TEXT:
                        faults.add((look.name, terminal.name, bold, front, back, *shown))
    assert not faults, "\n".join(map(str, sorted(faults)[:20]))


@pytest.mark.parametrize("depth", ["none", "16", "256"])
@pytest.mark.parametrize(
    "style", ["blue on black", "green on blue", "red", "on bright_white", "bright_red on red"]
)
def test_nor_is_a_pair_of_the_terminals_own_colours(style: str, depth: Depth) -> None:
    for bold in ("", "bold ", "reverse ", "bold reverse "):
        for terminal in terminals():
            shown = feed_pen(terminal, Style.parse(bold + style), depth, "")
            assert of(*shown) >= TEXT, (terminal.name, bold, shown)


@pytest.mark.parametrize("name", ["ansi-dark", "ansi-light", "ansi-light,ansi-dark", "zebra"])
def test_a_theme_that_each_terminal_draws_otherwise_is_not_offered(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not any(look.ansi for look in offered())
    monkeypatch.setattr(GuideApp, "theme", name, raising=False)
    app = GuideApp(Index(loaded()))
    assert app.theme == theme.DARK.name
