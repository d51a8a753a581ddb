from __future__ import annotations

import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.figure.materials import BEHIND, SHADES, Material
from tui.figure.player import MotionMoment, MotionPlayer, PoseError
from tui.figure.render.cells import Glyphs, Row
from tui.figure.render.raster import _outlines
from tui.figure.scene import Look, draw, picture, shapes_at, stage

from .conftest import PLAYERS

FRAMES = Path(__file__).parent / "frames"
EXERCISES = (
    "knee_to_chest",
    "pelvic_tilt",
    "lower_back_rotation",
    "childs_pose",
    "cat_cow",
    "double_knee_to_chest",
    "standing_extension",
    "glute_bridge",
    "low_plank",
    "bird_dog",
)
STILLS = ("ease_pillows", "ease_sofa", "ease_side", "sit_good", "sit_bad")
PAIRS = ("stand_good", "stand_bad", "lift_good", "lift_bad")
FAULTS = (
    "lift_far",
    "sit_high",
    "sit_reach",
    "plank_sag",
    "plank_pike",
    "bird_dog_high",
    "bridge_high",
    "knee_pull",
    "extension_knees",
    "sleep_front",
)


def text(rows: tuple[Row, ...]) -> str:
    return "\n".join("".join(run.text for run in row).rstrip() for row in rows) + "\n"


def test_every_exercise_and_still_has_a_motion() -> None:
    assert set(PLAYERS) >= {*EXERCISES, *STILLS, *PAIRS, *FAULTS}


def test_the_ends_of_every_motion_look_as_stored(player: MotionPlayer) -> None:
    """Set UPDATE_FRAMES=1 to store what is drawn now; then look at the difference."""
    scene, look = stage(player), Look(60, 18, "ascii", colour=False)
    drawn = "".join(
        f"{pose.id}\n{text(draw(scene, MotionMoment(pose.id, pose.id), look))}"
        for pose in player.poses
    )
    for start, end in pairwise(player.cycle):
        half = draw(scene, MotionMoment(start, end, 0.5), look)
        drawn += f"{start} to {end}\n{text(half)}"
    stored = FRAMES / f"{player.id}.txt"
    if os.environ.get("UPDATE_FRAMES"):
        stored.write_text(drawn, encoding="utf-8")
    assert drawn == stored.read_text(encoding="utf-8")


@given(
    name=st.sampled_from(sorted(PLAYERS)),
    seconds=st.floats(0.0, 30.0),
    width=st.integers(24, 200),
    height=st.integers(8, 60),
    glyphs=st.sampled_from(["quadrant", "braille", "ascii"]),
    colour=st.booleans(),
    mirrored=st.booleans(),
    breath=st.floats(0.0, 1.0),
)
def test_every_frame_fills_its_box(
    name: str,
    seconds: float,
    width: int,
    height: int,
    glyphs: Glyphs,
    colour: bool,
    mirrored: bool,
    breath: float,
) -> None:
    player = PLAYERS[name]
    look = Look(width, height, glyphs, colour, mirrored)
    rows = draw(stage(player), player.moment(seconds), look, breath)
    assert len(rows) == height
    assert {sum(len(run.text) for run in row) for row in rows} == {width}


def test_the_same_moment_gives_the_same_rows(player: MotionPlayer) -> None:
    look = Look(72, 20)
    moment = player.moment(player.seconds / 3)
    assert draw(stage(player), moment, look) == draw(stage(player), moment, look)


@pytest.mark.parametrize("name", EXERCISES)
def test_what_stays_where_it_is_is_not_worked_out_again(name: str) -> None:
    scene = stage(PLAYERS[name])
    there, back, *_ = scene.player.cycle
    moments = [MotionMoment(there, back, progress) for progress in (0.4, 0.45)]
    look = Look(118, 28)
    shapes = [set(shapes_at(scene.player, moment, 0.5)) for moment in moments]
    _outlines.cache_clear()
    picture(scene, moments[0], look, 0.5)
    first = _outlines.cache_info().misses
    assert 0 < first <= len(shapes[0])
    picture(scene, moments[1], look, 0.5)
    assert _outlines.cache_info().misses - first <= len(shapes[1] - shapes[0])


def test_no_body_leaves_the_picture(player: MotionPlayer) -> None:
    scene = stage(player)
    for size in ((24, 8), (80, 20), (40, 40), (200, 60)):
        look = Look(*size)
        for i in range(24):
            grid = picture(scene, player.moment(i * player.seconds / 24), look, 1.0)
            rim = [*grid[0], *(row[0] for row in grid), *(row[-1] for row in grid)]
            assert {Material(value) for value in rim} <= BEHIND


def test_the_floor_does_not_move(player: MotionPlayer) -> None:
    if player.view != "side" or player.above:
        pytest.skip("no floor line from here")
    scene, look = stage(player), Look(80, 24)

    def ground(seconds: float) -> int:
        """The first row of floor or mat at the left edge."""
        grid = picture(scene, player.moment(seconds), look)
        return next(j for j, row in enumerate(grid) if row[0] in (Material.FLOOR, Material.MAT))

    assert len({ground(i * player.seconds / 12) for i in range(12)}) == 1


@pytest.mark.parametrize(
    ("glyphs", "colour", "gaps"),
    [("quadrant", True, False), ("quadrant", False, True), ("braille", True, True)],
)
def test_where_a_cell_has_one_colour_gaps_part_the_limbs(
    glyphs: Glyphs, colour: bool, gaps: bool
) -> None:
    scene = stage(PLAYERS["childs_pose"])
    grid = picture(scene, MotionMoment("start", "start"), Look(72, 20, glyphs, colour))
    assert any(Material.LINE in row for row in grid) == gaps


def test_mirroring_shows_the_other_side() -> None:
    scene = stage(PLAYERS["knee_to_chest"])
    moment = MotionMoment("hold", "hold")
    plain = picture(scene, moment, Look(72, 20))
    mirrored = picture(scene, moment, Look(72, 20, mirrored=True))
    assert plain != mirrored
    # The light comes from the same side in both.
    unshaded = {shade: material for material, shade in SHADES.items()}
    off = sum(
        unshaded.get(Material(a), a) != unshaded.get(Material(b), b)
        for p, m in zip(plain, mirrored, strict=True)
        for a, b in zip(p, reversed(m), strict=True)
    )
    assert off < 0.03 * 144 * 80


def test_breath_is_seen_in_the_chest_only() -> None:
    scene, look = stage(PLAYERS["knee_to_chest"]), Look(100, 30)
    out = picture(scene, MotionMoment("start", "start"), look, 0.0)
    full = picture(scene, MotionMoment("start", "start"), look, 1.0)
    changed = [(j, i) for j, row in enumerate(out) for i, v in enumerate(row) if full[j][i] != v]
    assert len(changed) > 20
    assert {out[j][i] for j, i in changed} <= {
        Material.BG,
        Material.TOP,
        Material.TOP_SHADE,
        Material.CLOTH_SHADE,
        Material.HAIR,
        Material.FAR_TOP,
        Material.FAR_SKIN,
        Material.SKIN,
        Material.CLOTH,
        Material.ACCENT,
    }


def test_the_working_muscle_shows_in_every_exercise() -> None:
    for name in EXERCISES:
        scene = stage(PLAYERS[name])
        for end in scene.player.cycle[1:]:
            if end == "start":
                continue
            grid = picture(scene, MotionMoment(end, end), Look(72, 20))
            assert any(Material.ACCENT in row for row in grid), (name, end)


def test_cat_and_cow_bend_the_back_both_ways() -> None:
    scene = stage(PLAYERS["cat_cow"])

    def back(name: str) -> int:
        """The highest row of the body above the middle of the mat, counted from the top."""
        grid = picture(scene, MotionMoment(name, name), Look(72, 20))
        return next(j for j, row in enumerate(grid) if Material(row[72]) not in BEHIND)

    assert back("round") + 6 < back("start") < back("sink")


def test_muscles_light_up_on_the_way_to_work_and_go_out_on_the_way_back(
    player: MotionPlayer,
) -> None:
    if not player.accent + player.strain or len(player.poses) == 1:
        pytest.skip("a still picture")
    scene, look = stage(player), Look(72, 20)

    def lit(start: str, end: str, progress: float) -> bool:
        grid = picture(scene, MotionMoment(start, end, progress), look)
        return any(lit in row for row in grid for lit in (Material.ACCENT, Material.STRAIN))

    moves = pairwise(player.cycle)
    start, end = next((a, b) for a, b in moves if player.pose(b).work)
    rest = not player.pose(start).work
    assert lit(start, start, 0.0) != rest
    assert lit(start, end, 0.2) != rest
    assert lit(start, end, 0.6)
    assert lit(end, start, 0.4)
    assert lit(end, start, 0.9) != rest


@pytest.mark.parametrize(
    ("name", "pose", "least"),
    [
        ("knee_to_chest", "start", 0.48),
        ("knee_to_chest", "hold", 0.42),
        ("childs_pose", "start", 0.30),
        ("low_plank", "start", 0.55),
        ("glute_bridge", "start", 0.48),
    ],
)
def test_what_rests_on_the_mat_lies_on_it_along_its_length(
    players: dict[str, MotionPlayer], name: str, pose: str, least: float
) -> None:
    scene = stage(players[name])
    grid = picture(scene, MotionMoment(pose, pose), Look(72, 20))
    mat = next(j for j, row in enumerate(grid) if row[0] == Material.MAT)
    touching = sum(Material(value) not in BEHIND for value in grid[mat - 1])
    width = scene.bounds.right - scene.bounds.left
    assert touching * width / (2 * 72 - 4) > least


def test_nothing_is_drawn_below_the_surface_of_the_mat(player: MotionPlayer) -> None:
    if player.view != "side" or player.above:
        pytest.skip("no floor line from here")
    scene = stage(player)
    for i in range(12):
        grid = picture(scene, player.moment(i * player.seconds / 12), Look(72, 20), 1.0)
        ground = next(j for j, row in enumerate(grid) if row[0] in (Material.MAT, Material.FLOOR))
        below = {value for row in grid[ground:] for value in row}
        assert below <= {Material.BG, Material.MAT, Material.FLOOR, Material.MAT_SHADE}


def test_an_unknown_position_is_an_error() -> None:
    with pytest.raises(PoseError, match="did you mean 'hold'"):
        draw(stage(PLAYERS["low_plank"]), MotionMoment("start", "hodl", 0.5), Look(72, 20))


def test_the_figure_needs_no_screen() -> None:
    code = (
        "import sys, tui.figure.scene, tui.figure.lint\n"
        "bad = {'textual', 'rich'} & set(sys.modules)\n"
        "bad |= {m for m in sys.modules if m.startswith('tui.') "
        "and not m.startswith('tui.figure')}\n"
        "sys.exit(f'imports {bad}' if bad else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[3],
    )
    assert done.returncode == 0, done.stderr
