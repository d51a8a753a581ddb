"""What readers over SSH cost, many in one process, and beside it a process for each.

The clients run in the process of the bench; the server's own work is read from ``/proc``.
"""

from __future__ import annotations

import asyncio
import re
import statistics
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager
from itertools import count
from pathlib import Path

import asyncssh

from tests.bench.pauses import Pauses, watching
from tests.bench.play import QUESTIONS, playing
from tests.bench.program import FRAME_END, PATIENCE, Program, guide, home
from tests.bench.table import Row, percentile
from tests.ssh.leaving import WAYS
from tests.ssh.serving import Serving
from tests.ssh.visiting import connect
from tui.app.environment import FRAMES_A_SECOND

READERS, WALKERS, FEW, PROCESSES = 50, 20, 4, 8
CROWD, NEWCOMERS, ROUNDS = 500, 10, 4
"""Readers in one worker, and how many come and go meanwhile, so many times."""
WARMED, LEAVING = 600, 1000
"""How many come until all that is kept for all is there, and how many after that."""
KEYS = 60
"""How many keys are waited for."""
_KEYS = (b"\x1b[B", b"\x1b[A", b"2", b"1")
"""Keys that change something, whenever they are pressed in this order."""
PLAYED = 20.0
"""Seconds for which the figures move."""
_LARGE, _USUAL = (120, 40), (80, 24)
"""Columns and rows."""
_AT_ONCE = 10
"""Readers who come at the same time."""
_TITLE = b"Back spasm guide"
_ESCAPES = re.compile(rb"\x1b\[[0-9;?<>=$]*[A-Za-z]")
_PAUSE = 2.0
"""Seconds between keys that must be meant, and until all has come to rest."""
_COLLECTED = 5.0
"""Seconds until what the last readers left is collected and given back."""
_READY = 6.0
"""Seconds until the body moves."""


class Guest(asyncssh.SSHClientSession[bytes]):
    """A reader whose terminal draws frames whole and shows nothing."""

    def __init__(self) -> None:
        self.channel: asyncssh.SSHClientChannel[bytes]
        self.frames = 0
        self._first = bytearray()
        self._seen = asyncio.Event()
        self._drawn = asyncio.Event()

    def connection_made(self, chan: asyncssh.SSHClientChannel[bytes]) -> None:
        self.channel = chan
        chan.write(b"\x1b[?2026;2$y")

    def data_received(self, data: bytes, datatype: asyncssh.DataType) -> None:
        if not self._seen.is_set():
            self._first += data
            if _TITLE in _ESCAPES.sub(b"", self._first):
                self._seen.set()
        if frames := data.count(FRAME_END):
            self.frames += frames
            self._drawn.set()

    async def see(self) -> None:
        """Wait for the first screen."""
        await asyncio.wait_for(self._seen.wait(), PATIENCE)

    async def press(self, key: bytes) -> float:
        """Seconds until a key is answered with a frame."""
        self._drawn.clear()
        begun = time.perf_counter()
        self.channel.write(key)
        await asyncio.wait_for(self._drawn.wait(), PATIENCE)
        return time.perf_counter() - begun


class Measured:
    """A process that is looked at from outside of it."""

    def __init__(self, process: int) -> None:
        self._about = Path(f"/proc/{process}")

    @property
    def private(self) -> float:
        """MB of memory that it shares with no other process."""
        lines = (self._about / "smaps_rollup").read_text().splitlines()
        return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1024

    @property
    def cpu(self) -> float:
        """Seconds of a core that all its threads have used."""
        tasks = (self._about / "task").iterdir()
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9

    @property
    def files(self) -> int:
        """What it has open."""
        return len(list((self._about / "fd").iterdir()))

    @property
    def threads(self) -> int:
        """Threads it has."""
        return len(list((self._about / "task").iterdir()))


@asynccontextmanager
async def _guests(
    port: int, count: int, size: tuple[int, int] = _LARGE
) -> AsyncIterator[list[Guest]]:
    """So many readers, each in a connection of their own, who have seen the first screen."""
    async with AsyncExitStack() as stack:

        async def come() -> Guest:
            connection = await stack.enter_async_context(connect(port))
            guest = Guest()
            await connection.create_session(
                lambda: guest, term_type="xterm-256color", term_size=size, encoding=None
            )
            await guest.see()
            return guest

        guests: list[Guest] = []
        while len(guests) < count:
            more = min(_AT_ONCE, count - len(guests))
            guests += await asyncio.gather(*(come() for _ in range(more)))
        yield guests


def rows() -> Iterator[Row]:
    """The server with many readers, after many have gone, and a process for each reader."""
    each = list(_processes())
    yield from asyncio.run(_many(dict(each)))
    yield from asyncio.run(_gone())
    yield from asyncio.run(_crowd())


def _processes() -> Iterator[tuple[str, float]]:
    """What one process a reader costs: by the names of the rows, per process."""
    with home() as folder, ExitStack() as stack:
        columns, lines = _LARGE
        programs = [
            stack.enter_context(Program(guide(), folder, columns=columns, rows=lines))
            for _ in range(PROCESSES)
        ]
        for program in programs:
            program.settle(_PAUSE)
        yield "memory", statistics.mean(program.private for program in programs) / 1024
        yield "opening", 1000 * statistics.mean(program.cpu for program in programs)
    with playing() as program:
        cpu = program.cpu
        program.listen(PLAYED)
        yield "playing", (program.cpu - cpu) / PLAYED


async def _many(each: dict[str, float]) -> list[Row]:
    with home() as folder, Serving(folder, "--max-per-address", "0", "--mute") as serving:
        server = Measured(serving.process.pid)
        # What the first one needs, all share.
        async with _guests(serving.port, 1):
            pass
        await asyncio.sleep(_PAUSE)
        memory, cpu = server.private, server.cpu
        async with _guests(serving.port, READERS) as guests:
            await asyncio.sleep(_PAUSE)
            memory = (server.private - memory) / READERS
            cpu = 1000 * (server.cpu - cpu) / READERS
            missing = READERS - len(guests)
            idle = await _share(server)
            # So few that the server is not too busy to draw all frames.
            rate = await _walk(guests[:FEW])
            share = await _share(server) - idle
            carried = rate() * FEW / share / FRAMES_A_SECOND
        async with (
            _guests(serving.port, READERS - WALKERS) as guests,
            _guests(serving.port, WALKERS, _USUAL) as walkers,
        ):
            rate = await _walk(walkers)
            waits = []
            for number in range(KEYS):
                waits.append(1000 * await guests[0].press(_KEYS[number % len(_KEYS)]))
                await asyncio.sleep(0.1)
            moving = f"{WALKERS} of {READERS} readers walk at {rate():.1f} frames a second"
    median, late = statistics.median(waits), percentile(waits, 0.95)
    return [
        Row(f"{READERS} readers at once, first screens missing", missing, 0, ""),
        Row("key → answer over SSH, median", median, 100, "ms", moving),
        Row("key → answer over SSH, 95th percentile", late, unit="ms"),
        _beside("memory a reader", memory, 3.0, "MB", each["memory"]),
        _beside("CPU to open a session", cpu, None, "ms", each["opening"]),
        _beside("readers who walk, a core", carried, None, "", 1 / each["playing"]),
        Row(f"CPU while {READERS} readers do nothing", 100 * idle, unit="%"),
    ]


async def _share(server: Measured) -> float:
    """The share of a core that the server needs for a while."""
    before = server.cpu
    await asyncio.sleep(PLAYED)
    return (server.cpu - before) / PLAYED


async def _walk(guests: Sequence[Guest]) -> Callable[[], float]:
    """Let them walk; what tells how many frames a second each of them has seen since."""
    for key in (b"w", *[b"n"] * QUESTIONS, b"\r", b"n", b" "):
        for guest in guests:
            guest.channel.write(key)
        await asyncio.sleep(_PAUSE)
    await asyncio.sleep(_READY)
    begun, before = time.perf_counter(), sum(guest.frames for guest in guests)

    def rate() -> float:
        frames = sum(guest.frames for guest in guests) - before
        return frames / (time.perf_counter() - begun) / len(guests)

    return rate


def _beside(name: str, figure: float, bound: float | None, unit: str, other: float) -> Row:
    """A figure beside that of a process for each reader."""
    return Row(name, figure, bound, unit, f"a process each: {other:.3g} {unit}".rstrip())


async def _gone() -> list[Row]:
    """What is left after many have come and gone in every way."""
    with home() as folder, Serving(folder, "--max-per-address", "0", "--mute") as serving:
        server = Measured(serving.process.pid)

        async def come_and_go(count: int) -> None:
            for _ in range(0, count, len(WAYS)):
                await asyncio.gather(*(way(serving.port) for way in WAYS))
            await asyncio.sleep(_COLLECTED)

        await come_and_go(WARMED)
        memory, files, threads = server.private, server.files, server.threads
        await come_and_go(LEAVING)
        after = server.private
        crashes = len(serving.noted("crash")) + len(serving.noted("error"))
        left = server.files - files, server.threads - threads
    note = f"{memory:.1f} MB, then {after:.1f} MB"
    return [
        Row(f"memory after {LEAVING} came and went", after / memory, 1.05, note=note),
        Row("files left open", left[0], 0, ""),
        Row("threads left", left[1], 0, ""),
        Row("faults in the log", crashes, 0, ""),
    ]


async def _crowd() -> list[Row]:
    """How long the loop works at a stretch, with many readers, of whom some come and go.

    A pause is the processor time from one look at the sockets to the next, measured in the
    server; what else the machine does meanwhile does not count.
    """
    with home() as folder:
        noted = folder / "pauses"
        noted.touch()
        options = ("--max-per-address", "0", "--max-sessions", str(2 * CROWD), "--mute")
        with Serving(folder, *options, changes=watching(noted)) as serving:
            pauses = Pauses(noted)
            # Collecting what the start left is over by then.
            pauses.new()
            async with _guests(serving.port, CROWD, _USUAL) as guests:
                waits: list[float] = []
                typing = asyncio.create_task(_type(guests, waits))
                for _ in range(ROUNDS):
                    async with _guests(serving.port, NEWCOMERS, _USUAL):
                        pass
                    await asyncio.sleep(_PAUSE)
                typing.cancel()
            seen = pauses.new()
    work, wall, collecting = (1000 * max(kind) for kind in zip(*seen, strict=True))
    note = f"by the clock {wall:.0f} ms; {collecting:.0f} ms collecting"
    keys = f"median {statistics.median(waits):.0f} ms of {len(waits)} keys"
    return [
        Row(f"{CROWD} readers: longest pause of the loop", work, 100, "ms", note),
        Row(f"{CROWD} readers: longest wait for a key", max(waits), unit="ms", note=keys),
    ]


async def _type(guests: Sequence[Guest], waits: list[float]) -> None:
    """Press keys of one reader after the other, and keep the milliseconds until the answers."""
    for turn in count():
        for guest in guests:
            waits.append(1000 * await guest.press(_KEYS[turn % len(_KEYS)]))
