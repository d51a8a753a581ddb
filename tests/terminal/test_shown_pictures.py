"""The guide's pictures in a real kitty and a real xterm: as drawn, and none left behind."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest

from tests.support.pictures import unlike
from tests.terminal import xterm
from tests.terminal.journey import start_walkthrough
from tests.terminal.terminal import CTRL_Z, ENTER, ESCAPE, TAB, guide
from tui.app import theme
from tui.figure.motion_parser import prepare
from tui.figure.pixels.picture import PixelColours, draw_pixels
from tui.figure.scene import stage
from tui.guide.content.record_index import Index

pytest.importorskip("aggdraw", reason="needs the extra pictures")
pytest.importorskip("numpy", reason="needs the extra pictures")

from tests.terminal.shown_pictures import RealPictures

CTRL_L = "\x0c"
COLOURS = PixelColours(
    theme.DARK.background or "",
    {k.removeprefix("figure-"): v for k, v in theme.FIGURE_ON_DARK.items()},
)


@pytest.mark.parametrize("kind", ["kitty", "xterm"])
def test_a_walkthrough_shows_its_picture_and_leaves_none_behind(
    kind: str, tmp_path: Path, index: Index
) -> None:
    if lacking := kind if not shutil.which(kind) else xterm.missing():
        pytest.skip(f"{lacking} is not installed")
    command = guide("--tab", "doctor", "--still", "--no-save", "--mute", "--region", "gb")
    shell = ["bash", "-mc", f"{shlex.join(command)}; echo In the shell; read; fg"]
    with (
        xterm.display() as display,
        RealPictures(kind, shell, display=display, home=tmp_path, size=(100, 30)) as terminal,
    ):
        start_walkthrough(terminal)
        terminal.send(" ")
        terminal.wait_for("MOVE")
        terminal.send(" ")
        terminal.wait_for("PAUSED")
        picture = terminal.wait_drawn(1)
        assert picture
        # It is the picture of a moment of this motion, though nobody here knows of which.
        scene = stage(prepare(index.motions["pelvic_tilt"]))
        moments = [scene.player.moment(scene.player.seconds * n / 24) for n in range(24)]
        drawn = [draw_pixels(scene, moment, picture[:2], COLOURS) for moment in moments]
        assert min(unlike(picture, one) for one in drawn) < 6

        terminal.send(ESCAPE)
        terminal.wait_for("Leave the walkthrough here?")
        terminal.wait_drawn(0)
        terminal.send(ENTER)
        terminal.wait_for("PAUSED", without=["Leave the walkthrough here?"])
        terminal.wait_drawn(1)

        terminal.resize(90, 26)
        smaller = terminal.wait_drawn(1)
        assert smaller and smaller[:2] != picture[:2]
        terminal.send(CTRL_L)
        terminal.wait_drawn(1)

        terminal.send(CTRL_Z)
        terminal.wait_for("In the shell")
        terminal.wait_left()
        terminal.send(ENTER)
        terminal.wait_for("PAUSED", without=["In the shell"])
        terminal.wait_drawn(1)

        terminal.send(ESCAPE)
        terminal.wait_for("Leave the walkthrough here?")
        terminal.send(TAB, ENTER)
        terminal.wait_for("Right now", without=["PAUSED"])
        terminal.send("4")
        terminal.wait_for("Tick what applies to you")
        terminal.wait_drawn(0)
        terminal.send("q")
        assert terminal.wait_exit() == 0
        terminal.wait_left()
