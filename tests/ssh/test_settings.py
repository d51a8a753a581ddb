"""The settings of a reader over SSH hold for the visit, and nothing of them stays."""

from __future__ import annotations

from pathlib import Path

from tests.ssh.serving import Serving
from tests.ssh.visiting import Visit, opened, visiting
from tests.terminal.terminal import ESCAPE, RIGHT


def written(home: Path) -> dict[str, bytes]:
    """The files of a server that are not its own log."""
    paths = (path for path in home.rglob("*") if path.is_file() and path.parent != home)
    return {path.relative_to(home).as_posix(): path.read_bytes() for path in paths}


def ground(visit: Visit) -> str:
    """The colour behind the first cell of the screen."""
    return str(visit.screen.buffer[0][0].bg)


async def test_a_theme_is_for_the_visit_and_nothing_is_written(server: Serving) -> None:
    before = written(server.home)
    async with visiting(server.port) as visit:
        await opened(visit)
        dark = ground(visit)
        visit.send(",")
        await visit.wait_for("Settings", "for this visit", "backspasm-dark")
        for theme in ("backspasm-light", "catppuccin-frappe", "catppuccin-latte"):
            visit.send(RIGHT)
            await visit.wait_for(theme, "This holds until you leave: nothing is written here.")
            await visit.until(lambda: ground(visit) != dark, "other colours")
        visit.send("x")
        await visit.wait_for("backspasm-dark")
        visit.send("x")
        await visit.wait_for("This is the default already.")
        visit.send(RIGHT, ESCAPE)
        await visit.wait_for("1 Relief", without=["for this visit"])
        await visit.until(lambda: ground(visit) != dark, "the light theme on the tabs")
        visit.send("q")
        await visit.wait_end()
    assert written(server.home) == before
    async with visiting(server.port) as visit:
        await opened(visit)
        assert ground(visit) == dark, "the next reader begins anew"
