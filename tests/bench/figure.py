"""CPU time of a frame of each motion: ``python -m tests.bench.figure [WxH|pixels]``."""

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


def pixel_costs(scene: Scene) -> dict[str, list[float]]:
    """Milliseconds of CPU time of each frame in 800x400 pixels: drawn, and told to a terminal."""
    from tui.app.theme import FIGURE_ON_DARK
    from tui.figure.pixels.kitty import sent
    from tui.figure.pixels.picture import PixelColours, draw_pixels
    from tui.figure.pixels.sixel import SixelPalette, changed, encoded

    named = {name.removeprefix("figure-"): value for name, value in FIGURE_ON_DARK.items()}
    spent: dict[str, list[float]] = {"draw": [], "kitty": [], "sixel": []}
    colours = PixelColours("#14191f", named)
    # As in the guide: the registers are those of all pictures of a motion.
    shown, palette = None, SixelPalette(colours.all())
    for number in range(FRAMES):
        moment = scene.player.moment(number * scene.player.seconds / FRAMES)
        times = [time.process_time()]
        pixels = draw_pixels(scene, moment, (800, 400), colours)
        times.append(time.process_time())
        sent(pixels, 1)
        times.append(time.process_time())
        if area := changed(shown, pixels, (10, 20)):
            encoded(pixels, area, palette)
        times.append(time.process_time())
        shown = pixels
        for name, before, after in zip(spent, times, times[1:], strict=False):
            spent[name].append(1000 * (after - before))
    return spent


def pixels() -> None:
    """Print the median cost in pixels of each motion that moves."""
    print(f"{'motion in 800x400 pixels':<24} draw ms  kitty ms  sixel ms")
    for motion in load().motions:
        scene = stage(prepare(motion))
        if len(scene.player.cycle) > 1:
            medians = map(statistics.median, pixel_costs(scene).values())
            print(f"{motion.id:<24}", *(f"{median:>8.2f}" for median in medians))


def main(size: str = "100x30") -> None:
    """Print the median and the greatest cost of each motion, and the median of all."""
    if size == "pixels":
        pixels()
        return
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
