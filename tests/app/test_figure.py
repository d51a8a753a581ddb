"""A figure costs only what changes on the screen, and nothing while nobody sees it."""

from __future__ import annotations

from unittest.mock import patch

from tests.app.conftest import Clock, OpenGuide
from tui.app.widgets.entry_page import EntryPage
from tui.figure.scene import draw
from tui.guide.outline import Place

DRAW = "tui.app.drawing.figure_strips.draw"


async def test_a_figure_that_cannot_be_seen_is_not_drawn(open_guide: OpenGuide) -> None:
    clock = Clock()
    async with open_guide(clock=clock, still=False) as reader:
        await reader.app.main.go_to(Place("relief", "gentle_stretch/knee_to_chest"))
        await reader.settle()
        page = reader.app.main.query_one(EntryPage)
        with patch(DRAW, wraps=draw) as drawn:
            clock.now += 1.0
            await reader.until(lambda: drawn.call_count)
            await reader.press("3")
            seen = drawn.call_count
            clock.now += 1.0
            page.advance()
            assert drawn.call_count == seen
