"""The pane of a desk: a figure and a few words, drawn without a full screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from tui.app import theme
from tui.cli.desk.desk_exercises import Notice
from tui.cli.desk.desk_run import DeskRun
from tui.cli.desk.desk_walk import DeskWalk
from tui.cli.editing.print_pose import row_text
from tui.figure.motion_parser import prepare
from tui.figure.player import MotionMoment
from tui.figure.render.cells import Glyphs
from tui.figure.scene import SMALLEST, Look, Scene, draw, stage
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
    "x hurts · q stop",
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
            below = self._notice(exercises.notice, width, height)
        elif exercises and exercises.is_asking:
            below, is_list = self._page(exercises.questions, width, height), True
        elif exercises and exercises.walk:
            below = self._led(exercises.walk, width, height)[:height]
            if (room := height - len(below)) >= _LEAST_LED:
                picture = _Picture(*exercises.walk.figure(still=self._still))
                rows = self._figure(picture, width, room)
        else:
            below = self._words_below(run, width, height)[:height]
            if (room := height - len(below)) >= _LEAST:
                rows = self._figure(self._picture(run, seconds), width, room)
        with self._console.capture() as captured:
            for line in [*rows, *_centred(below[:height], width, as_one=is_list)]:
                self._console.print(line, end="\x1b[K\n", soft_wrap=True)
        return f"\x1b[H{captured.get().rstrip(chr(10))}\x1b[J"

    def _notice(self, notice: Notice, width: int, height: int) -> list[Text]:
        """Return why there are no more exercises, and the emergency signs as far as they fit."""
        said = [Text(line, "bold") for line in _wrapped(self._words.texts[notice], width)]
        keys = _keys(_NOTICE_KEYS, width)
        room = height - len(said) - len(keys)
        signs = [Text(line) for line in _wrapped(self._signs, width)] if self._signs else []
        return [*said, *signs[: max(0, room)], *keys]

    def _page(self, questions: DeskQuestions, width: int, height: int) -> list[Text]:
        """Return as many questions as fit; keeps how many those are."""
        head = [Text(line, "bold") for line in _wrapped(self._words.texts["ask"], width)]
        if height >= _DOTS_FROM:
            head += [Text(line, "dim") for line in _wrapped(self._words.texts["ask_more"], width)]
        room = height - len(head) - 1
        shown: list[DeskQuestion] = []
        lines: list[Text] = []
        for one in questions.page():
            more = [Text(line) for line in _wrapped(f"· {one.text}", width, "  ")]
            if shown and len(lines) + len(more) > room:
                break
            shown.append(one)
            lines += more
        self.asked = len(shown)
        if len(shown) == 1 and len(head) + len(lines) + 1 > height:
            head = []
        return [*head, *lines, *_keys(_ASK_ONE_KEYS if len(shown) == 1 else _ASK_KEYS, width)]

    def _led(self, walk: DeskWalk, width: int, height: int) -> list[Text]:
        """Return the words of an exercise that is led: what to do stands before all else."""
        stage = [] if walk.is_done else [Text(walk.stage, "bold cyan")]
        cue = [Text(line, "bold") for line in _wrapped(walk.cue, width)]
        title = [Text(walk.title)] if height >= _LOW and cell_len(walk.title) <= width else []
        return [*title, *stage, *cue, *([] if walk.is_done else _keys(_WALK_KEYS, width))]

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
            return [Text(line, "bold") for line in _wrapped(words, width)]
        below = [Text(line, "bold") for line in _wrapped(said.head, width)]
        below += [Text(line) for line in _wrapped(more, width)] if more else []
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


def _keys(forms: Sequence[str], width: int) -> list[Text]:
    """Return the fullest line of keys that fits; none if even the shortest does not."""
    return [Text(form, "dim") for form in forms if cell_len(form) <= width][:1]


def _centred(lines: Sequence[Text], width: int, *, as_one: bool) -> list[Text]:
    """Return lines in the middle, each by itself or all as one block."""
    widest = max((line.cell_len for line in lines), default=0)
    return [
        Text(" " * (max(0, width - (widest if as_one else line.cell_len)) // 2)).append_text(line)
        for line in lines
    ]


def _wrapped(words: str, width: int, indent: str = "") -> list[str]:
    """Return lines of words, all but the first indented; a word that is too long is cut."""
    import textwrap

    return textwrap.wrap(words, max(4, min(width, 72)), subsequent_indent=indent) or [""]
