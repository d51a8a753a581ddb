"""What a guide needs from where it runs."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import tzinfo
from random import Random
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct, field

from tui.zone import SystemZone

if TYPE_CHECKING:
    from tui.figure.glyphs import Glyphs

FRAMES_A_SECOND = 12
"""Nothing in the guide moves faster."""

Desktop: TypeAlias = Literal["", "osc9", "osc777"]


class Host(Struct, frozen=True):
    """The reader's terminal and wishes, and a clock."""

    glyphs: Glyphs = "quadrant"
    still: bool = False
    """Show no motion."""
    mute: bool = False
    """Ring no bell."""
    clock: Callable[[], float] = time.monotonic
    """Seconds, from any start."""
    now: Callable[[], float] = time.time
    """Seconds since the epoch."""
    zone: tzinfo = field(default_factory=SystemZone)
    """Where the reader is."""
    desktop: Desktop = ""
    """The escape sequence by which the terminal shows notices outside of itself."""
    served: bool = False
    """Whether the reader sits at another machine, on whose terminal the guide is drawn."""
    writes: bool = True
    """Whether the reader may have files written."""
    chance: Random = field(default_factory=Random)
    """Shuffles the self-check."""
