"""`pose --pictures` in a terminal that shows pictures, and in one that does not."""

from __future__ import annotations

import fcntl
import os
import re
import select
import shlex
import shutil
import struct
import subprocess
import termios
import time
from pathlib import Path

import pytest

from tests.support.commands import Call
from tests.support.pictures import KittyScreen, read_sixel, unlike
from tests.terminal import xterm
from tests.terminal.terminal import PATIENCE, environment, guide
from tui.app import theme
from tui.cli.pictures.ask_terminal import read_answer
from tui.figure.motion_parser import prepare
from tui.figure.pixels.graphics_support import QUESTION
from tui.figure.pixels.picture import PixelColours, Pixels, draw_pixels
from tui.figure.scene import stage
from tui.guide.content.record_index import Index

pytest.importorskip("aggdraw", reason="needs the extra pictures")

POSE = ("pose", "glute_bridge", "--frames", "3", "--size", "30x8")
KITTY, DA1 = b"\x1b_Gi=31;OK\x1b\\", b"\x1b[?62;22c"
VT340, CELL = b"\x1b[?63;1;2;4;22c", b"\x1b[6;18;9t"
PICTURE = re.compile(rb"\x1b7(.*?)\x1b8", re.DOTALL)
COLOURS = PixelColours(
    "#14191f", {k.removeprefix("figure-"): v for k, v in theme.FIGURE_ON_DARK.items()}
)


def printed(home: Path, answer: bytes, *options: str) -> tuple[bytes, str]:
    """What a command prints on a terminal that gives this answer, and on standard error."""
    master, slave = os.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    environ = {**environment(home), "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    received, asked = b"", False
    with subprocess.Popen(
        guide(*POSE, *options), stdin=slave, stdout=slave, stderr=subprocess.PIPE, env=environ
    ) as program:
        os.close(slave)
        while select.select([master], [], [], PATIENCE)[0]:
            try:
                received += os.read(master, 65536)
            except OSError:
                break
            if not asked and QUESTION in received:
                asked = True
                os.write(master, answer)
        assert program.stderr
        said = program.stderr.read().decode()
    os.close(master)
    assert program.returncode == 0
    return received, said


def test_kitty_gets_each_picture_once(tmp_path: Path) -> None:
    received, said = printed(tmp_path, KITTY + CELL + DA1, "--pictures", "auto")
    screen = KittyScreen()
    for picture in PICTURE.findall(received):
        screen.feed(picture)
    assert [cells for _, *cells in screen.shown] == [[30, 8]] * 3
    assert {picture[:2] for picture in screen.kept.values()} == {(30 * 9, 8 * 18)}
    assert b";OK" not in received, "no answer is seen"
    assert received.count(b"glute_bridge") == 3 and not said


def test_sixel_is_as_large_as_its_cells(tmp_path: Path, index: Index) -> None:
    received, said = printed(tmp_path, CELL + VT340, "--pictures", "sixel")
    pictures = [read_sixel(picture) for picture in PICTURE.findall(received)]
    scene = stage(prepare(index.motions["glute_bridge"]))
    wanted = [
        draw_pixels(scene, scene.player.moment(scene.player.seconds * n / 3), (270, 144), COLOURS)
        for n in range(3)
    ]
    assert all(unlike(*pair) < 3 for pair in zip(pictures, wanted, strict=True))
    assert not said


@pytest.mark.parametrize(
    ("answer", "options", "line"),
    [
        (DA1, ["--pictures", "kitty"], "no terminal that shows kitty pictures"),
        (KITTY + DA1, ["--pictures", "sixel"], "no terminal that shows sixel pictures"),
        (VT340, ["--pictures", "auto"], "no terminal that shows pictures"),
        (b"\x1b[6;1;1t" + VT340, ["--pictures", "auto"], "no terminal that shows pictures"),
        (KITTY + DA1, ["--pictures", "auto", "--glyphs", "ascii"], ""),
        (KITTY + DA1, ["--pictures", "off"], ""),
        (KITTY + DA1, [], ""),
    ],
)
def test_where_pictures_do_not_fit_one_line_says_so_and_characters_are_drawn(
    answer: bytes, options: list[str], line: str, tmp_path: Path
) -> None:
    received, said = printed(tmp_path, answer, *options)
    assert said.count("\n") == bool(line) and line in said
    drawn = received.replace(QUESTION, b"")
    assert (QUESTION in received) == bool(line), "whoever wants characters is not asked"
    assert b"\x1b_G" not in drawn and b"\x1bP" not in drawn and b"[6;" not in drawn
    assert drawn.count(b"\n") == 3 * 9


@pytest.mark.parametrize("sent", [b"", KITTY, KITTY + CELL, b"typed", b"\x1b" * 5000])
def test_a_terminal_that_does_not_answer_all_is_not_waited_for_longer(sent: bytes) -> None:
    source, target = os.pipe()
    os.write(target, sent)
    assert read_answer(source, 0.0) == sent[:4096]
    os.close(target)
    assert read_answer(source, PATIENCE) == sent[4096:], "the line has ended"
    os.close(source)


def test_without_a_terminal_and_with_a_file_there_are_none(
    capsys: pytest.CaptureFixture[str],
) -> None:
    call = Call(capsys)
    piped = call(*POSE, "--pictures", "kitty")
    assert (piped.status, piped.err.count("\n")) == (0, 1) and "\x1b_G" not in piped.out
    assert call(*POSE, "--pictures", "auto", "--svg", "-").status == 2


REAL = {
    "kitty": ["-o", "background=#ffffff", "-o", "window_padding_width=0", "--config", "NONE"],
    "xterm": ["-ti", "vt340", "-bg", "white", "-fa", "DejaVu Sans Mono", "-fs", "10", "-e"],
}
"""Terminals with pictures, and how they are opened on white."""
_INSIDE = 8
"""A column of pixels that is in the picture, as no border is so wide."""


@pytest.mark.parametrize("name", REAL)
def test_a_real_terminal_shows_the_picture(name: str, tmp_path: Path, index: Index) -> None:
    if not shutil.which(name) or xterm.missing():
        pytest.skip(f"{name if not shutil.which(name) else xterm.missing()} is not installed")
    words = guide("pose", "glute_bridge", "--frames", "1", "--size", "40x12", "--pictures", "auto")
    scene = stage(prepare(index.motions["glute_bridge"]))
    moment = scene.player.moment(0.0)
    with xterm.display() as display:
        # Drawing without a graphics card.
        environ = {**environment(tmp_path), "DISPLAY": display, "LIBGL_ALWAYS_SOFTWARE": "1"}
        # It stays open until it is ended.
        command = [name, *REAL[name], "sh", "-c", f"{shlex.join(words)}; read _"]
        quiet = subprocess.DEVNULL
        terminal = subprocess.Popen(command, env=environ, cwd=tmp_path, stdout=quiet, stderr=quiet)
        try:
            deadline, seen = time.monotonic() + PATIENCE, None
            while (
                seen is None
                or seen.width < 200
                or unlike(seen, draw_pixels(scene, moment, seen[:2], COLOURS)) > 4
            ):
                assert time.monotonic() < deadline, f"no picture, at best {seen and seen[:2]}"
                seen = found(screenshot(environ))
        finally:
            terminal.terminate()
            terminal.wait(PATIENCE)


def screenshot(environ: dict[str, str]) -> Pixels:
    """All that the display shows."""
    taken = subprocess.run(
        ["import", "-window", "root", "-depth", "8", "ppm:-"],
        env=environ,
        capture_output=True,
        check=True,
    )
    _, width, height = taken.stdout.split(maxsplit=3)[:3]
    return Pixels(int(width), int(height), taken.stdout[-3 * int(width) * int(height) :])


def found(screen: Pixels) -> Pixels | None:
    """The picture on a white screen: what has the colour of its ground in its upper left corner."""
    wide, white = 3 * screen.width, b"\xff\xff\xff"
    ground = bytes.fromhex(COLOURS.ground[1:])

    def is_ground(at: int) -> bool:
        return all(abs(a - b) < 4 for a, b in zip(screen.rgb[at : at + 3], ground, strict=True))

    column = range(3 * _INSIDE, len(screen.rgb), wide)
    top = next((at // wide for at in column if is_ground(at) and is_ground(at + 150)), None)
    if top is None:
        return None
    left = next(x for x in range(3 * _INSIDE, -4, -3) if x < 0 or not is_ground(top * wide + x)) + 3
    rows = [screen.rgb[at + left : at + wide] for at in range(top * wide, len(screen.rgb), wide)]
    width = next((x for x in range(0, len(rows[0]), 3) if rows[0][x : x + 3] == white), 0)
    height = next((y for y, row in enumerate(rows) if row[:3] == white), 0)
    return Pixels(width // 3, height, b"".join(row[:width] for row in rows[:height]))
