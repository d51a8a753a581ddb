"""The pane of a desk: a figure and a few words, drawn without a full screen."""

from __future__ import annotations

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from tui.cli.desk.desk_run import DeskRun
from tui.cli.editing.print_pose import row_text
from tui.figure.motion_parser import prepare
from tui.figure.player import MotionMoment
from tui.figure.render.cells import Glyphs
from tui.figure.scene import SMALLEST, Look, Scene, draw, stage
from tui.guide.content.record_index import Index
from tui.guide.desk.days import dots
from tui.guide.desk.words import desk_text, slump

_KEYS = {
    "due": "space now · s later · x not now",
    "break": "space done",
    "paused": "p go on · q quit",
}
_OTHER_KEYS = "space break now · p pause · q quit"
_DOTS_FROM = 12
"""Rows from which the month is shown."""
_LOW = 9
"""Rows below which there is room for a line of words only."""
_LEAST = 3
"""Rows that are worth a figure."""


class DeskPane:
    """Draws a desk at any size."""

    def __init__(self, index: Index, glyphs: Glyphs) -> None:
        self._words = index.content.desk
        self._index = index
        self._glyphs: Glyphs = glyphs
        self._scenes: dict[str, Scene] = {}
        self._console = Console(highlight=False, force_terminal=True, legacy_windows=False)

    def draw(self, run: DeskRun, size: tuple[int, int], seconds: float) -> str:
        """Return what the terminal is sent to show a desk.

        Args:
            run: The desk.
            size: The columns and rows of the terminal.
            seconds: How long the present state lasts, for what moves in it.

        """
        width, height = size
        below = self._words_below(run, width, height)[:height]
        room = height - len(below)
        rows = self._figure(run, width, room, seconds) if room >= _LEAST else []
        lines = [*rows, *below]
        with self._console.capture() as captured:
            for line in lines:
                self._console.print(line, end="\x1b[K\n", soft_wrap=True)
        return f"\x1b[H{captured.get().rstrip(chr(10))}\x1b[J"

    def _words_below(self, run: DeskRun, width: int, height: int) -> list[Text]:
        """Return the lines of words; in a low pane only what matters most."""
        said = desk_text(self._words, run.desk, run.plan, has_spasm=run.has_spasm)
        left = ""
        if run.desk.stage == "break":
            left = f"{max(0, round(run.desk.until - run.desk.seen))} s"
        more = " · ".join(part for part in (said.line, left) if part)
        if height < _LOW:
            return [Text(line, "bold") for line in _wrapped(left or said.line or said.head, width)]
        below = [Text(line, "bold") for line in _wrapped(said.head, width)]
        below += [Text(line) for line in _wrapped(more, width)] if more else []
        if height >= _DOTS_FROM and (month := dots(run.days)):
            below.append(Text(month[-width:], "cyan"))
        keys = _KEYS.get(run.desk.stage, _OTHER_KEYS)
        return [*below, Text(keys, "dim")] if cell_len(keys) <= width else below

    def _figure(self, run: DeskRun, width: int, rows: int, seconds: float) -> list[Text]:
        if width < SMALLEST[0]:
            return []
        motion, moment = self._moment(run, seconds)
        look = Look(width, max(rows, SMALLEST[1]), glyphs=self._glyphs)
        # A picture that is too high loses the floor, not the head.
        return [row_text(row) for row in draw(self._scene(motion), moment, look)][:rows]

    def _moment(self, run: DeskRun, seconds: float) -> tuple[str, MotionMoment]:
        words, desk = self._words, run.desk
        if desk.stage in ("due", "break"):
            motion = words.motions["long"] if desk.kind == "long" else words.motions["short"]
            if run.has_spasm:
                motion = words.motions["spasm"]
            player = self._scene(motion).player
            if desk.stage == "due":
                last = player.cycle[-1]
                return motion, MotionMoment(last, last)
            return motion, player.moment(seconds)
        scene = self._scene(words.motions["sit"])
        upright, slumped = (scene.player.cycle * 2)[:2]
        return words.motions["sit"], MotionMoment(upright, slumped, slump(desk, run.plan))

    def _scene(self, motion: str) -> Scene:
        if motion not in self._scenes:
            self._scenes[motion] = stage(prepare(self._index.motions[motion]))
        return self._scenes[motion]


def _wrapped(words: str, width: int) -> list[str]:
    """Return lines of words; a word that is too long is cut."""
    import textwrap

    return textwrap.wrap(words, max(4, width)) or [""]
