"""The led parts of the dialogue: the first minutes, a chosen routine, exercises."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from tui.guide.blocks import PHASE_WORDS
from tui.guide.content.exercise_model import Program
from tui.guide.routine.order import RoutineChoice
from tui.guide.routine.routine import plan
from tui.plain.dialogue import Conversation, allowed, choose, numbered
from tui.plain.first_minutes import first_minutes_conversation
from tui.plain.guided.context import DialogueContext
from tui.plain.guided.menu import Menu, MenuItem, hold_menu
from tui.plain.guided.packs import time_pack
from tui.plain.heard_text import count_words
from tui.plain.walk import Presence, walk_conversation


def lead_first_minutes(context: DialogueContext) -> Conversation[None]:
    """Lead through the first minutes."""
    yield from first_minutes_conversation(
        context.signs,
        clock=context.clock,
        mute=context.mute,
        heard=True,
        time_pack=partial(time_pack, context),
    )


def lead_through(context: DialogueContext) -> Conversation[None]:
    """Let a routine be chosen, and lead through it."""
    signs = context.signs
    if refusal := signs.refusal():
        yield from refusal
        return

    def items() -> Sequence[MenuItem]:
        routines = [
            MenuItem(_title(context, program), partial(_play_program, context, program))
            for program in context.index.content.programs
        ]
        return [*routines, MenuItem("Your own choice of exercises", partial(_choose, context))]

    yield from hold_menu(Menu("Walkthrough", items))


def _title(context: DialogueContext, program: Program) -> str:
    exercises = RoutineChoice.of_program(context.index, program).order(context.index)
    minutes = max(1, round(plan(context.index, exercises).total / 60))
    titles = ", ".join(exercise.title for exercise in exercises)
    return f"{program.title}, {count_words(minutes, 'minute')}. {program.lead} {titles}"


def _play_program(context: DialogueContext, program: Program) -> Conversation[bool]:
    yield from play(context, RoutineChoice.of_program(context.index, program))
    return True


def _choose(context: DialogueContext) -> Conversation[bool]:
    """Let exercises be chosen by their numbers, and lead through them."""
    exercises = context.index.content.exercises
    postures = context.index.content.movement.postures
    yield from numbered(
        f"{one.title}, {postures[one.posture]}, {PHASE_WORDS[one.phase]}" for one in exercises
    )
    yield allowed(len(exercises), "several")
    answer = yield from choose(len(exercises), "several")
    chosen = sorted(answer.places)
    yield from play(context, RoutineChoice(tuple(exercises[place] for place in chosen)))
    return True


def play(context: DialogueContext, choice: RoutineChoice) -> Conversation[None]:
    """Lead through exercises; each cue is a line of its own at its time."""
    yield from walk_conversation(
        context.signs,
        choice,
        clock=context.clock,
        presence=Presence.PERSON,
        mute=context.mute,
        heard=True,
        breath=context.breath,
        ticks=context.ticks,
    )
