"""The command line's parser."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from tui.cli import option_types
from tui.cli.options import defaults

SECTIONS = ("relief", "prevention", "causes", "doctor")
THEMES = ("dark", "light", "contrast", "contrast-light")
_CHOICE = re.compile(
    r"(?:argument (?P<name>[^:]+): )?invalid choice: (?P<bad>.+) \(choose from (?P<known>.*)\)"
)
"""How argparse words a value that is none of those it knows."""


class _CalmParser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line."""

    def print_help(self, file: Any = None) -> None:
        """Write the help; argparse's own hides that there was no room for it."""
        if out := file or sys.stdout:
            out.write(self.format_help())

    def error(self, message: str) -> NoReturn:
        """Print what is wrong, with the nearest of what is known, and exit with 2."""
        from tui.guide.content.faults import nearest, one_line

        if choice := _CHOICE.fullmatch(message):
            known = [name.strip("' ") for name in choice["known"].split(",")]
            bad = choice["bad"].strip("'\"")
            near = nearest(bad, known)
            hint = f'; did you mean "{near}"?' if near else ""
            message = f'{choice["name"] or ""} "{bad[:60]}" is none of {", ".join(known)}{hint}'
        if sys.stderr:
            print(f"{self.prog}: {one_line(message.strip())}", file=sys.stderr)
        raise SystemExit(2)


class _Command(_CalmParser):
    """The parser of a command, filled when the command is first used."""

    def __init__(self, *, fill: Callable[[argparse.ArgumentParser], None], **options: Any) -> None:
        self._fill = fill
        self._options = options

    def __getattr__(self, name: str) -> Any:
        # No attribute of argparse's exists before the parser is filled.
        options = self.__dict__.pop("_options", None)
        if options is None:
            raise AttributeError(name)
        super().__init__(**options)
        _add_common(self)
        self._fill(self)
        return getattr(self, name)


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line; it stores a command's name in `command`."""
    whole = _CalmParser(
        prog="backspasm",
        description="A full-screen guide for a back spasm.",
        epilog="Keys are listed in the guide: press ?",
    )
    _add_common(whole)
    whole.add_argument("--version", action="store_true", help="show the version and end")
    whole.add_argument("--verbose", action="store_true", help="with --version: how it draws")
    whole.add_argument("--tab", choices=SECTIONS, help="the tab to open")
    whole.set_defaults(**defaults())
    commands = whole.add_subparsers(title="commands", metavar="COMMAND", parser_class=_Command)
    add = commands.add_parser
    add("now", fill=_now, help="the first minutes: is it safe, and what now")
    add("print", fill=_print, help="the guide as plain text")
    add("triage", fill=_triage, help="how soon these findings need help")
    add("walk", fill=_walk, help="be led through exercises")
    add("plan", fill=_plan, help="exercises and doses for one person, as a sheet and a code")
    add("quiz", fill=_quiz, help="the self-check")
    add("desk", fill=_desk, help="breaks at the desk, in a pane of the terminal or without one")
    add("lift", fill=_lift, help="how much a lift asks of a healthy back, and what would help")
    add("pose", fill=_pose, help="frames of a motion")
    add("summary", fill=_summary, help="the page for the doctor, from what you noted")
    add("data", fill=_data, help="what is kept: copy it or erase it")
    add("settings", fill=_settings, help="what is set, and where each value comes from")
    add("completion", fill=_completion, help="what completes these words in your shell")
    add("new", fill=_new, help="a template for a content file, at its place")
    add("check", fill=_check, help="find the faults of a content file")
    add(
        "serve",
        fill=_serve,
        # An option that is not given stays unset, so that the server's default applies.
        argument_default=argparse.SUPPRESS,
        help="the guide over SSH, for many at once",
        description="Serve the guide over SSH. Nothing of what readers enter is kept.",
        epilog="TIME is in seconds, or with a unit: 90s, 10m, 2h; from 1s to 168h. "
        "Numbers hold in each worker.",
    )
    return whole


def _print(printed: argparse.ArgumentParser) -> None:
    from tui.plain.parts import PARTS, width_of

    printed.add_argument("part", nargs="?", choices=PARTS, metavar="PART", help=", ".join(PARTS))
    printed.add_argument("ids", nargs="*", metavar="ID", help="only these pages of the part")
    printed.add_argument("--markdown", action="store_true", help="as Markdown")
    printed.add_argument("--width", type=width_of, help="columns to wrap to")
    printed.add_argument("--html", type=Path, metavar="FILE", help="as a page with its figures")
    printed.set_defaults(command="print")


def _triage(triage: argparse.ArgumentParser) -> None:
    triage.add_argument("findings", nargs="*", metavar="FINDING", help="ids, see --list")
    triage.add_argument("--json", action="store_true", help="for programs")
    triage.add_argument("--list", action="store_true", help="every finding; also --json")
    triage.set_defaults(command="triage")


def _now(now: argparse.ArgumentParser) -> None:
    now.set_defaults(command="now")


def _walk(walk: argparse.ArgumentParser) -> None:
    named = "ids of routines or exercises, or the code of a plan; none to choose"
    walk.add_argument("exercises", nargs="*", metavar="NAME", help=named)
    walk.set_defaults(command="walk")


def _plan(plan: argparse.ArgumentParser) -> None:
    from tui.plain.plan.options import add_plan_options

    add_plan_options(plan)
    plan.add_argument("--html", type=Path, metavar="FILE", help="the sheet as a page; - prints it")
    plan.add_argument("--pdf", type=Path, metavar="FILE", help="the sheet as PDF")
    plan.add_argument("--paper", choices=("a4", "letter"), help="of the PDF; else by the region")
    plan.set_defaults(command="plan")


def _quiz(quiz: argparse.ArgumentParser) -> None:
    quiz.add_argument("--habits", action="store_true", help="questions on your own day instead")
    quiz.set_defaults(command="quiz")


def _desk(desk: argparse.ArgumentParser) -> None:
    minutes = option_types.minutes
    desk.add_argument("--status", action="store_true", help="one line on the desk that runs")
    desk.add_argument("--json", action="store_true", help="the same for programs")
    desk.add_argument("--detach", action="store_true", help="run without a screen, and notify")
    desk.add_argument("--bells", action="store_true", help="ring in each of your terminals too")
    desk.add_argument("--every", type=minutes, metavar="TIME", help="sit for so long (30m)")
    or_none = option_types.minutes_or_none
    long_every = "a long break after so long (2h); 0 for none"
    desk.add_argument("--long-every", type=or_none, metavar="TIME", help=long_every)
    stand = "stand for so long in turn, at a desk that goes up and down"
    desk.add_argument("--stand", type=or_none, metavar="TIME", help=stand)
    desk.set_defaults(command="desk")


def _lift(lift: argparse.ArgumentParser) -> None:
    from tui.guide.lift.options import add_lift_options

    add_lift_options(lift)
    lift.add_argument("--json", action="store_true", help="for programs")
    lift.set_defaults(command="lift")


def _pose(pose: argparse.ArgumentParser) -> None:
    pose.add_argument("motion", metavar="EXERCISE", help="the id of an exercise or motion")
    pose.add_argument(
        "--frames",
        type=option_types.frame_count,
        default=8,
        metavar="N",
        help="how many, 1 to 1000",
    )
    pose.add_argument(
        "--size", type=option_types.cells, default=(72, 20), metavar="WxH", help="in cells"
    )
    pose.add_argument("--svg", type=Path, metavar="FILE", help="a vector drawing; - prints it")
    pose.add_argument("--animate", action="store_true", help="with --svg: the cycle, playing")
    pose.add_argument(
        "--at", type=option_types.seconds, metavar="SECONDS", help="with --svg: one moment"
    )
    pose.add_argument("--play", action="store_true", help="on the whole screen, for its editor")
    pose.set_defaults(command="pose")


def _summary(summary: argparse.ArgumentParser) -> None:
    summary.add_argument("--markdown", action="store_true", help="as Markdown")
    summary.set_defaults(command="summary")


def _data(data: argparse.ArgumentParser) -> None:
    data.add_argument("action", choices=("export", "erase"), help="as JSON; or all of it, for good")
    data.add_argument("--yes", action="store_true", help="erase without asking")
    data.set_defaults(command="data")


def _settings(settings: argparse.ArgumentParser) -> None:
    settings.add_argument("--json", action="store_true", help="for programs")
    settings.add_argument("--path", action="store_true", help="only where the file is")
    settings.add_argument(
        "--keys", action="store_true", help="every action by its name, with its keys"
    )
    settings.set_defaults(command="settings")


def _completion(completion: argparse.ArgumentParser) -> None:
    completion.add_argument("shell", choices=("bash", "zsh", "fish"), help="to print it for")
    completion.set_defaults(command="completion")


def _new(new: argparse.ArgumentParser) -> None:
    kinds = ("exercise", "motion", "question", "finding", "item")
    new.add_argument("kind", choices=kinds, metavar="KIND", help=", ".join(kinds))
    new.add_argument("id", metavar="ID", help="an id that no other has")
    where = "the group of a finding, the tab of an item, the topic of a question; else the last"
    new.add_argument("--in", dest="inside", default="", metavar="ID", help=where)
    new.description = "Adds to the file of --content; without it, prints what would be added."
    new.set_defaults(command="new")


def _check(check: argparse.ArgumentParser) -> None:
    files = "a content file, and those laid over it"
    check.add_argument("files", nargs="*", type=Path, metavar="FILE", help=files)
    check.add_argument("--json", action="store_true", help="for editors")
    schema = "the JSON Schema of a content file, or of an overlay"
    kinds = ("whole", "overlay")
    check.add_argument("--schema", nargs="?", const="whole", choices=kinds, help=schema)
    check.set_defaults(command="check")


def _serve(serve: argparse.ArgumentParser) -> None:
    from tui.cli.serve_options import add_serve_options

    add_serve_options(serve)


def _add_common(taker: argparse.ArgumentParser) -> None:
    """Add the common options, before a command and after it.

    A command leaves those unset that it was not given, so as not to override earlier ones.
    """
    add = partial(taker.add_argument, default=argparse.SUPPRESS)
    # Those after a command come after those before it.
    dest = "more_content" if isinstance(taker, _Command) else "content"
    files = "another content file; given again, one that is laid over it"
    add("--content", type=Path, metavar="FILE", dest=dest, action=option_types.AddFile, help=files)
    whose = "whose emergency number to show, such as gb; none for no number"
    add("--region", metavar="CODE", help=whose)
    add("--theme", choices=THEMES, help="its colours; of a drawing too")
    add("--glyphs", choices=("quadrant", "braille", "ascii"), help="what the figure is drawn with")
    shown = "figures as true pictures, where the terminal shows them"
    add("--pictures", choices=("auto", "kitty", "sixel", "off"), help=shown)
    add("--wide-ambiguous", choices=("auto", "yes", "no"), help="whether ● takes two columns")
    add("--still", action="store_true", help="no motion")
    add("--mute", action="store_true", help="no bell")
    line_by_line = "questions and answers line by line, for screen readers"
    add("--plain", action="store_true", help=line_by_line)
    add("--no-mouse", action="store_true", help="leave the mouse to the terminal")
    add("--say", action="store_true", help="speak each cue")
    add("--say-with", metavar="CMD", help="speak with this command, which gets text as its input")
    add("--say-breath", action="store_true", help="speak, also when to breathe in and out")
    add("--ticks", action="store_true", help="tick in the last three seconds of a hold")
    add("--no-save", action="store_true", help="keep nothing of what you enter")
    add("--debug", action="store_true", help="say more of an error that ends the guide")
    add("--watch", action="store_true", help="follow the content file as it is saved")
