"""What the command line takes."""

from __future__ import annotations

import argparse
from pathlib import Path

from tui import __version__

SECTIONS = ("relief", "prevention", "causes", "doctor")
PARTS = (*SECTIONS, "exercises", "sources")


def parser() -> argparse.ArgumentParser:
    """The parser of the whole; it puts the name of a command into `command`."""
    whole = argparse.ArgumentParser(
        prog="backspasm",
        description="A full-screen guide for a back spasm.",
        epilog="Keys are listed in the guide: press ?",
        parents=[_common()],
    )
    whole.add_argument("--version", action="version", version=f"backspasm {__version__}")
    whole.add_argument("--tab", choices=SECTIONS, default="relief", help="the tab to open")
    whole.set_defaults(
        command="open",
        content=None,
        region=None,
        glyphs=None,
        still=False,
        mute=False,
        no_save=False,
    )
    commands = whole.add_subparsers(title="commands", metavar="COMMAND")

    printed = commands.add_parser("print", parents=[_common()], help="the guide as plain text")
    printed.add_argument("part", nargs="?", choices=PARTS, metavar="PART", help=", ".join(PARTS))
    printed.add_argument("--width", type=_width, help="columns to wrap to")
    printed.set_defaults(command="print")

    triage = commands.add_parser(
        "triage", parents=[_common()], help="how soon these findings need help"
    )
    triage.add_argument("findings", nargs="*", metavar="FINDING", help="ids, see --list")
    triage.add_argument("--json", action="store_true", help="for programs")
    triage.add_argument("--list", action="store_true", help="list every finding")
    triage.set_defaults(command="triage")

    walk = commands.add_parser("walk", parents=[_common()], help="be led through exercises")
    walk.add_argument("exercises", nargs="*", metavar="EXERCISE", help="ids; none to choose")
    walk.add_argument("--plain", action="store_true", help="line by line, without a figure")
    walk.set_defaults(command="walk")

    quiz = commands.add_parser("quiz", parents=[_common()], help="the self-check")
    quiz.add_argument("--habits", action="store_true", help="questions on your own day instead")
    quiz.add_argument("--plain", action="store_true", help="line by line, without figures")
    quiz.set_defaults(command="quiz")

    pose = commands.add_parser("pose", parents=[_common()], help="frames of a motion")
    pose.add_argument("motion", metavar="EXERCISE", help="the id of an exercise or motion")
    pose.add_argument("--frames", type=_count, default=8, metavar="N", help="how many, 1 to 1000")
    pose.add_argument("--size", type=_size, default=(72, 20), metavar="WxH", help="in cells")
    pose.set_defaults(command="pose")

    summary = commands.add_parser(
        "summary", parents=[_common()], help="the page for the doctor, from what you noted"
    )
    summary.add_argument("--markdown", action="store_true", help="as Markdown")
    summary.set_defaults(command="summary")

    data = commands.add_parser(
        "data", parents=[_common()], help="what is kept: copy it or erase it"
    )
    data.add_argument("action", choices=("export", "erase"), help="as JSON; or all of it, for good")
    data.add_argument("--yes", action="store_true", help="erase without asking")
    data.set_defaults(command="data")

    check = commands.add_parser(
        "check", parents=[_common()], help="find the faults of a content file"
    )
    check.add_argument("file", nargs="?", type=Path, metavar="FILE")
    check.set_defaults(command="check")
    return whole


def _common() -> argparse.ArgumentParser:
    """The options that hold everywhere, before a command and after it.

    Each parser needs its own: argparse shares the options of a parent, and with them the
    defaults, by which a command would undo what was said before it.
    """
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--content", type=Path, metavar="FILE", help="another content file")
    common.add_argument(
        "--region",
        metavar="CODE",
        help="whose emergency number to show, such as gb; none for no number",
    )
    common.add_argument(
        "--glyphs", choices=("quadrant", "braille", "ascii"), help="what the figure is drawn with"
    )
    common.add_argument("--still", action="store_true", help="no motion")
    common.add_argument("--mute", action="store_true", help="no bell")
    common.add_argument("--no-save", action="store_true", help="keep nothing of what you enter")
    return common


def _width(text: str) -> int:
    from tui.plain import NARROWEST

    if not text.isascii() or not text.isdigit() or not NARROWEST <= int(text) <= 1000:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from {NARROWEST} to 1000")
    return int(text)


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 1000:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 to 1000")
    return int(text)


def _size(text: str) -> tuple[int, int]:
    from tui.figure.scene import LARGEST, SMALLEST

    width, cross, height = text.lower().partition("x")
    if cross and all(part.isascii() and part.isdigit() for part in (width, height)):
        size = int(width), int(height)
        if all(low <= n <= high for low, n, high in zip(SMALLEST, size, LARGEST, strict=True)):
            return size
    least, most = (f"{width}x{height}" for width, height in (SMALLEST, LARGEST))
    raise argparse.ArgumentTypeError(f"{text!r} is not a size from {least} to {most}")
