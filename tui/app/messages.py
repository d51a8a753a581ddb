"""Messages with which a screen asks the app to open another one."""

from __future__ import annotations

from textual.message import Message


class OpenKeys(Message):
    """A request to open the list of all keys."""


class OpenPack(Message):
    """A request to open the pack timer."""


class OpenSummary(Message):
    """A request to open the page for the doctor."""


class LeaveGuide(Message):
    """A request to leave the guide."""

    def __init__(self, *, at_once: bool = False) -> None:
        super().__init__()
        self.at_once = at_once
        """Whether to leave without a question."""
