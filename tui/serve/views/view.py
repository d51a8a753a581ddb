"""The protocol of what a client is shown."""

from __future__ import annotations

from typing import Protocol

from tui.system.crash import Crash


class View(Protocol):
    """What a client gets."""

    last_input: float
    """When the client last did something, on the monotonic clock."""

    @property
    def crash(self) -> Crash | None:
        """The error that ended it, if one did."""

    async def run(self) -> int:
        """Go on until the reader leaves or it is told to end; the exit status."""

    def receive(self, data: bytes) -> None:
        """Take what the client sent."""

    def receive_end(self) -> None:
        """The client sends no more."""

    def resize(self, size: tuple[int, int]) -> None:
        """The terminal has another size."""

    def show_notice(self, words: str) -> None:
        """Say something of the server to the reader."""

    def end(self) -> None:
        """Come to an end."""

    @property
    def closing_message(self) -> str:
        """What its reader still has to know when it is taken away; often nothing."""

    @property
    def expects_no_input(self) -> bool:
        """Whether it leads a reader who need not press a key."""
