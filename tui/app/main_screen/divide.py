"""The division of the window between the list and the page beside it, or below it."""

from __future__ import annotations

from textual.widget import Widget

_SHARES = ("21fr", "19fr")
"""The widths of the signs and of what they come to. One below the other, both fill the window."""


def divide(panes: Widget, *, signs: bool, today: bool, narrow: bool) -> None:
    """Divide the window between a list and a page.

    Side by side, signs get more room than what they come to, whatever is ticked: nothing moves
    under a tick. These widths are no rules of styles, as matching those costs half a frame.

    Args:
        panes: What the list lies in, and after it the page.
        signs: Whether the list is that of the signs.
        today: Whether help is needed today, which the page beside the signs says.
        narrow: Whether the page lies below the list.

    """
    listed, page = panes.children
    if signs is not listed.styles.inline.has_rule("width"):
        listed.styles.width, page.styles.width = _SHARES if signs else (None, None)
    states = {"-checklist": narrow and signs, "-today": narrow and signs and today}
    wanted = {*(panes.classes - states.keys()), *(name for name, on in states.items() if on)}
    if wanted != panes.classes:
        # One call for all: each change of classes restyles all children.
        panes.set_classes(wanted)
