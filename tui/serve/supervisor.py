"""Several processes that share one port, and the one that starts them."""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from typing import Any

from tui.serve.settings import CLOSE_TIMEOUT, Settings, StartupError, bind_error_message

WorkerMain = Callable[[Settings, Callable[[str], None]], None]
"""Serves in a process of its own; the second argument takes why it cannot."""

_TOO_SOON = 2.0
"""Seconds; a worker that ends sooner by itself could not start."""
_MARGIN = 5.0
"""Seconds after which a worker that should have ended is killed."""


def supervise(settings: Settings, work: WorkerMain) -> int:
    """Keep processes that do `work` running until a signal ends them all; the exit status.

    Raises:
        StartupError: if the address cannot be used, or a worker cannot start.

    """
    with _reserve(settings) as reserved:
        settings = replace(settings, port=reserved.getsockname()[1])
        return _Supervisor(settings, work).run()


def _reserve(settings: Settings) -> socket.socket:
    """A socket that holds the address without listening: nobody is ever connected to it."""
    try:
        found = socket.getaddrinfo(
            None if settings.host == "*" else settings.host,
            settings.port,
            type=socket.SOCK_STREAM,
            flags=socket.AI_PASSIVE,
        )
        family, kind, protocol, _, address = found[0]
        reserved = socket.socket(family, kind, protocol)
        reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if sys.platform != "win32":
            reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        reserved.bind(address)
    except (OSError, UnicodeError) as error:
        raise StartupError(bind_error_message(settings, error)) from None
    return reserved


class _Supervisor:
    """Starts workers, starts again those that fall, and hands signals on."""

    def __init__(self, settings: Settings, work: WorkerMain) -> None:
        self._settings = settings
        self._work = work
        self._context = multiprocessing.get_context("spawn")
        self._began: dict[BaseProcess, float] = {}
        self._faults: dict[BaseProcess, Any] = {}
        """The end of a pipe, through which a worker tells why it cannot start."""
        self._deadline: float | None = None
        """When workers that were told to end are killed; None as long as they were not."""
        self._fault = ""

    def run(self) -> int:
        """Go on until every worker has ended.

        Raises:
            StartupError: if a worker could not start.

        """
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._hand_on)
        if sys.platform != "win32":
            signal.signal(signal.SIGHUP, self._hand_on)
        for _ in range(self._settings.workers):
            self._start()
        while self._began:
            wait([worker.sentinel for worker in self._began], self._patience())
            for worker in [worker for worker in self._began if not worker.is_alive()]:
                self._ended(worker)
        if self._fault:
            raise StartupError(self._fault)
        return 0

    def _start(self) -> None:
        faults, tell = self._context.Pipe(duplex=False)
        worker = self._context.Process(target=self._work, args=(self._settings, tell.send))
        worker.start()
        tell.close()
        self._began[worker] = time.monotonic()
        self._faults[worker] = faults

    def _patience(self) -> float:
        """Seconds to wait for the next worker to end; kills them once their time is up."""
        if self._deadline is None:
            # A signal does not end the wait.
            return 1.0
        left = self._deadline - time.monotonic()
        if left <= 0:
            for worker in self._began:
                worker.kill()
        return max(left, 1.0)

    def _ended(self, worker: BaseProcess) -> None:
        lived = time.monotonic() - self._began.pop(worker)
        worker.join()
        with self._faults.pop(worker) as faults:
            fault = _heard(faults)
        if self._deadline is not None:
            return
        by_itself = (worker.exitcode or 0) >= 0
        if fault or (by_itself and lived < _TOO_SOON):
            self._fault = fault or "a worker could not start"
            self._hand_on(signal.SIGTERM, None)
        else:
            self._start()

    def _hand_on(self, number: int, frame: object) -> None:
        if number in (signal.SIGTERM, signal.SIGINT) and self._deadline is None:
            self._deadline = time.monotonic() + self._settings.grace + CLOSE_TIMEOUT + _MARGIN
        for worker in self._began:
            if worker.pid and worker.is_alive():
                os.kill(worker.pid, number)


def _heard(faults: Any) -> str:
    """What a worker told before it ended; often nothing."""
    try:
        return str(faults.recv()) if faults.poll() else ""
    except (EOFError, OSError):
        return ""
