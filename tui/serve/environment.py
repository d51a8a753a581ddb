"""What of its own environment the server lets reach the guides.

Textual reads it as it is imported, so this comes first, and Textual is not imported here.
"""

from __future__ import annotations

import os

_ESCAPE = "30"
"""Milliseconds after which ESC is a key: what a terminal sends in one piece arrives in one."""


def prepare() -> None:
    """Make the process the same for every client, whatever terminal it was started from."""
    for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
        del os.environ[name]
    os.environ.pop("NO_COLOR", None)
    os.environ["TERM"] = "xterm-256color"
    # The guides draw in all colours; each client gets those that its terminal has.
    os.environ["TEXTUAL_COLOR_SYSTEM"] = "truecolor"
    os.environ["ESCDELAY"] = _ESCAPE
