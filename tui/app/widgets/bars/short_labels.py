"""Names of tabs where there are few columns."""

from __future__ import annotations

from collections.abc import Mapping


def short_labels(labels: Mapping[str, str], active: str, width: int) -> dict[str, str]:
    """Return labels that fit in `width` columns, each with a space at both sides.

    Of the longest ones that are not open only the key stays, and the symbol of a level.
    """
    short = dict(labels)
    closed = sorted(short.keys() - {active}, key=lambda name: len(short[name]))
    while closed and sum(len(label) + 2 for label in short.values()) > width:
        name = closed.pop()
        key, *words = short[name].split()
        short[name] = " ".join([key, *(word for word in words[:1] if not word[0].isalnum())])
    return short
