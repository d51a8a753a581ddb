"""The screen of ``backspasm pose --play``: a motion that plays, and follows its file."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.driver import Driver
from textual.widgets import Static

from tui.app.appearance.themed_app import ThemedApp
from tui.app.environment import FRAMES_A_SECOND
from tui.app.motion_editor.panel import motion_panel
from tui.app.motion_editor.picture import motion_rows
from tui.app.textual_fast.guarded_app import GuardedApp
from tui.figure.player import MotionMoment
from tui.figure.render.cells import Glyphs
from tui.figure.scene import Look
from tui.guide.content.faults import without_folders
from tui.guide.edit.edited_motion import EditedMotion, read_motion
from tui.system.file_watch import LOOKS, FileWatch

_KEYS = "space play · ←→ keyframe · q quit · , . frame · r reach"
_PANEL = 38
"""Columns of the words beside the figure."""
_LEAST_FIGURE = 20
"""Columns that a figure needs beside the words."""


class _Canvas(Static):
    """Text that is drawn anew for each size."""

    def __init__(self, draw: Callable[[], None], id: str) -> None:
        super().__init__(id=id)
        self._draw_text = draw

    def on_resize(self) -> None:
        """Draw at the new size."""
        self._draw_text()


class MotionApp(ThemedApp, GuardedApp):
    """One motion on the whole screen, as the files at `paths` have it.

    Args:
        paths: The content files, from the lowest to the uppermost.
        name: The id of an exercise or motion.
        watches: Whether to follow the files as they are saved.
        clock: Returns seconds; what plays follows it.
        driver_class: The driver, if another than the terminal's.

    """

    CSS = """
    #beside { height: 1fr; }
    #figure { width: 1fr; height: 100%; }
    #panel { width: 38; height: 100%; padding: 0 0 0 1; }
    #faults { height: auto; max-height: 40%; }
    #keys { height: 1; color: $text-muted; }
    .-thin #panel { display: none; }
    """
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "play", "Play"),
        Binding("right,down,l,j", "keyframe(1)", "Next keyframe"),
        Binding("left,up,h,k", "keyframe(-1)", "Keyframe before"),
        Binding("full_stop", "frame(1)", "Next frame"),
        Binding("comma", "frame(-1)", "Frame before"),
        Binding("r", "reach", "Reach"),
        Binding("T", "toggle_dark", "Theme"),
        Binding("q,escape,ctrl+c", "quit", "Quit", priority=True),
    ]

    def __init__(
        self,
        paths: Sequence[Path],
        name: str,
        *,
        glyphs: Glyphs,
        still: bool = False,
        watches: bool = False,
        theme: str = "",
        clock: Callable[[], float] = time.monotonic,
        driver_class: type[Driver] | None = None,
    ) -> None:
        super().__init__(driver_class=driver_class)
        self.offer_themes(theme)
        self._paths, self._motion_name = tuple(paths), name
        self._glyphs: Glyphs = glyphs
        self._watch = FileWatch(self._paths, clock) if watches else None
        self._clock = clock
        self._is_reading = False
        self._shows_reach = True
        self._plays = not still
        self._seconds, self._since = 0.0, clock()
        self._cursor = ""
        self._shown: EditedMotion | None = None
        self._faults: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """Show the figure beside the words, with the faults and the keys below."""
        with Horizontal(id="beside"):
            yield _Canvas(self._draw, "figure")
            yield _Canvas(self._draw, "panel")
        yield Static(id="faults")
        yield Static(Text(_KEYS, no_wrap=True, overflow="ellipsis"), id="keys")

    def on_mount(self) -> None:
        """Read the motion, play it, and look at its files from time to time."""
        self._take(read_motion(self._paths, self._motion_name))
        self.set_interval(1 / FRAMES_A_SECOND, self._advance)
        if self._watch:
            self.set_interval(LOOKS, self._look)

    async def _look(self) -> None:
        """Read the files if they were saved; in a thread, as a check takes a moment."""
        if self._watch is None or self._is_reading or not self._watch.is_saved():
            return
        self._is_reading = True
        try:
            self._take(await asyncio.to_thread(read_motion, self._paths, self._motion_name))
        finally:
            self._is_reading = False

    def _take(self, edited: EditedMotion) -> None:
        """Show a motion that was read; one that cannot be drawn leaves the last one playing."""
        self._faults = edited.faults
        if edited.motion is not None:
            self._shown = edited
            names = [pose.id for pose in edited.motion.player.poses]
            if self._cursor not in names:
                self._cursor = names[0]
        self._draw()
        self._draw_faults()

    # What is shown

    @property
    def moment(self) -> MotionMoment:
        """The moment of the motion that is shown."""
        assert self._shown is not None and self._shown.motion is not None
        if self._plays or self._seconds:
            return self._shown.motion.player.moment(self._time())
        return MotionMoment(self._cursor, self._cursor)

    def _time(self) -> float:
        return self._seconds + (self._clock() - self._since if self._plays else 0.0)

    def _advance(self) -> None:
        if self._plays and self._shown is not None:
            self._draw()

    def on_resize(self, event: events.Resize) -> None:
        """Draw at another size; a narrow one has no room for the words."""
        self.screen.set_class(event.size.width < _PANEL + _LEAST_FIGURE, "-thin")

    def _draw(self) -> None:
        figure, panel = self.query_one("#figure", Static), self.query_one("#panel", Static)
        if self._shown is None or self._shown.motion is None or self._shown.scene is None:
            figure.update(Text("No motion to show yet."))
            return
        moment = self.moment
        if self._plays:
            self._cursor = moment.end
        size = figure.size
        look = Look(size.width, size.height, self._glyphs, colour=not self.no_color)
        rows = motion_rows(
            self._shown.motion,
            self._shown.scene,
            moment,
            look,
            self.get_theme_variable_defaults(),
            with_reach=self._shows_reach,
        )
        figure.update(Text("\n", no_wrap=True, overflow="crop").join(rows[: size.height]))
        panel.update(motion_panel(self._shown, self._cursor, panel.size.height))

    def _draw_faults(self) -> None:
        count = len(self._faults)
        state = "follows the file" if self._watch else "does not follow the file"
        if not count:
            words = Text(f"No fault found; {state}.", "green")
        else:
            head = Text(f"{count} fault{'s' if count > 1 else ''}; {state}.", "bold red")
            lines = [Text(without_folders(one, self._paths)) for one in self._faults]
            words = Text("\n").join([head, *lines])
        self.query_one("#faults", Static).update(words)

    # Keys

    def action_play(self) -> None:
        """Play, or stop where it is."""
        self._seconds = self._time()
        self._since = self._clock()
        self._plays = not self._plays
        self._draw()

    def action_keyframe(self, by: int) -> None:
        """Stop at the next keyframe of the file, or at the one before."""
        if self._shown is None or self._shown.motion is None:
            return
        names = [pose.id for pose in self._shown.motion.player.poses]
        self._plays, self._seconds = False, 0.0
        self._cursor = names[(names.index(self._cursor) + by) % len(names)]
        self._draw()

    def action_frame(self, by: int) -> None:
        """Stop, one frame on or back."""
        if self._shown is None or self._shown.motion is None:
            return
        whole = self._shown.motion.player.seconds
        self._seconds = (self._time() + by / FRAMES_A_SECOND) % whole or whole
        self._plays, self._since = False, self._clock()
        self._cursor = self.moment.end
        self._draw()

    def action_reach(self) -> None:
        """Show or hide how far hands and feet can go."""
        self._shows_reach = not self._shows_reach
        self._draw()
