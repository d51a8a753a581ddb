"""The server's host key, and what keeps it from starting."""

from __future__ import annotations

from pathlib import Path

import asyncssh
import pytest

from tests.ssh.conftest import StartServer
from tests.ssh.serving import HOST, Serving, needs, openssh, run, serve


def fails(home: Path, *options: str | Path) -> tuple[int, str]:
    """The exit status of a server that does not start, and what it says."""
    done = run(serve(*options), home)
    assert done.stdout == ""
    return done.returncode, done.stderr


@needs("ssh")
def test_clients_know_the_server_again(start_server: StartServer, tmp_path: Path) -> None:
    key = tmp_path / "made" / "on_start"
    first = start_server("--host-key", key)
    assert key.stat().st_mode & 0o777 == 0o600
    assert key.parent.stat().st_mode & 0o777 == 0o700
    assert [path.name for path in key.parent.iterdir()] == ["on_start"]
    held = asyncssh.read_private_key(key)
    assert held.get_algorithm() == "ssh-ed25519"
    first.kill()
    # At the same port, as a client knows a server by both.
    second = start_server("--host-key", key, "--port", str(first.port))
    fingerprints = {server.noted("start")[0]["key"] for server in (first, second)}
    assert fingerprints == {held.get_fingerprint()}
    known = f"[{HOST}]:{second.port} {held.export_public_key().decode()}"
    (tmp_path / "known_hosts").write_text(known)
    strict = openssh(second.port, tmp_path, "-o", "StrictHostKeyChecking=yes", "-T")
    assert run([*strict, HOST, "triage", "fever"], tmp_path).returncode == 0


def test_the_key_lies_with_what_else_the_guide_keeps(server: Serving) -> None:
    assert server.key.stat().st_mode & 0o777 == 0o600
    assert (
        asyncssh.read_private_key(server.key).get_fingerprint() == server.noted("start")[0]["key"]
    )


def test_a_key_that_others_can_read_is_not_used(tmp_path: Path) -> None:
    key = tmp_path / "key"
    asyncssh.generate_private_key("ssh-ed25519").write_private_key(key)
    key.chmod(0o640)
    status, said = fails(tmp_path, "--host-key", key)
    assert status == 1
    assert said == f"backspasm: {key}: others can read this key; run: chmod 600 {key}\n"


def test_what_is_no_key_is_not_used_nor_replaced(tmp_path: Path) -> None:
    key = tmp_path / "key"
    key.write_text("no key\n")
    key.chmod(0o600)
    status, said = fails(tmp_path, "--host-key", key)
    assert (status, said.count("\n")) == (1, 1)
    assert said.startswith(f"backspasm: {key}: ")
    assert key.read_text() == "no key\n"


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_port_in_use_is_said_in_one_line(server: Serving, tmp_path: Path, workers: str) -> None:
    status, said = fails(tmp_path, "--port", str(server.port), "--workers", workers)
    assert (status, said.count("\n")) == (1, 1)
    assert said.startswith(f"backspasm: {HOST} port {server.port}: ")
    assert "in use" in said


def test_a_log_that_cannot_be_written_is_said_in_one_line(tmp_path: Path) -> None:
    log = tmp_path / "missing" / "log"
    assert fails(tmp_path, "--log", log) == (1, f"backspasm: {log}: No such file or directory\n")


def test_a_list_of_keys_that_cannot_be_read_is_said_in_one_line(tmp_path: Path) -> None:
    status, said = fails(tmp_path, "--authorized-keys", tmp_path / "missing")
    assert (status, said.count("\n")) == (1, 1)
    assert said.startswith("backspasm: ")


@pytest.mark.parametrize(
    "options",
    [
        ("--idle-timeout", "soon"),
        ("--region", "atlantis"),
        ("--password", "secret"),
    ],
)
def test_an_option_that_makes_no_sense_ends_it_at_once(
    tmp_path: Path, options: tuple[str, str]
) -> None:
    status, said = fails(tmp_path, *options)
    assert status == 2
    assert "backspasm" in said and "Traceback" not in said


def test_content_with_faults_is_not_served(tmp_path: Path) -> None:
    content = tmp_path / "content.toml"
    content.write_text("[guide]\ntitle = 1\n")
    status, said = fails(tmp_path, "--content", content)
    assert status == 1
    assert "content.toml" in said and "Traceback" not in said
