"""The parser of commands that clients send."""

from __future__ import annotations

import argparse
from typing import NoReturn

from tui.guide.lift.options import add_lift_options
from tui.plain.parts import PARTS, width_of
from tui.plain.plan.options import add_plan_options

USAGE = (
    "usage: ssh HOST [print] [relief|prevention|causes|doctor|exercises|sources] [ID…] | "
    "triage [--json|--list] FINDING… | plain | now | walk [ROUTINE|EXERCISE…|CODE] | CODE | "
    "plan EXERCISE[:DOSE]… [--times WORDS] [--for NAME] | "
    "lift [--weight W --from HxV --to HxV …] [--json] | quiz --plain [--habits]"
)

COMMANDS = ("print", "triage", "plain", "now", "walk", "quiz", "plan", "lift")


class UsageError(Exception):
    """A command that cannot be run; each argument is one line of the error message."""


class _CommandParser(argparse.ArgumentParser):
    """A parser that raises its errors, instead of printing them on the server and exiting."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(message)


def command_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line of a client."""
    parser = _CommandParser(prog="backspasm", add_help=False)
    commands = parser.add_subparsers(dest="command", required=True, parser_class=_CommandParser)
    common = _CommandParser(add_help=False)
    common.add_argument("--region")
    printed = commands.add_parser("print", parents=[common], add_help=False)
    printed.add_argument("part", nargs="?", choices=PARTS)
    printed.add_argument("ids", nargs="*")
    printed.add_argument("--width", type=width_of)
    printed.add_argument("--markdown", action="store_true")
    triage = commands.add_parser("triage", parents=[common], add_help=False)
    triage.add_argument("findings", nargs="*")
    triage.add_argument("--json", action="store_true")
    triage.add_argument("--list", action="store_true")
    commands.add_parser("plain", parents=[common], add_help=False)
    first = commands.add_parser("now", parents=[common], add_help=False)
    first.add_argument("--plain", action="store_true")
    walk = commands.add_parser("walk", parents=[common], add_help=False)
    walk.add_argument("exercises", nargs="*")
    walk.add_argument("--plain", action="store_true")
    lift = commands.add_parser("lift", parents=[common], add_help=False)
    add_lift_options(lift)
    lift.add_argument("--json", action="store_true")
    lift.add_argument("--plain", action="store_true")
    add_plan_options(commands.add_parser("plan", parents=[common], add_help=False))
    quiz = commands.add_parser("quiz", parents=[common], add_help=False)
    quiz.add_argument("--plain", action="store_true", required=True)
    quiz.add_argument("--habits", action="store_true")
    return parser
