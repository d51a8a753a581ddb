"""CPU time of a frame of each motion: ``python -m tests.bench.figure [WxH]``."""

from __future__ import annotations

import statistics
import sys
import time

from tui.figure.motion_parser import prepare
from tui.figure.scene import Look, Scene, draw, stage
from tui.guide.load import load

FRAMES = 48
"""Frames of each motion, evenly spread over its cycle."""


def costs(scene: Scene, look: Look) -> list[float]:
    """Milliseconds of CPU time for each frame of one cycle, in order."""
    spent = []
    for number in range(FRAMES):
        moment = scene.player.moment(number * scene.player.seconds / FRAMES)
        before = time.process_time()
        draw(scene, moment, look, (number % 12) / 12)
        spent.append(1000 * (time.process_time() - before))
    return spent


def main(size: str = "100x30") -> None:
    """Print the median and the greatest cost of each motion, and the median of all."""
    width, height = map(int, size.split("x"))
    every: list[float] = []
    print(f"{'motion at ' + size:<24} median ms   most ms")
    for motion in load().motions:
        spent = costs(stage(prepare(motion)), Look(width, height))
        every += spent
        print(f"{motion.id:<24} {statistics.median(spent):>9.2f} {max(spent):>9.2f}")
    print(f"{'all':<24} {statistics.median(every):>9.2f} {max(every):>9.2f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
