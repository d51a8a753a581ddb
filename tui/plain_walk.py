"""The walkthrough line by line, for screen readers and terminals that draw nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tui.guide.content import Exercise
from tui.guide.cues import clock_words, heading
from tui.guide.index import Index
from tui.guide.pages import condition_words
from tui.guide.routine import Player, Stage, State, conditions, plan

_BELL = "\a"
_NAP = 0.5
"""Longest sleep, in seconds; far below the gap that counts as a jump of the clock."""


def walk(
    index: Index,
    exercises: Sequence[Exercise],
    *,
    say: Callable[[str], None],
    clock: Callable[[], float],
    sleep: Callable[[float], None],
    mute: bool = False,
) -> None:
    """Say each cue of a routine when its time has come.

    Args:
        index: The content.
        exercises: What to lead through, in order.
        say: Takes one line.
        clock: Seconds, from any start.
        sleep: Waits for some seconds.
        mute: Ring no bell.

    """
    for line in introduction(index, exercises):
        say(line)
    player = Player.start(plan(index, exercises), clock())
    said = None
    while player.state is not State.DONE:
        if player.step is not said:
            said = player.step
            say(("" if mute else _BELL) + _cue(index, player))
        sleep(min(player.step_left, _NAP))
        player = player.tick(clock())
        if player.state is State.PAUSED:
            # The machine slept; nobody has seen what would have come.
            player = player.resume(clock())
    say(("" if mute else _BELL) + index.content.movement.done)


def introduction(index: Index, exercises: Sequence[Exercise]) -> list[str]:
    """What to know before the first cue."""
    movement = index.content.movement
    lines = ["Ask first if:"]
    lines += [f"- {condition_words(index, name)}" for name in conditions(index, exercises)]
    lines += ["", "Stop if:"]
    lines += [f"- {text}" for text in movement.stop_if]
    return [*lines, "", "Ctrl-C stops here.", ""]


def _cue(index: Index, player: Player) -> str:
    step = player.step
    seconds = f" ({step.seconds:g} s)" if step.stage in (Stage.HOLD, Stage.REST) else ""
    return f"{clock_words(player.remaining):>5}  {heading(index, step)}: {step.cue}{seconds}"
