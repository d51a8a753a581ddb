"""Figures in pixels for those who come by SSH: as large as their own terminal says."""

from __future__ import annotations

import re
from functools import partial

import pytest

from tests.ssh.serving import Serving
from tests.ssh.visiting import Visit, opened, visiting
from tests.support.picture_terminal import DA1, KITTY, VT340
from tests.terminal.terminal import DOWN
from tui.figure.pixels.graphics_support import QUESTION

pytest.importorskip("aggdraw", reason="needs the extra pictures")
pytest.importorskip("numpy", reason="needs the extra pictures")

HANDED_OVER = re.compile(rb"\x1b_Ga=t,f=24,s=(\d+),v=(\d+),")
SIXEL = re.compile(rb'\x1bP0;1q"1;1;(\d+);(\d+)')


async def to_figure(visit: Visit, answer: bytes) -> None:
    """Answer what the terminal is asked, and open a page with a figure."""
    await visit.until(lambda: QUESTION in visit.received, "the question")
    visit.channel.write(answer)
    await opened(visit)
    visit.send("2")
    await visit.wait_for("Double knee-to-chest")
    visit.send(*[DOWN] * 7)
    await visit.wait_for("Then bring in the other knee.")


def sizes(visit: Visit, pattern: re.Pattern[bytes]) -> list[tuple[int, int]]:
    """The pixels of all pictures that came."""
    return [(int(wide), int(high)) for wide, high in pattern.findall(visit.received)]


def has_blocks(visit: Visit) -> bool:
    """Whether a figure is drawn in characters."""
    return sum("▀" <= sign <= "▟" for sign in visit.text) > 20


@pytest.mark.parametrize(("answer", "pattern"), [(KITTY + DA1, HANDED_OVER), (VT340, SIXEL)])
async def test_pictures_follow_the_pixels_that_the_client_tells(
    server: Serving, answer: bytes, pattern: re.Pattern[bytes]
) -> None:
    exact = {"COLORTERM": "truecolor"}
    async with visiting(server.port, size=(100, 30), pixels=(900, 540), env=exact) as visit:
        await to_figure(visit, answer)
        await visit.until(lambda: sizes(visit, pattern), "a picture")
        wide, high = sizes(visit, pattern)[0]
        assert wide % 9 == 0 and high % 18 == 0, "whole cells of 9 by 18 pixels"

        count = len(sizes(visit, pattern))
        visit.screen.resize(28, 96)
        visit.channel.change_terminal_size(96, 28, 96 * 14, 28 * 26)

        def larger() -> bool:
            return any(w % 14 == 0 and h % 26 == 0 for w, h in sizes(visit, pattern)[count:])

        await visit.until(larger, "pictures of larger cells")
        visit.send("q")
        assert await visit.wait_end() == 0
        assert b"\x1bP" not in visit.received.rpartition(b"\x1b[?1049l")[2]


async def test_sixel_needs_the_size_of_a_cell(server: Serving) -> None:
    """And a terminal that shows no pictures gets none, whatever its window tells."""
    exact = {"COLORTERM": "truecolor"}
    for answer, pixels in ((VT340, (0, 0)), (VT340, (100, 30)), (DA1, (900, 540))):
        async with visiting(server.port, size=(100, 30), pixels=pixels, env=exact) as visit:
            await to_figure(visit, answer)
            await visit.until(partial(has_blocks, visit), "a figure in characters")
            assert not sizes(visit, SIXEL) and not sizes(visit, HANDED_OVER)
