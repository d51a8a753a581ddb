"""Key files: the server's host key and the public keys that may log in."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp

import asyncssh

from tui.serve.settings import StartupError
from tui.system.folders import own_folder

HOST_KEY_NAME = "ssh_host_ed25519_key"


def host_key(path: Path | None) -> asyncssh.SSHKey:
    """The host key in a file, created if it does not exist; None for one in the data folder.

    The data folder is created too; another folder has to exist, as its name may be mistyped.

    Raises:
        StartupError: if it can be neither read nor created, or if other users can read it.

    """
    label = f"--host-key {path}" if path else ""
    is_ours = path is None
    path = path or _default_path()
    label = label or str(path)
    try:
        if not path.exists():
            _create(path, with_folder=is_ours)
        _check_file(path)
        key = asyncssh.read_private_key(path)
        if os.name != "nt" and path.stat().st_mode & 0o077:
            raise StartupError(f"{label}: others can read this key; run: chmod 600 {path}")
        return key
    except OSError as error:
        raise StartupError(f"{label}: {error.strerror or error}") from None
    except (asyncssh.KeyImportError, asyncssh.KeyEncryptionError) as error:
        # asyncssh reports a passphrase only in its message.
        encrypted = "passphrase" in str(error).casefold()
        reason = (
            "this key has a passphrase; a host key has none"
            if encrypted
            else "this is no private key"
        )
        raise StartupError(f"{label}: {reason}") from None


def read_authorized_keys(path: Path) -> asyncssh.SSHAuthorizedKeys:
    """The public keys that may log in.

    Raises:
        StartupError: if the file cannot be read or has no key in it.

    """
    try:
        _check_file(path)
        return asyncssh.read_authorized_keys(str(path))
    except OSError as error:
        raise StartupError(f"--authorized-keys {path}: {error.strerror or error}") from None
    except ValueError:
        # Also raised for a file that is not text.
        raise StartupError(f"--authorized-keys {path}: no public key is in it") from None


def _check_file(path: Path) -> None:
    """Check that a path is a regular file with something in it.

    Reading a pipe would block, and reading a folder or an empty file gives misleading errors.

    Raises:
        OSError: if it is not, with a message that says so.

    """
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        is_folder = stat.S_ISDIR(status.st_mode)
        raise OSError(errno.EINVAL, "this is a folder" if is_folder else "this is no file")
    if not status.st_size:
        raise OSError(errno.EINVAL, "this file is empty")


def _create(path: Path, *, with_folder: bool) -> None:
    """Create a key file atomically; if two servers start at once, the first one's key is kept."""
    if path.is_symlink():
        raise OSError(errno.ENOENT, "this link leads nowhere")
    try:
        if with_folder:
            os.makedirs(path.parent, 0o700, exist_ok=True)
        elif not stat.S_ISDIR(path.parent.stat().st_mode):
            raise NotADirectoryError
    except (FileExistsError, NotADirectoryError):
        raise OSError(errno.ENOTDIR, f"{path.parent} is no folder") from None
    except FileNotFoundError:
        raise OSError(errno.ENOENT, f"there is no folder {path.parent}") from None
    key = asyncssh.generate_private_key("ssh-ed25519", comment="backspasm")
    # A random name: two containers that share a volume may have the same process id.
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


def _default_path() -> Path:
    folder = own_folder("data")
    if folder is None:
        raise StartupError("there is no home folder for a host key; name one with --host-key")
    return folder / HOST_KEY_NAME
