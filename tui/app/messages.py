"""Messages with which a screen asks the app to open another one."""

from __future__ import annotations

from textual.message import Message


class OpenKeys(Message):
    """A request to open the list of all keys."""


class OpenPack(Message):
    """A request to open the pack timer."""


class OpenSummary(Message):
    """A request to open the page for the doctor."""
