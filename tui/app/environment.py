"""The guide's surroundings: its clock, its terminal, and what it may do there."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Mapping
from datetime import tzinfo
from random import Random
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct, field

from tui.guide.region import stream_encoding
from tui.system.time_zone import SystemZone

if TYPE_CHECKING:
    from textual.app import App

    from tui.app.terminal.color_depth import Depth
    from tui.figure.render.cells import Glyphs

FRAMES_A_SECOND = 12
"""Nothing in the guide moves faster."""

Desktop: TypeAlias = Literal["", "osc9", "osc777"]


class Environment(Struct, frozen=True):
    """The reader's terminal and wishes, and a clock."""

    glyphs: Glyphs = "quadrant"
    still: bool = False
    """Show no motion."""
    mute: bool = False
    """Ring no bell."""
    clock: Callable[[], float] = time.monotonic
    """Seconds, from any start."""
    now: Callable[[], float] = time.time
    """Seconds since the epoch."""
    zone: tzinfo = field(default_factory=SystemZone)
    """Where the reader is."""
    desktop: Desktop = ""
    """The escape sequence by which the terminal shows notices outside of itself."""
    served: bool = False
    """Whether the reader sits at another machine, on whose terminal the guide is drawn."""
    writes: bool = True
    """Whether the reader may have files written."""
    chance: Random = field(default_factory=Random)
    """Shuffles the self-check."""


_NONE = re.compile(r"vt\d.*|dumb|unknown|.*-m(ono)?")
_FEW = re.compile(r"(linux|eterm|cons25|ansi|pcansi|cygwin)\b.*|.*-(8|16|88)color")
"""Colours of their own: of 88 none but the first sixteen are those of other terminals."""
_TRUECOLOR = re.compile(
    r"(xterm-)?(kitty|ghostty)|alacritty|foot|wezterm|contour|.*-(direct|truecolor)"
)
_INSIDE = "screen"
"""What the type of a terminal begins with inside of GNU screen, and sometimes inside of tmux."""
_UNLINKED = re.compile(r"(screen\.)?(linux|vt\d|dumb|unknown|cons25|.*-m(ono)?$).*")


class Terminal(Struct, frozen=True):
    """What a terminal can show."""

    depth: Depth = "truecolor"
    """How many colours it shows."""
    links: bool = True
    """Whether it may be told what address stands behind some text."""
    encoding: str = "utf-8"
    """Its character set."""
    mouse: bool = True
    """Whether it may be asked for the mouse."""

    @classmethod
    def of(cls, environ: Mapping[str, str], encoding: str) -> Terminal:
        """The terminal that an environment is in, or that a client has sent."""
        return cls(depth_of(environ), has_links(environ), encoding, has_mouse(environ))


def depth_of(environ: Mapping[str, str]) -> Depth:
    """How many colours reach the eye: GNU screen passes on 256, whatever it is started from."""
    term = environ.get("TERM", "")
    outer = term.removeprefix(f"{_INSIDE}.")
    if environ.get("NO_COLOR") or _NONE.fullmatch(outer):
        return "none"
    if _FEW.fullmatch(outer):
        return "16"
    if _is_screen(environ):
        return "256"
    said = environ.get("COLORTERM", "").lower()
    if said in ("truecolor", "24bit") or _TRUECOLOR.fullmatch(outer):
        return "truecolor"
    return "256" if "256color" in outer or term.startswith(_INSIDE) else "16"


def has_mouse(environ: Mapping[str, str]) -> bool:
    """Whether the mouse can be asked for: GNU screen then keeps a lone ESC until the next key."""
    return not _is_screen(environ)


def _is_screen(environ: Mapping[str, str]) -> bool:
    """Whether GNU screen is between the guide and the eye, or may be."""
    inside = environ.get("TERM", "").startswith(_INSIDE)
    return bool(environ.get("STY")) or (inside and not environ.get("TMUX"))


def has_links(environ: Mapping[str, str]) -> bool:
    """Whether a terminal takes hyperlinks, or at least leaves them out: old ones print them."""
    term = environ.get("TERM", "")
    return bool(term) and _UNLINKED.fullmatch(term) is None


_RICH_DEPTHS: dict[str | None, Depth] = {
    None: "none",
    "standard": "16",
    "256": "256",
    "truecolor": "truecolor",
}
"""The depths of terminals by Rich's names; old Windows consoles have none of them."""


def local_terminal(app: App[int], environ: Mapping[str, str]) -> Terminal | None:
    """The terminal that `app` was started from; None where its colours cannot be coded."""
    from textual import constants
    from textual.app import WINDOWS

    encoding = stream_encoding(getattr(sys.__stderr__, "encoding", None), environ)
    if app.driver_class.__module__.endswith(".web_driver"):
        # A browser is sent UTF-8 whatever the locale.
        encoding = "utf-8"
    if WINDOWS or constants.COLOR_SYSTEM != "auto":
        # Rich knows its consoles, and Textual what it was told.
        depth = "none" if app.no_color else _RICH_DEPTHS.get(app.console.color_system)
        return Terminal(depth, encoding=encoding) if depth else None
    return Terminal.of(environ, encoding)
