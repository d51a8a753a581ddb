"""A client's terminal, from what the client says of it: type, size and environment variables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tui.app.desktop_notification import desktop_of
from tui.app.environment import Desktop, Terminal
from tui.app.terminal.colors.color_depth import Depth
from tui.figure.render.cells import Glyphs
from tui.guide import region
from tui.guide.ascii_forms import legible
from tui.guide.content.model import Region

MIN_SIZE, MAX_SIZE = (1, 1), (500, 200)
"""Limits of the columns and rows that are drawn; a client may request any size."""
DEFAULT_SIZE = (80, 24)

_MAX_VALUE_LENGTH = 100
_MAX_VARIABLES = 30
_ACCEPTED = re.compile(r"LANG|LC_[A-Z]{2,20}|COLORTERM|NO_COLOR")


def accepts_variable(environ: Mapping[str, str], name: str, value: str) -> bool:
    """Whether a client may set a variable, besides `environ`: only locale and colour ones."""
    fits = len(value) <= _MAX_VALUE_LENGTH and len(environ) < _MAX_VARIABLES
    return fits and value.isprintable() and _ACCEPTED.fullmatch(name) is not None


@dataclass(frozen=True, slots=True)
class Client:
    """An SSH client, with or without a terminal."""

    term: str | None = None
    """The value of TERM; None without a terminal."""
    size: tuple[int, int] = DEFAULT_SIZE
    """Columns and rows."""
    cell: tuple[int, int] | None = None
    """The pixels of a cell across and down, if it told the size of its window in pixels."""
    environ: Mapping[str, str] = field(default_factory=dict)
    """The environment variables that were accepted from it."""

    @property
    def can_draw(self) -> bool:
        """Whether its terminal can show the full-screen guide."""
        return self.term not in (None, "", "dumb", "unknown")

    @property
    def terminal(self) -> Terminal:
        """The capabilities of its terminal."""
        return Terminal.of(self.names, self.encoding)

    @property
    def names(self) -> Mapping[str, str]:
        """The environment variables that say which terminal it has."""
        return {**self.environ, "TERM": self.term or ""}

    @property
    def depth(self) -> Depth:
        """The colour depth of its terminal."""
        return self.terminal.depth

    @property
    def glyphs(self) -> Glyphs:
        """The characters for figures with the highest resolution in its encoding."""
        if self.encoding != "utf-8":
            return "ascii"
        return "braille" if region.has_wide_signs(self.environ) else "quadrant"

    @property
    def encoding(self) -> str:
        """Its output encoding: UTF-8, or else ASCII, which all other encodings contain."""
        return "utf-8" if region.charset_of(self.environ) == "utf-8" else "ascii"

    @property
    def input_encoding(self) -> str:
        """The encoding of its input."""
        return region.typed_charset(self.environ)

    def encode(self, text: str) -> bytes:
        """`text` as bytes, limited to the characters of its encoding."""
        shown = legible(text, self.encoding)
        # A remote terminal is in raw mode: a line feed does not return to the first column.
        return (shown if self.term is None else shown.replace("\n", "\r\n")).encode()

    @property
    def desktop(self) -> Desktop:
        """The escape sequence by which its terminal shows desktop notifications."""
        return desktop_of({"TERM": self.term or ""})

    def region(self, known: Iterable[Region]) -> Region | None:
        """The region of its locale, out of the `known` ones."""
        return region.from_locale(known, self.environ)


def clamp_size(width: int, height: int) -> tuple[int, int]:
    """A requested size, limited to what is drawn; the default size if either number is 0."""
    if not width or not height:
        return DEFAULT_SIZE
    return min(width, MAX_SIZE[0]), min(height, MAX_SIZE[1])
