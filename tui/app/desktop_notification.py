"""Desktop notifications, where the terminal supports them."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import App

from tui.app.environment import Desktop
from tui.app.textual_fast.diff_display import send

_BY_PROGRAM: dict[str, Desktop] = {
    "iTerm.app": "osc9",
    "WezTerm": "osc9",
    "ghostty": "osc9",
    "rio": "osc9",
}
_BY_TERM: tuple[tuple[str, Desktop], ...] = (
    ("xterm-kitty", "osc9"),
    ("xterm-ghostty", "osc9"),
    ("foot", "osc777"),
    ("rxvt-unicode", "osc777"),
)


def desktop_of(environ: Mapping[str, str]) -> Desktop:
    """Return the terminal's notification protocol, guessed by its name; empty if unknown."""
    if "TMUX" in environ or environ.get("TERM", "").startswith(("screen", "tmux")):
        return ""
    if environ.get("TERM_PROGRAM") in _BY_PROGRAM:
        return _BY_PROGRAM[environ["TERM_PROGRAM"]]
    term = environ.get("TERM", "")
    return next((desktop for name, desktop in _BY_TERM if term.startswith(name)), "")


def sequence(desktop: Desktop, text: str) -> str:
    """Return the escape sequence of a notification; empty without a protocol."""
    if desktop == "osc9":
        return f"\x1b]9;{text}\x1b\\"
    return f"\x1b]777;notify;backspasm;{text}\x1b\\" if desktop else ""


def tell(app: App[int], desktop: Desktop, text: str) -> None:
    """Show `text` as a desktop notification. It must say nothing about anybody's health."""
    if escape := sequence(desktop, text):
        send(app, escape)
