"""Textual's parser of what a terminal sends, made safe: no bytes end it.

This is the only place that reaches into the parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from textual import events, messages
from textual._xterm_parser import XTermParser
from textual.message import Message

from tui.app.terminal.input_buffer import MOST
from tui.app.textual_fast.probe import has

LARGEST = (500, 200)
"""Columns and rows of a guide that is drawn for somebody far away."""

_WIDEST = (1000, 400)
"""Columns and rows, as on the largest screens in the smallest letters; a terminal that claims to
have more is not believed."""

_ESCAPE = "\x1b"
_START, _END = "\x1b[200~", "\x1b[201~"
"""What a terminal puts around a paste."""

_WHOLE = re.compile(r"\x1b(O[0-?]*[^0-?]|\[(M...|\[.|\d+\$|(?![M\[])[0-?]*[ -/]*[@-~]))", re.DOTALL)
"""A sequence up to its end, of the ways in which terminals write keys and reports."""
_PART = re.compile(r"\x1b(O[0-?]*|\[(M.{0,2}|\[|[0-?]*[ -/]*))", re.DOTALL)
"""A sequence whose end is still to come."""
_LONGEST = 32
"""Characters of a sequence that Textual looks at; it takes longer ones for keys."""

_STRINGS = "]P_^X"
"""What follows an escape where a terminal begins a text: a colour, its name, a clipboard."""
_BELL = "\x07"
"""What ends such a text, if it is not an escape with a backslash."""


class TerminalParser(XTermParser):
    """The keys of one terminal; nothing of them outlives it.

    Nothing in a paste is a key until the paste ends, whatever it holds: Textual, which would take
    an ESC in it for the end, gets it without control characters.

    What a terminal says by itself is no key either: Textual, which would take what it does not
    know for what somebody typed, gets whole sequences only, and never those. However slowly the
    parts of one come, they stay together.

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
        """The characters of a sequence whose end is still to come."""
        self._is_late = False
        """Whether the rest of it, or of a text, has kept one waiting."""
        self._was_key = False
        """Whether its escape was a key, as nothing came with it; it may begin a paste even so."""
        self._held_back = ""
        """What came of it since then, which may be keys too."""
        self._in_text = False
        """Whether a text of the terminal's goes on."""
        self._is_whole = False
        """Whether Textual has just got the end of a sequence."""
        self._pasting = False
        self._pasted = 0
        self._ending = ""
        """How much of the end of a paste the last characters were."""

    @property
    def is_undecided(self) -> bool:
        """Whether an escape came that may be a key by itself, or the start of one.

        It is decided in `tick`, `textual.constants.ESCAPE_DELAY` seconds later.
        """
        return self._timeout_time is not None or (self._in_text and not self._is_late)

    @property
    def is_midway(self) -> bool:
        """Whether a sequence, a text or a paste has begun whose end is still to come."""
        return self.is_undecided or self._pasting or self._in_text or len(self._begun) > 1

    def feed(self, data: str) -> Iterable[Message]:
        """The messages in `data`; a sequence that no terminal sends is left out."""
        last = len(data) - 1
        for place, character in enumerate(data):
            if self._pasting:
                passed = self._paste(character)
            elif self._in_text:
                passed = self._text(character, alone=not last)
            else:
                passed = self._key(character, place < last)
            for one in passed:
                yield from self._guarded(super().feed(one))
            if self._is_whole:
                self._is_whole = False
                if self._timeout_time is not None:
                    # Textual waits for more, as it does not know the sequence.
                    self._restart()

    def tick(self) -> Iterable[Message]:
        """The messages in what has waited for more for too long."""
        waited = self.is_undecided
        found = list(self._guarded(super().tick()))
        if self._in_text:
            self._is_late = True
        elif waited and not self.is_undecided and self._begun:
            self._is_late, self._was_key = True, self._begun == _ESCAPE
            if not self._was_key:
                # Nobody types it: it is the half of what a slow line has yet to bring.
                return
        yield from found

    def _restart(self) -> None:
        """Let Textual forget the sequence that it is in the middle of."""
        super().__init__(debug=False)

    def _key(self, character: str, has_more: bool) -> str:
        """What Textual gets for a character outside of a paste, of which more came with it."""
        known, late = self._begun + character, self._is_late
        if character == _ESCAPE:
            keys = self._drop()
            self._begun = _ESCAPE
            return keys + _ESCAPE
        if not self._begun:
            return character
        if self._was_key:
            return self._after_escape(character, has_more)
        if known[1] in _STRINGS:
            if len(known) == 2:
                self._begun = known
                return ""
            self._drop()
            self._in_text = not late or has_more
            return self._text(character, alone=False) if self._in_text else character
        if not _WHOLE.fullmatch(known):
            if _PART.fullmatch(known):
                self._begun = known[: 2 * _LONGEST]
                return ""
            # An escape with another key, the end of a text, or a sequence that was torn.
            ends_text = known == "\x1b\\"
            if ends_text or len(known) > 2:
                self._restart()
            self._begun, self._is_late = "", False
            return "" if ends_text else character
        self._begun, self._is_late = "", False
        if len(known) > _LONGEST:
            self._restart()
            return ""
        if known == _START:
            self._pasting, self._pasted = True, 0
        self._is_whole = not self._pasting
        return known if late else known[1:]

    def _drop(self) -> str:
        """Forget what has begun; the keys among it, if some were held back."""
        keys = self._held_back
        if len(self._begun) > 1 and not self._was_key:
            self._restart()
        self._begun, self._is_late, self._was_key, self._held_back = "", False, False, ""
        return keys

    def _after_escape(self, character: str, has_more: bool) -> str:
        """What Textual gets for a character after an escape that was a key, or began a paste."""
        known = self._begun + character
        if known == _START:
            self._held_back = ""
            self._drop()
            self._pasting, self._pasted = True, 0
            return _START
        if not _START.startswith(known):
            return self._drop() + character
        self._begun = known
        if has_more or len(known) > 2:
            self._held_back += character
            return ""
        return character

    def _text(self, character: str, *, alone: bool) -> str:
        """What Textual gets for a character inside of a terminal's text, perhaps of its end.

        A text whose end never comes ends with the first character that is typed by itself.
        """
        if character >= " " and not (alone and self._is_late):
            return ""
        self._in_text = self._is_late = False
        return "" if character == _BELL else self._key(character, False)

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
            return self._sizes and 0 < width <= _WIDEST[0] and 0 < height <= _WIDEST[1]
        return True


def _without_controls(text: str) -> str:
    """`text` without control characters; lines and tabs stay."""
    return "".join(
        one for one in text if (one >= " " and not "\x7f" <= one <= "\x9f") or one in "\t\r\n"
    )
