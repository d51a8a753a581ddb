"""The command for breaks at the desk."""

from __future__ import annotations

import os
import select
import signal
import socket
import sys
import time
from functools import partial
from typing import TYPE_CHECKING

from tui.cli.options import fail, glyphs_of, index_of, store_of, tell_faults
from tui.guide.desk.breaks import BreakPlan

if TYPE_CHECKING:
    from tui.cli.arguments import Arguments
    from tui.cli.desk.desk_run import DeskRun, DeskWorld
    from tui.cli.desk.pane import DeskPane
    from tui.guide.content.record_index import Index


def desk(arguments: Arguments) -> int:
    """Run a desk; return the exit status."""
    from tui.cli.desk.shared_state import DeskRuns, NoFolder, folder_of_desk, hold_lock

    if sys.platform == "win32":
        fail("desk needs a terminal as Unix has them")
    has_terminal = all(one and one.isatty() for one in (sys.stdin, sys.stdout))
    if not has_terminal and not arguments.detach:
        fail("desk needs a terminal; desk --detach runs without one")
    index = index_of(arguments)
    tell_faults(arguments)
    try:
        # Held until the process ends.
        hold_lock(folder_of_desk())
    except (DeskRuns, NoFolder) as error:
        print(f"backspasm: {error}", file=sys.stderr)
        return 1
    if arguments.detach and has_terminal and _is_parent():
        print("The desk runs. backspasm desk --status says what is due.")
        return 0
    from tui.cli.desk.desk_run import DeskRun

    world, where = _world(index, arguments), _where(detached=arguments.detach)
    if arguments.detach:
        return _run_alone(DeskRun(plan_of(arguments), world, where))
    from tui.cli.desk import terminal_loop
    from tui.cli.desk.desk_exercises import DeskExercises
    from tui.cli.voice import HeardCues, voice_of

    voice = voice_of(arguments)
    heard = HeardCues(voice, mute=arguments.mute)
    exercises = DeskExercises(index, heard.announce, breath=voice.breath, ticks=voice.ticks)
    try:
        run = DeskRun(plan_of(arguments), world, where, exercises)
        return terminal_loop.run_in_terminal(run, _pane(index, arguments))
    finally:
        heard.close()


def _pane(index: Index, arguments: Arguments) -> DeskPane:
    """Return what draws the desk."""
    from tui.cli.desk.pane import DeskPane
    from tui.cli.options import region_of
    from tui.guide.region import fill

    region = region_of(arguments, index)
    return DeskPane(
        index,
        glyphs_of(arguments),
        [fill(text, region) for text in index.content.guide.emergency_signs],
        light=arguments.theme in ("light", "contrast-light"),
        still=arguments.still,
    )


def plan_of(arguments: Arguments) -> BreakPlan:
    """Return when breaks are due."""
    return BreakPlan(
        short_every=arguments.every,
        long_every=arguments.long_every,
        long_lasts=max(BreakPlan().short_lasts, min(BreakPlan().long_lasts, arguments.every)),
    )


def _where(*, detached: bool) -> str:
    """Return where this desk runs, for whoever wants to start another."""
    place = "without a screen"
    if sys.platform != "win32" and not detached:
        try:
            place = f"in {os.ttyname(sys.stdin.fileno())}"
        except OSError:
            place = "in a terminal"
    if pane := os.environ.get("TMUX_PANE", "") if not detached else "":
        place += f" (tmux pane {pane})"
    return f"{place} of {socket.gethostname()}, process {os.getpid()}"


def _world(index: Index, arguments: Arguments) -> DeskWorld:
    """Return the world around a desk on this machine."""
    from tui.cli.desk.desk_run import DeskWorld
    from tui.cli.desk.idle import idle_seconds, own_terminals
    from tui.cli.desk.notify import notify, ring
    from tui.cli.desk.shared_state import folder_of_desk, write_state
    from tui.guide.desk.records import DeskDays
    from tui.guide.episode.records import Diary
    from tui.system.boot_clock import boot_clock

    folder = folder_of_desk()
    assert folder is not None
    store = store_of(arguments)

    def tell() -> None:
        if not arguments.detach:
            if not arguments.mute:
                sys.stdout.write("\a")
            return
        notify(index.content.desk.texts["notice"])
        if arguments.bells and not arguments.mute:
            ring(own_terminals())

    return DeskWorld(
        clock=boot_clock,
        wall=time.time,
        idle=idle_seconds,
        tell=tell,
        share=partial(write_state, folder),
        read=lambda: store.value(DeskDays),
        keep=lambda days: store.keep_value(days),
        has_spasm=lambda: Diary.read(store).current is not None,
    )


def _is_parent() -> bool:
    """Go on without the terminal in another process; return whether this is the first one."""
    if sys.platform == "win32":
        raise NotImplementedError  # `desk` has refused before; mypy cannot know.
    sys.stdout.flush()
    if os.fork():
        return True
    os.setsid()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)
    return False


def _run_alone(run: DeskRun) -> int:
    """Follow the clock until a signal ends it; return the exit status."""
    if sys.platform == "win32":
        raise NotImplementedError  # `desk` has refused before; mypy cannot know.
    ended: list[int] = []
    woken, waking = os.pipe()
    os.set_blocking(waking, False)
    signal.set_wakeup_fd(waking)
    for one in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(one, lambda number, _: ended.append(number))
    try:
        while not ended:
            # A signal cuts the wait short, as its handler wakes the selector.
            select.select([woken], [], [], run.step())
    finally:
        run.end()
    return 0
