"""The server's settings, and the error for a server that cannot start."""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.app.terminal.pictures.options import PictureChoice
    from tui.figure.render.cells import Glyphs

MINUTE = 60.0
HOUR = 60 * MINUTE
CLOSE_TIMEOUT = 10.0
"""Seconds that sessions get to finish once they were told to end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The options of ``backspasm serve``. All times are in seconds."""

    host: str = "127.0.0.1"
    """``"*"`` for all addresses of the machine."""
    port: int = 2222
    """0 for a free port chosen by the system."""
    max_sessions: int = 100
    """The most open sessions in each worker."""
    max_per_address: int = 5
    """The most open sessions of one address; 0 for no limit."""
    max_new: int = 30
    """The most new connections of one address in a minute; 0 for no limit."""
    idle_timeout: float = 10 * MINUTE
    """Time without input after which a session ends, unless a walkthrough or a pack timer runs."""
    max_time: float = 2 * HOUR
    """The longest that a session may last."""
    grace: float = 30.0
    """Time that readers get to finish once the server is told to stop."""
    host_key: Path | None = None
    """The private key file, created on the first start; None for one in the user's data folder."""
    authorized_keys: Path | None = None
    """The public keys that may log in; None to let everybody in."""
    log: Path | None = None
    """The file for the log's JSON lines; None for standard error."""
    workers: int = 1
    """The number of processes that share the port."""
    content: tuple[Path, ...] = ()
    """The content files, each laid over the one before; empty for the guide's own."""
    region: str | None = None
    """The code of the region whose emergency number to show; None to use each client's locale."""
    glyphs: Glyphs | None = None
    pictures: PictureChoice | None = None
    """How figures are shown in pixels; None to ask each terminal."""
    still: bool = False
    mute: bool = False
    no_mouse: bool = False
    debug: bool = False
    """Log the traceback of errors too, without messages or variables."""


class StartupError(Exception):
    """The server cannot start; its message is one line."""


def bind_error_message(settings: Settings, error: OSError | UnicodeError) -> str:
    """The line that says why the server cannot listen at its address."""
    host, port = settings.host, settings.port
    if isinstance(error, (socket.gaierror, UnicodeError)):
        return f"--host {host}: there is no such address"
    # The message of asyncio's error repeats the address; only the system's reason is needed.
    reason = os.strerror(error.errno) if error.errno and error.errno > 0 else str(error)
    return f"{host} port {port}: {reason}"
