"""Several servers behind a load balancer, set up as in the README."""

from __future__ import annotations

import socket
import subprocess
from collections.abc import Iterator
from contextlib import AsyncExitStack, closing, contextmanager
from pathlib import Path

import asyncssh

from tests.ssh.conftest import StartServer
from tests.ssh.serving import HOST, Serving, needs, until, where_is
from tests.ssh.visiting import Visit, come, connect, opened

SETTINGS = """
global
    maxconn 100
defaults
    mode tcp
    timeout connect 5s
    timeout client 3h
    timeout server 3h
    retries 3
    option redispatch
frontend ssh
    bind fd@{fd}
    default_backend guides
backend guides
    balance leastconn
    default-server check inter 100ms fall 1 rise 1
"""


@contextmanager
def balanced(folder: Path, servers: list[Serving]) -> Iterator[int]:
    """The port of a load balancer for `servers`."""
    settings = folder / "haproxy.cfg"
    with closing(socket.create_server((HOST, 0))) as listener:
        lines = [f"    server s{n} {HOST}:{one.port}\n" for n, one in enumerate(servers)]
        settings.write_text(SETTINGS.format(fd=listener.fileno()) + "".join(lines))
        balancer = subprocess.Popen(
            [where_is("haproxy"), "-db", "-f", settings],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=[listener.fileno()],
            cwd=folder,
        )
        try:
            yield listener.getsockname()[1]
        finally:
            balancer.kill()
            balancer.wait()


def readers(server: Serving) -> int:
    """The number of readers on a server."""
    return len(server.noted("open")) - len(server.noted("close"))


@needs("haproxy")
async def test_when_a_server_falls_new_readers_come_to_the_other(
    start_server: StartServer, tmp_path: Path
) -> None:
    key = tmp_path / "key"
    options = ("--host-key", key, "--max-per-address", "0")
    servers = [start_server(*options) for _ in range(2)]
    public = asyncssh.read_private_key(key).export_public_key().decode()
    known = asyncssh.import_known_hosts(f"* {public}")
    with balanced(tmp_path, servers) as port:
        async with AsyncExitStack() as stack:

            async def reader() -> Visit:
                # The servers share a host key, so that a client takes them for one.
                connection = connect(port, known_hosts=known)
                return await opened(await come(await stack.enter_async_context(connection)))

            visits = [await reader() for _ in range(4)]
            lost, kept = (readers(server) for server in servers)
            assert lost and kept and lost + kept == len(visits)
            servers[0].kill()
            await visits[0].look_until(
                lambda: sum(visit.ended for visit in visits) == lost, "its readers to go"
            )
            visits = [visit for visit in visits if not visit.ended]
            visits += [await reader() for _ in range(2)]
            for visit in visits:
                visit.send("2")
                await visit.wait_for("A strong core")
            assert readers(servers[1]) == kept + 2
            for visit in visits:
                visit.send("q")
                assert await visit.wait_end() == 0
    until(lambda: readers(servers[1]) == 0, "the readers to leave")
    # The balancer's health checks open no session and cause no error.
    assert {line["event"] for line in servers[1].lines} == {"start", "open", "close"}
