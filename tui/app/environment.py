"""The environment of a guide: clock, time zone, terminal and settings."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Mapping
from datetime import tzinfo
from random import Random
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct, field
from msgspec.structs import replace

from tui.guide.region import has_wide_signs, locale_of, stream_encoding
from tui.system.time_zone import SystemZone

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import App

    from tui.app.terminal.colors.color_depth import Depth
    from tui.app.terminal.pictures.options import PictureOptions
    from tui.figure.render.cells import Glyphs
    from tui.guide.content.model import Region
    from tui.guide.plan.sheet import PlanSheet
    from tui.settings.book import SettingsBook
    from tui.sound.sound import Sound, SoundHooks

FRAMES_A_SECOND = 12
"""The maximum frame rate of every animation, in frames per second."""

CursorChoice: TypeAlias = Literal["auto", "shown", "hidden"]
"""Whether the terminal's cursor is seen; `auto` leaves that to the theme."""

WideChoice: TypeAlias = Literal["auto", "yes", "no"]
"""Whether signs such as ● take two columns; `auto` goes by the locale and asks the terminal."""

AMBIGUOUS, NOT_ASCII = "●", "ñ"
"""Signs to measure: one that is two columns wide on some terminals, and one that is so only
where its two bytes are two characters, so that the terminal has no UTF-8."""

Desktop: TypeAlias = Literal["", "osc9", "osc777"]


class Environment(Struct):
    """The reader's terminal, settings and clock. The settings screen changes some of it."""

    glyphs: Glyphs = "quadrant"
    still: bool = False
    """Show no motion."""
    mute: bool = False
    """Ring no bell."""
    mouse: bool = True
    """Whether to use the mouse where the terminal has one."""
    clock: Callable[[], float] = time.monotonic
    """A monotonic clock, in seconds."""
    now: Callable[[], float] = time.time
    """Seconds since the epoch."""
    zone: tzinfo = field(default_factory=SystemZone)
    """The reader's time zone, with how they write times."""
    desktop: Desktop = ""
    """The protocol of the terminal's desktop notifications; empty if it has none."""
    served: bool = False
    """Whether the guide is served to a terminal on another machine."""
    writes: bool = True
    """Whether the reader may write files."""
    theme: str = ""
    """The name of the theme; empty for Textual's choice."""
    cursor: CursorChoice = "auto"
    """Whether the terminal's cursor is seen where the focus is; `auto` leaves it to the theme."""
    depth: Depth | None = None
    """The colour depth to use in place of the terminal's."""
    has_unicode: bool = False
    """Whether the reader has said that the terminal shows UTF-8, whatever the locale."""
    wide_signs: WideChoice = "auto"
    """Whether the terminal shows signs of ambiguous width in two columns."""
    pack_minutes: Mapping[str, int] = {}
    """The minutes that the timer of a pack starts with, by its id, where they were set."""
    warm_after: int = 0
    """Hours after which a new spasm goes from cold to warm; 0 for the usual."""
    units: str = ""
    """The units of a lift, ``metric`` or ``us``, where they were set."""
    pictures: PictureOptions | None = None
    """Pictures in pixels; None where no terminal can be asked for them."""
    notice: str = ""
    """What is wrong with the settings file, in one line."""
    open_settings: Callable[[], SettingsBook] | None = None
    """Opens the settings of this guide; without it they hold until it is closed."""
    sheet_file: Callable[[Path, PlanSheet, Region | None], str] | None = None
    """Writes the sheet of a plan and returns why it could not; None where nothing is saved."""
    sound: Callable[[SoundHooks], Sound] | None = None
    """Opens the sound of the reader's machine; None where only the terminal's bell is theirs."""
    say: bool = False
    """Speak from the start."""
    say_breath: bool = False
    """Speak also when to breathe in and out."""
    ticks: bool = False
    """Tick in the last seconds of a hold."""
    chance: Random = field(default_factory=Random)
    """The random generator that shuffles the self-check."""


_NONE = re.compile(r"vt\d.*|dumb|unknown|.*-m(ono)?")
_FEW = re.compile(r"(linux|eterm|cons25|ansi|pcansi|cygwin)\b.*|.*-(8|16|88)color")
"""Terminals with 8 or 16 reliable colours: of 88 only the first sixteen are standard."""
_TRUECOLOR = r"(xterm-)?(kitty|ghostty)|alacritty|foot|wezterm|contour|.*-(direct|truecolor)"
"""Compiled when needed: most such terminals set COLORTERM."""
_INSIDE = "screen"
"""The prefix of TERM inside GNU screen, and sometimes inside tmux."""
_UNLINKED = re.compile(r"(screen\.)?(linux|vt\d|dumb|unknown|cons25|.*-m(ono)?$).*")


class Terminal(Struct, frozen=True):
    """The capabilities of a terminal."""

    depth: Depth = "truecolor"
    """Its colour depth."""
    links: bool = True
    """Whether it supports hyperlinks."""
    encoding: str = "utf-8"
    """Its character encoding."""
    mouse: bool = True
    """Whether mouse reporting may be switched on."""
    measured_sign: str = ""
    """A sign to show once, to see how wide it is; empty if nothing is in doubt."""

    @classmethod
    def of(
        cls, environ: Mapping[str, str], encoding: str, wide_signs: WideChoice = "auto"
    ) -> Terminal:
        """Return the terminal described by environment variables, local or sent by a client."""
        sign = ""
        if encoding == "utf-8":
            # Without a locale it is not known whether the terminal has UTF-8 at all.
            sign = "" if locale_of(environ) else NOT_ASCII
            if has_wide_signs(environ) and wide_signs == "auto":
                sign = AMBIGUOUS
            if sign == AMBIGUOUS or wide_signs == "yes":
                # Imported here: few terminals need it.
                from tui.guide.ascii_forms import NARROW_UTF_8

                encoding = NARROW_UTF_8
        return cls(depth_of(environ), has_links(environ), encoding, has_mouse(environ), sign)


def depth_of(environ: Mapping[str, str]) -> Depth:
    """Return the colour depth that is displayed: GNU screen passes on at most 256 colours."""
    term = environ.get("TERM", "")
    outer = term.removeprefix(f"{_INSIDE}.")
    if environ.get("NO_COLOR") or _NONE.fullmatch(outer):
        return "none"
    if _FEW.fullmatch(outer):
        return "16"
    if is_screen(environ):
        return "256"
    color_term = environ.get("COLORTERM", "").lower()
    if color_term in ("truecolor", "24bit") or re.fullmatch(_TRUECOLOR, outer):
        return "truecolor"
    return "256" if "256color" in outer or term.startswith(_INSIDE) else "16"


def has_mouse(environ: Mapping[str, str]) -> bool:
    """Return whether to enable the mouse: GNU screen then delays a lone ESC until the next key."""
    return not is_screen(environ)


def is_screen(environ: Mapping[str, str]) -> bool:
    """Return whether GNU screen is, or may be, between the guide and the terminal."""
    inside = environ.get("TERM", "").startswith(_INSIDE)
    return bool(environ.get("STY")) or (inside and not environ.get("TMUX"))


def has_links(environ: Mapping[str, str]) -> bool:
    """Return whether a terminal supports or ignores hyperlinks: old ones print them."""
    term = environ.get("TERM", "")
    return bool(term) and _UNLINKED.fullmatch(term) is None


_RICH_DEPTHS: dict[str | None, Depth] = {
    None: "none",
    "standard": "16",
    "256": "256",
    "truecolor": "truecolor",
}
"""The colour depth by Rich's names; old Windows consoles are in none of them."""


def local_terminal(
    app: App[int],
    environ: Mapping[str, str],
    chosen: Depth | None = None,
    wide_signs: WideChoice = "auto",
    *,
    has_unicode: bool = False,
) -> Terminal | None:
    """Return the terminal `app` was started from; None where its colours cannot be encoded.

    `chosen` is the colour depth to use in place of its own, `wide_signs` what was said of its
    signs of ambiguous width, `has_unicode` whether it shows UTF-8 whatever the locale.
    """
    from textual import constants
    from textual.app import WINDOWS

    said = {} if has_unicode else environ
    encoding = stream_encoding(getattr(sys.__stderr__, "encoding", None), said)
    if app.driver_class.__module__.endswith(".web_driver"):
        # A browser is sent UTF-8 whatever the locale.
        encoding = "utf-8"
    if WINDOWS or constants.COLOR_SYSTEM != "auto":
        # Rich detects Windows consoles, and Textual knows the setting.
        depth = "none" if app.no_color else _RICH_DEPTHS.get(app.console.color_system)
        depth = chosen or depth
        return Terminal(depth, encoding=encoding) if depth else None
    terminal = Terminal.of(environ, encoding, wide_signs)
    if has_unicode and terminal.measured_sign == NOT_ASCII:
        terminal = replace(terminal, measured_sign="")
    return replace(terminal, depth=chosen) if chosen else terminal
