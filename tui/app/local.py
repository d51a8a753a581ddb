"""Running the guide on the terminal it was started from."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.app.app import GuideApp

if TYPE_CHECKING:
    from tui.app.host import Host
    from tui.app.screens.main import Part
    from tui.guide.content import Region
    from tui.guide.index import Index
    from tui.store import Store

_GRACE = 5.0
"""Seconds for which the guide may put things in order once its terminal has gone."""

_GARBAGE = (10_000, 10, 10)
"""After how many new objects to look for garbage among them, and how often among older ones."""


def run(
    index: Index,
    host: Host,
    store: Store,
    *,
    region: Region | None,
    tab: str = "relief",
    walk: Sequence[str] | None = None,
    check: Part | None = None,
) -> int:
    """Show the guide until its reader leaves or a signal ends it; the exit status."""
    app = GuideApp(index, host, region=region, tab=tab, walk=walk, check=check, store=store)
    asyncio.run(_run(app))
    return app.return_code or 0


async def _run(app: GuideApp) -> None:
    """Run `app`, and let the signals that end a program put the terminal back first."""
    if os.name != "nt":
        _keep_quiet(app)
        loop = asyncio.get_running_loop()
        for ending in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            loop.add_signal_handler(ending, _end, app, ending)
    app.call_later(app.call_after_refresh, _settle)
    await app.run_async()


def _settle() -> None:
    """Look for garbage from now on, and only in what comes after the first frame."""
    gc.freeze()
    gc.set_threshold(*_GARBAGE)


def _keep_quiet(app: GuideApp) -> None:
    """Let the guide sleep while nobody types, on the terminal that Textual would drive."""
    from textual.drivers.linux_driver import LinuxDriver

    from tui.app.driver import QuietDriver

    if app.driver_class is LinuxDriver:
        app.driver_class = QuietDriver


def _end(app: GuideApp, ending: signal.Signals) -> None:
    if ending is signal.SIGHUP:
        # Textual may wait for ever for a terminal that is gone. Nothing is lost by not waiting
        # with it: what was entered is on disk.
        last = threading.Timer(_GRACE, os._exit, (128 + ending,))
        last.daemon = True
        last.start()
    # Textual cannot leave half-way through its start, so the first screen may finish.
    app.call_later(app.call_after_refresh, app.exit, return_code=128 + ending)
