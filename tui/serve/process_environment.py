"""What of its own environment the server lets reach the guides.

Textual reads it as it is imported, so this comes first, and Textual is not imported here.
"""

from __future__ import annotations

import os

_ESCAPE = "30"
"""Milliseconds after which ESC is a key: what a terminal sends in one piece arrives in one."""


def prepare_environment() -> None:
    """Make the process the same for every client, whatever terminal it was started from."""
    for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
        del os.environ[name]
    # The last two would be the size of everybody's terminal.
    for name in ("NO_COLOR", "COLUMNS", "LINES"):
        os.environ.pop(name, None)
    os.environ["TERM"] = "xterm-256color"
    # The guides draw in all colours; each client gets those that its terminal has.
    os.environ["TEXTUAL_COLOR_SYSTEM"] = "truecolor"
    os.environ["ESCDELAY"] = _ESCAPE
