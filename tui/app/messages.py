"""Messages by which a screen asks the app to open another one."""

from __future__ import annotations

from textual.message import Message


class OpenKeys(Message):
    """Open the list of every key."""


class OpenPack(Message):
    """Open the pack timer."""


class OpenSummary(Message):
    """Open the page for the doctor."""
