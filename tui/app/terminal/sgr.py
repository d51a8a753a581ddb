"""The styles of cells, and the shortest SGR sequences between them."""

from __future__ import annotations

from binascii import crc32
from functools import lru_cache
from typing import NamedTuple

from rich.color import Color
from rich.style import Style

from tui.app.terminal.attributes import BITS, BOLD, DIM, ITALIC, REVERSE, UNDERLINE
from tui.app.terminal.colors.color_contrast import TEXT
from tui.app.terminal.colors.color_depth import (
    BRIGHT,
    OWN,
    Depth,
    readable_pair,
)

_ON = dict(
    zip(
        BITS.values(),
        ["1", "2", "3", "4", "5", "6", "7", "8", "9", "21", "51", "52", "53"],
        strict=True,
    )
)
"""The code that turns an attribute on."""

_OFF = {
    BOLD | DIM: "22",
    ITALIC: "23",
    UNDERLINE | BITS["underline2"]: "24",
    BITS["blink"] | BITS["blink2"]: "25",
    REVERSE: "27",
    BITS["conceal"]: "28",
    BITS["strike"]: "29",
    BITS["frame"] | BITS["encircle"]: "54",
    BITS["overline"]: "55",
}
"""The code that turns attributes off, all of these together."""

_UNSEEN = BOLD | DIM | ITALIC | BITS["blink"] | BITS["blink2"] | BITS["conceal"]
"""The attributes that a space does not show."""

_HARMLESS = BOLD | ITALIC
"""The attributes that may stay on for a space; some terminals show more of the others."""


_WHOLE = 24
"""Characters of an address that stay on one line. Pieces of longer ones share a name."""


class CellStyle(NamedTuple):
    """The SGR codes and the link of a cell."""

    front: str
    """The codes of the foreground; empty where a space shows none of it."""
    back: str
    """The codes of the background."""
    attributes: int = 0
    """Bits of what is on."""
    link: str = ""
    """The address behind the text, after its name and a semicolon; empty without one."""


DEFAULT_CELL_STYLE = CellStyle("39", "49")
"""The style after a reset."""

RESET = "\x1b[m"
"""The sequence that resets the style."""


class TerminalColors(NamedTuple):
    """What a style comes to on a terminal."""

    style: CellStyle
    """For text."""
    space: CellStyle
    """For spaces."""
    hidden: bool
    """Whether text cannot be told from spaces: it has the colour of its background."""


class DrawnStyle(NamedTuple):
    """The colours and attributes that a style comes to on a terminal."""

    front: Color
    back: Color
    attributes: int
    hidden: bool
    """Whether text cannot be told from spaces: it has the colour of its background."""


@lru_cache(maxsize=4096)
def drawn_style(
    style: Style | None, depth: Depth, ground: str = "", least: float = TEXT
) -> DrawnStyle:
    """Return what a style comes to.

    Args:
        style: How the text is to look; None for the terminal's own look.
        depth: The colours that the terminal has.
        ground: The background of the screen as #rrggbb, which counts where colours are few;
            empty for the terminal's own.
        least: The contrast that text of this kind needs, which counts where colours are few.

    """
    style = style or Style.null()
    front, back = style.color or OWN, style.bgcolor or OWN
    hidden = front[1:] == back[1:] and not front.is_default
    attributes = 0 if hidden else sum(bit for name, bit in BITS.items() if getattr(style, name))
    below = Color.parse(ground) if ground else OWN
    if depth == "none":
        # Imported here, as all below: most terminals have all colours.
        from tui.app.terminal.few_attributes import attributes_without_colour

        attributes = attributes_without_colour(front, back, attributes, below)
        front = back = OWN
    elif depth == "16":
        if attributes & REVERSE:
            # The Linux console would leave the brightness with the text.
            front, back = back, front
        from tui.app.terminal.colors.sixteen_colors import pair_of_16
        from tui.app.terminal.few_attributes import attributes_of_16

        front, back = pair_of_16(front, back, below, drawn=False, least=least)
        attributes = attributes_of_16(attributes, front, back, least)
    elif depth == "256":
        from tui.app.terminal.colors.colors_256 import readable_pair_256

        front, back = readable_pair_256(front, back, least)
    elif not (front.is_default and back.is_default):
        front, back = readable_pair(front, back, least)
    # Many terminals would draw it in grey on grey.
    if attributes & REVERSE and (front.is_default or back.is_default):
        attributes &= ~(BOLD | DIM)
    return DrawnStyle(front, back, attributes, hidden)


@lru_cache(maxsize=4096)
def ink(style: Style | None, depth: Depth, ground: str = "", least: float = TEXT) -> TerminalColors:
    """Return how a style is written; the arguments are those of `drawn_style`."""
    front, back, attributes, hidden = drawn_style(style, depth, ground, least)
    link = link_code(style) if style else ""
    written = CellStyle(front_codes(front, attributes, depth), back_codes(back), attributes, link)
    return TerminalColors(written, blank(written), hidden)


def link_code(style: Style) -> str:
    """The address behind text, as the terminal takes it: with what holds its pieces together."""
    link = style.link or ""
    if not (link.isascii() and link.isprintable()):
        return ""
    return f"{f'id={crc32(link.encode()):x}' if len(link) > _WHOLE else ''};{link}" if link else ""


def front_codes(colour: Color, attributes: int, depth: Depth) -> str:
    """Return the codes of a foreground."""
    codes = ";".join(colour.get_ansi_codes(foreground=True))
    is_dark = colour.number is not None and colour.number < BRIGHT
    # The Linux console takes a bright colour for a bold one, and stays bold until told.
    return f"22;{codes}" if depth == "16" and is_dark and not attributes & BOLD else codes


def back_codes(colour: Color) -> str:
    """Return the codes of a background."""
    return ";".join(colour.get_ansi_codes(foreground=False))


@lru_cache(maxsize=4096)
def blank(style: CellStyle) -> CellStyle:
    """Return the style that a space needs where text is written in `style`."""
    return style if style.attributes & ~_UNSEEN else CellStyle("", style.back, 0, style.link)


@lru_cache(maxsize=8192)
def turn(style: CellStyle, wanted: CellStyle) -> tuple[str, CellStyle]:
    """Return the shortest sequence from `style` to `wanted`.

    Returns:
        The sequence, and the style that is set then: for a space it may show what a space does not.

    """
    if not wanted.front:
        wanted = wanted._replace(front=style.front, attributes=style.attributes & _HARMLESS)
    link = f"\x1b]8;{wanted.link or ';'}\x1b\\" if wanted.link != style.link else ""
    if style[:3] == wanted[:3]:
        # The same one is quicker told from others.
        return link, wanted if link else style
    changed = ";".join(_codes(style, wanted))
    anew = ";".join(_codes(DEFAULT_CELL_STYLE, wanted))
    anew = f"0;{anew}" if anew else ""
    return f"{link}\x1b[{min(changed, anew, key=len)}m", wanted


def _codes(style: CellStyle, wanted: CellStyle) -> list[str]:
    gone, new = style.attributes & ~wanted.attributes, wanted.attributes & ~style.attributes
    codes = []
    for bits, code in _OFF.items():
        if gone & bits:
            codes.append(code)
            new |= wanted.attributes & bits
    codes += [code for bit, code in _ON.items() if new & bit]
    dims = gone & BOLD and wanted.front.startswith("9")
    if style.front != wanted.front or dims:
        # On the Linux console a bright colour goes with bold.
        codes.append(wanted.front)
    if style.back != wanted.back:
        codes.append(wanted.back)
    return codes
