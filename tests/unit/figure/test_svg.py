"""Vector drawings: outlines that fit the shapes, and files that play the whole cycle."""

from __future__ import annotations

import math
import re
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.figure.conftest import PLAYERS
from tui.cli.main import main
from tui.figure.geometry import Disc
from tui.figure.materials import Material
from tui.figure.player import MotionMoment
from tui.figure.render.raster import Shape
from tui.figure.scene import stage
from tui.figure.svg.drawing import Palettes, SvgColours, SvgWords, cycle_svg, strip_svg
from tui.figure.svg.outline import DrawingArea, outline

SVG = "{http://www.w3.org/2000/svg}"
COLOURS = SvgColours("#ffffff", {material.label: "#804020" for material in Material})
WORDS = SvgWords("Knee & <chest>", "on the back")
SCALE = 10.0
AREA = DrawingArea(SCALE, 0.0, 0.0)
SMALL = st.floats(-50, 50).map(lambda value: round(value, 1))


def points(data: str) -> list[tuple[float, float]]:
    """The points that a path goes through, its arcs in steps of a degree."""
    found: list[tuple[float, float]] = []
    for letter, text in re.findall(r"([MLA])([^MLAZ]*)", data):
        numbers = [float(one) for one in text.split()]
        if letter == "A":
            (ax, ay), (radius, *_, bx, by) = found[-1], numbers
            # No arc is longer than a half circle.
            half = math.dist((ax, ay), (bx, by)) / 2
            off = math.sqrt(max(0.0, radius**2 - half**2))
            along = math.atan2(by - ay, bx - ax)
            x = (ax + bx) / 2 - off * math.sin(along)
            y = (ay + by) / 2 + off * math.cos(along)
            start = math.atan2(ay - y, ax - x)
            swept = (math.atan2(by - y, bx - x) - start) % math.tau or math.tau
            for part in range(1, 181):
                angle = start + swept * part / 180
                found.append((x + radius * math.cos(angle), y + radius * math.sin(angle)))
        found.append((numbers[-2], numbers[-1]))
    return found


@given(st.lists(st.builds(Disc, SMALL, SMALL, st.floats(0.5, 20)), min_size=1, max_size=5))
def test_an_outline_is_as_far_out_as_its_discs_in_every_direction(discs: list[Disc]) -> None:
    path = points(outline(Shape((tuple(discs),), Material.TOP), AREA))
    for degree in range(0, 360, 5):
        dx, dy = math.cos(math.radians(degree)), math.sin(math.radians(degree))
        aim = SCALE * max(disc.x * dx - disc.y * dy + disc.radius for disc in discs)
        assert max(x * dx + y * dy for x, y in path) == pytest.approx(aim, abs=0.3)


@given(st.lists(st.builds(Disc, SMALL, SMALL, st.floats(0.5, 20)), min_size=1, max_size=5))
def test_all_outlines_turn_the_same_way_so_that_they_fill_as_one(discs: list[Disc]) -> None:
    path = points(outline(Shape((tuple(discs),), Material.TOP), AREA))
    area = sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise([*path, path[0]]))
    assert area > 0


@pytest.mark.parametrize(
    "name",
    [
        *("lower_back_rotation", "sit_good"),
        *(pytest.param(name, marks=pytest.mark.thorough) for name in sorted(PLAYERS)),
    ],
)
def test_every_motion_plays_and_shows_one_picture_at_any_time(name: str) -> None:
    player = PLAYERS[name]
    text = cycle_svg(stage(player), WORDS, Palettes(COLOURS, COLOURS))
    assert text == cycle_svg(stage(player), WORDS, Palettes(COLOURS, COLOURS))
    root = ElementTree.fromstring(text)
    there = {item.get("id") for item in root.iter(f"{SVG}path")}
    assert {item.get("href", "")[1:] for item in root.iter(f"{SVG}use")} <= there
    played = list(root.iter(f"{SVG}animate"))
    if not played:
        assert len(player.cycle) == 1
        return
    spans = []
    for one in played:
        times = [*map(float, one.attrib["keyTimes"].split(";")), 1.0]
        seen = [value == "visible" for value in one.attrib["values"].split(";")]
        assert times[0] == 0 and times == sorted(times)
        spans += [span for span, shown in zip(pairwise(times), seen, strict=True) if shown]
    spans.sort()
    assert (spans[0][0], spans[-1][1]) == (0, 1)
    assert all(end == start for (_, end), (start, _) in pairwise(spans))
    seconds = {one.attrib["dur"] for one in played}
    assert len(seconds) == 1 and float(seconds.pop()[:-1]) >= player.seconds - 0.01


def test_a_posture_that_does_not_move_breathes() -> None:
    still = stage(PLAYERS["ease_pillows"])
    text = cycle_svg(still, WORDS, Palettes(COLOURS, None))
    assert "<animate" in text


@pytest.mark.parametrize(
    ("palettes", "media"),
    [
        (Palettes(COLOURS, COLOURS), 1),
        (Palettes(COLOURS, None), 0),
        (Palettes(None, COLOURS), 0),
    ],
)
def test_a_drawing_holds_all_it_needs(palettes: Palettes, media: int) -> None:
    scene = stage(PLAYERS["knee_to_chest"])
    text = strip_svg(
        scene, [MotionMoment(name, name) for name in scene.player.cycle], WORDS, palettes
    )
    root = ElementTree.fromstring(text)
    assert root.findtext(f"{SVG}title") == WORDS.title
    assert root.findtext(f"{SVG}desc") == WORDS.description
    assert text.count("prefers-color-scheme") == media
    assert "script" not in text and "http" not in text.replace("http://www.w3.org/2000/svg", "")
    used = {item.attrib["class"].split()[0] for item in root.iter(f"{SVG}path") if item.get("id")}
    assert all(f".{name}{{fill:" in text for name in used)


def test_the_command_writes_a_file_or_prints(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "knee.svg"
    assert main(["pose", "knee-to-chest", "--svg", str(file), "--animate"]) == 0
    assert capsys.readouterr().out == ""
    assert b"<animate" in file.read_bytes()
    assert main(["pose", "knee_to_chest", "--svg", "-", "--at", "2.5", "--theme", "dark"]) == 0
    printed = capsys.readouterr().out
    assert ElementTree.fromstring(printed).findtext(f"{SVG}title") == "Knee-to-chest"
    assert "prefers-color-scheme" not in printed


@pytest.mark.parametrize(
    ("options", "status", "said"),
    [
        (["--animate"], 2, "give --svg FILE too"),
        (["--at", "1"], 2, "give --svg FILE too"),
        (["--svg", "-", "--animate", "--at", "1"], 2, "give one of them"),
        (["--svg", "-", "--at", "nan"], 2, "is no number of seconds"),
        (["--svg", "-", "--at", "-1"], 2, "is no number of seconds"),
        (["--svg", "{tmp}/none/knee.svg"], 1, "No such file or directory"),
        (["--svg", "{tmp}"], 1, "Is a directory"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_a_line(
    options: list[str], status: int, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [option.replace("{tmp}", str(tmp_path)) for option in options]
    try:
        ended = main(["pose", "cat_cow", *words])
    except SystemExit as error:
        ended = int(error.code or 0)
    assert ended == status
    assert said in capsys.readouterr().err
