"""The key by which clients know the server again."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp

import asyncssh

from tui.serve.settings import StartupError

HOST_KEY_NAME = "ssh_host_ed25519_key"


def host_key(path: Path | None) -> asyncssh.SSHKey:
    """The key in a file, made there if there is none; without a file, in the data folder.

    Raises:
        StartupError: if it can be neither read nor made, or if others can read it.

    """
    named = f"--host-key {path}" if path else ""
    path = path or _own_path()
    named = named or str(path)
    try:
        if not path.exists():
            _make(path)
        _check_file(path)
        key = asyncssh.read_private_key(path)
        if os.name != "nt" and path.stat().st_mode & 0o077:
            raise StartupError(f"{named}: others can read this key; run: chmod 600 {path}")
        return key
    except OSError as error:
        raise StartupError(f"{named}: {error.strerror or error}") from None
    except (asyncssh.KeyImportError, asyncssh.KeyEncryptionError) as error:
        # There is no other sign of it.
        locked = "passphrase" in str(error).casefold()
        why = (
            "this key has a passphrase; a host key has none" if locked else "this is no private key"
        )
        raise StartupError(f"{named}: {why}") from None


def read_authorized_keys(path: Path) -> asyncssh.SSHAuthorizedKeys:
    """The keys of those who may enter.

    Raises:
        StartupError: if there are none.

    """
    try:
        _check_file(path)
        return asyncssh.read_authorized_keys(str(path))
    except OSError as error:
        raise StartupError(f"--authorized-keys {path}: {error.strerror or error}") from None
    except ValueError:
        # Among others what is no text.
        raise StartupError(f"--authorized-keys {path}: no public key is in it") from None


def _check_file(path: Path) -> None:
    """Refuse what would be waited for, or tells of another fault when it is read.

    Raises:
        OSError: if it is no file, or empty.

    """
    about = path.stat()
    if not stat.S_ISREG(about.st_mode):
        is_folder = stat.S_ISDIR(about.st_mode)
        raise OSError(errno.EINVAL, "this is a folder" if is_folder else "this is no file")
    if not about.st_size:
        raise OSError(errno.EINVAL, "this file is empty")


def _make(path: Path) -> None:
    """Write a new key, whole or not at all; the first one stays when two servers start."""
    if path.is_symlink():
        raise OSError(errno.ENOENT, "this link leads nowhere")
    try:
        os.makedirs(path.parent, 0o700, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise OSError(errno.ENOTDIR, f"{path.parent} is no folder") from None
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
        raise StartupError("there is no home folder for a host key; name one with --host-key")
    return folder / HOST_KEY_NAME
