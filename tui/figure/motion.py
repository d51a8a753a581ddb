"""Schema of motions: the records behind ``[[motion]]`` in TOML.

Places are in body lengths, the floor is y = 0; directions are degrees, 0 right, 90 up,
180 left. All numbers describe the side view of the figure as it is drawn unmirrored.
"""

from typing import Annotated, Literal

from msgspec import Meta, Struct, field

Length = Annotated[float, Meta(ge=-3.0, le=3.0)]
"""Body lengths."""

Degrees = Annotated[float, Meta(ge=-720.0, le=720.0)]
"""A direction or an angle."""

Place = tuple[Length, Length]
"""x and y in body lengths."""

RootJoint = Literal["pelvis", "shoulder", "knee", "ankle", "far_knee"]
"""The joint that is held in place; the pelvis follows from it along the bones."""

Bone = Literal["near_thigh", "far_thigh", "near_shin", "far_shin", "lumbar", "thorax", "head"]
"""A part of the body that a hand can rest on."""

Muscle = Literal[
    "low_back",
    "back",
    "buttock",
    "belly",
    "back_thigh",
    "front_thigh",
    "calf",
    "hip_front",
    "side",
    "neck",
    "shoulder",
]
"""A muscle that is lit up: at work or strained."""

View = Literal["side", "above", "feet"]
"""Where the picture is taken from; only the side view has a floor line."""

Layer = Literal["back", "between", "front"]
"""Where a prop stands: behind the body, between its two sides, or before it."""

Face = Literal["side", "front"]
"""The head in profile, or turned to the viewer with closed eyes, as in sleep."""

Ease = Literal["smooth", "gentle", "linear"]
"""The easing of a movement, see `tui.figure.easing`."""


class MotionRecord(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A table of the file. Unknown keys are errors."""


class Root(MotionRecord, frozen=True, kw_only=True):
    """The fixed point of the body.

    Attributes:
        joint: the joint that stays where it is.
        at: its place.
        elbow: a second fixed point, the elbow under the shoulder. The hip is then found
            between the shoulder and ``joint`` and `Keyframe.spine` only says how the
            trunk bends.

    """

    joint: RootJoint = "pelvis"
    at: Place
    elbow: Place | None = None


class LegPose(MotionRecord, frozen=True, kw_only=True):
    """A leg: either where the ankle is, or the directions of thigh and shank.

    Attributes:
        ankle: place of the ankle; 0.039 above the floor for a flat foot.
        thigh: direction from hip to knee.
        shank: direction from knee to ankle.
        foot: direction from heel to toes.

    """

    ankle: Place | None = None
    thigh: Degrees | None = None
    shank: Degrees | None = None
    foot: Degrees


class ArmPose(MotionRecord, frozen=True, kw_only=True):
    """An arm: where the wrist is, what the hand rests on, or two directions.

    Attributes:
        wrist: place of the wrist.
        on: a part of the body that the wrist follows.
        at: how far along that part, 0 at its end nearer to the pelvis.
        off: how far to the front of it (negative: behind).
        upper: direction from shoulder to elbow.
        fore: direction from elbow to wrist.
        hand: direction of the hand; without it the hand continues the forearm.

    """

    wrist: Place | None = None
    on: Bone | None = None
    at: Length = 0.5
    off: Length = 0.0
    upper: Degrees | None = None
    fore: Degrees | None = None
    hand: Degrees | None = None


class Prop(MotionRecord, frozen=True, kw_only=True):
    """A thing in the picture.

    Attributes:
        kind: one of `tui.figure.props.KINDS`.
        at: its place; what that means is said by each kind.
        size: width and height; each kind has its own.
        angle: how far it is turned, in degrees.
        in_hand: it moves with the near wrist, and ``at`` is counted from there.
        layer: behind the body, between far and near limbs, or before it.

    """

    kind: str
    at: Place = (0.0, 0.0)
    size: Place | None = None
    angle: Degrees = 0.0
    in_hand: bool = False
    layer: Layer = "back"


class Keyframe(MotionRecord, frozen=True, kw_only=True):
    """A position with a name. What is left out is taken from the first keyframe.

    Attributes:
        id: the name by which a routine calls for it.
        move: seconds it takes to get here.
        stay: seconds it is held in the plain cycle.
        ease: how the movement to here gathers and loses speed.
        root: what holds the body in place.
        spine: directions of the lower and the upper half of the spine, tail to head.
        head: direction from neck to crown.
        neck: direction from the shoulders to the head; without it halfway between the upper
            spine and the head.
        shoulders: how far the shoulders are drawn up along the spine, and to the front.
        twist: how far the trunk is turned towards the viewer, in degrees.
        legs: both legs, unless ``near_leg`` or ``far_leg`` says otherwise.
        arms: both arms, unless ``near_arm`` or ``far_arm`` says otherwise.
        work: whether the muscles work here, so that the picture lights them up. They do
            unless this is the first of several keyframes, which is the way to start.
        roll: only with ``view = "feet"``: how far the knees are rolled, in degrees,
            positive to the right of the picture.

    """

    id: str
    move: Annotated[float, Meta(ge=0.0, le=600.0)] = 2.0
    stay: Annotated[float, Meta(gt=0.0, le=600.0)] = 1.0
    ease: Ease = "smooth"
    root: Root | None = None
    spine: tuple[Degrees, Degrees] | None = None
    head: Degrees | None = None
    neck: Degrees | None = None
    shoulders: Place | None = None
    twist: Annotated[float, Meta(ge=0.0, le=80.0)] | None = None
    legs: LegPose | None = None
    near_leg: LegPose | None = None
    far_leg: LegPose | None = None
    arms: ArmPose | None = None
    near_arm: ArmPose | None = None
    far_arm: ArmPose | None = None
    work: bool | None = None
    roll: Degrees | None = None


class Motion(MotionRecord, frozen=True, kw_only=True):
    """An exercise or a still figure.

    Attributes:
        id: its name.
        facing: where the figure would look if it stood upright. On the back with the head
            to the left is ``right``, face down with the head to the left is ``left``.
        view: ``side``; ``above`` for someone on the side in bed, whose profile is seen
            from well above; ``feet`` for a look over the feet of someone on the back.
        accent: the muscles at work.
        strain: the muscles that suffer.
        face: the side of the head that is seen.
        arms_between: the arms reach between the legs, so that the near thigh covers them.
        above: the height at which the picture begins: more than 0 for a close look at what
            moves too little to be seen from far.
        props: the things in the picture; the view from the feet draws only its own.
        keyframes: the positions, ``[[motion.keyframe]]`` in the file, at least one.
        cycle: the order in which one cycle passes through them; without it each once.
            After the last comes the first again.

    """

    id: str
    facing: Literal["left", "right"] = "left"
    view: View = "side"
    accent: tuple[Muscle, ...] = ()
    strain: tuple[Muscle, ...] = ()
    face: Face = "side"
    arms_between: bool = False
    above: Length = 0.0
    props: tuple[Prop, ...] = ()
    keyframes: tuple[Keyframe, ...] = field(name="keyframe")
    cycle: tuple[str, ...] = ()


class MotionFile(MotionRecord, frozen=True, kw_only=True):
    """A whole file of motions."""

    motions: tuple[Motion, ...] = field(name="motion")
