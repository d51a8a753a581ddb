"""The width of ambiguous signs on this terminal, measured once by a cursor report."""

from __future__ import annotations

from textual import events

from tui.app.textual_fast.diff_display import DiffDisplayApp, send
from tui.guide.ascii_forms import NARROW_UTF_8

MEASURE = "\x1b[2;1H●\x1b[6n"
"""Writes such a sign at the left of the second row, and asks where the cursor is then.

Not of the first row, whose reports look like the key F3 with shift.
"""


def measure_width(app: DiffDisplayApp) -> None:
    """Ask the terminal how wide it shows a sign, and draw the screen again over it."""
    if app.screen_diff is not None:
        send(app, MEASURE)
        app.screen_diff.forget()
        app.send_changes()


def take_width(app: DiffDisplayApp, event: events.CursorPosition) -> None:
    """Show such signs from now on if one took a single column.

    An answer that comes late does so too; any further one, and any other, changes nothing.
    """
    diff = app.screen_diff
    if app.asks_width and diff is not None and event.y == 1 and event.x in (1, 2):
        app.asks_width = False
        if event.x == 1 and diff.encoding == NARROW_UTF_8:
            diff.encoding = "utf-8"
            diff.forget()
            app.refresh()
