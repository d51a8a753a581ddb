"""Pictures in pixels, and how a terminal is sent them."""

from __future__ import annotations

import builtins
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.app import pixel_figure
from tests.support.pictures import KittyScreen, read_sixel, unlike
from tui.app import theme
from tui.figure.pixels.graphics_support import QUESTION, GraphicsSupport, is_whole, support_of
from tui.figure.pixels.kitty import KittyPictures, shown
from tui.figure.pixels.picture import LARGEST, PixelColours, Pixels, draw_pixels
from tui.figure.pixels.sixel import Area, changed, encoded
from tui.figure.player import MotionMoment
from tui.figure.scene import stage

from .conftest import PLAYERS

pytest.importorskip("aggdraw", reason="needs the extra pictures")

COLOURS = PixelColours(
    "#14191f", {k.removeprefix("figure-"): v for k, v in theme.FIGURE_ON_DARK.items()}
)
SIZE = (160, 80)
KITTY, DA1 = b"\x1b_Gi=31;OK\x1b\\", b"\x1b[?62;22c"
VT340, CELL = b"\x1b[?63;1;2;4;22c", b"\x1b[6;18;9t"


def drawn(name: str, seconds: float, size: tuple[int, int] = SIZE, **more: bool) -> Pixels:
    scene = stage(PLAYERS[name])
    return draw_pixels(scene, scene.player.moment(seconds), size, COLOURS, **more)


@pytest.mark.parametrize("name", ["knee_to_chest", "lower_back_rotation", "ease_side", "lift_good"])
def test_a_picture_holds_the_figure_and_smooths_its_edges(name: str) -> None:
    picture = drawn(name, 0.0)
    pixels = [picture.rgb[at : at + 3] for at in range(0, len(picture.rgb), 3)]
    assert len(pixels) == SIZE[0] * SIZE[1]
    shirt, ground = bytes.fromhex(COLOURS.materials["top"][1:]), bytes.fromhex("14191f")
    assert pixels.count(shirt) > 20
    rug = bytes.fromhex(COLOURS.materials["rug"][1:])
    assert (ground in pixels[:1]) and shirt not in pixels[: SIZE[0]], "there is room above"
    assert rug in pixels or pixels[: SIZE[0]] == [ground] * SIZE[0]
    assert len(set(pixels)) > 3 * len(set(COLOURS.materials.values())), "edges are blends"


def test_a_mirrored_picture_is_turned_round() -> None:
    plain, mirrored = drawn("knee_to_chest", 0.0), drawn("knee_to_chest", 0.0, mirrored=True)
    rows = [mirrored.rgb[at : at + 480] for at in range(0, len(mirrored.rgb), 480)]
    back = b"".join(row[at : at + 3] for row in rows for at in range(477, -1, -3))
    # The light comes from above left in both.
    assert unlike(plain, Pixels(*SIZE, back)) < 8 < unlike(plain, mirrored)


@pytest.mark.parametrize("size", [(1, 1), (40, 28), (99999, 30), (3000, 99999)])
def test_a_picture_of_any_size_is_held_within_limits(size: tuple[int, int]) -> None:
    picture = drawn("sit_good", 0.0, size)
    assert picture.width <= LARGEST[0] and picture.height <= LARGEST[1]
    assert len(picture.rgb) == 3 * picture.width * picture.height


def test_each_distinct_picture_is_handed_over_once_and_repeated_in_few_bytes() -> None:
    terminal, pictures = KittyScreen(), KittyPictures()
    cycle = [drawn("cat_cow", seconds) for seconds in (0.0, 1.7, 2.0, 4.1, 7.0)]
    for picture in cycle:
        terminal.feed(pictures.show(picture, 40, 12))
    distinct = len(set(cycle))
    assert len(terminal.kept) == distinct
    again = [pictures.show(picture, 40, 12) for picture in cycle]
    assert all(len(data) < 60 for data in again)
    assert len(shown(2**32 - 1, 999, 999)) < 60
    terminal.feed(b"".join(again))
    assert [terminal.kept[number] for number, _, _ in terminal.shown] == cycle * 2


def test_a_terminal_keeps_no_more_pictures_than_agreed() -> None:
    pictures = [Pixels(10, 10, bytes((value,)) * 300) for value in range(9)]
    terminal, kept = KittyScreen(), KittyPictures(first=7, bound=1000)
    for picture in (*pictures[:3], pictures[0], *pictures[3:]):
        terminal.feed(kept.show(picture, 2, 1))
        assert sum(len(one.rgb) for one in terminal.kept.values()) <= 1000
        assert picture in terminal.kept.values()
    terminal.feed(kept.show(pictures[0], 2, 1))
    assert set(terminal.kept.values()) == {pictures[7], pictures[8], pictures[0]}
    assert min(terminal.kept) > 7, "a number that was dropped is never used again"


@pytest.mark.parametrize("name", ["glute_bridge", "lower_back_rotation", "sit_bad"])
def test_sixel_shows_the_picture(name: str) -> None:
    picture = drawn(name, 0.0)
    back = read_sixel(encoded(picture, Area(0, 0, *SIZE)))
    assert unlike(picture, back) < 3
    # What fills areas keeps its colour, as far as percents tell it.
    shirt = bytes.fromhex(COLOURS.materials["top"][1:])
    at = picture.rgb.find(shirt * 4) // 3 * 3
    assert all(abs(a - b) <= 2 for a, b in zip(shirt, back.rgb[at : at + 3], strict=True))


@settings(max_examples=30, deadline=None)
@given(
    st.integers(1, 9).flatmap(
        lambda width: st.lists(
            st.lists(st.binary(min_size=3, max_size=3), min_size=width, max_size=width),
            min_size=1,
            max_size=14,
        )
    )
)
def test_any_picture_can_be_told_as_sixel(rows: list[list[bytes]]) -> None:
    picture = Pixels(len(rows[0]), len(rows), b"".join(b"".join(row) for row in rows))
    back = read_sixel(encoded(picture, Area(0, 0, *picture[:2])))
    assert back[:2] == picture[:2] and unlike(picture, back) <= 2


def test_more_colours_than_registers_still_make_a_picture() -> None:
    rgb = b"".join(bytes((x * 4, y * 4, (x ^ y) * 4)) for y in range(60) for x in range(60))
    back = read_sixel(encoded(Pixels(60, 60, rgb), Area(0, 0, 60, 60)))
    assert len({back.rgb[at : at + 3] for at in range(0, len(rgb), 3)}) <= 256
    assert unlike(Pixels(60, 60, rgb), back) < 32


@settings(max_examples=40, deadline=None)
@given(
    places=st.lists(st.tuples(st.integers(0, 39), st.integers(0, 29)), min_size=1, max_size=4),
    cell=st.tuples(st.integers(1, 9), st.integers(1, 9)),
)
def test_only_the_cells_that_changed_are_sent(
    places: list[tuple[int, int]], cell: tuple[int, int]
) -> None:
    before = Pixels(40, 30, bytes(3600))
    rgb = bytearray(before.rgb)
    for x, y in places:
        rgb[3 * (40 * y + x) + 1] = 200
    now = Pixels(40, 30, bytes(rgb))
    area = changed(before, now, cell)
    assert area
    across, down = [x for x, _ in places], [y for _, y in places]
    assert area.left == min(across) // cell[0] * cell[0]
    assert area.top == min(down) // cell[1] * cell[1]
    assert (area.left + area.width, area.top + area.height) == (max(across) + 1, max(down) + 1)
    part = read_sixel(encoded(now, area))
    rows = [
        rgb[120 * y + 3 * area.left :][: 3 * area.width] for y in range(area.top, max(down) + 1)
    ]
    assert unlike(part, Pixels(area.width, area.height, b"".join(rows))) <= 2
    assert changed(now, now, cell) is None
    assert changed(Pixels(1, 1, b"abc"), now, cell) == changed(None, now, cell) == (0, 0, 40, 30)


@pytest.mark.parametrize(
    ("answer", "window", "support"),
    [
        (KITTY + CELL + DA1, None, GraphicsSupport(("kitty",), (9, 18))),
        (KITTY + DA1, None, GraphicsSupport(("kitty",))),
        (KITTY + CELL + VT340, None, GraphicsSupport(("kitty", "sixel"), (9, 18))),
        (CELL + VT340, (5, 9), GraphicsSupport(("sixel",), (9, 18))),
        (VT340, (8, 16), GraphicsSupport(("sixel",), (8, 16))),
        # Where nothing tells the size of a cell a picture would not fit its place.
        (VT340, None, GraphicsSupport()),
        (DA1, (8, 16), GraphicsSupport((), (8, 16))),
        (b"", None, GraphicsSupport()),
        # Kitty's protocol with no memory left, and one that knows no such command.
        (b"\x1b_Gi=31;ENOSPC:full\x1b\\" + CELL + DA1, None, GraphicsSupport((), (9, 18))),
        (b"\x1b_Gi=31;EINVAL:no\x1b\\" + CELL + DA1, None, GraphicsSupport((), (9, 18))),
        # Cells of a pixel, and of a whole screen; 40x80 are large, not false.
        (KITTY + b"\x1b[6;1;1t" + VT340, None, GraphicsSupport()),
        (KITTY + b"\x1b[6;99999;99999t" + VT340, None, GraphicsSupport()),
        (b"\x1b[6;80;40t" + VT340, None, GraphicsSupport(("sixel",), (40, 80))),
        (VT340, (1, 1), GraphicsSupport()),
        # 4 as the class of the terminal and as a part of a number says nothing.
        (CELL + b"\x1b[?4;44;14c", None, GraphicsSupport((), (9, 18))),
        (
            b"typed\x1b[A" + CELL + b"\x1b]11;rgb:0/0/0\x07" + VT340,
            None,
            GraphicsSupport(("sixel",), (9, 18)),
        ),
    ],
)
def test_what_a_terminal_answers_says_what_it_shows(
    answer: bytes, window: tuple[int, int] | None, support: GraphicsSupport
) -> None:
    assert support_of(answer, window) == support
    assert is_whole(answer) == (b"c" in answer[-1:])
    assert support.protocol("auto") == next(iter(support.protocols), None)
    assert (support.protocol("kitty") == "kitty") == ("kitty" in support.protocols)


def test_no_prefix_of_an_answer_is_taken_for_more_than_it_says() -> None:
    whole = KITTY + CELL + VT340
    for end in range(len(whole)):
        assert not is_whole(whole[:end])
        assert set(support_of(whole[:end]).protocols) <= {"kitty"}
    assert QUESTION.endswith(b"\x1b[c"), "what all terminals answer is asked last"


def test_without_the_library_nothing_but_drawing_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    imported = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "aggdraw":
            raise ImportError(name)
        return imported(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ImportError):
        draw_pixels(stage(PLAYERS["sit_good"]), MotionMoment("still", "still"), SIZE, COLOURS)


def test_the_picture_of_the_readme_is_what_is_drawn() -> None:
    # Other versions of the library may smooth edges otherwise.
    shown, wanted = pixel_figure.read(pixel_figure.FILE), pixel_figure.drawn()
    assert unlike(shown, wanted) < 2, "run `python -m tests.app.pixel_figure`, and look at it"
