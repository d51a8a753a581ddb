"""The guide in a terminal that shows pictures: where they are, and that none is left behind."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.support.picture_terminal import CELL, DA1, KITTY, SIZE, VT340, PictureTerminal
from tests.support.pictures import unlike
from tests.terminal.terminal import DOWN, ESCAPE, Terminal, guide
from tests.terminal.test_crash import AT_A_KEY, broken, ends_calmly
from tui.app.drawing.border import THUMB
from tui.figure.pixels.picture import Pixels

pytest.importorskip("aggdraw", reason="needs the extra pictures")

CTRL_L = "\x0c"
PAGE = "Double knee-to-chest"


def opened(*options: str) -> list[str]:
    return guide("--tab", "prevention", "--no-save", *options)


def to_figure(terminal: Terminal) -> None:
    """Open a page with a figure."""
    terminal.wait_for("Prevention", "Double knee-to-chest")
    terminal.send(*[DOWN] * 7)
    terminal.wait_for("Then bring in the other knee.")


def wait_shown(terminal: PictureTerminal, count: int = 1) -> None:
    terminal.wait_until(lambda: len(terminal.placed) == count, f"{count} pictures")


def has_blocks(terminal: Terminal) -> bool:
    """Whether a figure is drawn in characters; scroll bars are too."""
    signs = "".join(terminal.screen.display).replace(THUMB, "")
    return sum("▀" <= sign <= "▟" for sign in signs) > 20


def test_a_repeated_picture_costs_few_bytes_and_none_is_left_behind(tmp_path: Path) -> None:
    with PictureTerminal(opened(), home=tmp_path) as terminal:
        to_figure(terminal)
        wait_shown(terminal)
        (number,) = terminal.at
        picture = terminal.kitty.kept[number]
        left, top = terminal.at[number]
        columns, rows = picture.width // SIZE[0], picture.height // SIZE[1]
        assert picture[:2] == (columns * SIZE[0], rows * SIZE[1])
        under = [line[left : left + columns] for line in terminal.screen.display[top : top + rows]]
        assert not "".join(under).strip() and not has_blocks(terminal), "nothing lies below it"

        def repeats() -> list[bytes]:
            return [frame for frame in terminal.frames if b"a=t" not in frame]

        terminal.wait_until(lambda: len(repeats()) > 5, "pictures that are shown again")
        assert all(len(frame) < 60 for frame in repeats()), repeats()
        assert terminal.kitty.handed_over == len(terminal.kitty.kept), "each is sent once"

        terminal.send("?")
        terminal.wait_for("Move, on every screen")
        wait_shown(terminal, 0)
        terminal.send(ESCAPE)
        wait_shown(terminal)
        assert not has_blocks(terminal)

        sent = terminal.kitty.handed_over
        terminal.send(CTRL_L)
        terminal.wait_until(
            lambda: terminal.kitty.handed_over > sent, "a picture that is sent anew"
        )
        assert len(terminal.kitty.kept) <= terminal.kitty.handed_over - sent, "the rest is freed"
        wait_shown(terminal)

        terminal.resize(80, 24)
        terminal.wait_until(
            lambda: bool(terminal.placed) and terminal.placed[0].width != picture.width, "less room"
        )
        terminal.send("1")
        terminal.wait_for("Is it safe?")
        wait_shown(terminal, 0)
        terminal.send("2")
        terminal.wait_for("Try it when the pain is easing.")
        wait_shown(terminal)

        terminal.signal(signal.SIGTSTP)
        terminal.wait_until(lambda: terminal.has_newly_stopped, "the guide to stop")
        terminal.wait_until(
            lambda: not terminal.kitty.kept and not terminal.kitty.shown, "no picture left"
        )
        terminal.signal(signal.SIGCONT)
        wait_shown(terminal)
        terminal.send("q")
        assert terminal.wait_exit() == 0
        terminal.wait_until(
            lambda: not terminal.kitty.kept and not terminal.kitty.shown, "no picture left"
        )
        assert terminal.asked == 1


def test_sixel_sends_what_changed(tmp_path: Path) -> None:
    # As xterm, which tells the pixels of a cell by the size of its window alone.
    with PictureTerminal(opened(), home=tmp_path, answer=VT340, pixels_told=SIZE) as terminal:
        to_figure(terminal)
        terminal.wait_until(lambda: len(terminal.sixels) > 6, "pictures")
        (first, whole), *others = terminal.sixels
        # Of a whole picture each cell is drawn, of the next ones only the rectangle that changed.
        assert whole.width % SIZE[0] == 0 and whole.height % SIZE[1] == 0
        smaller = [part for _, part in others if part[:2] != whole[:2]]
        assert smaller
        for (column, row), part in others:
            assert first[0] <= column and first[1] <= row
            assert (column - first[0]) * SIZE[0] + part.width <= whole.width
        terminal.send("?")
        terminal.wait_for("Move, on every screen")
        count = len(terminal.sixels)
        terminal.send(ESCAPE)
        terminal.wait_until(lambda: len(terminal.sixels) > count, "the picture again")
        assert terminal.sixels[count][1][:2] == whole[:2], "all of it: text has been there"
        terminal.send("q")
        assert terminal.wait_exit() == 0


def test_both_protocols_show_the_same_picture(tmp_path: Path) -> None:
    with PictureTerminal(opened("--still"), home=tmp_path) as terminal:
        to_figure(terminal)
        wait_shown(terminal)
        (picture,), ((left, top),) = terminal.placed, terminal.at.values()
    answer = CELL + VT340
    with PictureTerminal(opened("--still"), home=tmp_path, answer=answer) as terminal:
        to_figure(terminal)
        terminal.wait_until(lambda: bool(terminal.sixels), "a picture")
        canvas = terminal.canvas()
        wide = 3 * canvas.width
        starts = range(
            top * SIZE[1] * wide + 3 * left * SIZE[0],
            (top * SIZE[1] + picture.height) * wide,
            wide,
        )
        rows = [canvas.rgb[at : at + 3 * picture.width] for at in starts]
        assert unlike(picture, Pixels(*picture[:2], b"".join(rows))) < 3


@pytest.mark.parametrize(
    ("answer", "options", "env", "line"),
    [
        (DA1, [], {}, ""),
        (DA1, ["--pictures", "kitty"], {}, "This terminal shows no kitty pictures"),
        (KITTY + CELL + DA1, ["--pictures", "sixel"], {}, "This terminal shows no sixel pictures"),
        (KITTY + b"\x1b[6;1;1t" + DA1, ["--pictures", "kitty"], {}, "shows no kitty pictures"),
        (KITTY + CELL + DA1, ["--pictures", "off"], {}, ""),
        (KITTY + CELL + DA1, ["--glyphs", "quadrant"], {}, ""),
        (KITTY + CELL + DA1, [], {"TERM": "screen-256color"}, ""),
        (KITTY + CELL + DA1, [], {"TERM_PROGRAM": "Apple_Terminal"}, ""),
        (CELL + DA1, [], {"TERM": "tmux-256color", "TMUX": "/tmp/tmux,1,0"}, ""),
    ],
)
def test_where_pictures_do_not_fit_characters_are_drawn(
    answer: bytes, options: list[str], env: dict[str, str], line: str, tmp_path: Path
) -> None:
    command = opened(*options)
    with PictureTerminal(command, home=tmp_path, answer=answer, env=env) as terminal:
        if line:
            terminal.wait_for(line)
        to_figure(terminal)
        terminal.wait_until(lambda: has_blocks(terminal), "a figure in characters")
        assert not terminal.kitty.handed_over and not terminal.sixels
        asks = options[:1] != ["--glyphs"] and options[-1:] != ["off"]
        quiet = "TERM_PROGRAM" in env or env.get("TERM", "").startswith("screen")
        assert terminal.asked == (asks and not quiet)
        if "TMUX" in env:
            assert b"\x1b_G" not in terminal.received, "it would become the title of the pane"
        for stray in ("Gi=31", ";OK", "[6;", "62;22c"):
            assert stray not in terminal.text
        terminal.send("q")
        assert terminal.wait_exit() == 0


def test_a_late_answer_and_large_cells_are_taken_and_a_full_memory_is_left_alone(
    tmp_path: Path,
) -> None:
    with PictureTerminal(opened(), home=tmp_path, answer=b"") as terminal:
        to_figure(terminal)
        terminal.wait_until(lambda: has_blocks(terminal), "a figure in characters")
        terminal.send_bytes(KITTY[:9])
        terminal.send_bytes(KITTY[9:] + b"\x1b[6;80;40t" + DA1)
        wait_shown(terminal)
        # Cells of 40 by 80 pixels: it is drawn smaller, and stretched.
        ((_, columns, rows),) = terminal.kitty.shown
        assert columns and rows and terminal.placed[0].width < columns * 40
        assert terminal.placed[0].width * terminal.placed[0].height <= 512 * 1024
        number = terminal.kitty.shown[0][0]
        terminal.send_bytes(b"\x1b_Gi=%d;ENOENT:no such picture\x1b\\" % number)
        sent = terminal.kitty.handed_over
        terminal.wait_until(lambda: terminal.kitty.handed_over > sent, "the picture again")
        terminal.send_bytes(b"\x1b_Gi=%d;ENOSPC:no room\x1b\\" % number)
        terminal.wait_for("has no room for pictures")
        terminal.wait_until(lambda: has_blocks(terminal), "a figure in characters")
        assert not terminal.kitty.kept
        terminal.send("q")
        assert terminal.wait_exit() == 0


@pytest.mark.parametrize("place", ["", "the key", "the loop"])
def test_a_crash_leaves_no_picture(place: str, tmp_path: Path) -> None:
    """An end by signal neither; and one that is stopped without a word goes on as it was."""
    command = broken(AT_A_KEY[place], *opened()[3:]) if place else opened()
    with PictureTerminal(command, home=tmp_path) as terminal:
        to_figure(terminal)
        wait_shown(terminal)
        if place:
            terminal.send("?")
            ends_calmly(terminal)
            shown, _, said = terminal.received.partition(b"backspasm had to close")
            assert shown.rfind(b"\x1b_Ga=d,d=I") < shown.rfind(b"\x1b[?1049l"), "taken away first"
            assert b"\x1b_G" not in said
        else:
            terminal.signal(signal.SIGSTOP)
            terminal.wait_until(lambda: terminal.has_newly_stopped, "the guide to stop")
            terminal.signal(signal.SIGCONT)
            count = len(terminal.frames)
            terminal.wait_until(lambda: len(terminal.frames) > count, "the next picture")
            wait_shown(terminal)
            terminal.signal(signal.SIGTERM)
            assert terminal.wait_exit() == 128 + signal.SIGTERM
        terminal.wait_until(
            lambda: not terminal.kitty.kept and not terminal.kitty.shown, "no picture left"
        )
