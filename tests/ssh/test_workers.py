"""Several processes that share one port."""

from __future__ import annotations

import os
import signal
from contextlib import AsyncExitStack
from functools import partial

from tests.ssh.conftest import StartServer
from tests.ssh.serving import Serving, until
from tests.ssh.visiting import Visit, opened, visiting
from tui.serve.limits import SERVER_FULL


def workers(server: Serving) -> list[int]:
    """The process ids of the workers, in the order in which they started."""
    return [line["pid"] for line in server.noted("start")]


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def answered(visit: Visit) -> bool:
    return visit.ended or "q Quit" in visit.text


async def entered(stack: AsyncExitStack, port: int) -> Visit:
    """A session on a worker with room; the system chooses the worker, so retry."""
    while True:
        visit = await stack.enter_async_context(visiting(port))
        await visit.until(partial(answered, visit), "an answer")
        if not visit.ended:
            return await opened(visit)
        assert SERVER_FULL in visit.said


async def test_workers_share_a_port_one_that_falls_is_replaced_and_all_stop_together(
    start_server: StartServer,
) -> None:
    # The limits apply to each worker, so two readers are on two workers.
    options = ("--max-sessions", "1", "--max-per-address", "0", "--grace", "1h")
    server = start_server("--workers", "2", *options)
    server.wait_noted("start", 2)
    assert len(set(workers(server))) == 2
    assert {line["port"] for line in server.noted("start")} == {server.port}
    async with AsyncExitStack() as stack:
        visits = [await entered(stack, server.port) for _ in range(2)]
        os.kill(workers(server)[0], signal.SIGKILL)
        await visits[0].look_until(lambda: any(visit.ended for visit in visits), "one reader to go")
        fallen, stays = sorted(visits, key=lambda visit: not visit.ended)
        assert fallen.ended and not stays.ended
        server.wait_noted("start", 3)
        again = await entered(stack, server.port)
        for visit in (stays, again):
            visit.send("2")
            await visit.wait_for("A strong core")
        server.signal(signal.SIGTERM)
        for visit in (stays, again):
            await visit.wait_for("The server stops in")
            visit.send("q")
            assert await visit.wait_end() == 0
        assert server.wait_exit() == 0
    assert len(server.noted("stop")) == len(server.noted("end")) == 2
    assert not any(is_alive(worker) for worker in workers(server))


def test_workers_end_when_the_one_that_started_them_is_killed(start_server: StartServer) -> None:
    server = start_server("--workers", "2")
    server.wait_noted("start", 2)
    server.signal(signal.SIGKILL)
    assert server.wait_exit() == -signal.SIGKILL
    until(lambda: not any(is_alive(worker) for worker in workers(server)), "the workers to end")
    assert len(server.noted("end")) == 2
