"""Textual's parser of what a terminal sends, made safe: no bytes end it.

This is the only place that reaches into the parser.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual import events, messages
from textual._xterm_parser import XTermParser
from textual.message import Message

from tui.app.terminal.input_buffer import MOST
from tui.app.textual_fast.probe import has

LARGEST = (500, 200)
"""Columns and rows; whoever claims to have more is not believed."""

_ESCAPE = "\x1b"
_START, _END = "\x1b[200~", "\x1b[201~"
"""What a terminal puts around a paste."""


class TerminalParser(XTermParser):
    """The keys of one terminal; nothing of them outlives it.

    Nothing in a paste is a key until the paste ends, whatever it holds: Textual, which would take
    an ESC in it for the end, gets it without control characters.

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
        self._begun = ""
        """How much of the start of a paste the last characters were."""
        self._is_late = False
        """Whether Textual waits no more for the rest of it."""
        self._held_back = ""
        """What came of it since then, which may be keys after all."""
        self._pasting = False
        self._pasted = 0
        self._ending = ""
        """How much of the end of a paste the last characters were."""

    @property
    def is_undecided(self) -> bool:
        """Whether an escape came that may be a key by itself, or the start of one.

        It is decided in `tick`, `textual.constants.ESCAPE_DELAY` seconds later.
        """
        return self._timeout_time is not None

    @property
    def is_midway(self) -> bool:
        """Whether a sequence or a paste has begun whose end is still to come."""
        return self.is_undecided or self._pasting or len(self._begun) > 1

    def feed(self, data: str) -> Iterable[Message]:
        """The messages in `data`; a sequence that no terminal sends is left out."""
        last = len(data) - 1
        for place, character in enumerate(data):
            passed = self._paste(character) if self._pasting else self._key(character, place < last)
            for one in passed:
                yield from self._guarded(super().feed(one))

    def tick(self) -> Iterable[Message]:
        """The messages in what has waited for more for too long."""
        waited = self.is_undecided
        found = list(self._guarded(super().tick()))
        if waited and not self.is_undecided and self._begun:
            self._is_late = True
            if self._begun != _ESCAPE:
                # Nobody types it: it is the half of what a slow line has yet to bring.
                return
        yield from found

    def _key(self, character: str, has_more: bool) -> str:
        """What Textual gets for a character outside of a paste, of which more came with it."""
        known, late = self._begun + character, self._is_late
        if known == _START:
            self._begun, self._is_late, self._held_back = "", False, ""
            self._pasting, self._pasted = True, 0
            return _START if late else character
        if not _START.startswith(known):
            keys, self._held_back = self._held_back + character, ""
            self._begun, self._is_late = (character if character == _ESCAPE else ""), False
            return keys
        self._begun = known
        if late and (has_more or len(known) > 2):
            self._held_back += character
            return ""
        return character

    def _paste(self, character: str) -> str:
        """What Textual gets for a character inside of a paste."""
        known = self._ending + character
        if known == _END:
            self._ending, self._pasting = "", False
            return _END
        if _END.startswith(known):
            self._ending = known
            return ""
        begins = character == _ESCAPE
        text = _without_controls(self._ending if begins else known)[: MOST - self._pasted]
        self._ending = character if begins else ""
        self._pasted += len(text)
        return text

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


def _without_controls(text: str) -> str:
    """`text` without control characters; lines and tabs stay."""
    return "".join(
        one for one in text if (one >= " " and not "\x7f" <= one <= "\x9f") or one in "\t\r\n"
    )
