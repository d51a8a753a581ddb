from __future__ import annotations

import math
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.figure.geometry import Disc
from tui.figure.materials import SHADES, Material
from tui.figure.render.raster import Grid, Shape, paint
from tui.figure.render.spans import Camera

WIDTH, HEIGHT = 60, 48
ONE_TO_ONE = Camera(1.0, 0.0, float(HEIGHT))

disc = st.builds(
    Disc,
    x=st.floats(-20.0, WIDTH + 20.0),
    y=st.floats(-20.0, HEIGHT + 20.0),
    radius=st.floats(1.0, 12.0),
)


def canvas() -> Grid:
    return [bytearray(WIDTH) for _ in range(HEIGHT)]


def depth(discs: tuple[Disc, ...], x: float, y: float) -> float:
    """How far a point lies inside the capsule of two discs; negative outside."""
    a, b = discs
    return max(
        (a.radius + (b.radius - a.radius) * t)
        - math.hypot(a.x + (b.x - a.x) * t - x, a.y + (b.y - a.y) * t - y)
        for t in (i / 60 for i in range(61))
    )


@given(a=disc, b=disc)
def test_a_capsule_covers_its_pixels_and_no_others(a: Disc, b: Disc) -> None:
    grid = canvas()
    paint(grid, [Shape(((a, b),), Material.SKIN)], ONE_TO_ONE)
    for j in range(0, HEIGHT, 3):
        for i in range(0, WIDTH, 3):
            inside = depth((a, b), i + 0.5, HEIGHT - j - 0.5)
            # Outlines are taken at fixed directions: a wide taper may lose a pixel.
            if abs(inside) > 1.5:
                assert (grid[j][i] == Material.SKIN) == (inside > 0), (i, j, inside)


@given(discs=st.lists(disc, min_size=1, max_size=5))
def test_no_shape_changes_the_size_of_the_picture(discs: list[Disc]) -> None:
    grid = canvas()
    paint(grid, [Shape((tuple(discs),), Material.TOP, contour=True)], Camera(1.3, 2.0, 40.0, True))
    assert [len(row) for row in grid] == [WIDTH] * HEIGHT


def test_later_shapes_cover_earlier_ones() -> None:
    grid = canvas()
    spot = (Disc(30.0, 24.0, 6.0),)
    paint(grid, [Shape((spot,), Material.TOP), Shape((spot,), Material.SKIN)], ONE_TO_ONE)
    assert grid[24][30] == Material.SKIN
    assert not any(Material.TOP in row for row in grid)


def test_a_mirrored_picture_is_the_picture_turned_round() -> None:
    shape = Shape(((Disc(10.0, 10.0, 5.0), Disc(30.0, 30.0, 3.0)),), Material.SKIN)
    plain, mirrored = canvas(), canvas()
    paint(plain, [shape], ONE_TO_ONE)
    paint(mirrored, [shape], ONE_TO_ONE._replace(flip=True))
    off = sum(
        a != b
        for p, m in zip(plain, mirrored, strict=True)
        for a, b in zip(p, reversed(m), strict=True)
    )
    assert off <= 0.02 * WIDTH * HEIGHT


@pytest.mark.parametrize(("tones", "line"), [(True, Material.CLOTH_SHADE), (False, Material.LINE)])
def test_a_contour_parts_a_limb_from_its_like(tones: bool, line: Material) -> None:
    grid = canvas()
    thigh = Shape(((Disc(30.0, 24.0, 20.0),),), Material.CLOTH)
    shank = Shape(((Disc(30.0, 24.0, 6.0),),), Material.CLOTH, contour=True)
    paint(grid, [thigh, shank], ONE_TO_ONE, tones)
    assert grid[24][30] == Material.CLOTH
    assert line in grid[24]
    assert grid[0][0] == Material.BG


@pytest.mark.parametrize(("scale", "parted"), [(60.0, False), (160.0, True)])
def test_a_sleeve_is_parted_from_the_trunk_only_where_there_is_room(
    scale: float, parted: bool
) -> None:
    grid = canvas()
    trunk = Shape(((Disc(30.0 / scale, 24.0 / scale, 20.0 / scale),),), Material.TOP)
    sleeve = Shape(((Disc(30.0 / scale, 24.0 / scale, 6.0 / scale),),), Material.TOP, contour=True)
    paint(grid, [trunk, sleeve], Camera(scale, 0.0, HEIGHT / scale))
    # Right of it is its own shade, left of it the line that parts it.
    assert (Material.TOP_SHADE in grid[24][:24]) == parted


def test_a_contour_leaves_the_surroundings_alone() -> None:
    grid = canvas()
    floor = Shape(((Disc(0.0, 10.0, 8.0), Disc(60.0, 10.0, 8.0)),), Material.FLOOR)
    leg = Shape(((Disc(30.0, 20.0, 8.0),),), Material.CLOTH, contour=True)
    paint(grid, [floor, leg], ONE_TO_ONE, tones=False)
    assert {value for row in grid for value in row} == {
        Material.BG,
        Material.FLOOR,
        Material.CLOTH,
    }


@pytest.mark.parametrize("tones", [True, False])
def test_a_contour_is_drawn_only_where_there_is_something_to_part(tones: bool) -> None:
    trunk = Shape(((Disc(30.0, 24.0, 20.0),),), Material.CLOTH, contour=True)
    thigh = Shape(((Disc(30.0, 24.0, 6.0), Disc(40.0, 24.0, 6.0)),), Material.CLOTH, contour=True)
    with patch("tui.figure.render.raster._draw_contour") as drawn:
        paint(canvas(), [trunk], ONE_TO_ONE, tones)
        assert drawn.call_count == 0
        paint(canvas(), [trunk, thigh], ONE_TO_ONE, tones)
        assert drawn.call_count == 1


@pytest.mark.parametrize("shift", [0.0, 0.2, 0.5, 0.7, 0.9])
def test_the_corners_of_a_box_do_not_come_and_go_as_it_moves(shift: float) -> None:
    grid = canvas()
    left, low = 10.0 + shift, 8.0 + shift
    corners = [(left, low), (left + 9.0, low), (left + 9.0, low + 7.0), (left, low + 7.0)]
    box = Shape((tuple(Disc(x, y, 0.0) for x, y in corners),), Material.LOAD, contour=True)
    paint(grid, [box], ONE_TO_ONE)
    assert {bytes(row).strip(b"\0") for row in grid if any(row)} == {bytes([Material.LOAD]) * 9}
    assert sum(map(any, grid)) == 7


@pytest.mark.parametrize("material", [Material.SKIN, Material.SHOE, Material.CLOTH, Material.TOP])
@pytest.mark.parametrize(("scale", "fine"), [(80.0, False), (160.0, True)])
def test_the_underside_is_in_the_shade(material: Material, scale: float, fine: bool) -> None:
    grid = canvas()
    ball = Shape(((Disc(30.0 / scale, 24.0 / scale, 12.0 / scale),),), material, contour=True)
    paint(grid, [ball], Camera(scale, 0.0, HEIGHT / scale))
    shade = SHADES[material]
    # Skin and shoes are thin: only where there is room.
    shaded = fine or material in (Material.CLOTH, Material.TOP)
    assert (shade in grid[34]) == shaded
    assert shade not in grid[13]


def test_nothing_is_too_thin_to_see() -> None:
    grid = canvas()
    paint(
        grid, [Shape(((Disc(5.0, 24.2, 0.01), Disc(55.0, 24.2, 0.01)),), Material.SKIN)], ONE_TO_ONE
    )
    assert sum(row.count(Material.SKIN) for row in grid) >= 45
