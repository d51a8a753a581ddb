"""A client's account of its terminal, checked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tui.app.desktop_notification import desktop_of
from tui.app.environment import Desktop, Terminal
from tui.app.terminal.color_depth import Depth
from tui.figure.render.cells import Glyphs
from tui.guide import region
from tui.guide.ascii_forms import legible
from tui.guide.content.model import Region

MIN_SIZE, MAX_SIZE = (1, 1), (500, 200)
"""Columns and rows that are drawn; a client may claim any size."""
DEFAULT_SIZE = (80, 24)

_LONGEST = 100
_MOST = 30
_PASSED = re.compile(r"LANG|LC_[A-Z]{2,20}|COLORTERM|NO_COLOR")


def accepts_variable(environ: Mapping[str, str], name: str, value: str) -> bool:
    """Whether a variable may be added to what a client has sent: its locale and its colours."""
    fits = len(value) <= _LONGEST and len(environ) < _MOST
    return fits and value.isprintable() and _PASSED.fullmatch(name) is not None


@dataclass(frozen=True, slots=True)
class Client:
    """A client's terminal, or the lack of one."""

    term: str | None = None
    """Its type; None for a client without a terminal."""
    size: tuple[int, int] = DEFAULT_SIZE
    """Columns and rows."""
    environ: Mapping[str, str] = field(default_factory=dict)

    @property
    def can_draw(self) -> bool:
        """Whether the guide can be drawn there."""
        return self.term not in (None, "", "dumb", "unknown")

    @property
    def terminal(self) -> Terminal:
        """What it can show."""
        return Terminal.of({**self.environ, "TERM": self.term or ""}, self.encoding)

    @property
    def depth(self) -> Depth:
        """How many colours it shows."""
        return self.terminal.depth

    @property
    def glyphs(self) -> Glyphs:
        """The finest alphabet that its encoding has."""
        return "quadrant" if self.encoding == "utf-8" else "ascii"

    @property
    def encoding(self) -> str:
        """Its character set; of any but UTF-8 the part that all have."""
        return "utf-8" if region.charset_of(self.environ) == "utf-8" else "ascii"

    @property
    def typed_encoding(self) -> str:
        """The character set of what its reader types."""
        return region.typed_charset(self.environ)

    def encode(self, text: str) -> bytes:
        """`text` as what it shows, in characters that its encoding has."""
        told = legible(text, self.encoding)
        # A terminal behind SSH begins no line by itself.
        return (told if self.term is None else told.replace("\n", "\r\n")).encode()

    @property
    def desktop(self) -> Desktop:
        """How it shows notices outside of itself."""
        return desktop_of({"TERM": self.term or ""})

    def region(self, known: Iterable[Region]) -> Region | None:
        """Where its reader is."""
        return region.from_locale(known, self.environ)


def clamp_size(width: int, height: int) -> tuple[int, int]:
    """A size that can be drawn, near the one that a client claims; 0 for one it does not know."""
    if not width or not height:
        return DEFAULT_SIZE
    return min(width, MAX_SIZE[0]), min(height, MAX_SIZE[1])
