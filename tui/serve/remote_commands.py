"""Commands of a client that draw nothing: ``ssh host relief``."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random
from typing import NoReturn

from tui.diary.store import Forgetful
from tui.guide import region
from tui.guide.content.faults import nearest
from tui.guide.content.index import Index
from tui.guide.content.model import Region
from tui.guide.finding_ids import UnknownFindings, as_id, only, rate
from tui.guide.triage import Triage
from tui.plain import guide
from tui.plain.dialogue import Conversation
from tui.plain.guide import PARTS, width_of
from tui.plain.quiz import habits_conversation, quiz_conversation
from tui.plain.signs import Signs
from tui.plain.walk import Presence, walk_conversation

USAGE = (
    "usage: ssh HOST [print] [relief|prevention|causes|doctor|exercises|sources] | "
    "triage [--json|--list] FINDING… | walk [EXERCISE…] | quiz --plain [--habits]"
)

_LONGEST = 4000
"""Characters of a command that are looked at."""
_MOST_WRONG = 10
"""Lines on what is wrong with a command."""


@dataclass(frozen=True, slots=True)
class CommandResult:
    """What a command gives: text at once, or a conversation."""

    text: str = ""
    error: str = ""
    """For standard error."""
    status: int = 0
    conversation: Conversation[None] | None = None


@dataclass(frozen=True, slots=True)
class CommandContext:
    """Whoever asks."""

    region: Region | None
    width: int
    """Columns to wrap to."""
    encoding: str
    terminal: bool = False
    """Whether they type at a terminal."""
    mute: bool = False
    """Ring no bell."""


class _UsageError(Exception):
    """A command that is not offered; each argument is a line on what is wrong with it."""


class _CommandParser(argparse.ArgumentParser):
    """A parser that says what is wrong to whoever asked, and not to the server's terminal."""

    def error(self, message: str) -> NoReturn:
        raise _UsageError(message)


def execute_command(
    index: Index,
    command: str | None,
    reader: CommandContext,
    chance: Random,
    now: float,
    clock: Callable[[], float],
) -> CommandResult:
    """The answer to a command line; without one, the whole guide.

    Args:
        index: The content.
        command: What the client asks for.
        reader: Whoever asks.
        chance: Shuffles the self-check.
        now: Seconds since the epoch.
        clock: Seconds, from any start.

    """
    try:
        if len(command or "") > _LONGEST:
            raise _UsageError("the command is too long")
        words = shlex.split(command or "print")
        if words and words[0] in PARTS:
            words = ["print", *words]
        asked = _parser().parse_args(words)
        if asked.region:
            reader = replace(reader, region=_region(index, asked.region))
        if asked.command == "print":
            width = asked.width or reader.width
            return CommandResult(
                guide.print_part(
                    index, asked.part, reader.region, width, reader.encoding, served=True
                )
            )
        if asked.command == "triage":
            return _triage(index, asked, reader)
        if asked.command == "walk":
            return _walk(index, asked, reader, now, clock)
        if asked.habits:
            return CommandResult(conversation=habits_conversation(index, Forgetful()))
        return CommandResult(conversation=quiz_conversation(index, Forgetful(), chance, now))
    except (_UsageError, ValueError) as error:
        lines = error.args if isinstance(error, _UsageError) else (str(error),)
        wrong = "".join(f"backspasm: {_said(line)}\n" for line in lines)
        return CommandResult(error=guide.legible(f"{wrong}{USAGE}\n", reader.encoding), status=2)


def _triage(index: Index, asked: argparse.Namespace, reader: CommandContext) -> CommandResult:
    where, encoding = reader.region, reader.encoding
    if asked.list and asked.json:
        return CommandResult(guide.findings_json(index))
    if asked.list:
        return CommandResult(guide.print_findings(index, reader.width, encoding))
    triage = Triage.of(index)
    try:
        verdict, unknown = rate(triage, asked.findings, for_program=asked.json)
    except UnknownFindings as error:
        raise _UsageError(*_wrong_ids(error)) from None
    if asked.json:
        return CommandResult(guide.verdict_json(triage, verdict, where))
    text = guide.print_verdict(triage, verdict, where, reader.width, encoding)
    if not unknown:
        return CommandResult(text)
    told = (*_wrong_ids(unknown), only(unknown.known))
    lines = "".join(f"backspasm: {_said(line)}\n" for line in told)
    return CommandResult(text, error=guide.legible(lines, encoding), status=2)


def _wrong_ids(unknown: UnknownFindings) -> list[str]:
    return unknown.lines("triage --list")[:_MOST_WRONG]


def _walk(
    index: Index,
    asked: argparse.Namespace,
    reader: CommandContext,
    now: float,
    clock: Callable[[], float],
) -> CommandResult:
    for name in asked.exercises:
        if as_id(name) not in index.exercises:
            near = nearest(name, index.exercises)
            hint = f'; did you mean "{near}"?' if near else f", one of {', '.join(index.exercises)}"
            raise _UsageError(f'unknown exercise "{name[:60]}"{hint}')
    names = [as_id(name) for name in asked.exercises] or index.content.programs[0].exercises
    signs = Signs(
        Triage.of(index), Forgetful(), region=reader.region, now=lambda: now, width=reader.width
    )
    conversation = walk_conversation(
        signs,
        [index.exercises[name] for name in names],
        clock=clock,
        presence=Presence.PERSON if reader.terminal else Presence.PERHAPS,
        mute=reader.mute or not reader.terminal,
    )
    return CommandResult(conversation=conversation)


def _parser() -> argparse.ArgumentParser:
    whole = _CommandParser(prog="backspasm", add_help=False)
    commands = whole.add_subparsers(dest="command", required=True, parser_class=_CommandParser)
    common = _CommandParser(add_help=False)
    common.add_argument("--region")
    printed = commands.add_parser("print", parents=[common], add_help=False)
    printed.add_argument("part", nargs="?", choices=PARTS)
    printed.add_argument("--width", type=width_of)
    triage = commands.add_parser("triage", parents=[common], add_help=False)
    triage.add_argument("findings", nargs="*")
    triage.add_argument("--json", action="store_true")
    triage.add_argument("--list", action="store_true")
    walk = commands.add_parser("walk", parents=[common], add_help=False)
    walk.add_argument("exercises", nargs="*")
    walk.add_argument("--plain", action="store_true")
    quiz = commands.add_parser("quiz", parents=[common], add_help=False)
    quiz.add_argument("--plain", action="store_true", required=True)
    quiz.add_argument("--habits", action="store_true")
    return whole


def _region(index: Index, wanted: str) -> Region | None:
    try:
        return region.chosen(index.content.regions, wanted)
    except region.UnknownRegion as error:
        raise _UsageError(str(error)) from None


def _said(text: str) -> str:
    """Words that came from a client, safe to say back to its terminal."""
    return "".join(c if c.isprintable() else "?" for c in text[:300])
