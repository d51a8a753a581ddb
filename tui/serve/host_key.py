"""The key by which clients know the server again."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp

import asyncssh

from tui.serve.settings import CannotServe

NAME = "ssh_host_ed25519_key"


def host_key(path: Path | None) -> asyncssh.SSHKey:
    """The key in a file, made there if there is none; without a file, in the data folder.

    Raises:
        CannotServe: if it can be neither read nor made, or if others can read it.

    """
    path = path or _own_path()
    try:
        if not path.exists():
            _make(path)
        if os.name != "nt" and path.stat().st_mode & 0o077:
            raise CannotServe(f"{path}: others can read this key; run: chmod 600 {path}")
        return asyncssh.read_private_key(path)
    except OSError as error:
        raise CannotServe(f"{path}: {error.strerror or error}") from None
    except (asyncssh.KeyImportError, asyncssh.KeyEncryptionError) as error:
        raise CannotServe(f"{path}: {error}") from None


def _make(path: Path) -> None:
    """Write a new key, whole or not at all; the first one stays when two servers start."""
    os.makedirs(path.parent, 0o700, exist_ok=True)
    key = asyncssh.generate_private_key("ssh-ed25519", comment="backspasm")
    # A name of its own: in two containers with one volume, both may be process 1.
    handle, part = mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with open(handle, "wb") as file:
            file.write(key.export_private_key())
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(part, path)
    finally:
        os.unlink(part)


def _own_path() -> Path:
    from platformdirs import user_data_dir

    folder = Path(user_data_dir("backspasm", appauthor=False))
    if not folder.is_absolute():
        raise CannotServe("there is no home folder for a host key; name one with --host-key")
    return folder / NAME
