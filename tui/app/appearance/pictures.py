"""Pictures in pixels: the terminal is asked for them, and they follow what it answers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.util import find_spec
from typing import TYPE_CHECKING

from tui.app.environment import has_links, is_screen
from tui.app.terminal.pictures.options import PictureChoice, PictureOptions
from tui.app.textual_fast.diff_display import DiffDisplayApp, is_behind, send
from tui.app.textual_fast.picture_driver import PictureDriver, picture_driver
from tui.figure.pixels.graphics_support import (
    CELL_QUESTION,
    LIBRARIES,
    QUESTION,
    SIXEL_QUESTION,
    GraphicsSupport,
    Protocol,
    cell_told,
    is_whole,
    support_of,
)

if TYPE_CHECKING:
    from tui.app.terminal.screen_diff import ScreenDiff

_WAIT = 10.0
"""Seconds after which no answer is waited for; most take some thousandths of one."""
_LONGEST = 4096
"""Bytes of answers that are kept."""
_ERROR = re.compile(rb"\x1b_G[^\x1b;]*;(E[A-Z]+)[^\x1b]*\x1b\\")
"""What a terminal with kitty's protocol answers to what it could not do."""
_LOST = b"ENOENT"
"""The error of a picture that the terminal no longer has."""
_MOST_LOST = 3
"""How often pictures are sent again before characters are drawn instead."""
_FEW = ("16", "none")
"""The depths of colours in which a picture would not fit what is around it."""


def question_for(environ: Mapping[str, str]) -> bytes:
    """Return what a terminal is asked; empty where nothing comes of it.

    Old terminals would print the question. GNU screen shows no pictures, and tmux those that it
    knows itself: sixel.
    """
    if not has_links(environ) or environ.get("TERM_PROGRAM") == "Apple_Terminal":
        return b""
    if environ.get("TMUX") or environ.get("TERM", "").startswith("tmux"):
        return SIXEL_QUESTION
    return b"" if is_screen(environ) else QUESTION


def set_up(app: DiffDisplayApp, options: PictureOptions) -> None:
    """Show figures as pictures if they are wanted and the terminal shows them."""
    pictures = TerminalPictures(app, options)
    options.choose = pictures.choose
    if options.choice != "off":
        pictures.choose(options.choice)


class TerminalPictures:
    """What one guide knows of its terminal's pictures.

    Args:
        app: The guide.
        options: What is wanted, and what is known of the terminal.

    """

    def __init__(self, app: DiffDisplayApp, options: PictureOptions) -> None:
        self._app = app
        self._options = options
        self._choice: PictureChoice = options.choice
        self._driver: PictureDriver | None = None
        self._support: GraphicsSupport | None = None
        """What the terminal answered; None before it did."""
        self._heard = b""
        self._lost = 0
        self._asked = False

    def choose(self, choice: PictureChoice) -> None:
        """Show pictures as wanted from now on, as far as the terminal does."""
        self._choice, self._lost = choice, 0
        if choice == "off":
            self._stop()
        elif self._support is not None:
            self._show()
        else:
            self._ask()

    # Asking

    def _ask(self) -> None:
        """Ask the terminal, once, for what it shows."""
        question = question_for(self._options.environ)
        diff, self._driver = self._app.screen_diff, picture_driver(self._app)
        if not all(map(find_spec, LIBRARIES)):
            self._tell("Pictures need more: pip install 'backspasm[pictures]'.")
        elif not question or diff is None or diff.depth in _FEW or self._driver is None:
            self._tell_unfit()
        elif not self._asked and self._app.is_running:
            # A shell would take the answer for keys.
            self._asked = True
            self._driver.listen(self._hear)
            # A terminal that knows no such question prints it: at the left of a row that is then
            # drawn anew.
            send(self._app, f"\x1b7\x1b[H\x1b[m{question.decode('ascii')}\x1b8")
            diff.forget_row(0)
            self._app.send_changes()
            if self._choice != "auto":
                # Only who named a kind is told. The loop keeps a timer, and with it a guide that
                # has ended, until it runs out.
                self._app.set_timer(_WAIT, self._give_up)

    def _hear(self, data: bytes) -> None:
        """Take what the terminal sends; keys among it are looked at by nobody here."""
        self._heard = (self._heard + data)[-_LONGEST:]
        if self._support is None:
            if is_whole(self._heard):
                self._support = support_of(self._heard, self._window_cell())
                self._heard = b""
                self._app.call_later(self._show)
            return
        if error := _ERROR.search(self._heard):
            self._heard = self._heard[error.end() :]
            self._app.call_later(self._fail, error[1])
        if cell := cell_told(self._heard):
            self._heard = b""
            self._app.call_later(self._take_cell, cell)

    def _give_up(self) -> None:
        """Draw characters, as the terminal has not answered."""
        if self._support is None:
            self._tell_unfit()

    def _window_cell(self) -> tuple[int, int] | None:
        return self._options.cell() if self._options.cell else None

    # Showing

    def _show(self) -> None:
        """Have figures drawn as pictures, if the terminal shows them."""
        assert self._support
        protocol = self._support.protocol(self._choice)
        if self._choice == "off" or protocol is None:
            self._stop()
            self._tell_unfit()
            return
        self._start(protocol, self._support.cell)

    def _start(self, protocol: Protocol, cell: tuple[int, int]) -> None:
        # Imported here: most guides show no picture.
        from tui.app.terminal.pictures.display import SHARPEST, KittyDisplay, SixelDisplay
        from tui.app.terminal.pictures.picture_diff import PictureDiff
        from tui.app.terminal.pictures.place import PictureOutlet
        from tui.figure.pixels.picture_cache import PictureCache

        diff = self._app.screen_diff
        if diff is None or self._driver is None:
            return
        cache = self._options.cache or PictureCache()
        self._options.cache = cache
        outlet = PictureOutlet(cell, SHARPEST if protocol == "kitty" else 0)
        kind = KittyDisplay if protocol == "kitty" else SixelDisplay
        before = diff.removal() if isinstance(diff, PictureDiff) else ""
        shown = PictureDiff(
            diff,
            outlet,
            kind(outlet, cache),
            is_clear=self._is_clear,
            forgotten=self._look_at_cells,
        )
        if before:
            send(self._app, before)
        self._draw_through(shown)
        self._driver.parting = shown.removal
        self._redraw()

    def _stop(self) -> None:
        """Have figures drawn in characters."""
        from tui.app.terminal.pictures.picture_diff import PictureDiff

        diff = self._app.screen_diff
        if not isinstance(diff, PictureDiff) or self._driver is None:
            return
        send(self._app, diff.removal())
        self._draw_through(diff.without_pictures())
        self._driver.parting = str
        self._redraw()

    def _is_clear(self) -> bool:
        """Whether the terminal takes a picture as fast as it is sent."""
        return not is_behind(self._app) and self._options.is_clear()

    def _draw_through(self, diff: ScreenDiff) -> None:
        """Send changes from now on by another diff of the same terminal."""
        self._app.screen_diff = diff
        if self._app.paced_line is not None:
            self._app.paced_line.screen_diff = diff

    def _redraw(self) -> None:
        """Have everything with a figure drawn anew."""
        for screen in self._app.screen_stack:
            for widget in screen.walk_children(with_self=False):
                widget.notify_style_update()
                widget.refresh()

    # What changes

    def _look_at_cells(self) -> None:
        """Find out whether cells have another size: windows change it, and larger letters."""
        if cell := self._window_cell():
            self._app.call_later(self._take_cell, cell)
        elif self._driver is not None and self._app.is_running:
            self._app.call_later(send, self._app, CELL_QUESTION.decode("ascii"))

    def _take_cell(self, cell: tuple[int, int]) -> None:
        """Draw pictures for cells of another size."""
        support = self._support
        if support is None or cell == support.cell or self._choice == "off":
            return
        protocol = support.with_cell(cell).protocol(self._choice)
        self._support = support.with_cell(cell)
        if protocol is None:
            self._stop()
        else:
            self._start(protocol, cell)

    def _fail(self, error: bytes) -> None:
        """Send pictures again that the terminal lost; draw characters where it has no room."""
        self._lost += 1
        if error == _LOST and self._lost <= _MOST_LOST:
            self._app.action_redraw()
            return
        if self._choice != "off":
            self._choice = "off"
            self._stop()
            self._tell("The terminal has no room for pictures: drawn in characters.", always=True)

    def _tell_unfit(self) -> None:
        named = "pictures" if self._choice == "auto" else f"{self._choice} pictures"
        self._tell(f"This terminal shows no {named}: drawn in characters.")

    def _tell(self, line: str, *, always: bool = False) -> None:
        """Say why there are no pictures, to whoever asked for a certain kind."""
        if always or self._choice in ("kitty", "sixel"):
            self._app.notify(line, severity="warning", markup=False)
