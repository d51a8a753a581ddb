"""Several processes that share one port, and the one that starts them."""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import sys
import time
from dataclasses import replace
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess

from tui.serve.settings import CannotServe, Settings

_TOO_SOON = 2.0
"""Seconds; a worker that ends sooner by itself could not start."""


def supervise(settings: Settings) -> int:
    """Keep the workers running until a signal ends them all; the exit status.

    Raises:
        CannotServe: if the address cannot be used.

    """
    with _reserve(settings) as reserved:
        settings = replace(settings, port=reserved.getsockname()[1])
        return _Supervisor(settings).run()


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
        reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        reserved.bind(address)
    except (OSError, AttributeError) as error:
        where = f"{settings.host} port {settings.port}"
        raise CannotServe(f"{where}: {getattr(error, 'strerror', None) or error}") from None
    return reserved


class _Supervisor:
    """Starts workers, starts again those that fall, and hands signals on."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._context = multiprocessing.get_context("spawn")
        self._began: dict[BaseProcess, float] = {}
        self._stopping = False
        self._status = 0

    def run(self) -> int:
        """Go on until every worker has ended."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._hand_on)
        for _ in range(self._settings.workers):
            self._start()
        while self._began:
            wait([worker.sentinel for worker in self._began])
            for worker in [worker for worker in self._began if not worker.is_alive()]:
                self._ended(worker)
        return self._status

    def _start(self) -> None:
        from tui.serve.run import work

        worker = self._context.Process(target=work, args=(self._settings,))
        worker.start()
        self._began[worker] = time.monotonic()

    def _ended(self, worker: BaseProcess) -> None:
        lived = time.monotonic() - self._began.pop(worker)
        worker.join()
        if self._stopping:
            return
        by_itself = (worker.exitcode or 0) >= 0
        if by_itself and lived < _TOO_SOON:
            print("backspasm: a worker could not start", file=sys.stderr)
            self._status = 1
            self._hand_on(signal.SIGTERM, None)
        else:
            self._start()

    def _hand_on(self, number: int, frame: object) -> None:
        self._stopping = self._stopping or number != signal.SIGHUP
        for worker in self._began:
            if worker.pid and worker.is_alive():
                os.kill(worker.pid, number)
