"""Key files: the host key is created once and readable by its owner only."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import asyncssh
import pytest

from tui.serve.settings import StartupError
from tui.serve.ssh.key_files import HOST_KEY_NAME, host_key

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")


def refusal(path: Path | None) -> str:
    with pytest.raises(StartupError) as caught:
        host_key(path)
    return str(caught.value)


def test_it_is_made_on_the_first_start_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "key"
    first = host_key(path)
    assert first.get_algorithm() == "ssh-ed25519"
    assert host_key(path).public_data == first.public_data
    assert list(path.parent.iterdir()) == [path]


@posix
def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "key"
    host_key(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@posix
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660, 0o610])
def test_a_key_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "key"
    host_key(path)
    path.chmod(mode)
    assert refusal(path) == f"--host-key {path}: others can read this key; run: chmod 600 {path}"
    path.chmod(0o400)
    host_key(path)


def test_without_a_file_it_lies_in_the_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platformdirs.user_data_dir", lambda *_, **__: str(tmp_path / "data"))
    first = host_key(None)
    assert (tmp_path / "data" / HOST_KEY_NAME).exists()
    assert os.name == "nt" or stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
    assert host_key(None).public_data == first.public_data


def test_without_a_home_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platformdirs.user_data_dir", lambda *_, **__: "backspasm")
    assert "--host-key" in refusal(None)


def _empty(path: Path) -> None:
    path.write_bytes(b"")
    path.chmod(0o600)


def _words(path: Path) -> None:
    path.write_text("not a key\n" * 1000)
    path.chmod(0o600)


def _locked(path: Path) -> None:
    key = asyncssh.generate_private_key("ssh-ed25519")
    path.write_bytes(key.export_private_key("pkcs8-pem", passphrase="secret"))
    path.chmod(0o600)


def _public(path: Path) -> None:
    path.write_bytes(asyncssh.generate_private_key("ssh-ed25519").export_public_key())
    path.chmod(0o600)


def _folder(path: Path) -> None:
    path.mkdir(0o700)


def _broken_link(path: Path) -> None:
    path.symlink_to(path.parent / "nowhere" / "key")


def _pipe(path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has no such pipes")
    os.mkfifo(path, 0o600)


@pytest.mark.parametrize(
    ("put", "fault"),
    [
        (_empty, "this file is empty"),
        (_words, "this is no private key"),
        (_locked, "this key has a passphrase; a host key has none"),
        (_public, "this is no private key"),
        (_folder, "this is a folder"),
        (_pipe, "this is no file"),
        (_broken_link, "this link leads nowhere"),
    ],
)
def test_what_is_no_key_is_refused_in_one_line_and_left_alone(
    tmp_path: Path, put: Callable[[Path], None], fault: str
) -> None:
    path = tmp_path / "key"
    put(path)
    before = path.read_bytes() if path.is_file() else None
    told = refusal(path)
    assert told == f"--host-key {path}: {fault}"
    assert (path.read_bytes() if path.is_file() else None) == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    key = tmp_path / "file" / "key"
    assert refusal(key) == f"--host-key {key}: {key.parent} is no folder"


@pytest.mark.parametrize("folder", ["nope", "deep/down", "ke ys"])
def test_a_folder_that_is_not_there_is_named_and_not_made(tmp_path: Path, folder: str) -> None:
    key = tmp_path / folder / "key"
    assert refusal(key) == f"--host-key {key}: there is no folder {key.parent}"
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_is_full_leaves_no_half_of_a_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert refusal(tmp_path / "key") == f"--host-key {tmp_path / 'key'}: No space left on device"
    assert list(tmp_path.iterdir()) == []


# Two servers that start at once


def test_of_two_that_start_at_once_both_have_the_key_of_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither finds a key, and the other server writes its own first."""
    path = tmp_path / "key"
    link = os.link
    others = []

    def other_first(source: str, target: Path) -> None:
        monkeypatch.setattr(os, "link", link)
        others.append(host_key(path))
        link(source, target)

    monkeypatch.setattr(os, "link", other_first)
    ours = host_key(path)
    assert [key.public_data for key in others] == [ours.public_data]
    assert list(tmp_path.iterdir()) == [path]


def test_of_many_that_start_at_once_all_have_one_key(tmp_path: Path) -> None:
    # All have the same process id, as in containers that share a folder.
    with ThreadPoolExecutor(8) as pool:
        keys = list(pool.map(host_key, [tmp_path / "key"] * 16))
    assert len({key.public_data for key in keys}) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["key"]
