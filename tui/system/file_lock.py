"""A lock on an open file, which one process at a time can hold."""

from __future__ import annotations

import os
import sys

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


def try_lock(number: int) -> bool:
    """Take the lock of an open file descriptor; return whether it was free.

    Raises:
        OSError: if the file system has no locks.

    """
    try:
        if sys.platform == "win32":
            os.lseek(number, 0, os.SEEK_SET)
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def unlock(number: int) -> None:
    """Give the lock back; closing the file does so too.

    Raises:
        OSError: if it cannot be given back.

    """
    if sys.platform == "win32":
        os.lseek(number, 0, os.SEEK_SET)
        msvcrt.locking(number, msvcrt.LK_UNLCK, 1)
    else:
        fcntl.flock(number, fcntl.LOCK_UN)
