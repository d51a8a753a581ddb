"""Fuzzing: whatever a client sends, the server keeps running, and other readers notice nothing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import asyncssh
import pytest
import pytest_asyncio

from tests.ssh.conftest import StartServer
from tests.ssh.inside import Inside, serving_inside, until
from tests.ssh.serving import HOST
from tests.ssh.visiting import Visit, come, connect, opened, visiting
from tests.support.fast import fast_only
from tests.support.sample import sample
from tests.terminal.noise import END_OF_PASTE, noise
from tui.guide.content.record_index import Index
from tui.serve.ssh import connection as connection_module
from tui.serve.ssh import session as session_module
from tui.serve.ssh.session import GuideSession
from tui.serve.views.full_screen import FullScreenView

VERSION = b"SSH-2.0-fuzz\r\n"
START = b"\x1b[200~"


@pytest_asyncio.fixture
async def inside(index: Index, tmp_path: Path) -> AsyncIterator[Inside]:
    async with serving_inside(index, tmp_path) as inside:
        yield inside
        await inside.still_serves()


@pytest_asyncio.fixture
async def neighbour(inside: Inside) -> AsyncIterator[Visit]:
    """A reader who stays connected during the whole test."""
    async with visiting(inside.port) as visit:
        yield await opened(visit)
        await notices_nothing(visit)


async def notices_nothing(visit: Visit) -> None:
    """Check that the reader's keys are answered."""
    visit.send("3")
    await visit.wait_for("Common causes", without=["Cold pack"])
    visit.send("1")
    await opened(visit)


# Before authentication


def strangers(chance: Random) -> Iterator[bytes]:
    """The first bytes of scanners, other protocols and noise."""
    yield from (b"", b"\n", b"\r\n" * 2000, b"x" * 9000, b"SSH-", VERSION, b"SSH-1.5-old\r\n")
    yield from (b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00", b"\0" * 5000)
    yield from (
        b"SSH-2.0-" + b"x" * 400 + b"\r\n",
        b"SSH-2.0-\xff\xfe\r\n",
        b"\n".join([b"x"] * 1500),
    )
    for length in (0, 1, 2**31, 2**32 - 1):
        yield VERSION + length.to_bytes(4, "big") + chance.randbytes(100)
    for kind in range(0, 256, 16):
        yield VERSION + packet(bytes([kind]) + chance.randbytes(30))
    for size in (1, 10, 300, 20_000):
        yield chance.randbytes(size)
        yield VERSION + chance.randbytes(size)


def packet(payload: bytes) -> bytes:
    """An unencrypted packet, as before the key exchange."""
    padding = 8 - (5 + len(payload)) % 8 + 8
    return (
        (len(payload) + padding + 1).to_bytes(4, "big")
        + bytes([padding])
        + payload
        + bytes(padding)
    )


async def say(port: int, data: bytes) -> None:
    """Send `data`, and wait until the server has closed the connection."""
    reader, writer = await asyncio.open_connection(HOST, port)
    assert (await reader.readline()).startswith(b"SSH-2.0-backspasm")
    with suppress(ConnectionError):
        writer.write(data)
        await writer.drain()
        writer.write_eof()
        await reader.read()
    writer.close()
    with suppress(ConnectionError):
        await writer.wait_closed()


async def test_noise_before_the_handshake(inside: Inside, neighbour: Visit) -> None:
    sent = list(strangers(Random(6)))
    for start in range(0, len(sent), 20):
        await asyncio.gather(*(say(inside.port, data) for data in sent[start : start + 20]))
    await until(lambda: inside.server.limits.connections == 1, "all strangers to be gone")


async def test_noise_after_the_handshake(inside: Inside, neighbour: Visit) -> None:
    chance = Random(6)
    for kind in [*range(1, 256, 8), 80, 90, 93, 94, 96, 97, 98, 99, 100]:
        with suppress(asyncssh.Error, ConnectionError):
            async with connect(inside.port) as connection:
                connection.send_packet(kind, chance.randbytes(chance.randrange(60)))
    await until(lambda: inside.server.limits.connections == 1, "all connections to be gone")


async def test_connections_that_say_nothing_are_dropped_and_keep_nobody_out(
    inside: Inside, neighbour: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(connection_module, "LOGIN_TIMEOUT", 0.2)
        silent = [await asyncio.open_connection(HOST, inside.port) for _ in range(30)]
        silent += [await asyncio.open_connection(HOST, inside.port) for _ in range(10)]
        await until(lambda: inside.server.limits.connections > 1, "the silent ones")
    for reader, writer in silent:
        await reader.read()
        writer.close()
        await writer.wait_closed()
    await until(lambda: inside.server.limits.connections == 1, "the silent ones to be dropped")


async def test_no_more_than_some_connect_without_a_session(
    inside: Inside, neighbour: Visit
) -> None:
    silent = [await asyncio.open_connection(HOST, inside.port) for _ in range(70)]
    limits = inside.server.limits
    ended = [asyncio.create_task(reader.read()) for reader, _ in silent]
    await until(lambda: sum(task.done() for task in ended) == 20, "the rest to be turned away")
    assert limits.connections - limits.sessions == 50
    for _, writer in silent:
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()
    await asyncio.gather(*ended)
    await until(lambda: limits.connections == 1, "the silent ones to be gone")


async def test_a_connection_or_a_channel_that_asks_for_nothing_is_dropped(
    inside: Inside, neighbour: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(session_module, "_REQUEST_TIMEOUT", 0.2)
        async with connect(inside.port) as connection:
            channel = asyncssh.SSHClientChannel[bytes](
                connection, asyncio.get_running_loop(), "strict", None, "strict", 1 << 15, 1 << 15
            )
            await channel._open(b"session")
            assert inside.server.limits.sessions == 2
            await until(lambda: inside.server.limits.sessions == 1, "the channel to be dropped")
    with monkeypatch.context() as patch:
        patch.setattr(connection_module, "LOGIN_TIMEOUT", 0.2)
        async with connect(inside.port) as connection:
            await connection.wait_closed()


# In a session


@pytest.mark.parametrize("seed", [1, 2])
async def test_random_sequences(inside: Inside, neighbour: Visit, seed: int) -> None:
    await babble(inside, seed, 300)


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(100, 160))
async def test_more_random_sequences(inside: Inside, neighbour: Visit, seed: int) -> None:
    await babble(inside, seed, 1000)


async def babble(inside: Inside, seed: int, count: int) -> None:
    """Send noise, and check that keys work afterwards."""
    async with visiting(inside.port) as visit:
        await opened(visit)
        for _, data in zip(range(count), noise(Random(seed)), strict=False):
            visit.channel.write(data)
            await asyncio.sleep(0)
        visit.channel.write(END_OF_PASTE)
        await hears_keys(visit)


async def hears_keys(visit: Visit) -> None:
    """Wait until ctrl+l is handled, whatever is open and however much input is queued."""
    visit.screen.reset()

    def redrawn() -> bool:
        visit.send("\x0c")
        return bool(visit.text.strip())

    await until(redrawn, "the screen to be drawn again")
    assert not visit.ended


async def test_keys_after_the_last_one(inside: Inside, neighbour: Visit) -> None:
    """Those keys find screens that are being closed; the session ends all the same."""
    for keys in ("q3", "q/", "\x113", "q\x1b[C\x1b[C", "q2y?"):
        async with visiting(inside.port) as visit:
            await opened(visit)
            visit.send(keys)
            assert await visit.wait_end() == 0


async def test_a_button_of_the_mouse_that_is_never_let_go(inside: Inside) -> None:
    async with visiting(inside.port) as visit:
        await opened(visit)
        (session,) = inside.server._sessions
        assert isinstance(session, GuideSession) and isinstance(session._view, FullScreenView)
        driver = session._view._app.driver
        assert driver
        visit.send("\x1b[<0;9;9M" * 40)
        await until(lambda: len(driver._down_buttons) == 8, "the presses")
        visit.send("\x1b[<0;9;9m")
        await until(lambda: len(driver._down_buttons) == 7, "all presses, and one to be let go")


async def test_text_that_comes_in_pieces(inside: Inside, neighbour: Visit) -> None:
    async with visiting(inside.port) as visit:
        await opened(visit)
        visit.send("/")
        await visit.wait_for("words to find")
        for byte in "schö→☂ n".encode():
            visit.channel.write(bytes([byte]))
            await asyncio.sleep(0)
        await visit.wait_for("schö→☂ n")
        assert not visit.ended


# Painting a thousand sizes whole takes longer than keys are waited for.
@fast_only("changes")
async def test_a_thousand_sizes(inside: Inside, neighbour: Visit) -> None:
    chance = Random(6)
    async with visiting(inside.port) as visit:
        await opened(visit)
        for _ in range(1000):
            width, height = (chance.choice([0, 1, 65535, chance.randrange(300)]) for _ in "ab")
            visit.channel.change_terminal_size(width, height)
        visit.channel.change_terminal_size(80, 24)
        visit.screen.reset()
        await opened(visit)
        visit.send("2")
        await visit.wait_for("Back spasm guide", "╭─ Prevention", "q Quit")


@pytest.mark.parametrize("size", [(0, 0), (1, 1), (65535, 1), (65535, 65535)])
async def test_a_size_that_nobody_has(inside: Inside, size: tuple[int, int]) -> None:
    async with connect(inside.port) as connection:
        visit = Visit((80, 24))
        await connection.create_session(
            lambda: visit, term_type="xterm", term_size=size, encoding=None
        )
        await visit.until(lambda: b"\x1b[?1049h" in visit.received, "a screen")
        visit.screen.reset()
        visit.channel.change_terminal_size(80, 24)
        await opened(visit)


# Too much


async def test_variables_without_end(inside: Inside, neighbour: Visit) -> None:
    letters = "ABCDEFGHIJKLM"
    named = {f"LC_{a}{b}{c}": "x" * 100 for a in letters for b in letters for c in letters}
    odd = {"LANG": "de_DE.UTF-8", "PATH": "/", "LC_ALL\x1b": "x", "": "x", "LC_TIME": "y" * 20_000}
    async with connect(inside.port) as connection:
        visit = await opened(await come(connection, env={**odd, **named}))
        sessions = [one for one in inside.server._sessions if isinstance(one, GuideSession)]
        environ = max((session._client.environ for session in sessions), key=len)
        assert len(environ) == 30
        assert environ["LANG"] == "de_DE.UTF-8"
        assert not {"PATH", "LC_ALL\x1b", "LC_TIME", ""} & environ.keys()
        assert not visit.ended


async def test_sessions_without_end_in_one_connection(inside: Inside, neighbour: Visit) -> None:
    visits, refused = [], 0
    async with connect(inside.port) as connection:
        for _ in range(15):
            try:
                visits.append(await come(connection, command="quiz --plain", term=None))
            except asyncssh.ChannelOpenError:
                refused += 1
        assert (len(visits), refused) == (10, 5)
        assert inside.server.limits.sessions == 11
        visits[0].channel.close()
        await visits[0].wait_end()
        await until(lambda: inside.server.limits.sessions == 10, "one to have left")
        await come(connection, command="quiz --plain", term=None)
    await until(lambda: inside.server.limits.sessions == 1, "all to have left")


async def test_one_session_after_the_other_comes_no_faster_than_connections(
    index: Index, tmp_path: Path
) -> None:
    async with (
        serving_inside(index, tmp_path, max_new=3) as inside,
        connect(inside.port) as connection,
    ):
        said = []
        for _ in range(5):
            visit = await come(connection, command="triage", term=None)
            await visit.wait_end()
            said.append("Too many connections" in visit.said)
        assert said == [False, False, False, True, True]
        assert inside.faults == []


@pytest.mark.parametrize("kind", sample(["raw", "bracketed", "unterminated"], 3))
async def test_ten_megabytes_at_once(start_server: StartServer, kind: str) -> None:
    """Another reader's keys are answered meanwhile, and memory use stays bounded."""
    serving = start_server("--max-per-address", "0")
    # A key that does nothing: what others draw is memory too.
    piece = b"z" * 64 * 1024
    async with visiting(serving.port) as neighbour, visiting(serving.port) as visit:
        await opened(neighbour)
        await opened(visit)
        await notices_nothing(neighbour)
        before = resident(serving.process.pid)
        visit.channel.write(b"" if kind == "raw" else START)
        for number in range(160):
            visit.channel.write(piece)
            if number in (40, 80, 120):
                await notices_nothing(neighbour)
        await until(lambda: not visit.channel.get_write_buffer_size(), "all to be sent")
        visit.channel.write(END_OF_PASTE if kind == "bracketed" else b"")
        await notices_nothing(neighbour)
        assert resident(serving.process.pid) - before < 8 * 1024
        if kind != "unterminated":
            await until(lambda: presses_two(visit), "keys to be heard again")
    assert serving.noted("crash") == serving.noted("error") == []


def presses_two(visit: Visit) -> bool:
    """Whether the key for the second tab was handled; surplus keys are dropped."""
    visit.send("2")
    return "╭─ Prevention" in visit.text


def resident(process: int) -> int:
    """The resident memory of a process, in KiB."""
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        pytest.skip("memory in use is read from /proc")
    return next(
        int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmRSS")
    )
