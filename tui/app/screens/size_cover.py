"""The notice that covers a screen in a window that is too small; only the headline stays."""

from __future__ import annotations

from typing import Any

from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from tui.app.input.bindings import shown_key
from tui.app.input.input_gate import smallest_of
from tui.app.terminal.window_size import SMALLEST, is_too_small
from tui.guide.content.model import Region
from tui.guide.content.record_index import Index
from tui.guide.content.triage_model import Level
from tui.guide.region import fill


class _SizeNotice(Static):
    """Says how large the window has to be, or what takes the place of that until it changes."""

    said = ""
    """What it said last about the size."""

    def say(self, words: str) -> None:
        """Say something about the size, unless that was said already."""
        if words != self.said:
            self.said = words
            self.update(words)


def cover(screen: Screen[Any]) -> bool:
    """Cover or uncover a screen to suit the window size; return whether it is covered."""
    app = screen.app
    smallest = getattr(screen, "smallest", SMALLEST)
    too_small = is_too_small(app.size, smallest)
    screen.set_class(too_small, "-too-small")
    if not too_small:
        for notice in screen.query(_SizeNotice):
            notice.said = ""
    # The screen below a modal one shows through and has the notice.
    if not too_small or isinstance(screen, ModalScreen):
        return too_small
    # A dialog may need less room than the screen that shows around it.
    fits = app.screen is not screen and not is_too_small(app.size, smallest_of(app))
    words = "" if fits else _notice(screen, smallest_of(app))
    if notices := screen.query(_SizeNotice):
        notices.first().say(words)
    else:
        notice = _SizeNotice(words, id="too-small", markup=False)
        notice.said = words
        screen.mount(notice)
    return True


def _notice(screen: Screen[Any], smallest: tuple[int, int]) -> str:
    app = screen.app
    width, height = smallest
    words = (
        f"Please make the window at least {width}×{height}."
        f" Now it is {app.size.width}×{app.size.height}."
    )
    quits, helps = shown_key(app, "quit"), shown_key(app, "emergency")
    question = getattr(app.screen, "words", "")
    dead = f"Keys do nothing here, but {quits} leaves, and {helps} says whom to call."
    return f"{words} {question or dead}"


def tell_emergency(screens: list[Screen[Any]], index: Index, region: Region | None) -> None:
    """Say in place of the notice what to do in an emergency, until the size changes."""
    level = index.levels[Level.EMERGENCY]
    words = fill(" ".join([f"{level.symbol} {level.word}.", *level.actions]), region)
    for screen in screens:
        for notice in screen.query(_SizeNotice):
            notice.update(words)
