"""The materials of a figure's picture. Colours are chosen by the interface."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType


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
    MAT_SHADE = 4
    """The ground below a body that touches it."""
    RUG_SHADE = 5
    """A mat or bed seen from above, in the shadow of a body."""
    PROP = 6
    """Hard things: chair, desk, screen, wall."""
    SOFT = 7
    """Soft things: pillow, sofa."""
    LOAD = 8
    """The box that is lifted."""
    LINE = 9
    """The dark contour that parts one limb from what lies behind it."""
    FAR_CLOTH = 10
    """Trousers of the far leg, dimmed."""
    FAR_TOP = 11
    """Sleeve of the far arm, dimmed."""
    FAR_SKIN = 12
    """Skin of the far arm, dimmed."""
    FAR_SHOE = 13
    """The far shoe, dimmed."""
    CLOTH_SHADE = 14
    """Trousers away from the light, and their edge."""
    TOP_SHADE = 15
    """Shirt away from the light, and its edge."""
    SKIN_SHADE = 16
    """Skin away from the light, and its edge."""
    SHOE_SHADE = 17
    """The edge of the near shoe."""
    CLOTH = 18
    """Trousers."""
    TOP = 19
    """Shirt."""
    SKIN = 20
    """Face, hands and arms."""
    HAIR = 21
    """Hair: with the nose it tells face up from face down."""
    SHOE = 22
    """The near shoe."""
    ACCENT = 23
    """The muscle at work."""
    STRAIN = 24
    """The muscle that suffers."""

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
        Material.MAT_SHADE,
        Material.RUG_SHADE,
        Material.PROP,
        Material.SOFT,
        Material.LINE,
    }
)
"""The surroundings: where a cell must choose, the body wins over these."""

SHADES: Mapping[Material, Material] = MappingProxyType(
    {
        Material.TOP: Material.TOP_SHADE,
        Material.CLOTH: Material.CLOTH_SHADE,
        Material.SKIN: Material.SKIN_SHADE,
        Material.SHOE: Material.SHOE_SHADE,
    }
)
"""The darker tone of a material: away from the light, and where a part covers its like."""

FAR = frozenset({Material.FAR_CLOTH, Material.FAR_TOP, Material.FAR_SKIN, Material.FAR_SHOE})
"""The limbs on the far side of the body."""
