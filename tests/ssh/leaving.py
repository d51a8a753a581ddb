"""The ways in which clients disconnect, most of them abrupt."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress

import asyncssh

from tests.ssh.serving import HOST
from tests.ssh.visiting import come, connect, opened, visiting


async def quits(port: int) -> None:
    async with visiting(port) as visit:
        await opened(visit)
        visit.send("q")
        assert await visit.wait_end() == 0


async def hangs_up(port: int) -> None:
    async with visiting(port) as visit:
        await opened(visit)


async def is_killed(port: int) -> None:
    async with connect(port) as connection:
        visit = await opened(await come(connection))
        visit.send("/", "2", "\x1b")
        connection.abort()


async def is_killed_while_it_starts(port: int) -> None:
    async with connect(port) as connection:
        visit = await come(connection)
        await visit.until(lambda: visit.received, "anything")
        connection.abort()


async def is_killed_before_it_starts(port: int) -> None:
    async with connect(port) as connection:
        await come(connection)
        connection.abort()


async def is_killed_while_it_asks(port: int) -> None:
    async with connect(port) as connection:
        asking = asyncio.create_task(come(connection))
        await asyncio.sleep(0)
        connection.abort()
        with suppress(asyncssh.Error, ConnectionError):
            await asking


async def walks(port: int) -> None:
    async with connect(port) as connection:
        visit = await opened(await come(connection))
        visit.send("w")
        await visit.wait_for("1 of 8")
        visit.send("n")
        connection.abort()


async def asks_for_text(port: int) -> None:
    async with visiting(port, command="relief", term=None) as visit:
        assert await visit.wait_end() == 0


async def leaves_a_conversation(port: int) -> None:
    async with connect(port) as connection:
        visit = await come(connection, command="quiz --plain")
        await visit.wait_for("1")
        connection.abort()


async def is_refused(port: int) -> None:
    async with visiting(port, command="sh", term=None) as visit:
        assert await visit.wait_end() == 2


async def says_nothing(port: int) -> None:
    _, writer = await asyncio.open_connection(HOST, port)
    writer.close()
    await writer.wait_closed()


async def resizes_and_goes(port: int) -> None:
    async with connect(port) as connection:
        visit = await opened(await come(connection))
        for size in range(1, 200, 7):
            visit.channel.change_terminal_size(size, size)
        connection.abort()


WAYS: tuple[Callable[[int], Coroutine[None, None, None]], ...] = (
    quits,
    hangs_up,
    is_killed,
    is_killed_while_it_starts,
    is_killed_before_it_starts,
    is_killed_while_it_asks,
    walks,
    asks_for_text,
    leaves_a_conversation,
    is_refused,
    says_nothing,
    resizes_and_goes,
)
