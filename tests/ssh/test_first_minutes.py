"""The first minutes in OpenSSH's client, from a first start and as a command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ssh.serving import HOST, Serving, needs, openssh
from tests.terminal.terminal import Terminal
from tests.terminal.test_first_minutes_journey import led


@needs("ssh")
def test_a_reader_is_led_to_a_movement_in_a_few_keys(server: Serving, tmp_path: Path) -> None:
    with Terminal([*openssh(server.port, tmp_path), HOST], home=tmp_path) as terminal:
        led(terminal)
        terminal.send("\x11")
        assert terminal.wait_exit() == 0


@needs("ssh")
@pytest.mark.parametrize("typed", ["y\n1\n", "n\ny\n1\n"])
def test_now_is_a_conversation_that_an_emergency_ends(
    server: Serving, tmp_path: Path, typed: str
) -> None:
    command = [*openssh(server.port, tmp_path, "-t"), HOST, "now"]
    with Terminal(command, home=tmp_path, rows=100) as terminal:
        terminal.wait_for("1 of 8. ", "q = end")
        terminal.send(typed.replace("\n", "\r"))
        terminal.wait_for("EMERGENCY", "now.")
        assert terminal.wait_exit() == 0
