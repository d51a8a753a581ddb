"""How a server is run."""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.figure.render.cells import Glyphs

MINUTE = 60.0
HOUR = 60 * MINUTE
CLOSE_TIMEOUT = 10.0
"""Seconds in which sessions that were ended have to be over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What whoever runs the server chose. All times are in seconds."""

    host: str = "127.0.0.1"
    """``"*"`` for every address of the machine."""
    port: int = 2222
    """0 lets the system choose."""
    max_sessions: int = 100
    """Readers at once, in each worker."""
    max_per_address: int = 5
    """Readers at once from one address; 0 for any number."""
    max_new: int = 30
    """New connections from one address in a minute; 0 for any number."""
    idle_timeout: float = 10 * MINUTE
    """Without a key, unless the walkthrough plays or a pack is on."""
    max_time: float = 2 * HOUR
    grace: float = 30.0
    """What readers get to finish once the server is told to stop."""
    host_key: Path | None = None
    """Made on the first start; without one, in the platform's data folder."""
    authorized_keys: Path | None = None
    """Who may enter; without one, anybody may."""
    log: Path | None = None
    """JSON lines; without one, on standard error."""
    workers: int = 1
    """Processes that share the port."""
    content: Path | None = None
    region: str | None = None
    """Whose emergency number to show, whatever the reader's terminal says."""
    glyphs: Glyphs | None = None
    still: bool = False
    mute: bool = False
    debug: bool = False
    """Log the way to an error too, without messages or variables."""


class StartupError(Exception):
    """Why the server cannot start, in one line."""


def bind_error_message(settings: Settings, error: OSError | UnicodeError) -> str:
    """Why the server cannot listen where it should."""
    host, port = settings.host, settings.port
    if isinstance(error, (socket.gaierror, UnicodeError)):
        return f"--host {host}: there is no such address"
    # asyncio wraps the system's words in its own.
    why = os.strerror(error.errno) if error.errno and error.errno > 0 else str(error)
    return f"{host} port {port}: {why}"
