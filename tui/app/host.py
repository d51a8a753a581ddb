"""What a guide needs from where it runs."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from tui.figure.glyphs import Glyphs

FRAMES_A_SECOND = 12
"""Nothing in the guide moves faster."""


@dataclass(frozen=True, slots=True)
class Host:
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
    chance: Random = field(default_factory=Random, compare=False)
    """Shuffles the self-check."""
