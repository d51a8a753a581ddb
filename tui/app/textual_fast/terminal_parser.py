"""Textual's parser of terminal input, made safe against any bytes.

No other module accesses the parser's internals.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from textual import events, messages
from textual._xterm_parser import XTermParser
from textual.message import Message

from tui.app.terminal.input_buffer import MOST
from tui.app.textual_fast.feature_probe import has

LARGEST = (500, 200)
"""The largest size of a served guide, in columns and rows."""

_WIDEST = (1000, 400)
"""The largest size accepted from a terminal, in columns and rows: that of the largest screens
with the smallest letters."""

_ESCAPE = "\x1b"
_START, _END = "\x1b[200~", "\x1b[201~"
"""The sequences that start and end a bracketed paste."""

_WHOLE = re.compile(r"\x1b(O[0-?]*[^0-?]|\[(M...|\[.|\d+\$|(?![M\[])[0-?]*[ -/]*[@-~]))", re.DOTALL)
"""A complete escape sequence of a key or a report."""
_PART = re.compile(r"\x1b(O[0-?]*|\[(M.{0,2}|\[|[0-?]*[ -/]*))", re.DOTALL)
"""An incomplete escape sequence."""
_LONGEST = 32
"""The longest sequence, in characters, that Textual parses; it takes longer ones for keys."""

_STATUS = ("\x1b[0n", "\x1b[3n")
"""The reports of a terminal's status: that it works, or that it does not."""

_STRINGS = "]P_^X"
"""The characters after ESC that start a string (OSC, DCS, PM, APC, SOS), such as a colour."""
_BELL = "\x07"
"""The end of a string, besides ESC with a backslash."""
_EIGHT_BIT = {chr(code): chr(code - 64) for code in range(0x80, 0xA0)}
"""The letters after ESC that 8-bit controls stand for; terminals set to these answer so."""
_EIGHT_BIT_END = "\x9c"


class TerminalParser(XTermParser):
    """The input parser of one terminal; it leaves nothing in caches of the process.

    Nothing in a paste is a key until the paste ends. Textual would take an ESC in it for its end,
    so control characters are removed first.

    Terminal reports are no keys either. Textual would take unknown ones for typed characters, so it
    gets only whole sequences, and never those. Parts of a sequence are joined however late they
    arrive.

    Args:
        sizes: Whether size reports in the input are used. An SSH client reports its size through
            the channel.
        on_status: Called for each report of the terminal's status.

    """

    if has("key cache"):
        # Textual caches the results for the last keys, with the parsers, for as long as the process
        # lives.
        _parse_extended_key = XTermParser._parse_extended_key.__wrapped__  # type: ignore[assignment]

    def __init__(
        self, *, sizes: bool = False, on_status: Callable[[], None] = lambda: None
    ) -> None:
        # Textual's debug mode would write what is typed into a file.
        super().__init__(debug=False)
        self._sizes = sizes
        self._on_status = on_status
        self._begun = ""
        """The characters of an incomplete sequence."""
        self._is_late = False
        """Whether the rest of the sequence or string is late."""
        self._was_key = False
        """Whether its ESC was reported as a key, as nothing followed; a paste still may."""
        self._held_back = ""
        """The characters after such an ESC, which may be keys."""
        self._in_text = False
        """Whether the parser is inside a terminal string."""
        self._is_whole = False
        """Whether Textual was just given the end of a sequence."""
        self._pasting = False
        self._pasted = 0
        self._ending = ""
        """The part of the paste's end sequence that has arrived."""

    @property
    def is_undecided(self) -> bool:
        """Whether an ESC is pending that may be a key by itself or the start of a sequence.

        It is decided in `tick`, `textual.constants.ESCAPE_DELAY` seconds later.
        """
        return self._timeout_time is not None or (self._in_text and not self._is_late)

    @property
    def is_midway(self) -> bool:
        """Whether a sequence, a string or a paste is incomplete."""
        return self.is_undecided or self._pasting or self._in_text or len(self._begun) > 1

    def feed(self, data: str) -> Iterable[Message]:
        """Yield the messages in `data`, leaving out sequences that no terminal sends."""
        last = len(data) - 1
        for place, character in enumerate(data):
            if character in _EIGHT_BIT and self._takes_eight_bit(character):
                yield from self._feed(_ESCAPE, alone=False, has_more=True)
                yield from self._feed(_EIGHT_BIT[character], alone=False, has_more=place < last)
            else:
                yield from self._feed(character, alone=not last, has_more=place < last)

    def _takes_eight_bit(self, character: str) -> bool:
        """Return whether an 8-bit control is one here: no text may end a paste or a string."""
        return not self._pasting and (character == _EIGHT_BIT_END or not self._in_text)

    def _feed(self, character: str, *, alone: bool, has_more: bool) -> Iterable[Message]:
        """Yield the messages that are complete with a character."""
        if self._pasting:
            passed = self._paste(character)
        elif self._in_text:
            passed = self._text(character, alone=alone)
        else:
            passed = self._key(character, has_more)
        for piece in passed:
            yield from self._guarded(super().feed(piece))
        if self._is_whole:
            self._is_whole = False
            if self._timeout_time is not None:
                # Textual does not know the sequence and would wait for more.
                self._restart()

    def tick(self) -> Iterable[Message]:
        """Return the messages in input whose rest has not arrived in time."""
        waited = self.is_undecided
        parsed = list(self._guarded(super().tick()))
        if self._in_text:
            self._is_late = True
        elif waited and not self.is_undecided and self._begun:
            self._is_late, self._was_key = True, self._begun == _ESCAPE
            if not self._was_key:
                # Nobody types this: it is part of a sequence over a slow line.
                return
        yield from parsed

    def _restart(self) -> None:
        """Reset Textual's parser in the middle of a sequence."""
        super().__init__(debug=False)

    def _key(self, character: str, has_more: bool) -> str:
        """Return what to feed Textual for a character outside of a paste."""
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
            # Alt with a key, the end of a string, or a broken sequence.
            ends_text = known == "\x1b\\"
            if ends_text or len(known) > 2:
                self._restart()
            self._begun, self._is_late = "", False
            return "" if ends_text else character
        self._begun, self._is_late = "", False
        if len(known) > _LONGEST:
            self._restart()
            return ""
        if known in _STATUS:
            self._on_status()
        if known == _START:
            self._pasting, self._pasted = True, 0
        self._is_whole = not self._pasting
        return known if late else known[1:]

    def _drop(self) -> str:
        """Drop the incomplete sequence; return the keys that were held back."""
        keys = self._held_back
        if len(self._begun) > 1 and not self._was_key:
            self._restart()
        self._begun, self._is_late, self._was_key, self._held_back = "", False, False, ""
        return keys

    def _after_escape(self, character: str, has_more: bool) -> str:
        """Return what to feed Textual after an ESC that was a key, or began a paste."""
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
        """Return what to feed Textual for a character inside of a terminal string.

        A string without an end is ended by the first character that is typed by itself.
        """
        if character >= " " and not (alone and self._is_late):
            return ""
        self._in_text = self._is_late = False
        return "" if character == _BELL else self._key(character, False)

    def _paste(self, character: str) -> str:
        """Return what to feed Textual for a character inside of a paste."""
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

    def _guarded(self, parsed: Iterable[Message]) -> Iterable[Message]:
        """Yield Textual's messages; reset the parser if it fails."""
        try:
            for message in parsed:
                # Mouse positions are in cells: pixels are never requested.
                self.mouse_pixels = False
                if self._passes(message):
                    yield message
        except (ArithmeticError, ValueError):
            # Numbers that Textual does not expect, such as a code point beyond Unicode.
            self.__init__(  # type: ignore[misc]
                sizes=self._sizes, on_status=self._on_status
            )

    def _passes(self, message: Message) -> bool:
        if isinstance(message, messages.InBandWindowResize):
            return self._sizes
        if isinstance(message, events.Resize):
            width, height = message.size
            return self._sizes and 0 < width <= _WIDEST[0] and 0 < height <= _WIDEST[1]
        return True


def _without_controls(text: str) -> str:
    """Return `text` without control characters other than line ends and tabs."""
    return "".join(
        character
        for character in text
        if (character >= " " and not "\x7f" <= character <= "\x9f") or character in "\t\r\n"
    )
