"""The materials of a figure's picture. Colours are chosen by the interface."""

from __future__ import annotations

from enum import IntEnum


class Material(IntEnum):
    """One surface of the picture; the value is the byte that stands for it in a grid."""

    BG = 0
    """Nothing: the terminal's own background."""
    FLOOR = 1
    """The ground everything stands or lies on."""
    MAT = 2
    """An exercise mat on the floor."""
    RUG = 3
    """A mat or bed seen from above: a surface only colours can show behind a body."""
    PROP = 4
    """Hard things: chair, desk, screen, wall."""
    SOFT = 5
    """Soft things: pillow, sofa."""
    LOAD = 6
    """The box that is lifted."""
    LINE = 7
    """The dark contour that parts one limb from what lies behind it."""
    FAR_CLOTH = 8
    """Trousers of the far leg, dimmed."""
    FAR_TOP = 9
    """Sleeve of the far arm, dimmed."""
    FAR_SKIN = 10
    """Skin of the far arm, dimmed."""
    FAR_SHOE = 11
    """The far shoe, dimmed."""
    CLOTH = 12
    """Trousers."""
    TOP = 13
    """Shirt."""
    SKIN = 14
    """Face, hands and arms."""
    HAIR = 15
    """Hair: with the nose it tells face up from face down."""
    SHOE = 16
    """The near shoe."""
    ACCENT = 17
    """The muscle at work."""

    # The hash of an enumeration member is computed in Python, from its name.
    __hash__ = int.__hash__

    @property
    def label(self) -> str:
        """The name for style sheets and theme variables, such as ``far-cloth``."""
        return self.name.lower().replace("_", "-")


BEHIND = frozenset(
    {
        Material.BG,
        Material.FLOOR,
        Material.MAT,
        Material.RUG,
        Material.PROP,
        Material.SOFT,
        Material.LINE,
    }
)
"""The surroundings: where a cell must choose, the body wins over these."""

FAR = frozenset({Material.FAR_CLOTH, Material.FAR_TOP, Material.FAR_SKIN, Material.FAR_SHOE})
"""The limbs on the far side of the body."""
