"""The server's own environment variables, made independent of the terminal it was started from.

Textual reads them on import, so this must run first, and this module does not import Textual.
"""

from __future__ import annotations

import os

_ESCAPE = "30"
"""Milliseconds after which ESC counts as a key. Escape sequences arrive in one packet."""


def prepare_environment() -> None:
    """Set or remove the environment variables that Textual and Rich read."""
    for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
        del os.environ[name]
    # COLUMNS and LINES would override the size of every client's terminal.
    for name in ("NO_COLOR", "COLUMNS", "LINES"):
        os.environ.pop(name, None)
    os.environ["TERM"] = "xterm-256color"
    # The guide is rendered in true colour; each client's output is reduced to what it supports.
    os.environ["TEXTUAL_COLOR_SYSTEM"] = "truecolor"
    os.environ["ESCDELAY"] = _ESCAPE
