"""The width of a sign on this terminal, measured once by a cursor report.

It tells whether the terminal shows signs of ambiguous width in two columns, or has no UTF-8.
"""

from __future__ import annotations

from textual import events

from tui.app.environment import AMBIGUOUS
from tui.app.textual_fast.diff_display import DiffDisplayApp, send
from tui.guide.ascii_forms import NARROW_UTF_8

ROW = 1
"""Where the sign is written: reports of the first row look like the key F3 with shift."""


def measure(app: DiffDisplayApp) -> None:
    """Write the sign at the left of a row, ask where the cursor is then, and draw the row again."""
    if app.screen_diff is not None and app.is_drawn:
        send(app, f"\x1b[{ROW + 1};1H{app.measured_sign}\x1b[6n")
        app.screen_diff.forget_row(ROW)
        app.send_changes()


def take_width(app: DiffDisplayApp, event: events.CursorPosition) -> bool:
    """Go by the answer of the terminal; return whether it turned out to have no UTF-8.

    An answer that comes late counts too; any further one, and any other, changes nothing.
    """
    diff, sign = app.screen_diff, app.measured_sign
    if not sign or diff is None or event.y != ROW or event.x not in (1, 2):
        return False
    app.measured_sign = ""
    is_narrow = sign == AMBIGUOUS and event.x == 1 and diff.encoding == NARROW_UTF_8
    # Its two bytes were taken for two characters.
    is_ascii = sign != AMBIGUOUS and event.x == 2
    if is_narrow or is_ascii:
        diff.encoding = "utf-8" if is_narrow else "ascii"
        diff.forget()
        app.refresh()
    return is_ascii
