"""Slow pipes, disks and clients delay neither the readers nor the end of the server."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.ssh.conftest import StartServer
from tests.ssh.serving import HOST, Serving, environment, serve, until
from tests.ssh.visiting import come, connect, opened, visiting, walked
from tests.terminal.terminal import PATIENCE

if sys.platform != "linux":
    pytest.skip("the size of a pipe is set on Linux only", allow_module_level=True)

import fcntl

FEW_LINES = "import tui.serve.event_log as e; e._MAX_QUEUED = 20"
HANGING_LOAD = """
import time
import tui.serve.ssh.server as s
s.load = lambda *_, **__: time.sleep(3600)
"""
HALF_OPEN = 300
WINDOW = 16 * 1024


class Piped:
    """A server that logs to a small pipe, which is read on demand only."""

    def __init__(self, process: subprocess.Popen[bytes], log: int) -> None:
        self.process = process
        self._log = log
        self._read = b""
        self.port = int(self.until("start")[0]["port"])

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The complete log lines that were read."""
        return [json.loads(line) for line in self._read.rpartition(b"\n")[0].splitlines()]

    def until(self, event: str) -> list[dict[str, Any]]:
        """Read until there is a line about `event`; all lines so far."""
        while not any(line["event"] == event for line in self.lines):
            self.more()
        return self.lines

    def more(self) -> None:
        """Read more, and wait for it if necessary."""
        data = os.read(self._log, 65536)
        assert data, self._read
        self._read += data


@contextmanager
def piped(home: Path, *options: str, named: bool) -> Iterator[Piped]:
    """A server that logs to standard error, or to a named pipe."""
    if named:
        os.mkfifo(home / "fifo")
        # Keeps the pipe open for writing, so that reading it never reaches the end.
        end = os.open(home / "fifo", os.O_RDWR)
        options, errors = (*options, "--log", str(home / "fifo")), subprocess.DEVNULL
    else:
        end, errors = os.pipe()
    fcntl.fcntl(end, fcntl.F_SETPIPE_SZ, 4096)
    process = subprocess.Popen(
        serve("--max-per-address", "0", *options, changes=FEW_LINES),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=errors,
        env=environment(home),
        cwd=home,
        start_new_session=True,
    )
    if not named:
        os.close(errors)
    try:
        yield Piped(process, end)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        os.close(end)


@pytest.mark.parametrize(
    ("named", "options"),
    [(False, ()), (True, ()), (False, ("--workers", "2"))],
    ids=["standard error", "a named pipe", "workers"],
)
async def test_a_log_that_nobody_reads_holds_up_neither_readers_nor_the_end(
    tmp_path: Path, named: bool, options: tuple[str, ...]
) -> None:
    with piped(tmp_path, "--grace", "1h", *options, named=named) as server:
        async with visiting(server.port) as reader:
            await opened(reader)
            for _ in range(3):
                async with connect(server.port) as connection:
                    for _ in range(10):
                        plain = await come(connection, command="triage fever", term=None)
                        assert await plain.wait_end() == 0
            reader.send("2")
            await reader.wait_for("A strong core")
            if not options:
                # Once there is room again, the next line reports the number of dropped ones.
                reading = asyncio.create_task(asyncio.to_thread(lost, server))
                while not reading.done():
                    async with visiting(server.port, command="triage fever", term=None) as plain:
                        assert await plain.wait_end() == 0
                assert await reading > 0
            server.process.send_signal(signal.SIGTERM)
            await reader.wait_for("The server stops in")
            reader.send("q")
            assert await reader.wait_end() == 0
        assert await asyncio.to_thread(server.process.wait, PATIENCE) == 0


def lost(server: Piped) -> int:
    """Read until a line reports dropped ones."""
    while True:
        if counts := [line["dropped"] for line in server.lines if "dropped" in line]:
            return int(counts[0])
        server.more()


def test_a_log_that_hangs_when_it_is_opened_again_holds_nothing_up(
    start_server: StartServer,
) -> None:
    server = start_server()
    (server.home / "log").rename(server.home / "log.1")
    os.mkfifo(server.home / "log")
    server.signal(signal.SIGHUP)
    old = server.home / "log.1"
    until(lambda: "nobody reads from this pipe" in old.read_text(), "the fault in the old log")
    server.signal(signal.SIGTERM)
    assert server.wait_exit() == 0
    assert json.loads(old.read_text().splitlines()[-1])["event"] == "end"


def test_content_that_hangs_when_it_is_read_again_does_not_hold_up_the_end(
    start_server: StartServer, tmp_path: Path
) -> None:
    content = tmp_path / "content.toml"
    content.write_bytes((Path(__file__).parents[2] / "content.toml").read_bytes())
    server = start_server("--content", content, changes=HANGING_LOAD)
    server.signal(signal.SIGHUP)
    server.signal(signal.SIGTERM)
    assert server.wait_exit() == 0


async def test_a_client_that_reads_nothing_does_not_hold_up_the_end(
    start_server: StartServer,
) -> None:
    server = start_server(
        "--grace", "1s", changes="import tui.serve.ssh.server as s; s.CLOSE_TIMEOUT = 1"
    )
    async with visiting(server.port, size=(120, 40), window=WINDOW) as stuck:
        await walked(stuck)
        stuck.channel.pause_reading()
        for _ in range(20):
            stuck.send("\x0c")
        server.signal(signal.SIGTERM)
        assert await asyncio.to_thread(server.process.wait, PATIENCE) == 0


async def test_connections_that_say_nothing_keep_nobody_out_for_long(
    start_server: StartServer,
) -> None:
    """Some of them have yet to log in, the others were refused."""
    server = start_server(
        "--max-per-address",
        "0",
        changes="import tui.serve.ssh.connection as c; c.LOGIN_TIMEOUT = 1",
    )
    async with visiting(server.port) as reader:
        await opened(reader)
        half_open = []
        for number in range(HALF_OPEN):
            client = socket.create_connection((HOST, server.port))
            if number % 3:
                client.sendall(b"SSH-2.0-half\r\n"[: 5 * (number % 3)])
            half_open.append(client)
        reader.send("2")
        await reader.wait_for("A strong core")
        for client in half_open:
            client.settimeout(PATIENCE)
            assert await asyncio.to_thread(ended, client)
        async with visiting(server.port) as other:
            await opened(other)
    assert server.noted("error") == server.noted("crash") == []


def ended(client: socket.socket) -> bool:
    """Read until the server closes the connection; whether it does."""
    with client:
        try:
            while client.recv(4096):
                pass
        except ConnectionError:
            pass
    return True


async def test_clients_that_vanish_all_at_once_hold_up_nobody(server: Serving) -> None:
    before = len(server.noted("close"))
    async with visiting(server.port) as stays, AsyncExitStack() as stack:
        await opened(stays)
        connections = []
        for _ in range(12):
            connection = await stack.enter_async_context(connect(server.port))
            await opened(await come(connection))
            connections.append(connection)
        for connection in connections:
            connection.abort()
        stays.send("2")
        await stays.wait_for("A strong core")
        server.wait_noted("close", before + 12)
        stays.send("1")
        await stays.wait_for("Cold pack")
    reasons = [line["reason"] for line in server.noted("close")[before : before + 12]]
    assert reasons == ["lost"] * 12
