"""The names that the words of a lift need."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

LIFT_TEXTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "page": ("title", "index", "question", "for_whom", "none_better"),
        "grips": ("good", "fair", "poor"),
        "factors": ("reach", "height", "travel", "turn", "often", "grip"),
        "changes": (
            *("closer", "start_height", "end_height", "turn", "often", "hours", "grip", "two"),
        ),
        "blocked": ("spasm", "signs", "pregnant", "under_16", "other"),
        "verdicts": ("within", "raised", "high", "never"),
    }
)
"""Around the numbers; how well a load is held; what takes from the recommended weight, after
"This costs most:"; what would make a lift lighter; why no number is given; what an index says.
"""

LIFT_PLACEHOLDERS = ("near", "knuckle")
"""The lengths that stand in braces in the changes."""
