"""The notice that covers a screen in a window that is too small; only the headline stays."""

from __future__ import annotations

from typing import Any

from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from tui.app.input.bindings import shown_key
from tui.app.terminal.window_size import SMALLEST, is_too_small


def cover(screen: Screen[Any]) -> bool:
    """Cover or uncover a screen to suit the window size; return whether it is covered."""
    app = screen.app
    too_small = is_too_small(app.size)
    screen.set_class(too_small, "-too-small")
    # The screen below a modal one shows through and has the notice.
    if not too_small or isinstance(screen, ModalScreen):
        return too_small
    words = (
        f"Please make the window at least {SMALLEST.width}×{SMALLEST.height}."
        f" Now it is {app.size.width}×{app.size.height}."
    )
    key = shown_key(app, "quit")
    question = getattr(app.screen, "words", "")
    words = f"{words} {question or f'Keys do nothing here, but {key} leaves.'}"
    if notices := list(screen.query("#too-small").results(Static)):
        notices[0].update(words)
    else:
        screen.mount(Static(words, id="too-small", markup=False))
    return True
