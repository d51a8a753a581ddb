"""Colours of a terminal that has sixteen, readable in every palette.

Sixteen colours differ from terminal to terminal, bold text is drawn in a brighter one by many,
and the Linux console has eight backgrounds. So of the sixteen only such pairs are used as can be
told apart in each palette of `PALETTES`, on one of the first eight as background.
"""

from __future__ import annotations

from colorsys import rgb_to_hls
from functools import lru_cache
from typing import Literal, TypeAlias

from rich.color import Color, ColorType
from rich.color_triplet import ColorTriplet

from tui.app.terminal.colors.color_contrast import SHAPE, TEXT, WEIGHTS, contrast, luminance
from tui.app.terminal.colors.color_depth import BRIGHT, OWN

Prominence: TypeAlias = Literal["", "slightly", "clearly"]
"""How much a background differs from that of the screen."""

PALETTES = {
    "xterm": (
        "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 "
        "7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff"
    ),
    "Linux console": (
        "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa "
        "555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff"
    ),
    "PuTTY": (
        "000000 bb0000 00bb00 bbbb00 0000bb bb00bb 00bbbb bbbbbb "
        "555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff"
    ),
}
"""What the sixteen colours are, as these terminals come."""

_CLEARLY, _SLIGHTLY = 25, 8
"""By how much brighter or darker, of 255, a background stands out."""

_BLACK, _RED, _GREEN, _YELLOW, _BLUE, _MAGENTA, _CYAN, _WHITE = range(BRIGHT)

_GREYS = {0: 0, 8: 85, 7: 170, 15: 255}
"""How bright the greys among the sixteen are taken to be."""

_HUES = (
    (18, _RED),
    (70, _YELLOW),
    (165, _GREEN),
    (195, _CYAN),
    (265, _BLUE),
    (330, _MAGENTA),
    (360, _RED),
)
"""Up to which hue in degrees a colour is red, yellow, green, cyan, blue, magenta, red again."""

_LIKE = {_YELLOW: _RED, _CYAN: _BLUE, _MAGENTA: _BLUE}
"""The hue that may stand for another where that one cannot be seen."""

_COLOURFUL = 30
"""From what difference of the strongest to the weakest part a colour is no grey, of 255."""

_INVERSE = 5.0
"""From what contrast with the ground a grey background is the opposite of the ground."""


def pair_of_16(
    front: Color, back: Color, ground: Color, *, drawn: bool, least: float = TEXT
) -> tuple[Color, Color]:
    """`front` on `back`, in sixteen colours, on a screen whose background is `ground`.

    A colour keeps its hue rather than its brightness. What stood out from the ground still
    does, and text has a contrast of `least` everywhere. The colours of what is `drawn`, as the
    figure is, each have a hue of their own: see `block_of_16` for how they share a cell.
    """
    if drawn:
        return _shape(front, ground), _shape(back, ground)
    paper = _paper(back, ground)
    if paper.number is None:
        # It may be any, so only the terminal's own text can surely be read on it.
        return OWN, paper
    if paper.number == _CYAN:
        # Of all that can be read on it this is the only ink that every palette has.
        return Color.from_ansi(_BLACK), paper
    wanted = back if _hue(back) == _YELLOW else front
    ink = _first(_akin(wanted), paper.number, least)
    if least > TEXT and not is_seen(ink.number or 0, paper.number, least):
        # On red or green no colour has that much. Black on white has, and stands out as well.
        under = _BLACK if paper.number == _WHITE else _WHITE
        ink, paper = _first((0, 15), under, least), Color.from_ansi(under)
    return ink, paper


def block_of_16(glyph: str, front: Color, back: Color, ground: Color) -> tuple[str, Color, Color]:
    """A block of a picture in sixteen colours: what to write, in which colour, before which.

    Two colours that cannot be told apart become one.
    """
    ink, paper = pair_of_16(front, back, ground, drawn=True)
    if ink.number is None or paper.number is None:
        return glyph, ink, paper
    empty = _shape(ground, ground)
    if glyph == " ":
        if paper.number < BRIGHT:
            return glyph, paper, paper
        return "█", paper, empty
    if glyph not in _COVERED:
        # Dots stand before nothing but the ground.
        return glyph, ink, paper if paper.number < BRIGHT else empty
    if paper.number >= BRIGHT and ink.number < BRIGHT and glyph in INVERSES:
        glyph, ink, paper = INVERSES[glyph], paper, ink
    assert ink.number is not None and paper.number is not None
    if glyph == " ":
        return glyph, paper, paper
    # Parts of a figure are told apart by hue: too few colours stand out from the page as well.
    own = _of_figure(_is_dark(ground))
    apart = front.get_truecolor() in own and back.get_truecolor() in own and ink != paper
    if paper.number >= BRIGHT or not (apart or is_seen(ink.number, paper.number, SHAPE)):
        covered = ink if _COVERED[glyph] >= 2 else paper
        assert covered.number is not None
        return ("█", covered, empty) if covered.number >= BRIGHT else (" ", covered, covered)
    return glyph, ink, paper


_QUARTERS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""The blocks by the quarters that they fill, as bits."""

INVERSES = {glyph: _QUARTERS[15 - bits] for bits, glyph in enumerate(_QUARTERS)}
"""For each block the one that fills what it leaves empty."""

_COVERED = {"▂": 1, "▆": 3} | {glyph: bits.bit_count() for bits, glyph in enumerate(_QUARTERS)}
"""How many quarters of a cell a block fills."""


def _hue(colour: Color) -> int | None:
    """Which of the first eight has the hue of a colour; None for greys and what is not known."""
    if colour.type is not ColorType.TRUECOLOR and colour.type is not ColorType.EIGHT_BIT:
        return None
    rgb = colour.get_truecolor()
    if max(rgb) - min(rgb) < _COLOURFUL:
        return None
    hue = rgb_to_hls(*rgb.normalized)[0] * 360
    return next(number for end, number in _HUES if hue < end or end == 360)


def _own_or_standard(colour: Color) -> Color:
    """`colour` if the terminal has it, else the best for it."""
    return colour if colour.is_default else Color.from_ansi(_akin(colour)[0])


def _paper(back: Color, ground: Color) -> Color:
    """The background among the first eight that stands for `back`."""
    if back.is_default:
        return back
    if back.type is ColorType.STANDARD:
        assert back.number is not None
        return Color.from_ansi(back.number % BRIGHT)
    is_dark = _is_dark(back if ground.is_default else ground)
    under = _BLACK if is_dark else _WHITE
    hue = _hue(back)
    if ground.is_default or not prominence(back, ground):
        number = under
    elif hue in (_RED, _GREEN, _MAGENTA):
        number = hue
    elif hue == _YELLOW:
        # Brown on one terminal, yellow on others: nothing can be read on both.
        number = _BLUE if is_dark else _BLACK
    elif hue is not None:
        number = _CYAN if is_dark else _BLUE
    elif contrast(luminance(back), luminance(ground)) >= _INVERSE:
        number = _WHITE if is_dark else _BLACK
    else:
        number = _BLUE if is_dark else _CYAN
    return Color.from_ansi(number)


def _is_dark(ground: Color) -> bool:
    return contrast(luminance(ground), 0.0) < contrast(luminance(ground), 1.0)


@lru_cache(maxsize=2)
def _of_figure(is_dark: bool) -> dict[ColorTriplet, int]:
    """Return the numbers of the figure's colours, which are told apart in every palette."""
    from tui.app import theme

    colours = theme.FIGURE_ON_DARK if is_dark else theme.FIGURE_ON_LIGHT
    numbers = theme.FIGURE_OF_16_ON_DARK if is_dark else theme.FIGURE_OF_16_ON_LIGHT
    return {Color.parse(colours[name]).get_truecolor(): numbers[name] for name in numbers}


@lru_cache(maxsize=1024)
def _shape(colour: Color, ground: Color) -> Color:
    """The one of the sixteen that a part of a picture has on the ground."""
    if colour.is_default or ground.is_default:
        return _own_or_standard(colour)
    if (number := _of_figure(_is_dark(ground)).get(colour.get_truecolor())) is not None:
        return Color.from_ansi(number)
    under = _BLACK if _is_dark(ground) else _WHITE
    if not prominence(colour, ground):
        return Color.from_ansi(under)
    return _first(_akin(colour), under, SHAPE)


@lru_cache(maxsize=4096)
def _first(numbers: tuple[int, ...], paper: int, least: float) -> Color:
    """The first of some colours that is seen on a background; if none is, black or white."""
    extreme = max(
        (0, 15), key=lambda number: min(contrast(p[number], p[paper]) for p in palette_luminances())
    )
    return Color.from_ansi(
        next((number for number in numbers if is_seen(number, paper, least)), extreme)
    )


@lru_cache(maxsize=1024)
def _akin(colour: Color) -> tuple[int, ...]:
    """Those of the sixteen that may stand for `colour`, the best first."""
    if colour.is_default:
        return (15, 0)
    if colour.type is ColorType.STANDARD:
        assert colour.number is not None
        return (colour.number,)
    bright = brightness(colour)
    greys = tuple(sorted(_GREYS, key=lambda grey: abs(_GREYS[grey] - bright)))
    if (hue := _hue(colour)) is None:
        return greys
    lightness = rgb_to_hls(*colour.get_truecolor().normalized)[1]
    own = (hue + BRIGHT, hue) if lightness > 0.5 else (hue, hue + BRIGHT)
    like = _LIKE.get(hue, hue)
    return (*own, like, like + BRIGHT, *greys)


def prominence(background: Color, ground: Color) -> Prominence:
    """Return how much `background` differs from `ground`; a default colour never does."""
    if background.is_default or ground.is_default:
        return ""
    difference = abs(brightness(background) - brightness(ground))
    return "clearly" if difference >= _CLEARLY else "slightly" if difference >= _SLIGHTLY else ""


def is_seen(front: int, back: int, least: float) -> bool:
    """Whether two of the sixteen have a contrast of `least` in each of `PALETTES`."""
    return all(contrast(lights[front], lights[back]) >= least for lights in palette_luminances())


@lru_cache(maxsize=1)
def palette_luminances() -> tuple[tuple[float, ...], ...]:
    """The luminances of the sixteen, for each of `PALETTES`."""
    return tuple(
        tuple(luminance(Color.parse(f"#{rgb}")) for rgb in palette.split())
        for palette in PALETTES.values()
    )


def brightness(colour: Color) -> float:
    """How bright a colour looks, from 0 to 255."""
    return sum(weight * part for weight, part in zip(WEIGHTS, colour.get_truecolor(), strict=True))
