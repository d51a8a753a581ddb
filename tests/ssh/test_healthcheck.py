"""The health check, ``backspasm serve --check``."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import asyncssh

from tests.ssh.conftest import StartServer
from tests.ssh.serving import HOST, Serving, run, serve
from tests.ssh.visiting import opened, visiting
from tui.serve.limits import SERVER_FULL

IMPATIENT = "import tui.serve.ssh.healthcheck as p; p._TIMEOUT = 0.5"


def checked(home: Path, port: int, changes: str = "") -> tuple[int, str]:
    """The exit status and standard error of a check."""
    done = run(serve("--check", f"{HOST}:{port}", changes=changes), home)
    assert done.stdout == ""
    return done.returncode, done.stderr


@contextmanager
def listener(greeting: bytes | None) -> Iterator[int]:
    """The port of a server with another protocol, which sends a greeting or nothing at all."""

    def greet() -> None:
        connection, _ = listening.accept()
        with connection:
            if greeting is None:
                connection.recv(1000)
                ended.wait()
            else:
                connection.sendall(greeting)

    ended = threading.Event()
    with closing(socket.create_server((HOST, 0))) as listening:
        greeter = threading.Thread(target=greet)
        greeter.start()
        try:
            yield listening.getsockname()[1]
        finally:
            ended.set()
            greeter.join()


def test_a_server_that_serves_passes(server: Serving, tmp_path: Path) -> None:
    before = len(server.noted("close"))
    assert checked(tmp_path, server.port) == (0, "")
    assert len(server.wait_noted("close", before + 1)) == before + 1


def test_nothing_at_all_is_said_in_one_line(tmp_path: Path) -> None:
    with closing(socket.create_server((HOST, 0))) as taken:
        port = taken.getsockname()[1]
    assert checked(tmp_path, port) == (1, "backspasm: Connection refused\n")


def test_something_else_is_said_in_one_line(tmp_path: Path) -> None:
    with listener(b"HTTP/1.1 400 Bad Request\r\n\r\n") as port:
        status, said = checked(tmp_path, port)
    assert (status, said.count("\n")) == (1, 1)
    assert said.startswith("backspasm: ") and len(said) > len("backspasm: \n")


def test_silence_is_said_in_one_line(tmp_path: Path) -> None:
    with listener(None) as port:
        status, said = checked(tmp_path, port, IMPATIENT)
    assert (status, said.count("\n")) == (1, 1)
    assert said.startswith("backspasm: no first screen within ")


async def test_a_full_server_says_so_itself(start_server: StartServer, tmp_path: Path) -> None:
    server = start_server("--max-sessions", "1")
    async with visiting(server.port) as visit:
        await opened(visit)
        assert checked(tmp_path, server.port) == (1, f"backspasm: {SERVER_FULL}\n")


def test_a_server_for_owners_of_keys_says_no(start_server: StartServer, tmp_path: Path) -> None:
    owner = asyncssh.generate_private_key("ssh-ed25519")
    (tmp_path / "keys").write_bytes(owner.export_public_key())
    server = start_server("--authorized-keys", tmp_path / "keys")
    status, said = checked(tmp_path, server.port)
    assert (status, said.count("\n")) == (1, 1)
    assert "Permission denied" in said
