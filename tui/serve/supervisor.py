"""The supervisor of several server processes that share one port."""

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
"""The main function of a worker; its second argument reports why it cannot serve."""

_MIN_LIFETIME = 2.0
"""Seconds; a worker that exits by itself before that counts as failed to start."""
_KILL_DELAY = 5.0
"""Seconds between the time when a worker should have ended and its being killed."""


def supervise(settings: Settings, worker_main: WorkerMain) -> int:
    """Keep workers running until a signal ends them all; the exit status.

    Raises:
        StartupError: if the address cannot be used, or a worker cannot start.

    """
    with _reserve(settings) as reserved:
        settings = replace(settings, port=reserved.getsockname()[1])
        return _Supervisor(settings, worker_main).run()


def _reserve(settings: Settings) -> socket.socket:
    """A socket that holds the address without listening, so that no client is connected to it."""
    try:
        addresses = socket.getaddrinfo(
            None if settings.host == "*" else settings.host,
            settings.port,
            type=socket.SOCK_STREAM,
            flags=socket.AI_PASSIVE,
        )
        family, kind, protocol, _, address = addresses[0]
        reserved = socket.socket(family, kind, protocol)
        reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if sys.platform != "win32":
            reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        reserved.bind(address)
    except (OSError, UnicodeError) as error:
        raise StartupError(bind_error_message(settings, error)) from None
    return reserved


class _Supervisor:
    """Starts workers, replaces those that crash, and forwards signals to them."""

    def __init__(self, settings: Settings, worker_main: WorkerMain) -> None:
        self._settings = settings
        self._worker_main = worker_main
        self._context = multiprocessing.get_context("spawn")
        self._started: dict[BaseProcess, float] = {}
        self._faults: dict[BaseProcess, Any] = {}
        """For each worker, the pipe through which it says why it cannot start."""
        self._deadline: float | None = None
        """When the workers are killed; None until they were told to stop."""
        self._fault = ""

    def run(self) -> int:
        """Start the workers, and return once all of them have ended.

        Raises:
            StartupError: if a worker could not start.

        """
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._forward_signal)
        if sys.platform != "win32":
            signal.signal(signal.SIGHUP, self._forward_signal)
        for _ in range(self._settings.workers):
            self._start()
        while self._started:
            wait([worker.sentinel for worker in self._started], self._wait_timeout())
            for worker in [worker for worker in self._started if not worker.is_alive()]:
                self._handle_exit(worker)
        if self._fault:
            raise StartupError(self._fault)
        return 0

    def _start(self) -> None:
        faults, report = self._context.Pipe(duplex=False)
        worker = self._context.Process(target=self._worker_main, args=(self._settings, report.send))
        worker.start()
        report.close()
        self._started[worker] = time.monotonic()
        self._faults[worker] = faults

    def _wait_timeout(self) -> float:
        """Seconds to wait for a worker to end; kills them all after the deadline."""
        if self._deadline is None:
            # `wait` is resumed after a signal, which may have set a deadline.
            return 1.0
        left = self._deadline - time.monotonic()
        if left <= 0:
            for worker in self._started:
                worker.kill()
        return max(left, 1.0)

    def _handle_exit(self, worker: BaseProcess) -> None:
        lived = time.monotonic() - self._started.pop(worker)
        worker.join()
        with self._faults.pop(worker) as faults:
            fault = _received(faults)
        if self._deadline is not None:
            return
        by_itself = (worker.exitcode or 0) >= 0
        if fault or (by_itself and lived < _MIN_LIFETIME):
            self._fault = fault or "a worker could not start"
            self._forward_signal(signal.SIGTERM, None)
        else:
            self._start()

    def _forward_signal(self, number: int, frame: object) -> None:
        if number in (signal.SIGTERM, signal.SIGINT) and self._deadline is None:
            self._deadline = time.monotonic() + self._settings.grace + CLOSE_TIMEOUT + _KILL_DELAY
        for worker in self._started:
            if worker.pid and worker.is_alive():
                os.kill(worker.pid, number)


def _received(faults: Any) -> str:
    """The line that a worker sent before it ended; empty if it sent none."""
    try:
        return str(faults.recv()) if faults.poll() else ""
    except (EOFError, OSError):
        return ""
