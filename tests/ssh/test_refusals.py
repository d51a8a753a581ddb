"""What the server refuses: file transfer, forwarding of any kind, other subsystems."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import asyncssh
import pytest
from asyncssh.packet import Boolean, String, UInt32

from tests.ssh.serving import HOST, Serving, needs, openssh, run
from tests.ssh.visiting import come, connect, opened, visiting

NOTHING = "triage improving"
"""A command that exits at once."""


@pytest.fixture
def elsewhere() -> Iterator[socket.socket]:
    """A listener that must not be reached through the server."""
    with closing(socket.create_server((HOST, 0))) as listener:
        listener.setblocking(False)
        yield listener


def assert_nobody_came(listener: socket.socket) -> None:
    with pytest.raises(BlockingIOError):
        listener.accept()


@needs("ssh")
def test_openssh_gets_no_way_to_another_machine(
    server: Serving, tmp_path: Path, elsewhere: socket.socket
) -> None:
    port = elsewhere.getsockname()[1]
    done = run([*openssh(server.port, tmp_path, "-W", f"{HOST}:{port}"), HOST], tmp_path)
    assert (done.returncode, done.stdout) == (255, "")
    assert "forwarding failed" in done.stderr
    assert_nobody_came(elsewhere)


@needs("ssh")
@pytest.mark.parametrize("wanted", ["0:127.0.0.1:9", "0", "/tmp/backspasm-test:127.0.0.1:9"])
def test_openssh_gets_no_way_back(server: Serving, tmp_path: Path, wanted: str) -> None:
    options = ("-N", "-R", wanted, "-o", "ExitOnForwardFailure=yes")
    done = run([*openssh(server.port, tmp_path, *options), HOST], tmp_path)
    assert done.returncode == 255
    assert "forwarding" in done.stderr and "failed" in done.stderr


@needs("ssh")
def test_openssh_gets_no_windows_but_the_guide(server: Serving, tmp_path: Path) -> None:
    options = ("-Y", "-o", "XAuthLocation=none", "-o", "LogLevel=INFO")
    command = [*openssh(server.port, tmp_path, *options), HOST, NOTHING]
    done = run(command, tmp_path, env={"DISPLAY": ":9"})
    assert "X11 forwarding request failed" in done.stderr
    assert (done.returncode, "NO WARNING SIGN" in done.stdout) == (0, True)


@needs("sftp")
def test_openssh_gets_no_files_by_sftp(server: Serving, tmp_path: Path) -> None:
    done = run([*openssh(server.port, tmp_path, program="sftp"), HOST], tmp_path, typed="ls\n")
    assert done.returncode != 0
    assert "subsystem request failed" in done.stderr


@needs("scp")
@pytest.mark.parametrize("protocol", ["-O", "-s"])
def test_openssh_copies_no_files(server: Serving, tmp_path: Path, protocol: str) -> None:
    scp = openssh(server.port, tmp_path, protocol, program="scp")
    mine = tmp_path / "mine"
    mine.write_text("mine")
    assert run([*scp, str(mine), f"{HOST}:stolen"], tmp_path).returncode != 0
    assert run([*scp, f"{HOST}:host_key", str(tmp_path / "theirs")], tmp_path).returncode != 0
    assert not (tmp_path / "theirs").exists()
    assert not (server.home / "stolen").exists()


async def test_no_forwarding_of_any_kind(server: Serving, elsewhere: socket.socket) -> None:
    port = elsewhere.getsockname()[1]
    async with connect(server.port) as connection:
        with pytest.raises(asyncssh.ChannelOpenError):
            await connection.open_connection(HOST, port)
        with pytest.raises(asyncssh.ChannelOpenError):
            await connection.open_unix_connection("/tmp/socket")
        with pytest.raises(asyncssh.ChannelListenError):
            await connection.forward_remote_port(HOST, 0, HOST, port)
        with pytest.raises(asyncssh.ChannelListenError):
            await connection.forward_remote_path("/tmp/backspasm-test", "/tmp/x")
        with pytest.raises(asyncssh.ChannelOpenError):
            await connection.create_tun(asyncssh.SSHTunTapSession)
        visit = await come(connection, command=NOTHING, term=None)
        assert await visit.wait_end() == 0
    assert_nobody_came(elsewhere)


async def test_no_subsystem_is_there(server: Serving) -> None:
    async with connect(server.port) as connection:
        with pytest.raises(asyncssh.ChannelOpenError):
            await connection.start_sftp_client()
        with pytest.raises(asyncssh.ChannelOpenError):
            await connection.create_session(asyncssh.SSHClientSession, subsystem="netconf")


async def test_an_open_session_cannot_get_more_than_the_guide(server: Serving) -> None:
    x11 = (Boolean(False), String("MIT-MAGIC-COOKIE-1"), String("00" * 16), UInt32(0))
    async with visiting(server.port) as visit:
        await opened(visit)
        asked: list[tuple[bytes, tuple[bytes, ...]]] = [
            (b"auth-agent-req@openssh.com", ()),
            (b"x11-req", x11),
            (b"subsystem", (String("sftp"),)),
            (b"exec", (String("sh"),)),
            (b"shell", ()),
        ]
        for request, parts in asked:
            # The client has no public method to send this request alone.
            assert await visit.channel._make_request(request, *parts) is False, request
        visit.send("2")
        await visit.wait_for("A strong core")
