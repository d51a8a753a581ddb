"""Textual's parser of keys for what may come from anybody: no bytes end it.

This is the only place that reaches into the parser.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual import events, messages
from textual._xterm_parser import XTermParser
from textual.message import Message

_SIZES = (events.Resize, messages.InBandWindowResize)
"""What is said by SSH, and bounded there."""


class Keys(XTermParser):
    """The keys of one client; nothing of them outlives it."""

    # Textual keeps what it made of the last keys, with the parsers they went through, for as
    # long as the process lives.
    _parse_extended_key = XTermParser._parse_extended_key.__wrapped__  # type: ignore[assignment]

    def feed(self, data: str) -> Iterable[Message]:
        """The messages in `data`, without what follows a sequence that no terminal sends."""
        try:
            for message in super().feed(data):
                if not isinstance(message, _SIZES):
                    yield message
                # The mouse is at a cell, whatever was said of pixels.
                self.mouse_pixels = False
        except (ArithmeticError, ValueError):
            # Numbers that Textual does not expect, such as a character beyond Unicode.
            self._tokens.clear()
            self._gen = self.parse(self._tokens.append)
            self._awaiting = next(self._gen)
            self._timeout_time = None
