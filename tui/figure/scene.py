"""Scenes: one camera for a whole motion, one picture for each moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from tui.figure.body.bed_view import lying_over, lying_under
from tui.figure.body.feet_view import supine_shapes
from tui.figure.body.side_view import far_shapes, near_shapes
from tui.figure.contact import ground_shadow
from tui.figure.easing import ease
from tui.figure.geometry import mix
from tui.figure.materials import Material
from tui.figure.motion import Layer
from tui.figure.player import MotionMoment, MotionPlayer
from tui.figure.pose_solver import LimbUnreachable, body_at
from tui.figure.props import prop_shapes, supports
from tui.figure.render.cells import CELL_HEIGHT, CELL_WIDTH, Glyphs, Row, encode
from tui.figure.render.raster import Grid, Shape, paint
from tui.figure.render.spans import Camera

GROUND = frozenset({Material.MAT, Material.RUG, Material.MAT_SHADE, Material.RUG_SHADE})
"""What may run out of the picture, so that the body is as large as it can be."""

EFFORT = 0.35
"""Share of the way from rest to a working position from which on muscles light up."""

SMALLEST = (20, 7)
LARGEST = (200, 60)


class Bounds(Struct, frozen=True):
    """The bounding box of a whole motion, in body lengths."""

    left: float
    right: float
    low: float
    high: float


class Scene(Struct, frozen=True, cache_hash=True):
    """A motion with the camera's view of all of it."""

    player: MotionPlayer
    bounds: Bounds

    @property
    def has_floor(self) -> bool:
        """Whether the picture ends in a floor: only in the side view, and not in a close one."""
        return self.player.view == "side" and not self.player.above


class Look(Struct, frozen=True):
    """How a picture is drawn.

    Attributes:
        width: cells across.
        height: cells down.
        glyphs: the alphabet.
        colour: whether the terminal has colours.
        mirrored: the picture is turned round, for the other side of the body.
        muscles: whether those at work and those that suffer are lit up.

    """

    width: int
    height: int
    glyphs: Glyphs = "quadrant"
    colour: bool = True
    mirrored: bool = False
    muscles: bool = True


def stage(player: MotionPlayer) -> Scene:
    """Fit the camera to a whole motion. Do this once: it solves many frames.

    Raises:
        LimbUnreachable: a pose of the motion cannot be taken.

    """
    shapes = [shape for moment in _samples(player) for shape in shapes_at(player, moment, 1.0)]
    return Scene(player, _bounds(shapes, player.above))


def stage_faulty(player: MotionPlayer) -> Scene:
    """As `stage`, passing over the moments between keyframes that cannot be taken."""
    shapes: list[Shape] = []
    for moment in _samples(player):
        try:
            shapes += shapes_at(player, moment, 1.0)
        except LimbUnreachable:
            if moment.progress in (0.0, 1.0):
                raise
    return Scene(player, _bounds(shapes, player.above))


def draw(scene: Scene, moment: MotionMoment, look: Look, breath: float = 0.0) -> tuple[Row, ...]:
    """Return the picture of a moment.

    Args:
        scene: the motion.
        moment: which two positions, and how far between them.
        look: size and alphabet; sizes are held between `SMALLEST` and `LARGEST`.
        breath: 0 breathed out, 1 a full chest.

    Returns:
        ``look.height`` rows of runs.

    Raises:
        PoseError: the moment names a keyframe that does not exist.
        LimbUnreachable: the pose cannot be taken.

    """
    return _drawn(scene, moment, look, breath)


@lru_cache(maxsize=512)
def _drawn(scene: Scene, moment: MotionMoment, look: Look, breath: float) -> tuple[Row, ...]:
    """As `draw`. Holds and repetitions show the same pictures again, to everybody alike."""
    return encode(picture(scene, moment, look, breath), look.glyphs, look.colour)


def picture(scene: Scene, moment: MotionMoment, look: Look, breath: float = 0.0) -> Grid:
    """Return the grid of materials behind `draw`, two pixels a cell across and four down."""
    width = min(max(look.width, SMALLEST[0]), LARGEST[0]) * CELL_WIDTH
    height = min(max(look.height, SMALLEST[1]), LARGEST[1]) * CELL_HEIGHT
    camera, floor = camera_of(scene, width, height, look.mirrored)
    grid = [bytearray(width) for _ in range(height)]
    if scene.has_floor:
        for row in grid[floor : floor + CELL_HEIGHT]:
            row[:] = bytes((Material.FLOOR,)) * width
    # Only quadrants show two tones in one cell; the others part limbs by a gap.
    tones = look.colour and look.glyphs == "quadrant"
    shapes = shapes_at(scene.player, moment, breath, look.muscles)
    # Only a mat shows inside the floor; whatever rests on the floor ends in a straight edge.
    ground = [shape for shape in shapes if shape.material in GROUND]
    if floor < height:
        paint(grid, ground, camera, tones)
        shapes = [shape for shape in shapes if shape.material not in GROUND]
    paint(grid[:floor], shapes, camera, tones)
    return grid


def shapes_at(
    player: MotionPlayer, moment: MotionMoment, breath: float, muscles: bool = True
) -> list[Shape]:
    """Everything in the picture at a moment, in painter's order and body lengths.

    Args:
        player: the motion.
        moment: which two positions, and how far between them.
        breath: 0 breathed out, 1 a full chest.
        muscles: whether those at work and those that suffer are lit up.

    """
    lit = muscles and at_work(player, moment)
    if player.view == "feet":
        start, end = player.pose(moment.start), player.pose(moment.end)
        share = ease(end.ease, moment.progress)
        side = lit and "side" in player.accent
        return supine_shapes(mix(start.roll, end.roll, share), breath, side)
    body = body_at(player, moment)
    layers: dict[Layer, list[Shape]] = {"back": [], "between": [], "front": []}
    for prop in player.props:
        layers[prop.layer] += prop_shapes(prop, body.near_arm.wrist)
    accent, strain = (player.accent, player.strain) if lit else ((), ())
    bearing = supports(player.props) if player.view == "side" else ()
    far = far_shapes(body, bearing)
    near = near_shapes(body, accent, breath, strain, bearing, arms_between=player.arms_between)
    if player.view == "side":
        layers["back"].append(ground_shadow(far + near))
    else:
        far, near = lying_under(far), lying_over(near)
    return [*layers["back"], *far, *layers["between"], *near, *layers["front"]]


def at_work(player: MotionPlayer, moment: MotionMoment) -> bool:
    """Return whether the muscles work at a moment, so that the accent shows.

    On the way between rest and work they do from `EFFORT` of the way on, in both directions.
    """
    start, end = player.pose(moment.start), player.pose(moment.end)
    share = ease(end.ease, moment.progress)
    return mix(float(start.work), float(end.work), share) >= EFFORT


def _samples(player: MotionPlayer) -> Iterator[MotionMoment]:
    """Moments dense enough that nothing leaves the picture between them."""
    for start, end in player.movements():
        for part in range(5):
            yield MotionMoment(start.id, end.id, part / 4.0)


def _bounds(shapes: Iterable[Shape], above: float) -> Bounds:
    discs = [disc for shape in shapes if shape.material not in GROUND for disc in shape.discs]
    if above:
        discs = [disc for disc in discs if disc.y > above]
    return Bounds(
        left=min(disc.x - disc.radius for disc in discs),
        right=max(disc.x + disc.radius for disc in discs),
        low=above or min(disc.y - disc.radius for disc in discs),
        high=max(disc.y + disc.radius for disc in discs),
    )


@lru_cache(maxsize=64)
def standing(scene: Scene, width: int, height: int) -> Scene:
    """Return the scene with all spare room above it in a picture of so many cells.

    The floors of figures side by side then are on one line, whatever their heights.
    """
    bounds = scene.bounds
    columns = min(max(width, SMALLEST[0]), LARGEST[0]) * CELL_WIDTH
    rows = min(max(height, SMALLEST[1]), LARGEST[1]) * CELL_HEIGHT
    low, floor = (0.0, CELL_HEIGHT) if scene.has_floor else (bounds.low, 0)
    high = low + (rows - floor - 2) * (bounds.right - bounds.left) / (columns - 4)
    return replace(scene, bounds=replace(bounds, high=max(high, bounds.high)))


def camera_of(scene: Scene, width: int, height: int, flip: bool) -> tuple[Camera, int]:
    """Return the camera for a grid, and the first row of the floor in it."""
    bounds = scene.bounds
    across = bounds.right - bounds.left
    if not scene.has_floor:
        up = bounds.high - bounds.low
        scale = min((width - 4) / across, (height - 2) / up)
        left = bounds.left - (width / scale - across) / 2.0
        spare = height / scale - up
        # What is cut off goes on below the picture.
        above = spare if scene.player.above else spare / 2.0
        return Camera(scale, left, bounds.high + above, flip), height
    # The floor takes the row of cells below y = 0, and starts where a row starts.
    room = height - CELL_HEIGHT - 2
    scale = min((width - 4) / across, room / bounds.high)
    spare = (room - bounds.high * scale) / 2.0
    floor = height - CELL_HEIGHT - int(spare / CELL_HEIGHT) * CELL_HEIGHT
    left = bounds.left - (width / scale - across) / 2.0
    return Camera(scale, left, floor / scale, flip), floor
