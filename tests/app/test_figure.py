"""A figure costs only what changes on the screen, and nothing while nobody sees it."""

from __future__ import annotations

from unittest.mock import patch

from tests.app.conftest import Clock, OpenGuide
from tests.app.test_walk import pass_time
from tui.app.widgets.detail import Detail
from tui.app.widgets.figure_view import BREATH, FigureView
from tui.figure.scene import draw, picture
from tui.guide.outline import Place

DRAW = "tui.app.picture.draw"
PICTURE = "tui.figure.scene.picture"


async def test_only_lines_that_changed_are_repainted(open_guide: OpenGuide) -> None:
    clock = Clock()
    async with open_guide(clock=clock, still=False, walk=("glute_bridge",)) as reader:
        await reader.press("enter")
        await pass_time(reader, clock, 9.0)
        view = reader.app.screen.query_one(FigureView)
        with patch.object(view, "refresh") as refresh:
            await pass_time(reader, clock, 0.5)
        lines = {
            y
            for call in refresh.call_args_list
            for region in call.args
            for y in range(region.y, region.bottom)
        }
        assert 0 < len(lines) < view.size.height


async def test_the_same_moment_is_not_drawn_again(open_guide: OpenGuide) -> None:
    clock = Clock()
    async with open_guide(clock=clock, walk=("glute_bridge",)) as reader:
        await reader.press("enter")
        await pass_time(reader, clock, 9.0)
        with patch(DRAW, wraps=draw) as drawn:
            await pass_time(reader, clock, 1.0)
        assert drawn.call_count == 0


async def test_what_comes_again_is_not_drawn_again(open_guide: OpenGuide) -> None:
    """A hold shows the few pictures of a breath, however long it is."""
    clock = Clock()
    async with open_guide(clock=clock, still=False, walk=("cat_cow",)) as reader:
        await reader.press("enter")
        await pass_time(reader, clock, 8.0 + BREATH)
        with patch(PICTURE, wraps=picture) as drawn:
            await pass_time(reader, clock, BREATH - 0.25)
        assert drawn.call_count == 0


async def test_a_frame_lays_nothing_out(open_guide: OpenGuide) -> None:
    clock = Clock()
    async with open_guide(clock=clock, still=False, walk=("cat_cow",)) as reader:
        await reader.press("enter")
        await pass_time(reader, clock, 9.5)
        screen, seen = reader.app.screen, reader.text
        with patch.object(screen, "arrange", wraps=screen.arrange) as arranged:
            await pass_time(reader, clock, 0.5)
        assert reader.text != seen
        assert arranged.call_count == 0


async def test_a_figure_that_cannot_be_seen_is_not_drawn(open_guide: OpenGuide) -> None:
    clock = Clock()
    async with open_guide(clock=clock, still=False) as reader:
        await reader.app.main.go_to(Place("relief", "gentle_stretch/knee_to_chest"))
        await reader.settle()
        page = reader.app.main.query_one(Detail)
        with patch(DRAW, wraps=draw) as drawn:
            clock.now += 1.0
            await reader.until(lambda: drawn.call_count)
            await reader.press("3")
            seen = drawn.call_count
            clock.now += 1.0
            page.advance()
            assert drawn.call_count == seen
