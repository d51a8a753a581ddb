"""Plain text over SSH: commands, and clients that have no terminal."""

from __future__ import annotations

import json
from pathlib import Path

import asyncssh
import pytest

from tests.ssh.serving import HOST, Serving, needs, openssh, run
from tests.ssh.visiting import Visit, come, connect, visiting
from tests.terminal.terminal import Terminal
from tui.guide.content.record_index import Index
from tui.plain.guide import print_part

ANY_ANSWERS = "1\n1 2 3 4\n1 2 3 4 5\n" * 10
"""Answers, one of which is accepted by every question."""

SHORTENED = ("print", "triage", "plain", "now", "walk", "quiz")


async def told(server: Serving, command: str | None, **wishes: str | None) -> Visit:
    """The finished session of a client without a terminal."""
    async with visiting(server.port, command=command, **{"term": None, **wishes}) as visit:
        await visit.wait_end()
        return visit


@pytest.mark.parametrize("command", ["causes", "print causes"])
async def test_a_part_comes_as_the_guide_prints_it(
    server: Serving, index: Index, command: str
) -> None:
    visit = await told(server, command)
    assert visit.said == print_part(index, "causes", None, 80, "utf-8", served=True)
    assert not visit.errors
    assert visit.channel.get_exit_status() == 0


@pytest.mark.parametrize("command", [None, "print"])
async def test_without_a_terminal_the_whole_guide_comes(
    server: Serving, index: Index, command: str | None
) -> None:
    visit = await told(server, command)
    assert visit.said == print_part(index, None, None, 80, "utf-8", served=True)
    words = " ".join(visit.said.split())
    for text in index.content.guide.privacy_served:
        assert text in words
    assert visit.channel.get_exit_status() == 0


@pytest.mark.parametrize("term", ["dumb", "unknown"])
async def test_at_a_terminal_that_draws_nothing_it_is_a_dialogue(
    server: Serving, index: Index, term: str
) -> None:
    async with visiting(server.port, term=term) as visit:
        await visit.until(lambda: "q = end." in visit.said, "the first question")
        assert "Back spasm guide." in visit.said and "1 of 8. " in visit.said
        visit.send("back\r", "5\r", "1\r", "1\r", "1\r")
        await visit.until(lambda: "Ticked: " in visit.said, "the answer")
        assert "EMERGENCY" in visit.said
        visit.send("quit\r")
        assert await visit.wait_end() == 0
        assert b"\x1b" not in visit.received and not visit.errors


async def test_without_a_terminal_a_dialogue_can_be_asked_for(server: Serving) -> None:
    async with visiting(server.port, command="plain --region gb", term=None) as visit:
        visit.send("back\nsearch\nice\n1\n", "\x00\xff\n" + "x" * 10_000 + "\n", "e\n")
        await visit.until(lambda: "call 999 now" in visit.said, "the number")
        visit.channel.write_eof()
        assert await visit.wait_end() == 0
        assert visit.said.endswith("The guide is closed.\n")
        assert "That is no answer here." in visit.said and not visit.errors


async def test_a_verdict_is_for_programs_too(server: Serving) -> None:
    visit = await told(server, "triage --json fever")
    verdict = json.loads(visit.said)
    assert (verdict["level"], verdict["reasons"][0]["id"]) == ("urgent", "fever")
    assert visit.channel.get_exit_status() == 0


async def test_a_finding_that_there_is_not_ends_with_the_nearest(server: Serving) -> None:
    visit = await told(server, "triage fevre")
    assert visit.channel.get_exit_status() == 2
    assert visit.said == ""
    assert 'unknown finding "fevre"; did you mean "fever"?' in visit.errors.decode()


async def test_beside_it_the_level_of_the_others_is_said(server: Serving) -> None:
    visit = await told(server, "triage saddle_numb legnumb")
    assert visit.channel.get_exit_status() == 2
    assert "EMERGENCY" in visit.said
    assert "unknown finding" in visit.errors.decode()
    assert "this level is that of saddle_numb alone" in visit.errors.decode()


@pytest.mark.parametrize(
    "command",
    [
        "rm -rf /",
        "sh",
        "scp -t /tmp",
        "/usr/lib/openssh/sftp-server",
        "quiz",
        "walk nowhere",
        "serve",
        "data export",
        "print ../../etc/passwd",
        "print relief; id",
        "print --content /etc/passwd",
        "--version",
        "'",
        "x" * 5000,
    ],
)
async def test_anything_else_is_answered_with_the_usage(server: Serving, command: str) -> None:
    visit = await told(server, command)
    assert visit.channel.get_exit_status() == 2
    assert visit.said == ""
    wrong, usage = visit.errors.decode().splitlines()
    assert wrong.startswith("backspasm: ") and len(wrong) < 400
    assert usage.startswith("usage: ssh HOST ") and all(name in usage for name in SHORTENED)


async def test_what_a_client_said_is_not_said_back_as_it_came(server: Serving) -> None:
    visit = await told(server, "triage '\x1b]0;x\x07'")
    assert visit.channel.get_exit_status() == 2
    assert b"\x1b" not in visit.errors and b"\x07" not in visit.errors


@needs("ssh")
def test_openssh_pipes_the_quiz_through_to_the_score(server: Serving, tmp_path: Path) -> None:
    command = [*openssh(server.port, tmp_path), HOST, "quiz", "--plain"]
    done = run(command, tmp_path, typed=ANY_ANSWERS)
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1].startswith("Score: ")


@needs("ssh")
def test_openssh_passes_words_errors_and_the_status_on(server: Serving, tmp_path: Path) -> None:
    ssh = [*openssh(server.port, tmp_path, "-T"), HOST]
    done = run([*ssh, "triage", "fever", "--region", "gb"], tmp_path)
    assert (done.returncode, done.stdout.split("\n")[0]) == (0, "▲ GET MEDICAL HELP TODAY")
    done = run([*ssh, "rm", "-rf", "/"], tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "usage: ssh HOST" in done.stderr


@needs("ssh")
def test_openssh_gets_the_sheet_of_a_plan_and_its_code_is_played(
    server: Serving, tmp_path: Path
) -> None:
    ssh = openssh(server.port, tmp_path)
    done = run([*ssh, HOST, "plan", "knee_to_chest:3x5s", "pelvic_tilt:10"], tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "1. Knee-to-chest" in done.stdout and "2. Pelvic tilt" in done.stdout
    [code] = [line.split()[1] for line in done.stdout.splitlines() if line.startswith("Code: ")]
    done = run([*ssh, HOST, "plan", "knee_to_chest:999"], tmp_path)
    assert (done.returncode, done.stdout) == (2, "") and "knee_to_chest" in done.stderr
    wrong = run([*ssh, HOST, code.replace(code[0], "A" if code[0] != "A" else "C", 1)], tmp_path)
    assert wrong.returncode == 2 and wrong.stdout == ""
    with Terminal([*openssh(server.port, tmp_path, "-t"), HOST, code], home=tmp_path) as terminal:
        for number in range(1, 9):
            terminal.wait_for(f"{number} of 8. ")
            terminal.send("n", "\r")
        terminal.wait_for("Knee-to-chest", "Pelvic tilt")


@needs("ssh")
def test_the_quiz_is_taken_line_by_line_at_a_terminal(server: Serving, tmp_path: Path) -> None:
    command = [*openssh(server.port, tmp_path, "-t"), HOST, "quiz", "--plain"]
    with Terminal(command, home=tmp_path, rows=60) as terminal:
        terminal.wait_for("question 1 of 10")
        terminal.send("hello\x7f\x7f\x7f\x7f\x7f", "77", "\r")
        terminal.wait_for("Please answer with")
        assert "\n77" in terminal.text and "hello" not in terminal.text
        terminal.send("\x03")
        assert terminal.wait_exit() == 130
        assert b"\x1b[?1049h" not in terminal.received


@needs("ssh")
def test_text_fits_the_terminal_it_is_shown_on(server: Serving, tmp_path: Path) -> None:
    command = [*openssh(server.port, tmp_path, "-t"), HOST, "causes"]
    with Terminal(command, home=tmp_path, columns=50, rows=200) as terminal:
        assert terminal.wait_exit() == 0
        lines = bytes(terminal.received).decode().split("\r\n")
        assert 40 < max(len(line) for line in lines) <= 50


async def test_text_is_written_in_the_clients_characters(server: Serving) -> None:
    async with visiting(
        server.port, command="triage fever", term=None, env={"LANG": "en_US.ISO-8859-1"}
    ) as visit:
        assert await visit.wait_end() == 0
        assert "GET MEDICAL HELP TODAY" in visit.said and visit.said.isascii()


async def test_many_commands_go_through_one_connection(server: Serving) -> None:
    async with connect(server.port) as connection:
        for _ in range(12):
            visit = await come(connection, command="triage fever", term=None)
            assert await visit.wait_end() == 0
        # There is a limit on open sessions.
        begun: list[Visit] = []
        with pytest.raises(asyncssh.ChannelOpenError):
            for _ in range(100):
                begun.append(await come(connection, command="quiz --plain", term=None))
        assert len(begun) == 10
