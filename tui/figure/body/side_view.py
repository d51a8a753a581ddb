"""A solved body in side view: its shapes in painter's order."""

from __future__ import annotations

from collections.abc import Sequence

from tui.figure.body.head import head_shapes, neck_shape
from tui.figure.body.limbs import arm_shapes, leg_shapes
from tui.figure.body.parts import FAR_SIDE, NEAR_SIDE, Supports
from tui.figure.body.trunk import muscle_shape, seat_shape, shirt_shape, spine
from tui.figure.contact import settled
from tui.figure.geometry import Point, axis
from tui.figure.materials import Material
from tui.figure.motion import Muscle
from tui.figure.render.raster import Shape
from tui.figure.skeleton import Arm, Body, Leg

FAR_SHIFT: Point = (0.016, 0.014)
"""Far limbs stand a little to the right and up, as if seen slightly from above."""


TURNED = 30.0
"""Degrees from which on a trunk that turns shows its front: the face, and both arms before it."""


def far_limbs(body: Body, supports: Supports = ()) -> dict[str, Sequence[Shape]]:
    """Return the far arm and leg, dimmed, in painter's order, on what bears them."""
    arm, leg = body.far_arm, body.far_leg
    # Shoulders that roll roll together: of the far one nothing is seen behind the near one.
    if not body.shoulders or body.twist:
        arm = Arm(_far(arm.shoulder), _far(arm.elbow), _far(arm.wrist), arm.hand)
    leg = Leg(_far(leg.hip), _far(leg.knee), _far(leg.ankle), leg.foot)
    return {
        "far_arm": arm_shapes(arm, body.facing, FAR_SIDE, supports),
        "far_leg": leg_shapes(leg, body.facing, FAR_SIDE, supports),
    }


def far_shapes(body: Body, supports: Supports = ()) -> list[Shape]:
    """Return the shapes of `far_limbs`, one after another; an arm in front of the trunk is none."""
    limbs = far_limbs(body, supports)
    if body.twist >= TURNED:
        del limbs["far_arm"]
    return [shape for shapes in limbs.values() for shape in shapes]


def near_shapes(
    body: Body,
    accent: Sequence[Muscle],
    breath: float,
    strain: Sequence[Muscle] = (),
    supports: Supports = (),
    *,
    arms_between: bool = False,
) -> list[Shape]:
    """Return trunk, head and the near limbs in painter's order, on what bears them.

    Args:
        body: the joints.
        accent: the muscles at work.
        breath: 0 breathed out, 1 a full chest.
        strain: the muscles that suffer.
        supports: what bears them.
        arms_between: whether the arms reach between the legs, so that the thigh covers them.

    """
    curve, facing = spine(body), body.facing
    lit = [muscle_shape(body, curve, muscle, Material.ACCENT) for muscle in accent]
    hurt = [muscle_shape(body, curve, muscle, Material.STRAIN) for muscle in strain]
    trunk = [neck_shape(body), seat_shape(curve, facing), shirt_shape(body, curve, breath)]
    leg = leg_shapes(body.near_leg, facing, NEAR_SIDE, supports)
    is_turned = body.twist >= TURNED
    face = "turned" if is_turned else body.face
    head = head_shapes(axis(body.head, body.crown), facing, face, supports, body.twist)
    arm = arm_shapes(body.near_arm, facing, NEAR_SIDE, supports)
    if is_turned:
        arm = [*arm_shapes(body.far_arm, facing, NEAR_SIDE, supports), *arm]
    muscles = settled([*lit, *hurt], supports)
    if "shoulder" in (*accent, *strain):
        # It lies on the arm.
        return [*settled(trunk, supports), *leg, *head, *arm, *muscles]
    if arms_between:
        return [*settled(trunk, supports), *head, *arm, *leg, *muscles]
    return [*settled(trunk, supports), *leg, *muscles, *head, *arm]


def _far(joint: Point) -> Point:
    """Return where a joint of the far side is seen."""
    return (joint[0] + FAR_SHIFT[0], joint[1] + FAR_SHIFT[1])
