"""Commands that a client runs over SSH, answered in plain text: ``ssh host relief``."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timezone, tzinfo
from functools import partial
from random import Random

from tui.diary.store import MemoryStore
from tui.guide import region
from tui.guide.content.faults import nearest
from tui.guide.content.model import Region
from tui.guide.content.record_index import Index
from tui.guide.finding_ids import UnknownFindings, only, rate
from tui.guide.lift.equation import SYSTEMS
from tui.guide.lift.measures import Typed, parse_lift
from tui.guide.lift.report import lift_json, lift_page, usual_system
from tui.guide.plan.choice import UnknownRoutine, choice_of
from tui.guide.plan.code import PlanCodeError, PlanTooLong, looks_like_code
from tui.guide.plan.words import PlanError
from tui.guide.region import GENERIC
from tui.guide.routine.order import RoutineChoice
from tui.guide.triage import Triage
from tui.plain import guide
from tui.plain.attendant import Attendant, attend
from tui.plain.dialogue import Conversation
from tui.plain.first_minutes import first_minutes_conversation
from tui.plain.guided.context import DialogueContext
from tui.plain.guided.lift import lift_conversation
from tui.plain.guided.whole_guide import guide_conversation
from tui.plain.page_format import as_text
from tui.plain.parts import PARTS
from tui.plain.plan.made import sheet_of
from tui.plain.plan.sheet import print_plan
from tui.plain.quiz import habits_conversation, quiz_conversation
from tui.plain.signs import SignQuestions
from tui.plain.walk import Presence, walk_conversation
from tui.serve.command_parser import COMMANDS, USAGE, UsageError, command_parser
from tui.settings.book import SettingsBook
from tui.settings.checks import Known
from tui.settings.model import ReaderSettings
from tui.settings.resolve import Origin, Resolved, SettingValue

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
    zone: tzinfo = timezone.utc
    """The time zone of the times of day."""
    mute: bool = False
    """Whether to leave out the bell."""


def execute_command(
    index: Index,
    command: str | None,
    context: CommandContext,
    chance: Random,
    now: Callable[[], float],
    clock: Callable[[], float],
) -> CommandResult:
    """Run a command line; without one, hold the whole guide at a terminal, or else print it.

    Args:
        index: The content.
        command: The command line that the client sent.
        context: The reader and the terminal that it runs for.
        chance: The random numbers that shuffle the self-check.
        now: Returns seconds since the epoch.
        clock: The monotonic clock, in seconds.

    """
    try:
        if len(command or "") > _MAX_LENGTH:
            raise UsageError("the command is too long")
        words = shlex.split(command or ("plain" if context.terminal else "print"))
        if words and words[0] in PARTS:
            words = ["print", *words]
        elif words and words[0] not in COMMANDS and looks_like_code(words[0]):
            words = ["walk", *words]
        options = command_parser().parse_args(words)
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
        if options.command == "plan":
            return _plan(index, options, context)
        if options.command == "triage":
            return _triage(index, options, context)
        if options.command == "lift" and (text := _lift(index, options, context)):
            return CommandResult(text)
        return CommandResult(
            conversation=_conversation(index, options, context, chance, now, clock)
        )
    except (UsageError, ValueError) as error:
        lines = error.args if isinstance(error, UsageError) else (str(error),)
        wrong = "".join(f"backspasm: {_printable(line)}\n" for line in lines)
        return CommandResult(error=guide.legible(f"{wrong}{USAGE}\n", context.encoding), status=2)


def _plan(index: Index, options: argparse.Namespace, context: CommandContext) -> CommandResult:
    """Return the plain sheet of a plan; nothing of it is kept."""
    try:
        sheet = sheet_of(options, index)
    except (PlanError, PlanTooLong) as error:
        raise UsageError(*map(str, error.args[:_MAX_ERROR_LINES])) from None
    width, encoding = options.width or context.width, context.encoding
    return CommandResult(
        print_plan(index, sheet, context.region, width, encoding, markdown=options.markdown)
    )


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
        raise UsageError(*_unknown_ids(error)) from None
    if options.json:
        return CommandResult(guide.verdict_json(triage, verdict, reader_region))
    text = guide.print_verdict(triage, verdict, reader_region, context.width, encoding)
    if not unknown:
        return CommandResult(text)
    messages = (*_unknown_ids(unknown), only(unknown.known))
    lines = "".join(f"backspasm: {_printable(message)}\n" for message in messages)
    return CommandResult(text, error=guide.legible(lines, encoding), status=2)


def _lift(index: Index, options: argparse.Namespace, context: CommandContext) -> str:
    """Return what a lift asks; empty where no number was given."""
    typed = Typed(**{name: getattr(options, f"lift_{name}") for name in Typed.__struct_fields__})
    if typed == Typed(units=typed.units) and not options.json:
        return ""
    lift, _ = parse_lift(typed, SYSTEMS[usual_system("", context.region)])
    if options.json:
        return lift_json(index, lift)
    return as_text(lift_page(index, lift), context.region, context.width, context.encoding)


def _unknown_ids(unknown: UnknownFindings) -> list[str]:
    return unknown.lines("triage --list")[:_MAX_ERROR_LINES]


def _conversation(
    index: Index,
    options: argparse.Namespace,
    context: CommandContext,
    chance: Random,
    now: Callable[[], float],
    clock: Callable[[], float],
) -> Conversation[None]:
    """Return the dialogue that a command asks for."""
    region, heard = context.region, not context.terminal
    signs = SignQuestions(
        Triage.of(index), MemoryStore(), region=region, now=now, zone=context.zone
    )
    reader = DialogueContext(
        signs,
        clock,
        chance,
        mute=context.mute or heard,
        served=True,
        open_settings=partial(_settings, index, region),
    )
    if options.command == "plain":
        talk = guide_conversation(reader)
    elif options.command == "walk":
        choice = _choice(index, options.exercises)
        presence = Presence.PERHAPS if heard else Presence.PERSON
        talk = walk_conversation(
            signs, choice, clock=clock, presence=presence, mute=reader.mute, heard=heard
        )
    elif options.command == "now":
        talk = first_minutes_conversation(signs, clock=clock, mute=reader.mute, heard=heard)
    elif options.command == "lift":
        talk = lift_conversation(signs, usual_system(options.lift_units, region))
    elif options.habits:
        talk = habits_conversation(index, signs.store)
    else:
        talk = quiz_conversation(index, signs.store, chance, now())
    return attend(talk, Attendant(signs, lambda: reader.mute))


def _settings(index: Index, region: Region | None) -> SettingsBook:
    """Return settings that hold until the reader leaves."""
    defaults = ReaderSettings()
    values = {
        name: SettingValue(getattr(defaults, name), Origin.DEFAULT)
        for name in ReaderSettings.__struct_fields__
    }
    automatic = {"region": region.id if region else GENERIC}
    return SettingsBook(Resolved(values), Known.of(index), automatic, writes=False)


def _choice(index: Index, typed: Sequence[str]) -> RoutineChoice:
    """Return the exercises that were asked for by ids or a code."""
    try:
        return choice_of(index, typed)
    except PlanCodeError as error:
        raise UsageError(str(error)) from None
    except UnknownRoutine as error:
        near = nearest(error.name, error.known)
        hint = f'; did you mean "{near}"?' if near else f", one of {', '.join(error.known)}"
        raise UsageError(f'unknown exercise or routine "{error.name[:60]}"{hint}') from None


def _region(index: Index, code: str) -> Region | None:
    try:
        return region.chosen(index.content.regions, code)
    except region.UnknownRegion as error:
        raise UsageError(str(error)) from None


def _printable(text: str) -> str:
    """Text that contains input of a client, with control characters replaced."""
    return "".join(c if c.isprintable() else "?" for c in text[:300])
