"""Whether a server serves: connect as a reader does, and see the first screen."""

from __future__ import annotations

import asyncio
import os
import re

import asyncssh

_TIMEOUT = 15.0
_ESCAPES = re.compile(r"\x1b(\[[0-9;?<>=$]*[A-Za-z]|[()][A-Z0-9]|[=>])")


class _Reader(asyncssh.SSHClientSession[str]):
    """Reads until it has seen `title`."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._shown = ""
        self.seen = asyncio.Event()
        self.said = ""

    def data_received(self, data: str, datatype: asyncssh.DataType) -> None:
        self._shown = (self._shown + data)[-100_000:]
        if self._title in _ESCAPES.sub("", self._shown):
            self.seen.set()

    def connection_lost(self, exc: Exception | None) -> None:
        lines = _ESCAPES.sub("", self._shown).split("\n")
        self.said = next((line.strip() for line in reversed(lines) if line.strip()), "")
        self.seen.set()


def check_server(host: str, port: int, title: str) -> str:
    """Why the server at `host` does not serve; empty if its first screen, with `title`, comes."""
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
    reader = _Reader(title)
    async with asyncssh.connect(
        host, port, known_hosts=None, username="check", config=None
    ) as connection:
        channel, _ = await connection.create_session(
            lambda: reader, term_type="xterm-256color", term_size=(80, 24)
        )
        await reader.seen.wait()
        if reader.said:
            return reader.said
        channel.write("q")
        await channel.wait_closed()
        return ""
