"""Text that is marked with the mouse reaches the clipboard of a reader over SSH."""

from __future__ import annotations

import pytest

from tests.ssh.conftest import StartServer
from tests.ssh.serving import Serving
from tests.ssh.visiting import opened, visiting
from tests.support.mouse import PAGES, copied, drag
from tests.terminal.terminal import CTRL_C, ENTER


@pytest.mark.parametrize("kind", PAGES)
async def test_what_is_marked_is_copied(server: Serving, kind: str) -> None:
    key, shown, begin, end, text = PAGES[kind]
    async with visiting(server.port) as visit:
        await opened(visit)
        visit.send(key)
        await visit.wait_for(shown, end)
        for number, copy in enumerate((CTRL_C, "y"), 1):
            visit.send(drag(visit.screen.display, begin, end))
            visit.send(copy)
            await visit.until(
                lambda number=number: len(copied(visit.received)) == number,  # type: ignore[misc]
                "something to be copied",
            )
        assert copied(visit.received) == [text, text]


async def test_the_mouse_can_be_left_to_the_readers_terminal(start_server: StartServer) -> None:
    async with visiting(start_server("--no-mouse").port) as visit:
        await opened(visit)
        assert b"\x1b[?1000h" not in visit.received


async def test_a_link_is_shown_to_copy_and_opened_nowhere(start_server: StartServer) -> None:
    async with visiting(start_server("--region", "gb").port) as visit:
        await opened(visit)
        visit.send("4", " ")
        await visit.wait_for("EMERGENCY – call 999 now")
        visit.send("o")
        await visit.wait_for("Enter copies an address.", "tel:999")
        visit.send(ENTER)
        await visit.until(lambda: copied(visit.received), "something to be copied")
        assert copied(visit.received) == ["999"]
