"""Limits: the number of readers, the connection rate, session times, and authorized keys."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import asyncssh
import pytest

from tests.ssh.conftest import StartServer
from tests.ssh.serving import HOST, needs, openssh, run
from tests.ssh.visiting import Visit, come, connect, opened, visiting, walked
from tui.serve.limits import SERVER_FULL, TOO_FAST, TOO_MANY

IDLE = 6
"""Seconds; long enough for a test to press a key on a busy machine."""


async def test_who_comes_too_late_reads_why_and_who_is_there_does_not_notice(
    start_server: StartServer,
) -> None:
    server = start_server("--max-sessions", "1", "--max-per-address", "1")
    async with visiting(server.port) as first:
        await opened(first)
        before = len(first.received)
        for address, why in ((HOST, TOO_MANY), ("127.0.0.2", SERVER_FULL)):
            async with connect(server.port, local_addr=(address, 0)) as connection:
                second = await come(connection)
                assert await second.wait_end() == 1
                assert second.said == f"{why}\r\n"
                plain = await come(connection, command="triage fever", term=None)
                assert await plain.wait_end() == 1
                assert plain.said == f"{why}\n"
        assert len(first.received) == before
        first.send("2")
        await first.wait_for("A strong core")
        first.send("q")
        assert await first.wait_end() == 0
    async with visiting(server.port) as third:
        await opened(third)
    # Repeated attempts do not fill the log.
    assert [line["why"] for line in server.noted("refuse")] == [TOO_MANY, SERVER_FULL]


@needs("ssh")
def test_who_comes_too_often_reads_why(start_server: StartServer, tmp_path: Path) -> None:
    server = start_server("--max-new", "2")
    command = [*openssh(server.port, tmp_path), HOST, "triage", "fever"]
    done = [run(command, tmp_path) for _ in range(4)]
    assert [one.returncode for one in done] == [0, 0, 255, 255]
    assert all(TOO_FAST in one.stderr for one in done[2:])
    assert [line["why"] for line in server.noted("refuse")] == [TOO_FAST]


async def test_who_presses_no_key_is_warned_and_let_go_but_not_while_being_led(
    start_server: StartServer,
) -> None:
    server = start_server("--idle-timeout", f"{IDLE}s")

    async def be_idle(visit: Visit) -> None:
        await visit.wait_for("key keeps it open")
        visit.send("2")
        await visit.wait_for("A strong core")
        await end_idle(visit)

    async def be_led(visit: Visit) -> None:
        await visit.until(lambda: "q Quit" in visit.text, "the first screen")
        await walked(visit)
        began = time.monotonic()
        await visit.until(
            lambda: visit.ended or time.monotonic() > began + 1.5 * IDLE, "some time to pass"
        )
        assert not visit.ended
        assert "key keeps it open" not in visit.text
        # The first begins at once, the second pauses.
        visit.send(" ", " ")
        await visit.wait_for("PAUSED")
        await end_idle(visit)

    async def end_idle(visit: Visit) -> None:
        assert await visit.wait_end() == 1
        _, _, after = visit.said.rpartition("\x1b[?1049l")
        assert "The guide closed, as nobody had pressed a key for a while." in after

    async with visiting(server.port) as idle, visiting(server.port) as led:
        await asyncio.gather(be_idle(idle), be_led(led))
    assert [line["reason"] for line in server.wait_noted("close", 2)] == ["idle", "idle"]


async def test_nobody_stays_for_ever(start_server: StartServer) -> None:
    server = start_server("--max-time", "2s")
    async with visiting(server.port) as visit:
        answered = 0

        def ended() -> bool:
            """Press a key unless the session has ended; whether it has."""
            nonlocal answered
            if len(visit.received) > answered and not visit.channel.is_closing():
                answered = len(visit.received)
                visit.send("2", "1")
            return visit.ended

        await visit.until(ended, "the end")
        assert visit.channel.get_exit_status() == 1
        _, _, after = visit.said.rpartition("\x1b[?1049l")
        assert "The guide closed, as its time here was up." in after
    assert [line["reason"] for line in server.wait_noted("close")] == ["time"]


def a_key(path: Path) -> asyncssh.SSHKey:
    """A new private key, in a file as OpenSSH needs it."""
    key = asyncssh.generate_private_key("ssh-ed25519")
    key.write_private_key(path)
    path.chmod(0o600)
    return key


async def test_with_a_list_of_keys_only_their_owners_enter(
    start_server: StartServer, tmp_path: Path
) -> None:
    known, unknown = a_key(tmp_path / "known"), a_key(tmp_path / "unknown")
    listed = tmp_path / "authorized_keys"
    # Options that permit forwarding elsewhere do not here.
    listed.write_bytes(b'pty,port-forwarding,permitopen="*:*" ' + known.export_public_key())
    server = start_server("--authorized-keys", listed)
    async with connect(server.port, client_keys=[known]) as connection:
        with pytest.raises(asyncssh.ChannelOpenError):
            await connection.open_connection(HOST, server.port)
        await opened(await come(connection))
    for keys in ([unknown], None):
        with pytest.raises(asyncssh.PermissionDenied):
            async with connect(server.port, client_keys=keys):
                pass


@needs("ssh")
def test_openssh_enters_with_its_key_and_by_no_other_way(
    start_server: StartServer, tmp_path: Path
) -> None:
    known = a_key(tmp_path / "known")
    (tmp_path / "listed").write_bytes(known.export_public_key())
    server = start_server("--authorized-keys", tmp_path / "listed")
    wanted = ("-o", "BatchMode=yes", "-T")
    with_key = openssh(server.port, tmp_path, "-i", str(tmp_path / "known"), *wanted)
    assert run([*with_key, HOST, "triage", "fever"], tmp_path).returncode == 0
    done = run([*openssh(server.port, tmp_path, *wanted), HOST, "triage", "fever"], tmp_path)
    assert done.returncode == 255
    assert "Permission denied (publickey)." in done.stderr
