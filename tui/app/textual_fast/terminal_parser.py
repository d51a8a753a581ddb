"""Textual's parser of what a terminal sends, made safe: no bytes end it.

This is the only place that reaches into the parser.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual import events, messages
from textual._xterm_parser import XTermParser
from textual.message import Message

from tui.app.textual_fast.probe import has

LARGEST = (500, 200)
"""Columns and rows; whoever claims to have more is not believed."""


class TerminalParser(XTermParser):
    """The keys of one terminal; nothing of them outlives it.

    Args:
        sizes: Whether the terminal may say its size among the keys. An SSH client says it in
            another way.

    """

    if has("key cache"):
        # Textual keeps what it made of the last keys, with the parsers they went through, for as
        # long as the process lives.
        _parse_extended_key = XTermParser._parse_extended_key.__wrapped__  # type: ignore[assignment]

    def __init__(self, *, sizes: bool = False) -> None:
        # Textual's debug mode would write what is typed into a file.
        super().__init__(debug=False)
        self._sizes = sizes

    @property
    def is_undecided(self) -> bool:
        """Whether an escape came that may be a key by itself, or the start of one.

        It is decided in `tick`, `textual.constants.ESCAPE_DELAY` seconds later.
        """
        return self._timeout_time is not None

    def feed(self, data: str) -> Iterable[Message]:
        """The messages in `data`; a sequence that no terminal sends is left out."""
        for character in data:
            yield from self._guarded(super().feed(character))

    def tick(self) -> Iterable[Message]:
        """The messages in what has waited for more for too long."""
        yield from self._guarded(super().tick())

    def _guarded(self, found: Iterable[Message]) -> Iterable[Message]:
        """What Textual finds, as long as it finds something and not an error."""
        try:
            for message in found:
                # The mouse is at a cell: pixels are never asked for.
                self.mouse_pixels = False
                if self._passes(message):
                    yield message
        except (ArithmeticError, ValueError):
            # Numbers that Textual does not expect, such as a character beyond Unicode: begin anew.
            self.__init__(sizes=self._sizes)  # type: ignore[misc]

    def _passes(self, message: Message) -> bool:
        if isinstance(message, messages.InBandWindowResize):
            return self._sizes
        if isinstance(message, events.Resize):
            width, height = message.size
            return self._sizes and 0 < width <= LARGEST[0] and 0 < height <= LARGEST[1]
        return True
