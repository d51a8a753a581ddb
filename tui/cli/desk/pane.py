"""The pane of a desk: a figure and a few words, drawn without a full screen."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from tui.app import theme
from tui.cli.desk.desk_exercises import Notice
from tui.cli.desk.desk_run import DeskRun
from tui.cli.desk.desk_walk import DeskWalk
from tui.cli.desk.pane_text import (
    centred,
    key_line,
    side_by_side,
    whole_sentences,
    wrapped,
)
from tui.cli.editing.print_pose import row_text
from tui.figure.motion_parser import prepare
from tui.figure.player import MotionMoment
from tui.figure.render.cells import CELL_HEIGHT, CELL_WIDTH, Glyphs
from tui.figure.scene import LARGEST, SMALLEST, Look, Scene, camera_of, draw, stage
from tui.guide.content.record_index import Index
from tui.guide.desk.days import dots
from tui.guide.desk.exercises import DeskQuestion, DeskQuestions
from tui.guide.desk.words import desk_text, slump

_KEYS = {
    "due": "space do it · s later · x not now",
    "break": "space done",
    "paused": "p go on · q quit",
}
_OTHER_KEYS = "space break now · p pause · q quit"
_WALK_KEYS = (
    "space pause · x it hurts · n next · q stop",
    "space pause · x it hurts · q stop",
    "space pause · x hurts · q stop",
    "space pause · x hurts",
    "x hurts · q stop",
    "x hurts",
)
_ASK_KEYS = ("y yes, one of them · space no, none", "y one · space none")
_ASK_ONE_KEYS = ("y yes · space no · x not now", "y yes · space no")
_NOTICE_KEYS = ("space go on",)
_DOTS_FROM = 12
"""Rows from which the month is shown."""
_LOW = 9
"""Rows below which there is room for a line of words only."""
_LEAST = 3
"""Rows that are worth a figure beside a few words."""
_LEAST_LED = 5
"""Rows that are worth a figure while it leads: less would not show what it does."""
_BESIDE_BELOW = 16
"""Rows below which the words of what is led stand beside the figure, so that it is large."""
_NARROW = 12
"""Columns that words need beside a figure."""
_WIDE = 30
"""Columns that words take beside a figure at most."""


class _Picture(NamedTuple):
    """What the figure does."""

    motion: str
    moment: MotionMoment
    breath: float = 0.0
    mirrored: bool = False


class DeskPane:
    """Draws a desk at any size.

    Args:
        index: The content.
        glyphs: The alphabet of the figure.
        signs: The emergency signs, with the number to call.
        light: Whether the terminal is light.
        still: Whether nothing moves.

    """

    def __init__(
        self,
        index: Index,
        glyphs: Glyphs,
        signs: Sequence[str] = (),
        *,
        light: bool = False,
        still: bool = False,
    ) -> None:
        self._words = index.content.desk
        self._index = index
        self._glyphs: Glyphs = glyphs
        self._signs = " ".join(signs)
        self._colours: Mapping[str, str] = theme.FIGURE_ON_LIGHT if light else theme.FIGURE_ON_DARK
        self._still = still
        self._scenes: dict[str, Scene] = {}
        self._console = Console(highlight=False, force_terminal=True, legacy_windows=False)
        self.asked = 1
        """How many questions were drawn last, where some are asked."""

    def is_moving(self, run: DeskRun, seconds: float) -> bool:
        """Return whether the picture changes by itself, so many seconds into the present state."""
        exercises = run.exercises
        if self._still or (exercises and (exercises.is_asking or exercises.notice)):
            return False
        if exercises and exercises.walk:
            return exercises.walk.is_running
        if run.desk.stage == "due":
            return seconds < self._rise
        return run.desk.stage == "break"

    def draw(self, run: DeskRun, size: tuple[int, int], seconds: float) -> str:
        """Return what the terminal is sent to show a desk.

        Args:
            run: The desk.
            size: The columns and rows of the terminal.
            seconds: How long the present state lasts, for what moves in it.

        """
        width, height = size
        exercises = run.exercises
        rows: list[Text] = []
        is_list = False
        if exercises and exercises.notice:
            below, is_list = self._notice(exercises.notice, width, height), True
        elif exercises and exercises.is_asking:
            below, is_list = self._page(exercises.questions, width, height), True
        elif exercises and exercises.walk:
            picture = _Picture(*exercises.walk.figure(still=self._still))
            rows, below = self._beside(exercises.walk, picture, width, height), []
            if not rows:
                below = self._led(exercises.walk, width)[:height]
                if (room := height - len(below)) >= _LEAST_LED:
                    rows = self._figure(picture, width, room)
        else:
            below = self._words_below(run, width, height)[:height]
            if (room := height - len(below)) >= _LEAST:
                rows = self._figure(self._picture(run, seconds), width, room)
        if is_list:
            rows = [Text()] * ((height - len(below)) // 2)
        with self._console.capture() as captured:
            for line in [*rows, *centred(below[:height], width, as_one=is_list)]:
                self._console.print(line, end="\x1b[K\n", soft_wrap=True)
        return f"\x1b[H{captured.get().rstrip(chr(10))}\x1b[J"

    def _notice(self, notice: Notice, width: int, height: int) -> list[Text]:
        """Return why there are no more exercises, and the emergency signs as far as they fit."""
        said = [Text(line, "bold") for line in wrapped(self._words.texts[notice], width)]
        keys = key_line(_NOTICE_KEYS, width)
        room = height - len(said) - len(keys)
        signs = [Text(line) for line in whole_sentences(self._signs, width, max(0, room))]
        return [*said, *signs, *keys]

    def _page(self, questions: DeskQuestions, width: int, height: int) -> list[Text]:
        """Return as many questions as fit; keeps how many those are."""
        head = [Text(line, "bold") for line in wrapped(self._words.texts["ask"], width)]
        if height >= _DOTS_FROM:
            head += [Text(line, "dim") for line in wrapped(self._words.texts["ask_more"], width)]
        room = height - len(head) - 1
        shown: list[DeskQuestion] = []
        lines: list[Text] = []
        for one in questions.page():
            more = [Text(line) for line in wrapped(f"· {one.text}", width, "  ")]
            if shown and len(lines) + len(more) > room:
                break
            shown.append(one)
            lines += more
        self.asked = len(shown)
        if len(shown) == 1 and len(head) + len(lines) + 1 > height:
            head = []
        return [*head, *lines, *key_line(_ASK_ONE_KEYS if len(shown) == 1 else _ASK_KEYS, width)]

    def _led(self, walk: DeskWalk, width: int) -> list[Text]:
        """Return the words of an exercise that is led: what to do stands before all else."""
        stage = [] if walk.is_done else [Text(walk.stage, "bold cyan")]
        cue = [Text(line, "bold") for line in wrapped(walk.cue, width)]
        title = [Text(walk.title)] if cell_len(walk.title) <= width else []
        return [*title, *stage, *cue, *([] if walk.is_done else key_line(_WALK_KEYS, width))]

    def _beside(self, walk: DeskWalk, picture: _Picture, width: int, height: int) -> list[Text]:
        """Return the rows of a low pane: a figure as high as it is, the words to its right.

        None where the words of this exercise do not all fit, so that it never changes in between.
        """
        if not _LEAST_LED <= height < _BESIDE_BELOW or width < SMALLEST[0]:
            return []
        columns = self._columns(picture.motion, height)
        room = min(width - columns - 1, _WIDE)
        cues = [wrapped(cue, room) for cue in walk.cues]
        most = max(map(len, cues))
        if room < _NARROW or most + 2 > height:
            return []
        keys = [] if walk.is_done else key_line(_WALK_KEYS, room)
        lines = [] if walk.is_done else [Text(_short(walk.stage, room), "bold cyan")]
        lines += [Text(line, "bold") for line in wrapped(walk.cue, room)]
        if height >= _LOW and cell_len(walk.title) <= room:
            lines = [*[Text()] * ((height - most - 3) // 3), Text(walk.title), *lines]
        lines += [Text()] * (height - len(lines) - len(keys)) + keys
        figure = self._figure(picture, max(columns, SMALLEST[0]), height)
        spare = max(0, SMALLEST[0] - columns) // 2
        pad = (width - columns - 1 - room) // 2
        return side_by_side([row[spare : spare + columns] for row in figure], lines, pad)

    def _columns(self, motion: str, height: int) -> int:
        """Return how many columns a motion takes when it is as high as a pane."""
        scene = self._scene(motion)
        rows = max(height, SMALLEST[1]) * CELL_HEIGHT
        camera, _ = camera_of(scene, LARGEST[0] * CELL_WIDTH, rows, flip=False)
        across = (scene.bounds.right - scene.bounds.left) * camera.scale
        return math.ceil((across + 4.0) / CELL_WIDTH)

    def _words_below(self, run: DeskRun, width: int, height: int) -> list[Text]:
        """Return the lines of words; in a low pane only what matters most."""
        said = desk_text(self._words, run.desk, run.plan, has_spasm=run.has_spasm)
        left = ""
        if run.desk.stage == "break":
            left = f"{max(0, round(run.desk.until - run.desk.seen))} s"
        more = " · ".join(part for part in (said.line, left) if part)
        if height < _LOW:
            words = left or said.line or said.head
            if run.desk.stage == "sitting" and cell_len(words) > width:
                words = words.partition(" ")[2]
            return [Text(line, "bold") for line in wrapped(words, width)]
        below = [Text(line, "bold") for line in wrapped(said.head, width)]
        below += [Text(line) for line in wrapped(more, width)] if more else []
        if height >= _DOTS_FROM and (month := dots(run.days)):
            below.append(Text(month[-width:], "cyan"))
        keys = _KEYS.get(run.desk.stage, _OTHER_KEYS)
        return [*below, Text(keys, "dim")] if cell_len(keys) <= width else below

    def _figure(self, picture: _Picture, width: int, rows: int) -> list[Text]:
        if width < SMALLEST[0]:
            return []
        look = Look(width, max(rows, SMALLEST[1]), glyphs=self._glyphs, mirrored=picture.mirrored)
        # A picture that is too high loses the floor, not the head.
        drawn = draw(self._scene(picture.motion), picture.moment, look, picture.breath)
        return [row_text(row, self._colours) for row in drawn][:rows]

    def _picture(self, run: DeskRun, seconds: float) -> _Picture:
        """Return what the figure does while nothing is led."""
        words, desk = self._words, run.desk
        turns = desk.stage in ("due", "break") and desk.kind in ("up", "down") and not run.has_spasm
        if (desk.stage == "sitting" and desk.stands) or (turns and desk.kind == "up"):
            still = self._scene(words.motions["stand"]).player.cycle[0]
            return _Picture(words.motions["stand"], MotionMoment(still, still))
        if desk.stage == "due" and not turns:
            motion = words.motions["spasm" if run.has_spasm else "short"]
            return _Picture(motion, self._risen(motion, seconds))
        if desk.stage == "break" and not turns:
            motion = words.motions["long" if desk.kind == "long" else "short"]
            if run.has_spasm:
                motion = words.motions["spasm"]
            return _Picture(motion, self._scene(motion).player.moment(seconds))
        scene = self._scene(words.motions["sit"])
        upright, slumped = (scene.player.cycle * 2)[:2]
        moment = MotionMoment(upright, slumped, slump(desk, run.plan))
        return _Picture(words.motions["sit"], moment)

    def _risen(self, motion: str, seconds: float) -> MotionMoment:
        """Return the figure as it stands up and stretches, once; then it stays so."""
        player = self._scene(motion).player
        if seconds < self._rise and not self._still:
            return player.moment(seconds)
        last = player.poses[-1].id
        return MotionMoment(last, last)

    @property
    def _rise(self) -> float:
        """Seconds until the figure stands and has stretched."""
        player = self._scene(self._words.motions["short"]).player
        poses = player.poses
        return sum(pose.stay for pose in poses[:-1]) + sum(pose.move for pose in poses[1:])

    def _scene(self, motion: str) -> Scene:
        if motion not in self._scenes:
            self._scenes[motion] = stage(prepare(self._index.motions[motion]))
        return self._scenes[motion]


def _short(stage: str, width: int) -> str:
    """Return a stage, without the side and the repetition where they do not fit."""
    return stage if cell_len(stage) <= width else stage.partition(" · ")[0]
