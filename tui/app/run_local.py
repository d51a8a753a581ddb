"""Running the guide on the terminal it was started from."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
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
    from tui.diary.store import Store
    from tui.guide.content.index import Index
    from tui.guide.content.model import Region

_GRACE = 5.0
"""Seconds for which the guide may put things in order once its terminal has gone."""

_GARBAGE = (10_000, 10, 10)
"""After how many new objects to look for garbage among them, and how often among older ones."""


def run(
    index: Index,
    environment: Environment,
    store: Store,
    *,
    region: Region | None,
    tab: str = "relief",
    walk: Sequence[str] | None = None,
    check: Part | None = None,
    driver: type[Driver] | None = None,
    debug: bool = False,
) -> int:
    """Show the guide until its reader leaves or a signal ends it; the exit status.

    `driver` draws it, if it is not to be drawn on the terminal. `debug` says more of a crash.
    """
    app = GuideApp(
        index,
        environment,
        region=region,
        tab=tab,
        walk=walk,
        check=check,
        store=store,
        driver_class=driver or terminal_driver(),
    )
    if complaint := _theme_missed(app, os.environ):
        print(f"backspasm: {complaint}", file=sys.stderr)
    on_terminal = driver is None or needs_terminal(driver)
    with _threads_of(app):
        asyncio.run(_run(app, mouse=has_mouse(os.environ) or not on_terminal))
    if app.crash:
        from tui.system.crash import STATUS, tell

        tell(app.crash, debug=debug)
        if app.parting:
            with suppress(OSError, ValueError):
                print(app.parting, file=sys.stderr)
        return STATUS
    return app.return_code or 0


def _theme_missed(app: GuideApp, environ: Mapping[str, str]) -> str:
    """What to say of a theme that was asked for and is not there."""
    wanted = environ.get("TEXTUAL_THEME", "")
    names = [name.strip() for name in wanted.split(",")]
    if not wanted or not app.available_themes.keys().isdisjoint(names):
        return ""
    is_known = not set(theme.NOT_OFFERED).isdisjoint(names)
    why = "has colours that cannot be read on every terminal" if is_known else "is no theme"
    return f"{named('TEXTUAL_THEME', wanted)} {why}; going on without it"


async def _run(app: GuideApp, *, mouse: bool) -> None:
    """Run `app`, and let the signals that end a program put the terminal back first."""
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

        # Textual was putting things away, and left some where they were.
        app.crash = app.crash or Crash.of(error)
    finally:
        if app.let_go():
            # Textual was told to end, and to give the terminal back, and did not get to it.
            app.failed(app.at_end or RuntimeError())


def _fail(app: GuideApp, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """End the guide if a step of the loop's fails; what nobody waited for ends nothing."""
    if "handle" in context and isinstance(error := context.get("exception"), Exception):
        app.fail(error)


@contextmanager
def _threads_of(app: GuideApp) -> Iterator[None]:
    """End the guide if one of its threads fails: Python would show the error, and its message."""

    def fail(failed: threading.ExceptHookArgs) -> None:
        from tui.system.crash import STATUS

        if isinstance(failed.exc_value, OSError) and sys.platform != "win32":
            # Who cannot write to the terminal: it has gone.
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
    """Look for garbage from now on, and only in what comes after the first frame."""
    gc.freeze()
    gc.set_threshold(*_GARBAGE)


def _end(app: GuideApp, ending: signal.Signals) -> None:
    if sys.platform != "win32" and ending is signal.SIGHUP:
        # Textual may wait for ever for a terminal that is gone. Nothing is lost by not waiting
        # with it: what was entered is on disk.
        _give_up_later(app, 128 + ending)
    # Textual cannot leave half-way through its start, so the first screen may finish.
    app.call_later(app.call_after_refresh, app.exit, return_code=128 + ending)


def _give_up_later(app: GuideApp, status: int) -> None:
    """End the process if it has not ended by itself after a while."""

    def end() -> None:
        app.let_go_at_once()
        os._exit(status)

    last = threading.Timer(_GRACE, end)
    last.daemon = True
    last.start()
