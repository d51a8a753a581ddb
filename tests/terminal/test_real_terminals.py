"""The level can be read in a real xterm, GNU screen and tmux, however many colours they draw."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from pyte.screens import Char
from rich.color import Color

from tests.support.sample import sample
from tests.terminal.journey import COLUMNS, COMMAND, HEADLINES, ROWS, levels
from tests.terminal.terminal import Terminal
from tests.terminal.xterm import Picture, XTerm, display, is_text, missing
from tui.app.terminal.colors.color_contrast import TEXT, contrast, luminance
from tui.app.terminal.colors.sixteen_colors import PALETTES
from tui.app.textual_fast.feature_probe import PLAIN_VARIABLE
from tui.guide.content.triage_model import Level

TRUE, NOT_TOLD = {"COLORTERM": "truecolor"}, {"COLORTERM": ""}

BOLD_BRIGHTENS = ("boldColors: true",)
BOLD_STAYS = ("boldColors: false",)
NO_TRUE_COLOUR = ("directColor: false",)


@dataclass(frozen=True)
class Setting:
    """A terminal as somebody has set it up."""

    term: str
    """What the terminal calls itself, or the one that screen or tmux run in."""
    environ: dict[str, str]
    resources: tuple[str, ...] = ()
    inside: str = ""
    """What screen or tmux call themselves."""


XTERMS = {
    "xterm-16": Setting("xterm", NOT_TOLD, BOLD_BRIGHTENS),
    "xterm-88": Setting("xterm-88color", TRUE, BOLD_STAYS),
    "xterm-256": Setting("xterm-256color", NOT_TOLD),
    "xterm-true": Setting("xterm-256color", TRUE),
    "xterm-true-as-256": Setting("xterm-256color", TRUE, NO_TRUE_COLOUR),
}

SCREENS = {
    "screen": Setting("xterm-256color", TRUE, inside="screen"),
    "screen-256": Setting("xterm-256color", TRUE, inside="screen-256color"),
}

ALONE = {PLAIN_VARIABLE: "1"}
"""Textual draws by itself."""

TMUXES = {
    "tmux": Setting("xterm-256color", NOT_TOLD, inside="screen"),
    "tmux-true": Setting("xterm-256color", TRUE, inside="tmux-256color"),
}


@pytest.fixture(scope="module")
def shown_on() -> Iterator[str]:
    """A display for xterms, or none where something is missing for it."""
    if missing():
        yield ""
    else:
        with display() as name:
            yield name


@contextmanager
def terminal_of(
    setting: Setting, command: list[str], shown_on: str, home: Path, extra: dict[str, str]
) -> Iterator[Terminal]:
    env = {"TERM": setting.term, **setting.environ, **extra}
    if not shown_on:
        with Terminal(command, columns=COLUMNS, rows=ROWS, home=home, env=env) as terminal:
            yield terminal
        return
    xterm = XTerm(
        command,
        display=shown_on,
        resources=setting.resources,
        columns=COLUMNS,
        rows=ROWS,
        home=home,
        env=env,
    )
    with closing(xterm), xterm:
        yield xterm


@pytest.mark.parametrize(
    ("name", "extra"),
    sample(
        [*((name, {}) for name in XTERMS), ("xterm-16", ALONE), ("xterm-88", ALONE)],
        2,
        several=True,
    ),
)
def test_the_level_can_be_read_in_xterm(
    shown_on: str, name: str, extra: dict[str, str], tmp_path: Path
) -> None:
    if not shown_on:
        pytest.skip(f"{missing()} is not installed")
    with terminal_of(XTERMS[name], COMMAND, shown_on, tmp_path, extra) as terminal:
        assert_read(terminal, f"{name}-alone" if extra else name)


@pytest.mark.skipif(shutil.which("screen") is None, reason="screen is not installed")
@pytest.mark.parametrize("name", SCREENS)
def test_the_level_can_be_read_in_gnu_screen(shown_on: str, name: str, tmp_path: Path) -> None:
    settings, sockets = tmp_path / "screenrc", tmp_path / "sockets"
    sockets.mkdir(mode=0o700)
    settings.write_text("startup_message off\n")
    extra = {"SCREENDIR": str(sockets)}
    command = ["screen", "-c", str(settings), "-S", "guide", "-T", SCREENS[name].inside, *COMMAND]
    with terminal_of(SCREENS[name], command, shown_on, tmp_path, extra) as terminal:
        try:
            assert_read(terminal, name)
        finally:
            end(["screen", "-S", "guide", "-X", "quit"], extra)


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
@pytest.mark.parametrize("name", TMUXES)
@pytest.mark.parametrize("extra", [{}, ALONE], ids=["", "alone"])
def test_the_level_can_be_read_in_tmux(
    shown_on: str, name: str, extra: dict[str, str], tmp_path: Path
) -> None:
    settings, socket = tmp_path / "tmux.conf", str(tmp_path / "socket")
    settings.write_text(
        f"set -g default-terminal {TMUXES[name].inside}\n"
        "set -g status off\n"
        + ("set -as terminal-features ',xterm*:RGB'\n" if TMUXES[name].environ == TRUE else "")
    )
    command = ["tmux", "-S", socket, "-f", str(settings), "new-session", *COMMAND]
    with terminal_of(TMUXES[name], command, shown_on, tmp_path, extra) as terminal:
        try:
            assert_read(terminal, f"{name}-alone" if extra else name)
        finally:
            end(["tmux", "-S", socket, "kill-server"], {})


def end(command: list[str], extra: dict[str, str]) -> None:
    """End what keeps the guide running without its terminal."""
    subprocess.run(command, env={**os.environ, **extra}, capture_output=True, check=False)


def assert_read(terminal: Terminal, name: str) -> None:
    """All text of all four levels has contrast, as it is sent and as it is drawn."""
    for level in levels(terminal):
        faults = faults_of_colours(terminal)
        if isinstance(terminal, XTerm):
            picture = terminal.wait_drawn()
            keep(picture, f"{name}-{level.name.lower()}")
            faults |= faults_of_pixels(terminal, picture)
        assert not faults, (name, level, sorted(faults)[:20])
        assert any(HEADLINES[level] in line for line in terminal.screen.display[:2])
    assert level is Level.EMERGENCY


def keep(picture: Picture, name: str) -> None:
    """Keep a picture for whoever wants to look at it."""
    if folder := os.environ.get("BACKSPASM_PICTURES"):
        head = b"P6 %d %d 255\n" % (picture.width, picture.height)
        target = str(Path(folder, f"{name}.png"))
        subprocess.run(["convert", "ppm:-", target], input=head + picture.pixels, check=True)


NAMES = ("black", "red", "green", "brown", "blue", "magenta", "cyan", "white")
XTERM = PALETTES["xterm"].split()


def shown(colour: str, own: int, bold: bool) -> str:
    """What xterm makes of a colour that the emulator names, or gives in hexadecimal digits."""
    number = own if colour == "default" else -1
    bright = colour.startswith(("bright", "bfight"))
    if (plain := colour[6:] if bright else colour) in NAMES:
        number = NAMES.index(plain) + 8 * bright
    elif colour in XTERM:
        number = XTERM.index(colour)
    if number < 0:
        return f"#{colour}"
    return f"#{XTERM[number + 8 * (bold and number < 8 and colour != 'default')]}"


def drawn(cell: Char) -> Iterator[tuple[str, str]]:
    """The colour of a cell's text and what is behind it, on each kind of xterm."""
    for black_behind in (True, False):
        own, own_behind = (7, 0) if black_behind else (0, 7)
        for brightens in (True, False):
            front, behind = (cell.fg, own), (cell.bg, own_behind)
            if cell.reverse:
                front, behind = behind, front
            yield shown(*front, brightens and cell.bold), shown(*behind, False)


def faults_of_colours(terminal: Terminal) -> set[tuple[str, str, str]]:
    """Letters that cannot be read by the colours that the terminal was sent."""
    return {
        (cell.data, *pair)
        for y in range(ROWS)
        for x in range(COLUMNS)
        if is_text((cell := terminal.screen.buffer[y][x]).data)
        for pair in drawn(cell)
        if between(*pair) < TEXT
    }


def faults_of_pixels(terminal: Terminal, picture: Picture) -> set[tuple[str, str, str]]:
    """Letters that cannot be read in a picture: by the two colours that fill most of a cell."""
    found = set()
    for y in range(ROWS):
        for x in range(COLUMNS):
            if is_text(letter := terminal.screen.buffer[y][x].data):
                (one, _), (other, _) = picture.cell(x, y, COLUMNS, ROWS).most_common(2)
                pair = f"#{one.hex()}", f"#{other.hex()}"
                if between(*pair) < TEXT:
                    found.add((letter, *pair))
    return found


def between(one: str, other: str) -> float:
    """The contrast of two colours."""
    return contrast(luminance(Color.parse(one)), luminance(Color.parse(other)))
