"""The cursor of a reader's terminal stands where the focus is, over SSH too."""

from __future__ import annotations

from tests.ssh.serving import Serving
from tests.ssh.visiting import opened, visiting
from tests.terminal.terminal import LEFT
from tests.terminal.test_cursor import MOVES


async def test_the_cursor_follows_the_focus(server: Serving) -> None:
    async with visiting(server.port) as visit:
        await opened(visit)
        visit.send("1")
        await visit.wait_for("Right now")
        screen = visit.screen

        def at_cursor() -> str:
            return screen.display[screen.cursor.y][screen.cursor.x :]

        for key, words in MOVES:
            visit.send(key)
            await visit.until(lambda words=words: at_cursor().lstrip().startswith(words), words)  # type: ignore[misc]
            assert screen.cursor.hidden
        # In the settings: the theme, one back, to one of high contrast.
        visit.send(LEFT)
        await visit.until(lambda: not screen.cursor.hidden, "a cursor to be seen")
        assert at_cursor().startswith("Theme")
