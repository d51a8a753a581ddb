"""The server as a process: starting, signals, and errors kept away from standard error."""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from tui import __version__
from tui.guide.content.faults import ContentError
from tui.guide.content.record_index import Index
from tui.guide.load import load
from tui.serve.event_log import EventLog, write_line
from tui.serve.event_loop import run_event_loop
from tui.serve.garbage_collection import freeze_startup_objects
from tui.serve.process_environment import prepare_environment
from tui.serve.settings import Settings, StartupError, bind_error_message
from tui.serve.ssh.key_files import host_key, read_authorized_keys
from tui.serve.ssh.server import Server
from tui.system import crash

_WAKE = 0.5
"""Seconds between two wake-ups of a loop that signals do not wake."""


def serve(settings: Settings, index: Index) -> int:
    """Run the server until a signal ends it; the exit status.

    Raises:
        StartupError: if it cannot start.

    """
    if not settings.host:
        raise StartupError("--host: name an address, or * for all of this machine")
    if settings.workers == 1:
        return run_event_loop(_serve(settings, index, share=False))
    if sys.platform == "win32":
        raise StartupError("--workers: on Windows processes cannot share a port; leave it out")
    from tui.serve.supervisor import supervise

    # Before any worker starts: errors are reported once, and one host key is created.
    host_key(settings.host_key)
    if settings.authorized_keys:
        read_authorized_keys(settings.authorized_keys)
    _open_event_log(settings).close()
    return supervise(settings, serve_as_worker)


async def _serve(settings: Settings, index: Index, *, share: bool) -> int:
    key = host_key(settings.host_key)
    authorized = (
        read_authorized_keys(settings.authorized_keys) if settings.authorized_keys else None
    )
    event_log = _open_event_log(settings)
    _log_unexpected_errors(event_log)
    server = Server(settings, index, event_log)
    try:
        acceptor = await server.listen(key, authorized, share=share)
    except (OSError, UnicodeError) as error:
        raise StartupError(bind_error_message(settings, error)) from None
    stopping, stop_now = asyncio.Event(), asyncio.Event()
    _handle_signals(server, stopping, stop_now)
    freeze_startup_objects()
    event_log.write(
        "start",
        version=__version__,
        host=settings.host,
        port=acceptor.get_port(),
        key=key.get_fingerprint(),
        pid=os.getpid(),
    )
    event_log.flush()
    if settings.log and event_log.fault:
        raise StartupError(f"--log {settings.log}: {event_log.fault.strerror}")
    if settings.log and not share:
        write_line(f"Listening on {settings.host} port {acceptor.get_port()}.", sys.stdout)
    await stopping.wait()
    acceptor.close()
    await server.stop(stop_now)
    event_log.write("end")
    event_log.close()
    return 0


def _open_event_log(settings: Settings) -> EventLog:
    for other in (settings.host_key, settings.authorized_keys, *settings.content):
        with suppress(OSError):
            if settings.log and other and settings.log.samefile(other):
                raise StartupError(f"--log {settings.log}: this file is used for something else")
    try:
        return EventLog(settings.log, time.time)
    except OSError as error:
        raise StartupError(f"--log {settings.log}: {error.strerror or error}") from None


def _handle_signals(server: Server, stopping: asyncio.Event, stop_now: asyncio.Event) -> None:
    """Stop on SIGTERM and SIGINT, at once on the second; reload the content on SIGHUP."""

    def stop() -> None:
        (stop_now if stopping.is_set() else stopping).set()

    if sys.platform == "win32":
        _handle_signals_without_loop(stop)
        return
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    loop.add_signal_handler(signal.SIGHUP, lambda: server.start_task(server.reload()))
    if parent := multiprocessing.parent_process():
        # Stop when the supervisor has ended.
        def orphaned() -> None:
            loop.remove_reader(parent.sentinel)
            stop()

        loop.add_reader(parent.sentinel, orphaned)


def _handle_signals_without_loop(stop: Callable[[], None]) -> None:
    """Stop on a signal, on a system where event loops have no signal handlers."""
    loop = asyncio.get_running_loop()

    def wake() -> None:
        # Python runs signal handlers only once the loop wakes up.
        loop.call_later(_WAKE, wake)

    for name in ("SIGINT", "SIGTERM", "SIGBREAK"):
        if number := getattr(signal, name, None):
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop))
    wake()


def _log_unexpected_errors(event_log: EventLog) -> None:
    """Log the type and place of unexpected errors, and print nothing on standard error.

    Error messages may contain what a client sent, and nobody may read them there.
    """
    for name in ("asyncssh", "asyncio"):
        logger = logging.getLogger(name)
        logger.addHandler(logging.NullHandler())
        logger.propagate = False

    def log_error(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        place = crash.place_of(error) if error else str(context.get("message", ""))[:100]
        event_log.write("error", place=place)

    def log_unraisable(unraisable: Any) -> None:
        event_log.write(
            "error",
            place=crash.place_of(unraisable.exc_value) if unraisable.exc_value else "unknown",
        )

    asyncio.get_running_loop().set_exception_handler(log_error)
    sys.unraisablehook = log_unraisable


def serve_as_worker(settings: Settings, report: Callable[[str], None]) -> None:
    """Serve as one of several processes; `report` takes the line that says why it cannot."""
    prepare_environment()
    try:
        raise SystemExit(
            run_event_loop(_serve(settings, Index.of(load(*settings.content)), share=True))
        )
    except ContentError as error:
        report("; ".join(error.lines()))
    except StartupError as error:
        report(str(error))
    except Exception as error:
        # Otherwise multiprocessing would print the error with its message.
        report(crash.place_of(error))
        if settings.debug:
            crash.tell(crash.Crash.of(error), debug=True)
        raise SystemExit(crash.STATUS) from None
    raise SystemExit(1)
