"""The keyframes that a motion passes: from one position to another, or round and round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def keyframe_path(cycle: Sequence[str], start: str, end: str) -> tuple[str, ...]:
    """Return the keyframes from `start` to `end` along the shortest part of the cycle.

    A keyframe outside the cycle is reached directly.
    """
    twice = [*cycle, *cycle]
    paths = [
        tuple(twice[first : last + 1])
        for first, name in enumerate(cycle)
        if name == start
        for last in range(first + 1, first + len(cycle) + 1)
        if twice[last] == end
    ]
    return min(paths, key=len, default=(start, end))


def keyframes_round(
    cycle: Sequence[str], frame: str, paces: Mapping[str, float], seconds: float
) -> tuple[str, ...]:
    """Return the keyframes of a body that keeps moving, from `frame` round to it again.

    Args:
        cycle: The cycle of the motion. Its first keyframe is the way to start, and left out.
        frame: The keyframe to begin and end with, one of the others.
        paces: The seconds to get to each keyframe.
        seconds: For how long; it goes round as often as fits best, and once at least.

    """
    others = cycle[1:]
    place = others.index(frame) + 1
    turn = (*others[place:], *others[:place])
    return (frame, *turn * max(1, round(seconds / sum(paces[name] for name in turn))))
