"""The guide in OpenSSH's and dropbear's clients, on a real pseudo-terminal."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ssh.serving import HOST, Serving, needs, openssh, where_is
from tests.terminal.journey import start_walkthrough
from tests.terminal.terminal import DOWN, ENTER, ESCAPE, PATIENCE, TAB, Terminal

CALM = "Not checked yet"
EMERGENCY = "EMERGENCY – call"

Command = Callable[[int, Path], list[str]]


def by_openssh(port: int, home: Path) -> list[str]:
    return [*openssh(port, home), HOST]


def by_dropbear(port: int, home: Path) -> list[str]:
    return [where_is("dbclient"), "-y", "-y", "-p", str(port), HOST]


def opened(terminal: Terminal) -> Terminal:
    """A terminal that shows the first screen, its question left for the list."""
    terminal.wait_for("Back spasm guide", "Cold pack", CALM, "q Quit")
    terminal.send("1")
    return terminal


def figure(terminal: Terminal) -> str:
    """The characters of the walkthrough's figure on the screen."""
    return "\n".join(terminal.screen.display[1:15])


def assert_as_found(terminal: Terminal) -> None:
    """Check that the terminal's state has been restored."""
    sent = bytes(terminal.received)
    for on, off in (
        (b"\x1b[?1049h", b"\x1b[?1049l"),  # another screen
        (b"\x1b[?1000h", b"\x1b[?1000l"),  # mouse clicks
        (b"\x1b[?1002h", b"\x1b[?1002l"),  # mouse drags
        (b"\x1b[?1006h", b"\x1b[?1006l"),  # mouse places far to the right
        (b"\x1b[?1004h", b"\x1b[?1004l"),  # coming and going
        (b"\x1b[?2004h", b"\x1b[?2004l"),  # marked pastes
        (b"\x1b[>25u", b"\x1b[<u"),  # keys told apart
        (b"\x1b[?7l", b"\x1b[?7h"),  # no new line at the edge
        (b"\x1b[?25l", b"\x1b[?25h"),  # cursor
    ):
        assert sent.count(on) >= 1, on
        assert sent.rfind(off) > sent.rfind(on), off
    assert terminal.modes == terminal.modes_before
    assert b"Traceback" not in sent


@pytest.mark.parametrize(
    "client",
    [
        pytest.param(by_openssh, id="openssh", marks=needs("ssh")),
        pytest.param(by_dropbear, id="dropbear", marks=needs("dbclient")),
    ],
)
def test_a_reader_is_led_through_a_stretch_and_leaves(
    server: Serving, tmp_path: Path, client: Command
) -> None:
    with Terminal(client(server.port, tmp_path), home=tmp_path) as terminal:
        opened(terminal)
        start_walkthrough(terminal)
        terminal.wait_for("GET READY", "Pelvic tilt", "It hurts")
        pictures: set[str] = set()

        def moves() -> bool:
            pictures.add(figure(terminal))
            return len(pictures) >= 3

        terminal.wait_until(moves, "a figure that moves")
        terminal.send(ESCAPE)
        terminal.wait_for("Leave the walkthrough here?")
        terminal.send(ENTER)
        terminal.wait_for("PAUSED", without=["Leave the walkthrough here?"])
        terminal.send(ESCAPE)
        terminal.wait_for("Leave the walkthrough here?")
        terminal.send(TAB, ENTER)
        terminal.wait_for("Right now", "q Quit", without=["PAUSED"])
        terminal.send("q")
        assert terminal.wait_exit() == 0
        assert_as_found(terminal)


@pytest.mark.parametrize(
    "client",
    [
        pytest.param(by_openssh, id="openssh", marks=needs("ssh")),
        pytest.param(by_dropbear, id="dropbear", marks=[needs("dbclient"), pytest.mark.thorough]),
    ],
)
def test_an_emergency_shows_at_every_size_and_to_nobody_else(
    server: Serving, tmp_path: Path, client: Command
) -> None:
    with (
        Terminal(client(server.port, tmp_path), home=tmp_path) as terminal,
        Terminal(client(server.port, tmp_path), home=tmp_path) as other,
    ):
        opened(terminal)
        opened(other)
        terminal.send("4")
        terminal.wait_for("Tick what applies to you", "Bladder, bowels and numbness")
        terminal.send(" ")
        terminal.wait_for("[x]", EMERGENCY)
        assert terminal.screen.rung == 1
        terminal.resize(60, 20)
        terminal.wait_for("[x]", EMERGENCY, "Do not wait")
        terminal.resize(100, 30)
        terminal.wait_for("[x]", EMERGENCY, "Cannot pee")
        other.send("4")
        other.wait_for("Bladder, bowels and numbness", CALM, without=["[x]", EMERGENCY])
        other.send("q")
        assert other.wait_exit() == 0
        assert other.screen.rung == 0
        terminal.send("q")
        terminal.wait_for("Your ticks are not kept")
        terminal.send(TAB, ENTER)
        assert terminal.wait_exit() == 0
        assert_as_found(terminal)


@needs("ssh")
@pytest.mark.parametrize(
    ("options", "exact"),
    [
        ((), False),
        (("-o", "SendEnv=COLORTERM"), True),
        pytest.param(("-o", "SetEnv=COLORTERM=truecolor"), True, marks=pytest.mark.thorough),
        (("-o", "SendEnv=COLORTERM NO_COLOR"), False),
    ],
)
def test_colours_are_those_that_the_client_says_its_terminal_has(
    server: Serving, tmp_path: Path, options: tuple[str, ...], exact: bool
) -> None:
    env = {"COLORTERM": "truecolor", "NO_COLOR": "1"}
    command = [*openssh(server.port, tmp_path, *options), HOST]
    with Terminal(command, home=tmp_path, env=env) as terminal:
        opened(terminal)
        assert (b"38;2;" in terminal.received) is exact
        assert (b"38;5;" in terminal.received) is (not options)


@needs("ssh")
def test_ctrl_c_asks_about_ticks_and_then_leaves(server: Serving, tmp_path: Path) -> None:
    with Terminal(by_openssh(server.port, tmp_path), home=tmp_path) as terminal:
        opened(terminal)
        terminal.send("4", " ")
        terminal.wait_for("[x]", EMERGENCY)
        terminal.send("\x03")
        terminal.wait_for("Leave the guide? Your ticks are not kept.")
        terminal.send("\x03")
        assert terminal.wait_exit() == 130
        assert_as_found(terminal)


@needs("ssh")
def test_the_key_that_suspends_a_program_suspends_nothing(server: Serving, tmp_path: Path) -> None:
    with Terminal(by_openssh(server.port, tmp_path), home=tmp_path) as terminal:
        opened(terminal)
        terminal.send("\x1a", DOWN, "3")
        terminal.wait_for("A mix of things")
        terminal.send("q")
        assert terminal.wait_exit() == 0


@needs("ssh")
def test_a_client_that_is_killed_leaves_the_others_alone(server: Serving, tmp_path: Path) -> None:
    with (
        Terminal(by_openssh(server.port, tmp_path), home=tmp_path) as gone,
        Terminal(by_openssh(server.port, tmp_path), home=tmp_path) as other,
    ):
        opened(gone)
        opened(other)
        lost = len([line for line in server.noted("close") if line["reason"] == "lost"])
        gone.signal(signal.SIGKILL)
        other.wait_until(
            lambda: len([one for one in server.noted("close") if one["reason"] == "lost"]) > lost,
            "the end in the log",
        )
        other.send("2")
        other.wait_for("A strong core")


def test_clients_that_guess_the_key_exchange_are_told_how_a_guess_is_taken(
    server: Serving,
) -> None:
    """Without overriding asyncssh's `_get_extra_kex_algs`, dropbear's client cannot connect."""
    with socket.create_connection((HOST, server.port), PATIENCE) as connection:
        connection.sendall(b"SSH-2.0-guess\r\n")
        said = b""
        # The first packet begins with the algorithms of the key exchange and of the host key.
        while b"ssh-ed25519" not in said:
            piece = connection.recv(4096)
            assert piece, said
            said += piece
    assert b",kexguess2@matt.ucc.asn.au" in said.partition(b"ssh-ed25519")[0]
