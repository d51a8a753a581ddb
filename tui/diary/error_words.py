"""Why a diary cannot be saved or erased, in words for its reader."""

from __future__ import annotations

import errno
import os
import re
import sqlite3
from pathlib import Path

NEWER = "the diary was written by a newer version of the guide"
READ_ONLY = "the diary's folder can only be read"
NO_FOLDER = "there is no folder for the diary"
NAME_TAKEN = "something else has the name of the diary or its folder"
FULL = "the disk is full"
NO_LINK = "the diary is a link that leads nowhere"
NO_FOLDER_LINK = "a folder on the way to the diary is a link that leads nowhere"
NOT_ALLOWED = "this account may not use the diary's folder"
REMOVED = "the diary was removed"

_SYSTEM = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EEXIST: NAME_TAKEN,
    errno.ENOTDIR: NO_FOLDER,
    errno.ENAMETOOLONG: NO_FOLDER,
    errno.ELOOP: NO_FOLDER_LINK,
    errno.EROFS: READ_ONLY,
    errno.EACCES: NOT_ALLOWED,
    errno.EPERM: NOT_ALLOWED,
}
_SQLITE = {
    "full": FULL,
    "locked": "another program is using the diary",
    "readonly": READ_ONLY,
    "unable to open": "the diary cannot be opened",
    "I/O": "the disk does not take it",
}


class Unsaved(Exception):
    """Nothing can be saved; the message is the reason."""


def reason(error: Exception, path: Path, *, known: bool = False) -> str:
    """Return what an error on a diary at `path` means; `known` if it was open before."""
    if isinstance(error, Unsaved):
        return str(error)
    if not isinstance(error, OSError):
        return next(
            (says for sign, says in _SQLITE.items() if sign in str(error)), "it did not work"
        )
    if error.errno in (errno.ENOENT, errno.EEXIST, errno.ELOOP):
        if _leads_nowhere(path):
            return NO_LINK
        if any(map(_leads_nowhere, path.parents)):
            return NO_FOLDER_LINK
    if error.errno == errno.ENOENT:
        return REMOVED if known else NO_FOLDER
    return _SYSTEM.get(error.errno or 0, "the diary's folder cannot be used")


def is_damage(error: Exception) -> bool:
    """Return whether an error says that the file is damaged or not a diary."""
    # Python 3.10 does not give SQLite's code; these two, damaged and foreign, have this class.
    return type(error) is sqlite3.DatabaseError or (
        isinstance(error, sqlite3.OperationalError)
        and re.search("no such|already exists|has no column|malformed", str(error)) is not None
    )


def is_full(error: Exception) -> bool:
    """Return whether an error may mean a full disk; with quotas SQLite reports an I/O error."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    return isinstance(error, sqlite3.Error) and ("full" in str(error) or "I/O" in str(error))


def _leads_nowhere(path: Path) -> bool:
    return os.path.islink(path) and not os.path.exists(path)
