"""Materials of the figure and levels are told apart, by those who see fewer colours too."""

from __future__ import annotations

from itertools import combinations

import pytest
from rich.color import Color
from textual.theme import Theme

from tests.support.colour_vision import VISION, apart, ciede2000
from tui.app import theme
from tui.app.terminal.colors.color_contrast import SHAPE, contrast, luminance
from tui.app.terminal.colors.sixteen_colors import PALETTES, block_of_16
from tui.figure.materials import Material

ENOUGH = 10.0
"""The least CIEDE2000 between what must not be taken for each other."""

ENOUGH_FOR_A_SHADE = 5.0
"""The same for the shade of a material: its shape tells what it is, its tone only where."""

SHADES = {f"figure-{material.label}" for material in Material if material.name.endswith("_SHADE")}

FIGURES = {"dark": theme.FIGURE_ON_DARK, "light": theme.FIGURE_ON_LIGHT}
OF_16 = {"dark": theme.FIGURE_OF_16_ON_DARK, "light": theme.FIGURE_OF_16_ON_LIGHT}
GROUNDS = {"dark": theme.DARK.background or "", "light": theme.LIGHT.background or ""}

TOUCHING = """
skin-hair skin-top skin-cloth skin-accent skin-far-skin skin-far-top skin-far-cloth skin-load
skin-mat skin-floor skin-rug skin-prop skin-soft top-hair top-cloth top-accent top-far-top
top-far-skin top-far-cloth top-rug top-mat top-floor cloth-hair cloth-accent cloth-far-cloth
cloth-far-skin cloth-shoe cloth-rug cloth-mat cloth-floor cloth-soft shoe-far-shoe
shoe-far-cloth shoe-floor shoe-mat shoe-rug hair-rug hair-mat hair-soft hair-load
far-skin-far-top far-skin-mat far-skin-floor far-cloth-far-shoe far-shoe-floor floor-mat
floor-prop mat-prop prop-soft load-prop top-strain cloth-strain skin-strain accent-strain
skin-shoe far-skin-far-shoe far-skin-rug far-cloth-rug soft-far-cloth mat-rug rug-soft rug-prop
floor-load mat-shade-accent far-cloth-top far-cloth-accent
"""
"""Materials that lie side by side in many pictures."""

FLAT = ("rug", "rug-shade", "mat", "mat-shade", "floor", "soft", "accent", "strain")
"""What only lies behind a body or inside its outline, so that its hue suffices on white."""


def touching() -> list[tuple[str, str]]:
    """The pairs of `TOUCHING`, by their theme variables."""
    names = [name.removeprefix("figure-") for name in theme.FIGURE_OF_16_ON_DARK]
    pairs = ((one, two) for one in names for two in names if f"{one}-{two}" in TOUCHING.split())
    return [(f"figure-{one}", f"figure-{two}") for one, two in pairs]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 2.5, 0.0), (58.0, 24.0, 15.0), 19.4535),
        ((50.0, -0.001, 2.49), (50.0, 0.0009, -2.49), 4.8045),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_distances_are_those_of_the_paper(
    one: tuple[float, float, float], other: tuple[float, float, float], expected: float
) -> None:
    assert round(ciede2000(one, other), 4) == expected


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("ground", FIGURES)
def test_no_two_materials_look_alike(ground: str, vision: str) -> None:
    colours = FIGURES[ground]
    assert len(SHADES) >= 4
    near = {
        (one, two, round(apart(colours[one], colours[two], vision), 1))
        for one, two in combinations(colours, 2)
        if apart(colours[one], colours[two], vision)
        < (ENOUGH_FOR_A_SHADE if SHADES & {one, two} else ENOUGH)
    }
    assert near == set()


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("ground", FIGURES)
def test_nor_do_two_that_touch_where_there_are_sixteen_colours(ground: str, vision: str) -> None:
    assert len(touching()) > 45
    near = set()
    for palette, written in PALETTES.items():
        shown = [f"#{colour}" for colour in written.split()]
        for one, two in touching():
            far = apart(shown[OF_16[ground][one]], shown[OF_16[ground][two]], vision)
            if far < ENOUGH:
                near.add((palette, one, two, round(far, 1)))
    assert near == set()


@pytest.mark.parametrize("ground", FIGURES)
def test_each_material_is_seen_on_the_ground(ground: str) -> None:
    below = luminance(Color.parse(GROUNDS[ground]))
    seen = {
        name: contrast(luminance(Color.parse(colour)), below)
        for name, colour in FIGURES[ground].items()
        # The contour is a gap; what lies under a body seen from above only surrounds it.
        if name not in ("figure-line", "figure-rug", "figure-rug-shade")
    }
    assert {name: value for name, value in seen.items() if value < SHAPE} == {}
    for part in ("cloth", "top", "skin", "shoe"):
        assert seen[f"figure-far-{part}"] < seen[f"figure-{part}"]


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize(("ground", "number"), [("dark", 0), ("light", 7)])
def test_each_material_is_seen_on_the_ground_of_sixteen(
    ground: str, number: int, vision: str
) -> None:
    """The body, near and far, and what it holds or sits on stand out from the page by 3:1.

    On white only four of the sixteen do so in every palette, and a body has nine materials. So
    within its outline they may have less between them and are told apart by hue as well, which
    `test_nor_do_two_that_touch_where_there_are_sixteen_colours` holds. On white this is so for
    what is `FLAT` too.
    """
    flat = FLAT if ground == "light" else ("rug", "rug-shade")
    for palette in PALETTES.values():
        shown = [f"#{colour}" for colour in palette.split()]
        below = luminance(Color.parse(shown[number]))
        for name, own in OF_16[ground].items():
            assert apart(shown[own], shown[number], vision) >= 2 * ENOUGH, name
            if name.removeprefix("figure-") not in flat:
                assert contrast(luminance(Color.parse(shown[own])), below) >= SHAPE, name


@pytest.mark.parametrize(("one", "other"), [("skin", "hair"), ("skin", "top"), ("top", "cloth")])
@pytest.mark.parametrize("ground", FIGURES)
def test_a_cell_of_two_materials_keeps_both_of_sixteen(ground: str, one: str, other: str) -> None:
    """The face does not melt into the hair."""
    front, back = (Color.parse(FIGURES[ground][f"figure-{name}"]) for name in (one, other))
    glyph, ink, paper = block_of_16("▌", front, back, Color.parse(GROUNDS[ground]))
    assert glyph in "▌▐"
    assert {ink.number, paper.number} == {OF_16[ground][f"figure-{name}"] for name in (one, other)}


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("look", theme.OWN, ids=lambda look: look.name)
def test_no_two_levels_look_alike(look: Theme, vision: str) -> None:
    colours = [str(getattr(look, name)) for name in theme.LEVEL_COLOURS.values()]
    assert len(colours) == 4
    for one, two in combinations([*colours, str(look.foreground)], 2):
        assert apart(one, two, vision) >= ENOUGH, (one, two)
