"""Runs the guide on the local terminal."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from tui.app import theme
from tui.app.app import GuideApp
from tui.app.environment import has_mouse
from tui.app.input.driver_choice import needs_terminal, terminal_driver
from tui.app.terminal.textual_variables import named

if TYPE_CHECKING:
    from textual.driver import Driver

    from tui.app.environment import Environment
    from tui.app.flows.self_check import Part
    from tui.app.textual_fast.guarded_app import GuardedApp
    from tui.diary.store import Store
    from tui.guide.content.model import Region
    from tui.guide.content.record_index import Index

_GRACE = 5.0
"""Seconds of grace for an orderly shutdown once the terminal is gone."""

_GARBAGE = (10_000, 10, 10)
"""The thresholds of the garbage collector's three generations."""


def run(
    index: Index,
    environment: Environment,
    store: Store,
    *,
    region: Region | None,
    tab: str | None = None,
    walk: Sequence[str] | None = None,
    check: Part | None = None,
    now: bool = False,
    lift: bool = False,
    plan: bool = False,
    driver: type[Driver] | None = None,
    debug: bool = False,
    keymap: Mapping[str, str] | None = None,
    make: Callable[..., GuideApp] = GuideApp,
) -> int:
    """Show the guide until its reader leaves or a signal ends it; return the exit status.

    `keymap` has the keys that the reader changed. `driver` replaces the terminal's own.
    `debug` prints the traceback of a crash. `make` makes the app.
    """
    app = make(
        index,
        environment,
        region=region,
        tab=tab,
        walk=walk,
        check=check,
        now=now,
        lift=lift,
        plan=plan,
        store=store,
        keymap=keymap,
        driver_class=driver or terminal_driver(),
    )
    if complaint := _theme_missed(app, os.environ):
        print(f"backspasm: {complaint}", file=sys.stderr)
    on_terminal = driver is None or needs_terminal(driver)
    mouse = environment.mouse and (has_mouse(os.environ) or not on_terminal)
    try:
        return run_app(app, mouse=mouse, debug=debug)
    finally:
        app.state.close_audio()


def run_app(app: GuardedApp, *, mouse: bool, debug: bool) -> int:
    """Show an app until its reader leaves or a signal ends it; return the exit status."""
    with _threads_of(app):
        # The loop's debug mode would print what is typed, whatever the environment says.
        asyncio.run(_run(app, mouse=mouse), debug=False)
    if app.crash:
        from tui.system.crash import STATUS, tell

        tell(app.crash, debug=debug)
        if app.parting:
            with suppress(OSError, ValueError):
                print(app.parting, file=sys.stderr)
        return STATUS
    return app.return_code or 0


def _theme_missed(app: GuideApp, environ: Mapping[str, str]) -> str:
    """Return the complaint about TEXTUAL_THEME if it names no available theme; else ""."""
    wanted = environ.get("TEXTUAL_THEME", "")
    names = [name.strip() for name in wanted.split(",")]
    if not wanted or not app.available_themes.keys().isdisjoint(names):
        return ""
    is_known = not set(theme.NOT_OFFERED).isdisjoint(names)
    why = "has colours that cannot be read on every terminal" if is_known else "is no theme"
    return f"{named('TEXTUAL_THEME', wanted)} {why}; going on without it"


async def _run(app: GuardedApp, *, mouse: bool) -> None:
    """Run `app`; signals that end the program restore the terminal first."""
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(partial(_fail, app))
    if sys.platform != "win32":
        for ending in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):
            loop.add_signal_handler(ending, _end, app, ending)
    app.call_later(app.call_after_refresh, _settle)
    try:
        await app.run_async(mouse=mouse)
    except Exception as error:
        from tui.system.crash import Crash

        # Textual failed while it shut down, with some of it still open.
        app.crash = app.crash or Crash.of(error)
    finally:
        if app.restore_terminal():
            # Textual was told to exit and did not give the terminal back.
            app.failed(app.at_end or RuntimeError())


def _fail(app: GuardedApp, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """End the guide if a callback of the loop fails; ignore results that nobody awaited."""
    if "handle" in context and isinstance(error := context.get("exception"), Exception):
        app.fail(error)


@contextmanager
def _threads_of(app: GuardedApp) -> Iterator[None]:
    """End the guide if a thread fails: Python would print the error with its message."""

    def fail(failed: threading.ExceptHookArgs) -> None:
        from tui.system.crash import STATUS

        if isinstance(failed.exc_value, OSError) and sys.platform != "win32":
            # A thread could not write to the terminal: it is gone.
            os.kill(os.getpid(), signal.SIGHUP)
        elif isinstance(failed.exc_value, Exception):
            app.call_later(app.fail, failed.exc_value)
            _give_up_later(app, STATUS)

    before, threading.excepthook = threading.excepthook, fail
    try:
        yield
    finally:
        threading.excepthook = before


def _settle() -> None:
    """Start garbage collection, only for objects made after the first frame."""
    gc.freeze()
    gc.set_threshold(*_GARBAGE)


def _end(app: GuardedApp, ending: signal.Signals) -> None:
    if sys.platform != "win32" and ending is signal.SIGHUP:
        # Textual may wait for ever for a terminal that is gone. Exiting without it loses nothing:
        # all entries are on disk.
        _give_up_later(app, 128 + ending)
    # Textual cannot exit during its start, so the first screen is drawn before.
    app.call_later(app.call_after_refresh, app.exit, return_code=128 + ending)


def _give_up_later(app: GuardedApp, status: int) -> None:
    """End the process if it has not ended after `_GRACE` seconds."""

    def end() -> None:
        app.restore_terminal_now()
        os._exit(status)

    last = threading.Timer(_GRACE, end)
    last.daemon = True
    last.start()
