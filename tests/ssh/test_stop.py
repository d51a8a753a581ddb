"""Stopping the server, and reloading its content while it runs."""

from __future__ import annotations

import signal
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from tests.ssh.conftest import StartServer
from tests.ssh.serving import HOST, needs, openssh
from tests.ssh.visiting import Visit, come, connect, opened, visiting
from tests.support import content_text
from tests.terminal.terminal import Terminal
from tui.serve.limits import STOPPING

TITLE = 'title = "Back spasm guide"'
STOPPED = "The server has stopped. Nothing was kept. Please come back in a minute."


async def test_readers_are_told_that_the_server_stops_and_may_finish(
    start_server: StartServer,
) -> None:
    server = start_server("--grace", "1h")
    async with connect(server.port) as connection, visiting(server.port) as other:
        reader = await opened(await come(connection))
        await opened(other)
        quiz = await come(connection, command="quiz --plain", term=None)
        await quiz.until(lambda: "question 1" in quiz.said, "a question")
        server.signal(signal.SIGTERM)
        for visit in (reader, other):
            await visit.wait_for("The server stops in", "3600 seconds")
        await quiz.until(lambda: "\nThe server stops in 3600 seconds." in quiz.said, "the notice")
        # New connections are refused, and so are new sessions in existing connections.
        with pytest.raises(OSError):
            await connect(server.port).__aenter__()
        late = await come(connection)
        assert await late.wait_end() == 1
        assert late.said == f"{STOPPING}\r\n"
        reader.send("2")
        await reader.wait_for("A strong core")
        reader.send("q")
        other.send("q")
        quiz.channel.write_eof()
        for visit in (reader, other, quiz):
            assert await visit.wait_end() == 0
        assert server.wait_exit() == 0
    assert [line["reason"] for line in server.noted("close")] == ["left"] * 3
    assert server.noted("stop")[0]["sessions"] == 3
    assert len(server.noted("end")) == 1
    assert server.said == f"Listening on 127.0.0.1 port {server.port}.\n"


async def test_readers_who_stay_are_let_go_when_their_time_is_up(
    start_server: StartServer,
) -> None:
    server = start_server("--grace", "1s")
    async with AsyncExitStack() as stack:
        reader = await stack.enter_async_context(visiting(server.port))
        quiz = await stack.enter_async_context(
            visiting(server.port, command="quiz --plain", term=None)
        )
        await opened(reader)
        reader.send("4", " ")
        await reader.wait_for("[x]")
        server.signal(signal.SIGTERM)
        for visit in (reader, quiz):
            assert await visit.wait_end() == 0
        _, _, after = reader.said.rpartition("\x1b[?1049l")
        assert f"{STOPPED}\r\n" in after
        assert quiz.said.endswith(f"{STOPPED}\n")
        assert server.wait_exit() == 0
    assert [line["reason"] for line in server.noted("close")] == ["stop", "stop"]


async def test_told_twice_the_server_stops_at_once(start_server: StartServer) -> None:
    server = start_server("--grace", "1h")
    async with visiting(server.port) as visit:
        await opened(visit)
        server.signal(signal.SIGINT)
        await visit.wait_for("The server stops in")
        server.signal(signal.SIGTERM)
        assert await visit.wait_end() == 0
        assert STOPPED in visit.said
        assert server.wait_exit() == 0


async def test_new_content_is_for_readers_to_come_and_content_with_faults_for_none(
    start_server: StartServer, tmp_path: Path
) -> None:
    content = tmp_path / "content.toml"
    content.write_text(content_text())
    server = start_server("--content", content)
    async with AsyncExitStack() as stack:
        first = await stack.enter_async_context(visiting(server.port))
        await opened(first)
        content.write_text(content_text().replace(TITLE, 'title = "Another guide"'))
        server.signal(signal.SIGHUP)
        assert "fault" not in server.wait_noted("reload")[0]
        second = await stack.enter_async_context(visiting(server.port))
        await second.wait_for("Another guide", "Cold pack")
        content.write_text(content_text().replace(TITLE, "title = 7"))
        server.signal(signal.SIGHUP)
        fault = server.wait_noted("reload", 2)[1]["fault"]
        assert "guide.title" in fault and "\n" not in fault
        third = await stack.enter_async_context(visiting(server.port))
        await third.wait_for("Another guide", "Cold pack")
        # The log file is rotated.
        log = server.home / "log"
        moved = log.rename(server.home / "log.1")
        server.signal(signal.SIGHUP)
        server.wait_noted("reload")
        assert [line["event"] for line in server.lines] == ["reload"]
        assert moved.read_text().count("reload") == 2
        assert log.stat().st_mode & 0o777 == 0o600
        # Existing sessions keep the old content.
        first.send("2")
        await first.wait_for("Back spasm guide", "A strong core")


async def test_an_overlay_is_read_again_and_a_broken_one_leaves_the_old_one(
    start_server: StartServer, tmp_path: Path
) -> None:
    overlay = tmp_path / "clinic.toml"
    overlay.write_text(_overlay('"One guide"'))
    server = start_server("--content", overlay)
    async with AsyncExitStack() as stack:

        async def newcomer(*words: str) -> Visit:
            visit = await stack.enter_async_context(visiting(server.port))
            await visit.wait_for(*words, "Cold pack")
            return visit

        first = await newcomer("One guide")
        overlay.write_text(_overlay('"Two guides"'))
        server.signal(signal.SIGHUP)
        assert "fault" not in server.wait_noted("reload")[0]
        second = await newcomer("Two guides")
        # Each of these is refused with its place; readers who come get what there was before.
        misfit = _overlay('"Three"') + '[[section]]\nid = "releif"\n'
        broken = [
            (_overlay("7"), f"{overlay}:3:1: guide.title: found 7"),
            (_overlay('"Three'), f"{overlay}:3:"),
            (misfit, f'{overlay}:5:1: section[releif].id: found "releif"'),
            (None, f"{overlay}: found No such file"),
        ]
        for number, (text, place) in enumerate(broken, start=2):
            if text is None:
                overlay.unlink()
            else:
                overlay.write_text(text)
            server.signal(signal.SIGHUP)
            fault = server.wait_noted("reload", number)[-1]["fault"]
            assert fault.startswith(place) and "\n" not in fault, fault
        await newcomer("Two guides")
        overlay.write_text(_overlay('"Three guides"'))
        server.signal(signal.SIGHUP)
        assert "fault" not in server.wait_noted("reload", len(broken) + 2)[-1]
        await newcomer("Three guides")
        # Whoever is inside keeps what they came to.
        for visit, title in ((first, "One guide"), (second, "Two guides")):
            visit.send("2")
            await visit.wait_for(title, "A strong core")


def _overlay(title: str) -> str:
    return f"overlay = true\n[guide]\ntitle = {title}\n"


@needs("ssh")
@pytest.mark.parametrize("signals", [1, 2])
@pytest.mark.parametrize("command", [(), ("walk", "knee_to_chest")])
def test_openssh_s_client_ends_well_when_the_server_stops(
    start_server: StartServer, tmp_path: Path, signals: int, command: tuple[str, ...]
) -> None:
    server = start_server("--grace", "1s" if signals == 1 else "1h")
    visit = [*openssh(server.port, tmp_path, "-t"), HOST, *command]
    with Terminal(visit, home=tmp_path) as terminal:
        terminal.wait_until(lambda: b"\x1b[?1049h" in terminal.received or bool(command), "it")
        server.wait_noted("open")
        for _ in range(signals):
            server.signal(signal.SIGTERM)
            server.wait_noted("stop")
        assert terminal.wait_exit() == 0, terminal.text
        assert STOPPED in " ".join(terminal.received.decode().split())
    assert server.wait_exit() == 0
