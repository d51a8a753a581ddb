"""Playable motions: complete poses, and the position in the cycle at a given second."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from itertools import pairwise

from msgspec import Struct

from tui.figure.motion import ArmPose, Ease, Face, LegPose, Muscle, Place, Prop, Root, View


class PoseError(ValueError):
    """A motion that cannot be played. The message starts with the key path."""


class Pose(Struct, frozen=True):
    """A keyframe with nothing left out. Fields as in `Keyframe`."""

    id: str
    move: float
    stay: float
    ease: Ease
    root: Root
    spine: tuple[float, float]
    head: float
    neck: float | None
    shoulders: Place
    twist: float
    near_leg: LegPose
    far_leg: LegPose
    near_arm: ArmPose
    far_arm: ArmPose
    work: bool
    roll: float


class MotionMoment(Struct, frozen=True):
    """A place between two positions.

    Attributes:
        start: id of the position that is left.
        end: id of the position that is approached; the same as ``start`` while holding.
        progress: share of the time between them, 0 to 1, not yet eased.

    """

    start: str
    end: str
    progress: float = 0.0


class MotionPlayer(Struct, frozen=True):
    """A motion that passed `prepare`.

    Attributes:
        id: its name.
        facing: 1 if the upright figure looks left, -1 if right.
        view: where the picture is taken from.
        accent: the muscles at work.
        strain: the muscles that suffer.
        face: the side of the head that is seen.
        arms_between: whether the arms reach between the legs.
        above: the height at which the picture begins, in body lengths.
        props: the things in the picture.
        poses: the positions in the order of the file.
        cycle: the ids one cycle passes through.

    """

    id: str
    facing: int
    view: View
    accent: tuple[Muscle, ...]
    strain: tuple[Muscle, ...]
    face: Face
    arms_between: bool
    above: float
    props: tuple[Prop, ...]
    poses: tuple[Pose, ...]
    cycle: tuple[str, ...]

    def pose(self, name: str) -> Pose:
        """Return the position of that name.

        Raises:
            PoseError: there is none; the message offers the nearest name.

        """
        for pose in self.poses:
            if pose.id == name:
                return pose
        raise PoseError(unknown(f"motion[{self.id}].keyframe", name, (p.id for p in self.poses)))

    def movements(self) -> Iterator[tuple[Pose, Pose]]:
        """Return every way from one position to another: the cycle, then the positions beside it.

        Those are reached from the first position of the cycle and lead back to it.
        """
        first = self.cycle[0]
        names = [*self.cycle, first]
        for pose in self.poses:
            if pose.id not in self.cycle:
                names += [pose.id, first]
        return pairwise(map(self.pose, names))

    @property
    def seconds(self) -> float:
        """The length of one cycle in seconds."""
        return sum(pose.move + pose.stay for pose in map(self.pose, self.cycle))

    def moment(self, seconds: float) -> MotionMoment:
        """Return the moment of the cycle after some seconds; it starts by holding the first."""
        left = seconds % self.seconds
        for here, there in zip(self.cycle, (*self.cycle[1:], self.cycle[0]), strict=True):
            stay, move = self.pose(here).stay, self.pose(there).move
            if left < stay:
                return MotionMoment(here, here)
            left -= stay
            if left < move:
                return MotionMoment(here, there, left / move)
            left -= move
        return MotionMoment(self.cycle[0], self.cycle[0])


def unknown(path: str, name: str, known: Iterable[str]) -> str:
    """Return the message for an unknown name, with the nearest known one."""
    near = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.4)
    return f"{path}: unknown name {name!r}" + (f", did you mean {near[0]!r}?" if near else "")
