"""The server's host key, and errors at its start."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import asyncssh
import pytest

from tests.ssh.conftest import StartServer
from tests.ssh.prepared import Prepared
from tests.ssh.serving import (
    HOST,
    Serving,
    arguments,
    needs,
    openssh,
    run,
    serve,
    until,
)
from tests.terminal.terminal import PATIENCE

if sys.platform == "win32":
    pytest.skip("Windows has no such pipes and devices", allow_module_level=True)


class Fails(Protocol):
    """The exit status of a server that does not start, and what it says."""

    def __call__(self, home: Path, *options: str | Path) -> tuple[int, str]: ...


@pytest.fixture(scope="module")
def fails(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fails]:
    """How to start a server that does not start."""
    with Prepared(tmp_path_factory.mktemp("prepared")) as prepared:

        def started(home: Path, *options: str | Path) -> tuple[int, str]:
            status, out, said = prepared.run(home, *arguments(*options))
            assert out == ""
            return status, said

        yield started


@needs("ssh")
def test_clients_know_the_server_again(start_server: StartServer, tmp_path: Path) -> None:
    key = tmp_path / "kept" / "on_start"
    key.parent.mkdir()
    first = start_server("--host-key", key)
    assert key.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in key.parent.iterdir()] == ["on_start"]
    held = asyncssh.read_private_key(key)
    assert held.get_algorithm() == "ssh-ed25519"
    first.kill()
    # At the same port: a client stores keys by host and port.
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


def prepare(folder: Path) -> None:
    """Put files into a folder that are not what a server needs."""
    key = asyncssh.generate_private_key("ssh-ed25519")
    for name, text in (("empty", b""), ("words", b"no key\n"), ("private", None), ("read", None)):
        path = folder / name
        path.write_bytes(key.export_private_key() if text is None else text)
        path.chmod(0o640 if name == "read" else 0o600)
    (folder / "folder").mkdir()
    os.mkfifo(folder / "pipe", 0o600)


NO_FILE = "No such file or directory"
REFUSED = [
    ("--authorized-keys", "missing", NO_FILE),
    ("--authorized-keys", "empty", "this file is empty"),
    ("--authorized-keys", "words", "no public key is in it"),
    ("--authorized-keys", "private", "no public key is in it"),
    ("--authorized-keys", "folder", "this is a folder"),
    ("--authorized-keys", "pipe", "this is no file"),
    ("--host-key", "empty", "this file is empty"),
    ("--host-key", "words", "this is no private key"),
    ("--host-key", "folder", "this is a folder"),
    ("--host-key", "pipe", "this is no file"),
    ("--host-key", "read", "others can read this key; run: chmod 600 read"),
    ("--host-key", "words/key", "words is no folder"),
    ("--log", "missing/log", "there is no folder missing"),
    ("--log", "folder", "Is a directory"),
    ("--log", "pipe", "nobody reads from this pipe"),
    ("--log", "/dev/full", "No space left on device"),
    ("--host", "no-such-host.invalid", "there is no such address"),
    ("--host", "300.300.300.300", "there is no such address"),
    ("--host", "x" * 80, "there is no such address"),
]


@pytest.mark.parametrize(("option", "value", "why"), REFUSED)
def test_what_keeps_it_from_starting_is_named_in_one_line(
    fails: Fails, tmp_path: Path, option: str, value: str, why: str
) -> None:
    prepare(tmp_path)
    before = sorted(path.name for path in tmp_path.iterdir())
    assert fails(tmp_path, option, value) == (1, f"backspasm: {option} {value}: {why}\n")
    left = {path.name for path in tmp_path.iterdir()} - {"data", ".cache", ".local"}
    assert sorted(left) == before


@pytest.mark.parametrize(
    ("option", "value", "why"),
    [REFUSED[0], REFUSED[12], REFUSED[15]],
)
def test_several_processes_name_it_once(tmp_path: Path, option: str, value: str, why: str) -> None:
    prepare(tmp_path)
    done = run(serve(option, value, "--workers", "2"), tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"backspasm: {option} {value}: {why}\n"


def test_an_address_that_is_none_of_the_machine_or_is_empty_is_refused(
    fails: Fails, tmp_path: Path
) -> None:
    status, said = fails(tmp_path, "--host", "192.0.2.1")
    assert (status, said) == (1, "backspasm: 192.0.2.1 port 0: Cannot assign requested address\n")
    status, said = fails(tmp_path, "--host", "")
    assert (status, said.count("\n")) == (1, 1)
    assert said.startswith("backspasm: --host: ")


def test_a_log_is_not_written_into_another_file(fails: Fails, tmp_path: Path) -> None:
    key = tmp_path / "key"
    asyncssh.generate_private_key("ssh-ed25519").write_private_key(key)
    key.chmod(0o600)
    before = key.read_bytes()
    status, said = fails(tmp_path, "--host-key", key, "--log", key)
    assert (status, said) == (1, f"backspasm: --log {key}: this file is used for something else\n")
    assert key.read_bytes() == before


@pytest.mark.parametrize(
    ("host", "addresses"),
    [("*", ["127.0.0.1", "::1"]), ("::", ["::1"]), ("0.0.0.0", ["127.0.0.1"])],
)
def test_a_free_port_is_the_same_at_all_addresses(
    start_server: StartServer, host: str, addresses: list[str]
) -> None:
    if not socket.has_dualstack_ipv6():
        addresses = [address for address in addresses if ":" not in address]
    if not addresses:
        pytest.skip("there is no IPv6 here")
    server = start_server("--host", host)
    assert server.port > 0
    until(lambda: f"Listening on {host} port {server.port}." in server.said, "the line on the port")
    for address in addresses:
        with socket.create_connection((address, server.port), PATIENCE) as client:
            assert client.recv(4) == b"SSH-"


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_port_in_use_is_said_in_one_line(server: Serving, tmp_path: Path, workers: str) -> None:
    done = run(serve("--port", str(server.port), "--workers", workers), tmp_path)
    said = done.stderr
    assert (done.returncode, done.stdout, said.count("\n")) == (1, "", 1)
    assert said.startswith(f"backspasm: {HOST} port {server.port}: ")
    assert "in use" in said


@pytest.mark.parametrize(
    "options",
    [
        ("--idle-timeout", "soon"),
        ("--max-sessions", "0"),
        ("--region", "atlantis"),
        ("--password", "secret"),
    ],
)
def test_an_option_that_makes_no_sense_ends_it_at_once(
    fails: Fails, tmp_path: Path, options: tuple[str, str]
) -> None:
    status, said = fails(tmp_path, *options)
    assert status == 2
    assert "backspasm" in said and "Traceback" not in said
    assert options[0].strip("-") in said.splitlines()[-1]


def test_content_with_faults_is_not_served(fails: Fails, tmp_path: Path) -> None:
    content = tmp_path / "content.toml"
    content.write_text("[guide]\ntitle = 1\n")
    status, said = fails(tmp_path, "--content", content)
    assert status == 1
    assert "content.toml" in said and "Traceback" not in said
