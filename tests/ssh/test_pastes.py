"""Pasted text is never taken for keys, however it is split into packets."""

from __future__ import annotations

from tests.ssh.serving import Serving
from tests.ssh.visiting import opened, visiting
from tests.terminal.terminal import ESCAPE
from tests.terminal.test_pastes import HOSTILE


async def test_no_paste_of_anything_is_a_key(server: Serving) -> None:
    async with visiting(server.port) as visit:
        await opened(visit)
        visit.send("4")
        await visit.wait_for("Bladder, bowels and numbness", "[ ]")
        for name, pasted in HOSTILE.items():
            data = b"\x1b[200~" + pasted + b"\x1b[201~"
            for piece in (data[:9], data[9:-4], data[-4:]):
                visit.channel.write(piece)
            visit.send("?")
            await visit.wait_for("Move, on every screen")
            visit.send(ESCAPE)
            shown = await visit.wait_for("Bladder, bowels and numbness", without=["Move, on"])
            assert "[ ]" in shown and "[x]" not in shown, name
        visit.send("q")
        assert await visit.wait_end() == 0
