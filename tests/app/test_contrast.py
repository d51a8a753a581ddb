"""Whatever the guide sends can be read: as xterm, the Linux console and PuTTY draw it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pytest
from rich.color import Color
from rich.style import Style
from textual._compositor import LayoutUpdate
from textual.color import Color as Parsed
from textual.geometry import Region
from textual.theme import Theme

from tests.app.conftest import EXAMPLES, OpenGuide, Reader, Sent
from tests.app.screenshots import NOW, keep_days
from tests.support.content import loaded
from tui.app import theme
from tui.app.app import GuideApp
from tui.app.terminal.color_contrast import SHAPE, TEXT, contrast, luminance
from tui.app.terminal.color_depth import Depth, shape_of_256
from tui.app.terminal.screen_diff import ScreenDiff
from tui.app.terminal.sgr import DEFAULT_CELL_STYLE, ink, turn
from tui.app.textual_fast.compositor_updates import paint
from tui.diary.store import MemoryStore
from tui.guide.content.record_index import Index
from tui.guide.content.triage_model import Level
from tui.guide.episode.records import Timer

PALETTES = {
    "xterm": "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 "
    "7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff",
    "linux": "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa "
    "555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff",
    "putty": "000000 bb0000 00bb00 bbbb00 0000bb bb00bb 00bbbb bbbbbb "
    "555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff",
}

THEMES = {"dark": theme.DARK, "light": theme.LIGHT}


_SENT = re.compile(
    r"\x1b\[(?P<codes>[\d;]*)m|\x1b\[[\d;?>]*[A-Za-z]|\x1b\][^\x1b]*\x1b\\|(?P<text>[^\x1b]+)"
)
"""Colours, other commands, links, text."""


@dataclass
class Terminal:
    """How a terminal draws colours: its palette, and what it makes of bold and of bright ones."""

    name: str
    brightens: bool
    """Whether bold text has the brighter colour."""
    front: int | str = 7
    back: int | str = 0
    bold: bool = False
    reverse: bool = False
    pairs: set[tuple[str, str, str]] = field(default_factory=set)
    """Characters that were drawn, with their colour and that of their background."""

    def feed(self, data: str) -> None:
        """Draw what a program sends."""
        for found in _SENT.finditer(data):
            if (text := found["text"]) is not None:
                front, back = self._colours()
                self.pairs.update((letter, front, back) for letter in text if letter.isprintable())
            elif (codes := found["codes"]) is not None:
                self._select([int(code or 0) for code in codes.split(";")])

    def _select(self, codes: list[int]) -> None:
        left = iter(codes)
        linux = self.name == "linux"
        for code in left:
            if code == 0:
                self.front, self.back, self.bold, self.reverse = 7, 0, False, False
            elif code in (1, 22):
                self.bold = code == 1
            elif code in (7, 27):
                self.reverse = code == 7
            elif code in (38, 48):
                colour: int | str
                if next(left) == 2:
                    colour = "#" + "".join(f"{next(left):02x}" for _ in range(3))
                else:
                    colour = next(left)
                if code == 38:
                    self.front = colour
                else:
                    self.back = colour
            elif 30 <= code <= 37:
                self.front = code - 30
            elif 40 <= code <= 47:
                self.back = code - 40
            elif 90 <= code <= 97:
                # The console knows no other bright colour than a bold one.
                self.bold = self.bold or linux
                self.front = code - 90 + (0 if linux else 8)
            elif 100 <= code <= 107:
                self.back = code - 100 + (0 if linux else 8)

    def _colours(self) -> tuple[str, str]:
        front, back = self.front, self.back
        if self.reverse:
            front, back = back, front
        if self.brightens and self.bold and isinstance(front, int) and front < 8:
            front += 8
        return self._shown(front), self._shown(back)

    def _shown(self, colour: int | str) -> str:
        if isinstance(colour, str):
            return colour
        if colour < 16:
            return f"#{PALETTES[self.name].split()[colour]}"
        return Color.from_ansi(colour).get_truecolor().hex


def feed_pen(terminal: Terminal, style: Style, depth: Depth, ground: str) -> tuple[str, str]:
    """What a terminal makes of text in a style: its colour, and that of its background."""
    terminal.pairs.clear()
    terminal.feed(f"\x1b[m{turn(DEFAULT_CELL_STYLE, ink(style, depth, ground).style)[0]}x")
    ((_, front, back),) = terminal.pairs
    return front, back


def terminals() -> list[Terminal]:
    return [
        Terminal("xterm", True),
        Terminal("xterm", False),
        Terminal("linux", True),
        Terminal("putty", True),
        Terminal("putty", False),
    ]


def is_shape(letter: str) -> bool:
    return bool(re.match("[\u2500-\u259f\u2800-\u28ff]", letter))


def of(front: str, back: str) -> float:
    return contrast(luminance(Color.parse(front)), luminance(Color.parse(back)))


def unread(terminal: Terminal, spared: set[str]) -> list[tuple[str, str, str, float]]:
    """What cannot be read, by its colours; what has that of its background is not there at all.

    Shapes may have two of the `spared` colours side by side.
    """
    found: dict[tuple[str, str, bool], str] = {}
    for letter, front, back in sorted(terminal.pairs):
        shape = is_shape(letter)
        covers = letter == "█" and front in spared  # Nothing is seen of what lies behind.
        if letter == " " or front == back or covers or (shape and {front, back} <= spared):
            continue
        if of(front, back) < (SHAPE if shape else TEXT):
            found[front, back, shape] = found.get((front, back, shape), "") + letter
    return [(letters, *key[:2], round(of(*key[:2]), 2)) for key, letters in found.items()]


def of_figure(look: Theme) -> set[str]:
    """The colours of the figure, whose parts may lie side by side where there are enough."""
    figure = theme.FIGURE_ON_DARK if look.dark else theme.FIGURE_ON_LIGHT
    return {colour for name, colour in figure.items() if name != "figure-line"}


JOURNEY = (
    *("", "down down down down", "2", "3", "4", "i", "escape 1 i", "escape question_mark"),
    *("pagedown", "escape slash p a i n", "down", "escape w", "down down", "enter", "escape"),
    *("escape d", "down", "p", "6", "enter", "escape escape t", "escape", "s", "enter", "2"),
    *("escape escape s down down enter", "1", "escape", "escape colon", "down", "escape"),
)
"""Keys, after each group of which a screen is looked at: tabs, sheets, dialogs, palette."""


def looked_at(reader: Reader) -> LayoutUpdate:
    """What the screen shows."""
    size = reader.app.size
    strips = reader.app.screen._compositor.render_strips()
    return LayoutUpdate([[strip] for strip in strips], Region(0, 0, *size))


@pytest.mark.parametrize("name", THEMES)
async def test_every_screen_can_be_read_at_every_depth(
    open_guide: OpenGuide, sent: Sent, name: str
) -> None:
    store, look = MemoryStore(), THEMES[name]
    keep_days(store, 5)
    store.keep_value(Timer("cold", 20, NOW - 600))
    seen: list[LayoutUpdate] = []
    size = (100, 30)
    async with open_guide(
        size=size, store=store, now=lambda: NOW, region="gb", mute=True
    ) as reader:
        reader.app.theme = look.name
        await reader.settle()
        for keys in JOURNEY:
            await reader.type(*keys.split())
            seen.append(looked_at(reader))
        for level in (Level.DOCTOR, Level.URGENT, Level.EMERGENCY):
            await reader.type(*["escape"] * 3)
            await reader.tick(EXAMPLES[level])
            for keys in ("", "tab", "1", "w", "escape 4 c", "escape"):
                await reader.type(*keys.split())
                seen.append(looked_at(reader))
    async with open_guide(
        size=size, walk=["knee_to_chest"], still=False, region="gb", mute=True
    ) as reader:
        reader.app.theme = look.name
        await reader.settle()
        for keys in ("", "enter", "x", "escape", "escape"):
            await reader.type(*keys.split())
            seen.append(looked_at(reader))
    depths: tuple[Depth, ...] = ("none", "16", "256", "truecolor")
    for depth in depths:
        screen_diff = ScreenDiff(depth, *size)
        screen_diff.ground = look.background or ""
        drawn = terminals() if depth in ("none", "16") else terminals()[:1]
        for screen in seen:
            paint(screen, screen_diff)
            changes = screen_diff.changes()
            for terminal in drawn:
                terminal.feed(changes)
        for terminal in drawn:
            spared = figure_pairs(look, depth, terminal)
            assert len(terminal.pairs) > 150
            faults = unread(terminal, spared)
            assert not faults, "\n".join(map(str, [depth, terminal.name, *faults]))


def figure_pairs(look: Theme, depth: Depth, terminal: Terminal) -> set[str]:
    """Colours that may stand beside each other: parts of the figure."""
    if depth == "truecolor":
        return of_figure(look)
    if depth == "none":
        return set()
    if depth == "16":
        numbers = theme.FIGURE_OF_16_ON_DARK if look.dark else theme.FIGURE_OF_16_ON_LIGHT
        palette = PALETTES[terminal.name].split()
        return {f"#{palette[number]}" for number in numbers.values()}
    ground = Color.parse(look.background or "")
    colours = (shape_of_256(Color.parse(one), ground) for one in of_figure(look))
    return {colour.get_truecolor().hex for colour in colours}


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
