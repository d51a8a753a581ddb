"""What a screen paints of widgets that cover all that they stand on.

Textual's compositor asks every widget for all it shows, and cuts each line wherever any widget
begins or ends. Where nothing overlaps, what the widgets say is what the screen shows.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import combinations
from typing import Any

from textual._compositor import Compositor
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from tui.app.textual_fast.updates import ChopsUpdate


def pieces(screen: Screen[Any], widgets: Collection[Widget]) -> ChopsUpdate | None:
    """What is due of `widgets`; None if that depends on others."""
    compositor = screen._compositor
    if not widgets or compositor._dirty_regions or not _stand_alone(compositor, screen, widgets):
        return None
    height = screen.size.height
    chops: list[dict[int, Strip | None]] = [{} for _ in range(height)]
    ends: list[list[int]] = [[] for _ in range(height)]
    spans: list[tuple[int, int, int]] = []
    visible = compositor.visible_widgets
    # From left to right, as the pieces of a line have to be.
    for region, widget in sorted(((visible[w][0], w) for w in widgets), key=_left):
        due = {y for part in widget._exchange_repaint_regions() for y in part.line_range}
        strips = widget.render_lines(region.reset_offset) if due else []
        for y in due.intersection(range(region.height)):
            line = region.y + y
            chops[line][region.x] = strips[y]
            ends[line].append(region.right)
            spans.append((line, region.x, region.right))
    return ChopsUpdate(chops, spans, ends)


def _left(place: tuple[Region, Widget]) -> int:
    return place[0].x


def _stand_alone(compositor: Compositor, screen: Screen[Any], widgets: Collection[Widget]) -> bool:
    """Whether all of the widgets can be seen, with nothing before them."""
    visible, places = compositor.visible_widgets, []
    for widget in widgets:
        if widget not in visible:
            return False
        region, clip = visible[widget]
        if not clip.contains_region(region):
            return False
        places.append(region)
    others = [
        region.intersection(clip)
        for widget, (region, clip) in visible.items()
        if widget is not screen and widget not in widgets
    ]
    return not any(
        [one.overlaps(other) for one, other in combinations(places, 2)]
        + [place.overlaps(other) for place in places for other in others]
    )
