"""The health check: connect to a server as a reader does, and wait for the first screen."""

from __future__ import annotations

import asyncio
import os
import re

import asyncssh

_TIMEOUT = 15.0
"""Seconds."""
_ESCAPES = re.compile(r"\x1b(\[[0-9;?<>=$]*[A-Za-z]|[()][A-Z0-9]|[=>])")


class _CheckSession(asyncssh.SSHClientSession[str]):
    """A client session that reads until `title` is on the screen or the server disconnects."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._received = ""
        self.finished = asyncio.Event()
        self.last_line = ""

    def data_received(self, data: str, datatype: asyncssh.DataType) -> None:
        self._received = (self._received + data)[-100_000:]
        if self._title in _ESCAPES.sub("", self._received):
            self.finished.set()

    def connection_lost(self, exc: Exception | None) -> None:
        lines = _ESCAPES.sub("", self._received).split("\n")
        self.last_line = next((line.strip() for line in reversed(lines) if line.strip()), "")
        self.finished.set()


def check_server(host: str, port: int, title: str) -> str:
    """Why a server does not work; empty if it shows the first screen, with `title` on it."""
    try:
        return asyncio.run(asyncio.wait_for(_check(host, port, title), _TIMEOUT))
    except (asyncio.TimeoutError, TimeoutError):
        return f"no first screen within {_TIMEOUT:.0f} seconds"
    except asyncssh.DisconnectError as error:
        return error.reason
    except OSError as error:
        return os.strerror(error.errno) if error.errno and error.errno > 0 else str(error)
    except asyncssh.Error as error:
        return error.reason


async def _check(host: str, port: int, title: str) -> str:
    session = _CheckSession(title)
    async with asyncssh.connect(
        host, port, known_hosts=None, username="check", config=None
    ) as connection:
        channel, _ = await connection.create_session(
            lambda: session, term_type="xterm-256color", term_size=(80, 24)
        )
        await session.finished.wait()
        if session.last_line:
            return session.last_line
        channel.write("q")
        await channel.wait_closed()
        return ""
