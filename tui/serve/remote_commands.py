"""Commands that a client runs over SSH, answered in plain text: ``ssh host relief``."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timezone
from random import Random
from typing import NoReturn

from tui.diary.store import MemoryStore
from tui.guide import region
from tui.guide.content.faults import nearest
from tui.guide.content.model import Region
from tui.guide.content.record_index import Index
from tui.guide.finding_ids import UnknownFindings, matching_id, only, rate
from tui.guide.routine.order import RoutineChoice
from tui.guide.triage import Triage
from tui.plain import guide
from tui.plain.dialogue import Conversation
from tui.plain.first_minutes import first_minutes_conversation
from tui.plain.parts import PARTS, width_of
from tui.plain.quiz import habits_conversation, quiz_conversation
from tui.plain.signs import SignQuestions
from tui.plain.walk import Presence, walk_conversation

USAGE = (
    "usage: ssh HOST [print] [relief|prevention|causes|doctor|exercises|sources] [ID…] | "
    "triage [--json|--list] FINDING… | now | walk [ROUTINE|EXERCISE…] | quiz --plain [--habits]"
)

_MAX_LENGTH = 4000
"""The most characters of a command."""
_MAX_ERROR_LINES = 10


@dataclass(frozen=True, slots=True)
class CommandResult:
    """The result of a command: text with an exit status, or a conversation to hold."""

    text: str = ""
    error: str = ""
    """Text for standard error."""
    status: int = 0
    conversation: Conversation[None] | None = None


@dataclass(frozen=True, slots=True)
class CommandContext:
    """The reader and the terminal that a command runs for."""

    region: Region | None
    width: int
    """The columns to wrap text to."""
    encoding: str
    terminal: bool = False
    """Whether the client has a terminal."""
    mute: bool = False
    """Whether to leave out the bell."""


class _UsageError(Exception):
    """A command that cannot be run; each argument is one line of the error message."""


class _CommandParser(argparse.ArgumentParser):
    """A parser that raises its errors, instead of printing them on the server and exiting."""

    def error(self, message: str) -> NoReturn:
        raise _UsageError(message)


def execute_command(
    index: Index,
    command: str | None,
    context: CommandContext,
    chance: Random,
    now: float,
    clock: Callable[[], float],
) -> CommandResult:
    """Run a command line; without one, print the whole guide.

    Args:
        index: The content.
        command: The command line that the client sent.
        context: The reader and the terminal that it runs for.
        chance: The random numbers that shuffle the self-check.
        now: Seconds since the epoch.
        clock: The monotonic clock, in seconds.

    """
    try:
        if len(command or "") > _MAX_LENGTH:
            raise _UsageError("the command is too long")
        words = shlex.split(command or "print")
        if words and words[0] in PARTS:
            words = ["print", *words]
        options = _parser().parse_args(words)
        if options.region:
            context = replace(context, region=_region(index, options.region))
        if options.command == "print":
            width = options.width or context.width
            return CommandResult(
                guide.print_part(
                    index,
                    options.part,
                    context.region,
                    width,
                    context.encoding,
                    ids=options.ids,
                    markdown=options.markdown,
                    served=True,
                )
            )
        if options.command == "triage":
            return _triage(index, options, context)
        if options.command == "walk":
            return _walk(index, options, context, now, clock)
        if options.command == "now":
            mute = context.mute or not context.terminal
            signs = _signs(index, context, now)
            return CommandResult(
                conversation=first_minutes_conversation(
                    signs, clock=clock, mute=mute, heard=not context.terminal
                )
            )
        if options.habits:
            return CommandResult(conversation=habits_conversation(index, MemoryStore()))
        return CommandResult(conversation=quiz_conversation(index, MemoryStore(), chance, now))
    except (_UsageError, ValueError) as error:
        lines = error.args if isinstance(error, _UsageError) else (str(error),)
        wrong = "".join(f"backspasm: {_printable(line)}\n" for line in lines)
        return CommandResult(error=guide.legible(f"{wrong}{USAGE}\n", context.encoding), status=2)


def _triage(index: Index, options: argparse.Namespace, context: CommandContext) -> CommandResult:
    reader_region, encoding = context.region, context.encoding
    if options.list and options.json:
        return CommandResult(guide.findings_json(index))
    if options.list:
        return CommandResult(guide.print_findings(index, context.width, encoding))
    triage = Triage.of(index)
    try:
        verdict, unknown = rate(triage, options.findings, for_program=options.json)
    except UnknownFindings as error:
        raise _UsageError(*_unknown_ids(error)) from None
    if options.json:
        return CommandResult(guide.verdict_json(triage, verdict, reader_region))
    text = guide.print_verdict(triage, verdict, reader_region, context.width, encoding)
    if not unknown:
        return CommandResult(text)
    messages = (*_unknown_ids(unknown), only(unknown.known))
    lines = "".join(f"backspasm: {_printable(message)}\n" for message in messages)
    return CommandResult(text, error=guide.legible(lines, encoding), status=2)


def _unknown_ids(unknown: UnknownFindings) -> list[str]:
    return unknown.lines("triage --list")[:_MAX_ERROR_LINES]


def _signs(index: Index, context: CommandContext, now: float) -> SignQuestions:
    return SignQuestions(
        Triage.of(index),
        MemoryStore(),
        region=context.region,
        now=lambda: now,
        zone=timezone.utc,
        width=context.width,
    )


def _walk(
    index: Index,
    options: argparse.Namespace,
    context: CommandContext,
    now: float,
    clock: Callable[[], float],
) -> CommandResult:
    names: list[str] = []
    known = (*index.programs, *index.exercises)
    for name in options.exercises:
        if (match := matching_id(name, known)) is None:
            near = nearest(name, known)
            hint = f'; did you mean "{near}"?' if near else f", one of {', '.join(known)}"
            raise _UsageError(f'unknown exercise or routine "{name[:60]}"{hint}')
        names.append(match)
    conversation = walk_conversation(
        _signs(index, context, now),
        RoutineChoice.named(index, names),
        clock=clock,
        presence=Presence.PERSON if context.terminal else Presence.PERHAPS,
        mute=context.mute or not context.terminal,
        heard=not context.terminal,
    )
    return CommandResult(conversation=conversation)


def _parser() -> argparse.ArgumentParser:
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
    first = commands.add_parser("now", parents=[common], add_help=False)
    first.add_argument("--plain", action="store_true")
    walk = commands.add_parser("walk", parents=[common], add_help=False)
    walk.add_argument("exercises", nargs="*")
    walk.add_argument("--plain", action="store_true")
    quiz = commands.add_parser("quiz", parents=[common], add_help=False)
    quiz.add_argument("--plain", action="store_true", required=True)
    quiz.add_argument("--habits", action="store_true")
    return parser


def _region(index: Index, code: str) -> Region | None:
    try:
        return region.chosen(index.content.regions, code)
    except region.UnknownRegion as error:
        raise _UsageError(str(error)) from None


def _printable(text: str) -> str:
    """Text that contains input of a client, with control characters replaced."""
    return "".join(c if c.isprintable() else "?" for c in text[:300])
