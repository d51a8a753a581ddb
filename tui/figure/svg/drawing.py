"""Motions as SVG: some moments side by side, or a whole cycle that plays by itself.

The files hold no script and refer to nothing outside themselves. The same input gives the same
bytes. Colours follow the reader's light or dark setting, unless one of them is asked for.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import accumulate, groupby

from msgspec import Struct

from tui.figure.materials import SHADES, Material
from tui.figure.player import MotionMoment
from tui.figure.scene import GROUND, Scene, shapes_at
from tui.figure.svg.outline import DrawingArea, number, outline
from tui.figure.tones import CONTOUR, EDGED, SOFTNESS, edge, light, tones

FRAMES_A_SECOND = 12
_BODY = 420.0
"""Units a body length."""
_MARGIN = 0.06
_FLOOR = 0.035
"""The thickness of the floor, in body lengths."""
_BREATH = 5.0
"""Seconds of a breath, about."""


class SvgColours(Struct, frozen=True):
    """The colours of a drawing, by the label of a material, and its ground."""

    ground: str
    materials: Mapping[str, str]


class SvgWords(Struct, frozen=True):
    """What a drawing says to somebody who cannot see it."""

    title: str
    description: str = ""


class Palettes(Struct, frozen=True):
    """The colours on light and on dark; one of them alone for readers of either setting."""

    light: SvgColours | None
    dark: SvgColours | None


class _Frame(Struct, frozen=True):
    """A picture: the numbers of its paths, and for how long it is shown."""

    paths: tuple[int, ...]
    seconds: float


class _Drawing:
    """The parts of one file; each distinct path is written once."""

    def __init__(self, scene: Scene) -> None:
        bounds = scene.bounds
        self._scene = scene
        self._has_floor = scene.has_floor
        low = min(0.0, bounds.low) if self._has_floor else bounds.low
        self.area = DrawingArea(_BODY, bounds.left - _MARGIN, bounds.high + _MARGIN)
        self.width = (bounds.right - bounds.left + 2 * _MARGIN) * _BODY
        # A close look ends where the body goes on.
        below = _FLOOR if self._has_floor else 0.0 if scene.player.above else _MARGIN
        self.height = (bounds.high + _MARGIN - low + below) * _BODY
        self._paths: dict[tuple[str, str], int] = {}

    def frame(self, moment: MotionMoment, breath: float, seconds: float) -> _Frame:
        """Draw a moment."""
        shapes = shapes_at(self._scene.player, moment, breath)
        # As in a terminal, only a mat shows inside the floor.
        shapes.sort(key=lambda shape: shape.material not in GROUND)
        paths = []
        for shape in shapes:
            clip = " n" if self._has_floor and shape.material not in GROUND else ""
            for material, role, part in tones(shape):
                kind = f"{material.label} {role}".rstrip()
                key = (kind + clip, outline(part, self.area))
                paths.append(self._paths.setdefault(key, len(self._paths)))
        return _Frame(tuple(paths), seconds)

    @property
    def definitions(self) -> str:
        """The paths, each with its number."""
        clip = ""
        if self._has_floor:
            floor = self.area.top * _BODY
            clip = f'<clipPath id="n"><path d="M0 0H{number(self.width)}V{number(floor)}H0Z"/>'
            clip += "</clipPath>"
        paths = (
            f'<path id="p{place}" class="{kind}" d="{data}"/>\n'
            for (kind, data), place in self._paths.items()
        )
        return f"<defs>\n{clip}\n{''.join(paths)}</defs>\n"

    @property
    def floor(self) -> str:
        """The floor, if it is seen from the side."""
        if not self._has_floor:
            return ""
        top, height = self.area.top * _BODY, _FLOOR * _BODY
        return (
            f'<rect class="floor" y="{number(top)}" width="{number(self.width)}" '
            f'height="{number(height)}"/>\n'
        )


def strip_svg(
    scene: Scene, moments: Sequence[MotionMoment], words: SvgWords, palettes: Palettes
) -> str:
    """Return some moments side by side, from left to right, as an SVG file.

    Raises:
        PoseError: a moment names a keyframe that does not exist.

    """
    drawing = _Drawing(scene)
    frames = [drawing.frame(moment, 0.0, 0.0) for moment in moments]
    pictures = (
        f'<g transform="translate({number(place * drawing.width)} 0)">\n'
        f"{drawing.floor}{_uses(frame.paths)}</g>\n"
        for place, frame in enumerate(frames)
    )
    size = (drawing.width * len(frames), drawing.height)
    return _file(size, words, palettes, drawing.definitions + "".join(pictures))


def cycle_svg(scene: Scene, words: SvgWords, palettes: Palettes) -> str:
    """Return a whole cycle of a motion as an SVG file that plays again and again.

    A posture that does not move breathes.
    """
    drawing, player = _Drawing(scene), scene.player
    breaths = max(1, round(player.seconds / _BREATH))
    seconds = max(player.seconds, _BREATH if len(player.cycle) == 1 else 0.0)
    count = max(1, round(seconds * FRAMES_A_SECOND))
    frames = []
    for place in range(count):
        at = seconds * place / count
        breath = 0.5 - 0.5 * math.cos(math.tau * breaths * at / seconds)
        # In eighths: a chest that moves by less than a unit needs no picture of its own.
        frames.append(drawing.frame(player.moment(at), round(8 * breath) / 8, seconds / count))
    merged = [
        _Frame(paths, sum(frame.seconds for frame in alike))
        for paths, alike in groupby(frames, key=lambda frame: frame.paths)
    ]
    body = drawing.floor + "".join(_played(merged, seconds))
    return _file((drawing.width, drawing.height), words, palettes, drawing.definitions + body)


def _played(frames: Sequence[_Frame], seconds: float) -> Iterable[str]:
    """Return each distinct picture, with when it is to be seen."""
    starts = [0.0, *accumulate(frame.seconds for frame in frames[:-1])]
    for paths in dict.fromkeys(frame.paths for frame in frames):
        shown = [frame.paths == paths for frame in frames]
        changes = [
            (at, seen)
            for place, (at, seen) in enumerate(zip(starts, shown, strict=True))
            if place == 0 or seen is not shown[place - 1]
        ]
        uses = _uses(paths)
        if len(changes) == 1:
            yield f"<g>\n{uses}</g>\n"
            continue
        values = ";".join("visible" if seen else "hidden" for _, seen in changes)
        times = ";".join(f"{at / seconds:.4f}".rstrip("0").rstrip(".") for at, _ in changes)
        # Without animation, as on paper, the first picture is the one to be seen.
        still = "visible" if shown[0] else "hidden"
        yield (
            f'<g visibility="{still}">\n<animate attributeName="visibility" calcMode="discrete" '
            f'values="{values}" keyTimes="{times}" dur="{seconds:.2f}s" '
            f'repeatCount="indefinite"/>\n{uses}</g>\n'
        )


def _uses(paths: Iterable[int]) -> str:
    return "".join(f'<use href="#p{path}"/>\n' for path in paths)


def _file(size: tuple[float, float], words: SvgWords, palettes: Palettes, body: str) -> str:
    width, height = (number(side) for side in size)
    described = f"<desc>{escape(words.description)}</desc>\n" if words.description else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img">\n'
        f"<title>{escape(words.title)}</title>\n{described}"
        f"<style>\n{_style(palettes)}</style>\n"
        f'<rect class="ground" width="{width}" height="{height}"/>\n{body}</svg>\n'
    )


def _style(palettes: Palettes) -> str:
    width = number(CONTOUR * _BODY)
    edged = f".c{{paint-order:stroke;stroke-width:{width};stroke-linejoin:round}}"
    soft = f".s{{fill-opacity:{str(SOFTNESS).removeprefix('0')}}}"
    lines = [".n{clip-path:url(#n)}", edged, soft]
    first, second = palettes.light or palettes.dark, palettes.dark
    if first:
        lines += _rules(first)
    if palettes.light and second:
        lines += ["@media (prefers-color-scheme:dark){", *_rules(second), "}"]
    return "".join(f"{line}\n" for line in lines)


def _rules(colours: SvgColours) -> list[str]:
    rules = [f".ground{{fill:{colours.ground}}}"]
    for material in Material:
        if colour := colours.materials.get(material.label):
            rules.append(f".{material.label}{{fill:{colour}}}")
            if material in SHADES:
                rules.append(f".{material.label}.l{{fill:{light(colour)}}}")
            dark = SHADES.get(material, material)
            if material in EDGED and (shade := colours.materials.get(dark.label)):
                rules.append(f".{dark.label}.c{{stroke:{edge(shade)}}}")
    return rules
