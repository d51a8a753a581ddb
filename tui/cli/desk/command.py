"""The command for breaks at the desk."""

from __future__ import annotations

import os
import select
import signal
import socket
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.desk.state_file import folder_of_desk
from tui.cli.options import fail, glyphs_of, index_of, store_of, tell_faults
from tui.guide.desk.breaks import MINUTE, BreakPlan

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.cli.arguments import Arguments
    from tui.cli.desk.desk_run import DeskRun, DeskWorld
    from tui.cli.desk.pane import DeskPane
    from tui.guide.content.record_index import Index


def desk(arguments: Arguments) -> int:
    """Run a desk; return the exit status."""
    from tui.cli.desk.shared_state import DeskRuns, NoFolder, hold_lock

    if sys.platform == "win32":
        fail("desk needs a terminal as Unix has them")
    has_terminal = all(one and one.isatty() for one in (sys.stdin, sys.stdout))
    if not has_terminal and not arguments.detach:
        fail("desk needs a terminal; desk --detach runs without one")
    index = index_of(arguments)
    tell_faults(arguments)
    try:
        # Held until the process ends.
        hold_lock(_folder())
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
    """Return when breaks are due: as the options say, then the settings file, then as usual."""
    usual, filed = BreakPlan(), arguments.settings

    def seconds(option: str, name: str, unit: float, otherwise: float) -> float:
        if (given := getattr(arguments, option)) is not None:
            return float(given)
        return float(filed[name] * unit) if name in filed else otherwise

    short_every = seconds("every", "desk_minutes", MINUTE, usual.short_every)
    return BreakPlan(
        short_every=short_every,
        long_every=seconds("long_every", "desk_long_hours", 60 * MINUTE, usual.long_every),
        long_lasts=max(usual.short_lasts, min(usual.long_lasts, short_every)),
        stand_every=seconds("stand", "desk_stand_minutes", MINUTE, usual.stand_every),
    )


def _folder() -> Path | None:
    """Return the folder of the state and the lock; None without a home."""
    folder = folder_of_desk()
    return Path(folder) if folder else None


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
    from tui.cli.desk.idle import PatientAsk, ask, idle_seconds
    from tui.cli.desk.shared_state import write_state
    from tui.guide.desk.records import DeskDays
    from tui.guide.episode.records import Diary
    from tui.guide.today.pages import habit_words
    from tui.guide.today.today import read_today
    from tui.system.boot_clock import boot_clock
    from tui.system.time_zone import SystemZone

    folder = _folder()
    assert folder is not None
    store = store_of(arguments)

    def habit() -> str:
        today = read_today(index, store, time.time(), SystemZone())
        return habit_words(index, today)

    return DeskWorld(
        clock=boot_clock,
        wall=time.time,
        idle=partial(idle_seconds, ask=PatientAsk(ask)),
        tell=tell_of(index, arguments),
        share=partial(write_state, folder),
        read=lambda: store.value(DeskDays),
        keep=lambda days: store.keep_value(days),
        has_spasm=lambda: Diary.read(store).current is not None,
        habit=habit,
    )


def tell_of(index: Index, arguments: Arguments) -> Callable[[], None]:
    """Return what says that a break is due, as the options and the settings file want it."""
    from tui.cli.desk.idle import own_terminals
    from tui.cli.desk.notify import notify, ring

    bell = arguments.settings.get("desk_bell", "pane")
    if arguments.mute or arguments.bells:
        bell = "off" if arguments.mute else "terminals"

    def tell() -> None:
        if bell == "terminals":
            ring(own_terminals())
        elif bell == "pane" and not arguments.detach:
            sys.stdout.write("\a")
        if arguments.detach and arguments.settings.get("desk_notification", True):
            notify(index.content.desk.texts["notice"])

    return tell


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
    os.set_blocking(woken, False)
    for one in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(one, lambda number, _: ended.append(number))
    # Whoever was stopped looks at the clock at once.
    signal.signal(signal.SIGCONT, lambda *_: None)
    try:
        while not ended:
            # A signal cuts the wait short, as its handler wakes the selector.
            if select.select([woken], [], [], run.step())[0]:
                os.read(woken, 512)
    finally:
        run.end()
    return 0
