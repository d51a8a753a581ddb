"""The server as a process: its signals, and nothing of anybody's on its own streams."""

from __future__ import annotations

import asyncio
import gc
import logging
import multiprocessing
import os
import signal
import sys
import time
from typing import Any

import asyncssh

from tui import __version__, crash
from tui.guide.faults import ContentError
from tui.guide.index import Index
from tui.guide.load import load
from tui.serve.environment import prepare
from tui.serve.host_key import host_key
from tui.serve.journal import Journal
from tui.serve.server import Server
from tui.serve.settings import CannotServe, Settings


def serve(settings: Settings, index: Index) -> int:
    """Serve until a signal ends it; the exit status.

    Raises:
        CannotServe: if it cannot start.

    """
    key = host_key(settings.host_key)
    if settings.workers > 1:
        from tui.serve.workers import supervise

        return supervise(settings)
    return asyncio.run(_serve(settings, index, key, share=False))


async def _serve(settings: Settings, index: Index, key: asyncssh.SSHKey, *, share: bool) -> int:
    journal = _journal(settings)
    _keep_quiet(journal)
    server = Server(settings, index, journal)
    try:
        acceptor = await server.listen(key, share=share)
    except OSError as error:
        where = f"{settings.host} port {settings.port}"
        raise CannotServe(f"{where}: {error.strerror or error}") from None
    except (asyncssh.KeyImportError, ValueError) as error:
        raise CannotServe(f"{settings.authorized_keys}: {error}") from None
    stopping, hurry = asyncio.Event(), asyncio.Event()
    _follow_signals(server, stopping, hurry)
    # What every session shares is never garbage.
    gc.collect()
    gc.freeze()
    if settings.log and not share:
        print(f"Listening on {settings.host} port {acceptor.get_port()}.", flush=True)
    journal.write(
        "start",
        version=__version__,
        host=settings.host,
        port=acceptor.get_port(),
        key=key.get_fingerprint(),
        pid=os.getpid(),
    )
    await stopping.wait()
    acceptor.close()
    await server.stop(hurry)
    await acceptor.wait_closed()
    journal.write("end")
    journal.close()
    return 0


def _journal(settings: Settings) -> Journal:
    try:
        return Journal(settings.log, time.time)
    except OSError as error:
        raise CannotServe(f"{settings.log}: {error.strerror or error}") from None


def _follow_signals(server: Server, stopping: asyncio.Event, hurry: asyncio.Event) -> None:
    """Stop when told to, at once when told twice; read the content again when hung up on."""
    loop = asyncio.get_running_loop()

    def stop() -> None:
        (hurry if stopping.is_set() else stopping).set()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    loop.add_signal_handler(signal.SIGHUP, lambda: server.run(server.reload()))
    if parent := multiprocessing.parent_process():
        # A worker does not outlive its supervisor.
        def orphaned() -> None:
            loop.remove_reader(parent.sentinel)
            stop()

        loop.add_reader(parent.sentinel, orphaned)


def _keep_quiet(journal: Journal) -> None:
    """Let nothing that a client sent reach the process's streams by way of an error."""
    logger = logging.getLogger("asyncssh")
    logger.addHandler(logging.NullHandler())
    logger.propagate = False

    def note(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        place = crash.place_of(error) if error else str(context.get("message", ""))[:100]
        journal.write("error", place=place)

    asyncio.get_running_loop().set_exception_handler(note)
    sys.stderr.flush()


def work(settings: Settings) -> None:
    """Serve as one of several processes, to be started by their supervisor."""
    prepare()
    try:
        key, index = host_key(settings.host_key), Index.of(load(settings.content))
        status = asyncio.run(_serve(settings, index, key, share=True))
    except ContentError as error:
        raise SystemExit("\n".join(error.lines())) from None
    except CannotServe as error:
        raise SystemExit(f"backspasm: {error}") from None
    except Exception as error:
        # Whatever starts processes would show the error's message.
        crash.tell(crash.Crash.of(error), debug=settings.debug)
        raise SystemExit(crash.STATUS) from None
    raise SystemExit(status)
