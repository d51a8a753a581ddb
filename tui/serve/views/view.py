"""The protocol of views: what a session needs of the guide or the plain text that it shows."""

from __future__ import annotations

from typing import Protocol

from tui.system.crash import Crash


class View(Protocol):
    """What a client is shown."""

    last_input: float
    """The time of the last input, on the monotonic clock."""

    @property
    def root(self) -> object:
        """What refers to everything that the view leaves behind."""

    @property
    def crash(self) -> Crash | None:
        """The error that ended the view, if there was one."""

    async def run(self) -> int:
        """Show the view until the reader leaves or it is ended; the exit status."""

    def receive(self, data: bytes) -> None:
        """Handle input."""

    def receive_end(self) -> None:
        """Handle the end of the input."""

    def resize(self, size: tuple[int, int], cell: tuple[int, int] | None = None) -> None:
        """Handle a new size of the terminal, in columns and rows.

        `cell` has the pixels of a cell across and down, if the client tells them.
        """

    def show_notice(self, text: str) -> None:
        """Show a line from the server to the reader."""

    def end(self) -> None:
        """End the view."""

    @property
    def closing_message(self) -> str:
        """A line for the reader when the server ends the view; may be empty."""

    @property
    def expects_no_input(self) -> bool:
        """Whether the view goes on by itself, so that the idle timeout does not apply."""
