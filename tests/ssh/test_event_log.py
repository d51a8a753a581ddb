"""What the event log contains, and what it never contains."""

from __future__ import annotations

import json
import signal

from tests.ssh.conftest import StartServer
from tests.ssh.serving import Serving
from tests.ssh.visiting import come, connect, opened
from tests.terminal.terminal import ENTER, RIGHT
from tests.terminal.test_crash import LINE

EVENTS = {
    "start": {"version", "host", "port", "key", "pid"},
    "open": {"address", "term", "size"},
    "close": {"address", "term", "size", "seconds", "received", "sent", "reason"},
    "crash": {"address", "place"},
    "stop": {"sessions", "grace"},
    "end": set(),
}
"""The fields of each event, besides the time."""


async def test_the_log_holds_nothing_of_what_was_read_ticked_or_typed(
    start_server: StartServer,
) -> None:
    server = start_server()
    env = {"LANG": "de_DE.UTF-8", "LC_TELEPHONE": "en_GB.UTF-8"}
    async with connect(server.port, username="heather") as connection:
        visit = await opened(await come(connection, env=env))
        visit.send("4", " ")
        await visit.wait_for("[x]", "EMERGENCY")
        visit.send("p")
        await visit.wait_for("t for 10")
        visit.send("7")
        await visit.wait_for("7 of 10, until", "Has a spasm begun?")
        await visit.think()
        visit.send("y")
        await visit.wait_for("You can add a few words")
        visit.send("zebras carried me", ENTER)
        await visit.wait_for("pain 7", without=["until you close"])
        visit.send("/")
        await visit.wait_for("What do you feel?")
        visit.send("tortoise")
        await visit.wait_for("tortoise")
        visit.send("\x1b")
        await visit.wait_for("q Quit", without=["tortoise"])
        visit.send("q")
        await visit.wait_for("not kept")
        visit.send(RIGHT, ENTER)
        assert await visit.wait_end() == 0
        for command in ("triage saddle_numb", "triage giraffe", "giraffe"):
            plain = await come(connection, command=command, term=None)
            await plain.wait_end()
        quiz = await come(connection, command="quiz --plain", term=None)
        quiz.send("pelican\n")
        quiz.channel.write_eof()
        await quiz.wait_end()
    server.signal(signal.SIGTERM)
    assert server.wait_exit() == 0
    lines = [json.loads(line) for line in server.log.splitlines()]
    for line in lines:
        assert {"time", "event"} <= set(line)
        assert set(line) - {"time", "event"} <= EVENTS[line["event"]], line
    left = server.noted("close")[0]
    assert left["reason"] == "left"
    assert left["received"] >= len("4 l7zebras carried me/tortoise\x1bq")
    assert left["sent"] > 4000 and left["seconds"] > 0
    assert (left["term"], left["size"]) == ("xterm-256color", "80x24")
    told = server.log + server.said
    words = ("zebra", "tortoise", "giraffe", "pelican", "heather", "saddle", "EMERGENCY", "de_DE")
    assert [word for word in words if word in told] == []


BROKEN = """
from tui.app.main_screen.main_screen import MainScreen
from tui.serve.ssh import session
from tui.serve.views.served_app import ServedApp

def break_down(*given, **more):
    secret = "zebras carried me"
    raise ValueError("giraffe", secret)

MainScreen.action_help = break_down
usual, screen = session.execute_command, ServedApp.get_default_screen
session.execute_command = lambda *given: (break_down if given[1] == "causes" else usual)(*given)
ServedApp.get_default_screen = lambda app: break_down() if app.no_color else screen(app)
"""
"""Makes the help key, a plain-text part, and the start without colours fail."""


async def test_a_crash_ends_its_own_session_with_a_calm_line_and_gives_nothing_away(
    start_server: StartServer,
) -> None:
    server = start_server(changes=BROKEN)
    async with connect(server.port) as connection:
        other = await opened(await come(connection))
        visit = await opened(await come(connection))
        visit.send("?")
        assert await visit.wait_end() == 70
        screen, _, after = visit.said.rpartition("\x1b[?1049l")
        assert screen and LINE.search(after.split("\r\n")[0])
        plain = await come(connection, command="causes", term=None)
        assert await plain.wait_end() == 70
        assert LINE.fullmatch(plain.said.strip())
        # More guides than may open at the same time.
        for _ in range(5):
            grey = await come(connection, env={"NO_COLOR": "1"})
            assert await grey.wait_end() == 70
            assert LINE.search(grey.said.splitlines()[-1])
        other.send("2")
        await other.wait_for("A strong core")
        await opened(await come(connection))
        for seen in (visit, plain, grey):
            assert not any(word in seen.said for word in ("zebra", "giraffe"))
    crashes = server.wait_noted("crash", 7)
    assert len(crashes) == 7
    for crash in crashes:
        assert set(crash) == {"time", "event", *EVENTS["crash"]}
        assert crash["place"].startswith("ValueError at ")
    reasons = [line["reason"] for line in server.wait_noted("close", 9)]
    assert (reasons.count("crash"), reasons.count("lost")) == (7, 2)
    told = server.log + server.said
    assert [word for word in ("zebra", "giraffe", "Traceback", "secret") if word in told] == []
    assert server.said == f"Listening on 127.0.0.1 port {server.port}.\n"


async def test_a_name_of_a_terminal_that_is_none_does_no_harm(server: Serving) -> None:
    before = len(server.lines)
    async with connect(server.port) as connection:
        for term in ("xterm\x1b[2J\r\n{}", "x" * 5000):
            visit = await opened(await come(connection, term=term))
            visit.send("q")
            assert await visit.wait_end() == 0
    noted = [line for line in server.lines[before:] if line.get("term", "").startswith("x")]
    assert {"xterm[2J{}", "x" * 40} <= {line["term"] for line in noted}
