"""A server in the process of the test, for checks of its internal state."""

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
from tui.guide.content.record_index import Index
from tui.serve.event_log import EventLog
from tui.serve.settings import Settings
from tui.serve.ssh.server import Server

_LOOK = 0.005


async def until(condition: Callable[[], object], wanted: str) -> None:
    """Run the event loop until `condition` holds.

    Raises:
        AssertionError: if it does not hold in time; `wanted` says what was waited for.

    """
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"waited for {wanted}"
        await asyncio.sleep(_LOOK)


@dataclass(frozen=True, slots=True)
class Inside:
    """A running server and the errors in it."""

    server: Server
    port: int
    log: Path
    uncaught: list[dict[str, Any]] = field(default_factory=list)
    """The contexts of uncaught errors, as the event loop reports them."""

    @property
    def faults(self) -> list[dict[str, Any]]:
        """All errors, caught or not."""
        assert self.server.event_log.flush(PATIENCE)
        lines = self.log.read_text(encoding="utf-8").splitlines()
        noted = [json.loads(line) for line in lines]
        return [*self.uncaught, *(e for e in noted if e["event"] in ("crash", "error"))]

    async def still_serves(self) -> None:
        """Check that a new client gets the first screen and that there are no errors."""
        async with visiting(self.port) as visit:
            await opened(visit)
        assert self.faults == []


@lru_cache(maxsize=1)
def _host_key() -> asyncssh.SSHKey:
    return asyncssh.generate_private_key("ssh-ed25519")


@asynccontextmanager
async def serving_inside(index: Index, folder: Path, **chosen: Any) -> AsyncIterator[Inside]:
    """A server on a free port, without limits per address unless they are `chosen`."""
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
