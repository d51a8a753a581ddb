"""The words beside an edited motion: its keyframes, and the numbers of one of them."""

from __future__ import annotations

from rich.text import Text

from tui.app.motion_editor.picture import MARKS
from tui.figure.motion import ArmPose, LegPose
from tui.figure.player import MotionMoment, Pose
from tui.figure.pose_solver import LimbUnreachable
from tui.guide.edit.edited_motion import EditedMotion

_NAMES = {
    "near_arm": "near hand",
    "far_arm": "far hand",
    "near_leg": "near foot",
    "far_leg": "far foot",
}
_NEAR_LIMIT = 0.98
"""The share of its reach from which on a limb is as good as straight."""


def motion_panel(edited: EditedMotion, cursor: str, rows: int) -> Text:
    """Return the list of keyframes with the one under the cursor marked, and its numbers.

    Args:
        edited: The motion, which can be drawn.
        cursor: The id of a keyframe.
        rows: The rows there are; of many keyframes those near the cursor are shown.

    """
    assert edited.motion is not None
    poses = edited.motion.written.poses
    pose = edited.motion.written.pose(cursor)
    numbers = _numbers(edited, pose)
    room = max(3, rows - len(numbers) - 1)
    at = poses.index(pose)
    first = max(0, min(at - room // 2, len(poses) - room))
    lines = [
        Text(
            f"{'>' if one is pose else ' '} {one.id}  {one.move:g} s, stays {one.stay:g}",
            "bold" if one is pose else "",
        )
        for one in poses[first : first + room]
    ]
    return Text("\n").join([*lines, Text(), *numbers])


def _numbers(edited: EditedMotion, pose: Pose) -> list[Text]:
    head = Text(f"{pose.id}  {edited.lines.get(pose.id, '')}", "bold")
    assert edited.motion is not None
    if edited.motion.player.view == "feet":
        return [head, Text(f"roll {pose.roll:g}")]
    root = f"root {pose.root.joint} {_place(pose.root.at)}"
    if pose.root.elbow:
        root += f" elbow {_place(pose.root.elbow)}"
    limbs = [
        Text(f"{limb} {_limb(getattr(pose, limb))}")
        for limb in ("near_leg", "far_leg", "near_arm", "far_arm")
    ]
    spine = f"spine {pose.spine[0]:g} {pose.spine[1]:g}  head {pose.head:g}"
    return [head, Text(root), Text(spine), *limbs, Text(), *_reach(edited, pose)]


def _place(place: tuple[float, float]) -> str:
    return f"{place[0]:g}, {place[1]:g}"


def _limb(pose: ArmPose | LegPose) -> str:
    """Return the numbers of a limb as they are written in the file."""
    if isinstance(pose, LegPose):
        where = f"ankle {_place(pose.ankle)}" if pose.ankle else f"{pose.thigh:g} {pose.shank:g}"
        return f"{where}  foot {pose.foot:g}"
    if pose.wrist:
        where = f"wrist {_place(pose.wrist)}"
    elif pose.on:
        where = f"on {pose.on} at {pose.at:g} off {pose.off:g}"
    else:
        where = f"{pose.upper:g} {pose.fore:g}"
    return where if pose.hand is None else f"{where}  hand {pose.hand:g}"


def _reach(edited: EditedMotion, pose: Pose) -> list[Text]:
    """Return how much of its reach each hand and foot uses, a line each."""
    assert edited.motion is not None
    try:
        reaches = edited.motion.reaches(MotionMoment(pose.id, pose.id))
    except LimbUnreachable:
        return []
    lines = []
    for reach in reaches:
        share = f"{reach.share:.0%} of its reach"
        style = "red bold" if reach.share > 1.0 else "yellow" if reach.share > _NEAR_LIMIT else ""
        lines.append(Text(f"{MARKS[reach.limb]} {_NAMES[reach.limb]} {share}", style))
    return lines
