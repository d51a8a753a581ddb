"""A server in the test's own process, for what cannot be seen from outside of it."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import asyncssh

from tests.ssh.visiting import opened, visiting
from tests.terminal.terminal import PATIENCE
from tui.guide.content.index import Index
from tui.serve.event_log import EventLog
from tui.serve.settings import Settings
from tui.serve.ssh.server import Server

_LOOK = 0.005


async def until(condition: Callable[[], object], wanted: str) -> None:
    """Let everything else go on until `condition` holds.

    Raises:
        AssertionError: with what was `wanted`, if that does not happen.

    """
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"waited for {wanted}"
        await asyncio.sleep(_LOOK)


@dataclass(frozen=True, slots=True)
class Inside:
    """A server, and what went wrong in it."""

    server: Server
    port: int
    log: Path
    uncaught: list[dict[str, Any]] = field(default_factory=list)
    """What the loop tells of errors that nobody caught."""

    @property
    def faults(self) -> list[dict[str, Any]]:
        """Everything that went wrong, caught or not."""
        assert self.server.event_log.flush(PATIENCE)
        lines = self.log.read_text(encoding="utf-8").splitlines()
        noted = [json.loads(line) for line in lines]
        return [*self.uncaught, *(e for e in noted if e["event"] in ("crash", "error"))]

    async def still_serves(self) -> None:
        """See a first screen, and no trace of a fault."""
        async with visiting(self.port) as visit:
            await opened(visit)
        assert self.faults == []


@lru_cache(maxsize=1)
def _host_key() -> asyncssh.SSHKey:
    return asyncssh.generate_private_key("ssh-ed25519")


@asynccontextmanager
async def serving_inside(index: Index, folder: Path, **chosen: Any) -> AsyncIterator[Inside]:
    """A server on a port of its own, without limits for an address unless they are `chosen`."""
    event_log = EventLog(folder / "log", lambda: 0.0)
    server = Server(
        Settings(port=0, **{"max_new": 0, "max_per_address": 0, **chosen}), index, event_log
    )
    acceptor = await server.listen(_host_key(), None, share=False)
    inside = Inside(server, acceptor.get_port(), folder / "log")
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _, context: inside.uncaught.append(context))
    try:
        yield inside
    finally:
        acceptor.close()
        hurry = asyncio.Event()
        hurry.set()
        await server.stop(hurry)
        await acceptor.wait_closed()
        event_log.close()
        loop.set_exception_handler(None)
