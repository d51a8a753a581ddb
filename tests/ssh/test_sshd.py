"""The guide behind OpenSSH's server, set up as in the README."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import asyncssh
import pytest

from tests.ssh.serving import HOST, ROOT, needs, openssh, run, where_is
from tests.terminal.terminal import ENTER, RIGHT, Terminal

README = ROOT / "README.md"

SETTINGS = """
HostKey {folder}/host
AuthorizedKeysFile {folder}/keys
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin yes
"""

WITHOUT_ITS_FOLDER = os.geteuid() == 0 and not Path("/run/sshd").exists()

pytestmark = [
    needs("ssh"),
    needs("sshd"),
    pytest.mark.skipif(WITHOUT_ITS_FOLDER, reason="sshd as root needs the folder /run/sshd"),
]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The home folder of the account that the server uses."""
    home = tmp_path / "home"
    home.mkdir()
    return home


@pytest.fixture
def command(tmp_path: Path, home: Path) -> list[str]:
    """OpenSSH's client, with a server process for each connection."""
    for name in ("host", "reader"):
        key = asyncssh.generate_private_key("ssh-ed25519")
        key.write_private_key(tmp_path / name)
        (tmp_path / name).chmod(0o600)
    (tmp_path / "keys").write_bytes(key.export_public_key())
    # The README's settings, with the paths of this checkout and this home folder.
    said = re.search(r"Match User back\n((?: +.*\n)+)", README.read_text())
    assert said
    guide = f"env HOME={home} XDG_DATA_HOME={home}/data PYTHONPATH={ROOT} {sys.executable} -m tui"
    forced = re.sub(r"(?<=ForceCommand )\S+", guide, said[1])
    assert f"{guide} --no-save" in forced
    settings = tmp_path / "sshd_config"
    settings.write_text(f"{SETTINGS.format(folder=tmp_path)}Match all\n{forced}")
    server = f"{where_is('sshd')} -i -f {settings}"
    options = ("-i", str(tmp_path / "reader"), "-o", f"ProxyCommand={server}")
    return openssh(22, tmp_path, "-o", "BatchMode=yes", *options)


def test_a_reader_has_the_guide_and_leaves_no_trace(
    tmp_path: Path, home: Path, command: list[str]
) -> None:
    with Terminal([*command, HOST], home=tmp_path) as terminal:
        terminal.wait_for("Back spasm guide", "Cold pack", "q Quit")
        terminal.send("1", "p")
        terminal.wait_for("t for 10")
        terminal.send("6")
        terminal.wait_for("6 of 10, until", "Has a spasm begun?")
        terminal.think()
        terminal.send("y")
        terminal.wait_for("You can add a few words")
        terminal.send("\x1b")
        terminal.wait_for("pain 6", without=["until you close"])
        terminal.send("d")
        terminal.wait_for("f Doctor")
        terminal.send("f")
        terminal.wait_for("y Copy", "6 of 10", without=["Save"])
        terminal.resize(60, 20)
        terminal.wait_for("y Copy", "6 of 10")
        terminal.send("\x03")
        assert terminal.wait_exit() == 130
        assert terminal.modes == terminal.modes_before
    assert list(home.iterdir()) == []


@pytest.mark.thorough
def test_ticks_are_asked_about_and_forgotten(
    tmp_path: Path, home: Path, command: list[str]
) -> None:
    for _ in range(2):
        with Terminal([*command, HOST], home=tmp_path) as terminal:
            terminal.wait_for("Cold pack", "Not checked yet")
            terminal.send("4", " ")
            terminal.wait_for("[x]", "EMERGENCY")
            terminal.send("q")
            terminal.wait_for("Your ticks are not kept")
            terminal.send(RIGHT, ENTER)
            assert terminal.wait_exit() == 0
    assert list(home.iterdir()) == []


def test_whatever_command_is_wanted_the_guide_comes(
    tmp_path: Path, home: Path, command: list[str]
) -> None:
    done = run([*command, "-T", HOST, "touch", f"{home}/file"], tmp_path)
    assert done.returncode == 0
    assert done.stdout.startswith("‼ Call your local emergency number")
    done = run([*command, "-W", f"{HOST}:22", HOST], tmp_path)
    assert done.returncode == 255
    assert list(home.iterdir()) == []
