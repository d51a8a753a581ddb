"""Colours that a terminal lacks still tell what they told, and pens change by few bytes."""

from __future__ import annotations

from itertools import combinations
from typing import get_args

import pytest
from rich.color import Color
from rich.style import Style
from textual.theme import Theme

from tui.app import theme
from tui.app.terminal.colors.color_contrast import contrast, luminance
from tui.app.terminal.colors.color_depth import Depth
from tui.app.terminal.colors.colors_256 import nearest_256
from tui.app.terminal.colors.sixteen_colors import pair_of_16
from tui.app.terminal.sgr import DEFAULT_CELL_STYLE, CellStyle, blank, ink, turn

THEMES = (theme.DARK, theme.LIGHT)
XTERM = (
    "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 "
    "7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff"
)
TANGO = (
    "2e3436 cc0000 4e9a06 c4a000 3465a4 75507b 06989a d3d7cf "
    "555753 ef2929 8ae234 fce94f 729fcf ad7fa8 34e2e2 eeeeec"
)
"""What the sixteen are on two terminals."""

LEVELS = ("error", "warning", "accent", "success")


def colour(name: str | None) -> Color:
    assert name is not None
    return Color.parse(name)


def style(style: str) -> CellStyle:
    return ink(Style.parse(style), "truecolor").style


@pytest.mark.parametrize("look", THEMES, ids=lambda look: look.name)
@pytest.mark.parametrize("background", ["background", "panel"])
@pytest.mark.parametrize("text", ["foreground", "primary", "secondary", *LEVELS])
def test_text_in_sixteen_colours_can_be_read(look: Theme, background: str, text: str) -> None:
    ground = colour(look.background)
    back = colour(getattr(look, background))
    front, paper = pair_of_16(colour(getattr(look, text)), back, ground, drawn=False)
    assert front.number is not None and paper.number is not None
    for palette in (XTERM, TANGO):
        shown = [luminance(Color.parse(f"#{rgb}")) for rgb in palette.split()]
        assert contrast(shown[front.number], shown[paper.number]) >= 2.5


def test_the_levels_have_four_colours_of_sixteen_in_the_dark() -> None:
    ground = colour(theme.DARK.background)
    found = {
        pair_of_16(colour(getattr(theme.DARK, one)), ground, ground, drawn=False)[0]
        for one in LEVELS
    }
    assert len(found) == len(LEVELS)


@pytest.mark.parametrize("look", THEMES, ids=lambda look: look.name)
@pytest.mark.parametrize("depth", ["16", "256"])
def test_the_highlighted_line_has_another_background(look: Theme, depth: str) -> None:
    ground = colour(look.background)
    for name in ("block-cursor-background", "block-cursor-blurred-background"):
        back = colour(look.variables[name])
        if depth == "256":
            assert nearest_256(back) != nearest_256(ground)
        else:
            assert (
                pair_of_16(ground, back, ground, drawn=False)[1]
                != pair_of_16(ground, ground, ground, drawn=False)[1]
            )


def test_dark_greys_stay_grey_in_256_colours() -> None:
    red, green, blue = nearest_256(Color.parse("#26323d")).get_truecolor()
    assert red == green == blue


def test_the_parts_of_a_drawing_keep_their_colours_side_by_side() -> None:
    """A cell of two colours that have become one is not a fault that black or white mends."""
    cloth, top = Color.parse("#bcc0c6"), Color.parse("#b4bac6")
    assert pair_of_16(cloth, top, Color.parse("#14191f"), drawn=True)[0].number == 7
    assert (
        pair_of_16(cloth, Color.parse("#14191f"), Color.parse("#14191f"), drawn=False)[0].number
        == 7
    )


@pytest.mark.parametrize("one, other", list(combinations(get_args(Depth), 2)))
def test_what_one_terminal_was_sent_is_not_sent_to_another(one: Depth, other: Depth) -> None:
    """Rich keeps what a style came to first; many terminals are served by one process."""
    style = Style.parse("#e8b15a on #26323d")
    first, second = ink(style, one, "#14191f").style, ink(style, other, "#14191f").style
    assert first != second
    assert ink(style, one, "#14191f").style == first


def test_text_in_the_colour_of_its_background_is_hidden() -> None:
    assert ink(Style.parse("#14191f on #14191f underline"), "truecolor").hidden
    assert not ink(Style.parse("default on default"), "truecolor").hidden
    assert not ink(None, "truecolor").hidden


@pytest.mark.parametrize(
    ("held", "wanted", "sent"),
    [
        ("red on blue", "green on blue", "\x1b[32m"),
        ("bold red on #123456", "red on #123456", "\x1b[22m"),
        ("bold dim red on #123456", "dim red on #123456", "\x1b[22;2m"),
        ("bold italic underline red", "red", "\x1b[0;31m"),
        ("bold red on blue", "default on default", "\x1b[m"),
        ("red", "red", ""),
    ],
)
def test_a_pen_changes_by_the_shortest_sequence(held: str, wanted: str, sent: str) -> None:
    assert turn(style(held), style(wanted)) == (sent, style(wanted))


def test_a_space_needs_no_foreground() -> None:
    held = style("bold red on blue")
    assert turn(held, blank(style("green on blue"))) == ("", held)
    assert turn(held, blank(style("underline green on blue")))[0] == "\x1b[22;4;32m"
    assert turn(style("reverse red on blue"), blank(style("on blue")))[0] == "\x1b[27m"


def test_the_pen_after_a_reset_is_plain() -> None:
    assert ink(None, "truecolor").style == DEFAULT_CELL_STYLE
