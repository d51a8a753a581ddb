"""Clients that do not read what they are sent."""

from __future__ import annotations

from tests.ssh.conftest import StartServer
from tests.ssh.serving import Serving
from tests.ssh.visiting import Visit, opened, visiting, walked
from tests.support.fast import fast_only
from tui.serve.channel_output import HIGH_WATER

SIZE = (120, 40)
EXACT = {"COLORTERM": "truecolor"}
WINDOW = 16 * 1024
"""The size in bytes of the client's SSH window."""
REDRAW = "\x0c"


async def muted(visit: Visit, *first: str) -> int:
    """Toggle the sound, and wait until the screen shows it; the bytes received meanwhile."""
    seen, was = len(visit.received), "muted" in visit.text
    visit.send(*first, "m")
    await visit.until(lambda: ("muted" in visit.text) is not was, "the switch")
    return len(visit.received) - seen


@fast_only("changes")
async def test_a_slow_client_loses_frames_and_then_sees_what_is_there(server: Serving) -> None:
    async with (
        visiting(server.port) as other,
        visiting(server.port, size=SIZE, env=EXACT, window=WINDOW) as visit,
    ):
        await opened(other)
        await walked(visit)
        whole = await muted(visit, REDRAW)
        visit.channel.pause_reading()
        seen, count = len(visit.received), 5 * HIGH_WATER // whole
        for n in range(count):
            visit.send(REDRAW)
            # Once another reader has an answer, this key has been handled too.
            other.send("12"[n % 2])
            await other.wait_for(("Cold pack", "A strong core")[n % 2])
        # The first begins at once, the second pauses.
        visit.send(" ", " ")
        other.send("3")
        await other.wait_for("A mix of things")
        visit.channel.resume_reading()
        await visit.wait_for("PAUSED")
        assert len(visit.received) - seen < count * whole / 2
        await muted(visit)
        shown = visit.screen.display[1:]
        assert await muted(visit, REDRAW) > whole / 2
        assert visit.screen.display[1:] == shown


async def test_a_client_that_reads_no_more_is_let_go(start_server: StartServer) -> None:
    server = start_server(changes="import tui.serve.channel_output as o; o.STALL_TIMEOUT = 0.5")
    async with (
        visiting(server.port, size=SIZE, env=EXACT, window=WINDOW) as visit,
        visiting(server.port) as other,
    ):
        await opened(other)
        await walked(visit)
        visit.channel.pause_reading()

        def ended() -> bool:
            """Cause more output unless the session has ended; whether it has."""
            if not visit.channel.is_closing():
                visit.send(REDRAW)
            return bool(server.noted("close"))

        await other.look_until(ended, "the end in the log")
        assert [line["reason"] for line in server.noted("close")] == ["stuck"]
        other.send("2")
        await other.wait_for("A strong core")


@fast_only("changes")
async def test_no_frame_is_sent_before_the_terminal_has_shown_the_last_ones(
    server: Serving,
) -> None:
    """Whatever lies between: windows, sockets and serial lines hold more than is wanted."""
    async with visiting(server.port, size=SIZE, env=EXACT) as visit:
        visit.tells_status = True
        await walked(visit)
        visit.tells_status = False
        visit.send(" ")
        await visit.until(lambda: visit.is_asked, "a question")
        await visit.think()
        await visit.think()
        seen = len(visit.received)
        visit.send(" ")
        await visit.think()
        assert len(visit.received) == seen, "nothing queues up"
        visit.tells_status = True
        visit.tell_status()
        await visit.wait_for("PAUSED")
        assert len(visit.received) - seen < HIGH_WATER / 4
        # A shell would take an answer after the end for keys.
        visit.tells_status = False
        visit.send(" ")
        await visit.until(lambda: visit.is_asked, "a question")
        visit.send("\x11")
        await visit.think()
        assert not visit.ended and b"\x1b[?1049l" not in visit.received
        visit.tell_status()
        assert await visit.wait_end() == 0 and not visit.is_asked
