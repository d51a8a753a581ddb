"""A notice outside of the terminal, where the terminal can show one."""

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
    """How the terminal shows notices on the desktop, by its name; most cannot, or do not say."""
    if "TMUX" in environ or environ.get("TERM", "").startswith(("screen", "tmux")):
        return ""
    if environ.get("TERM_PROGRAM") in _BY_PROGRAM:
        return _BY_PROGRAM[environ["TERM_PROGRAM"]]
    term = environ.get("TERM", "")
    return next((desktop for name, desktop in _BY_TERM if term.startswith(name)), "")


def sequence(desktop: Desktop, text: str) -> str:
    """What to send for a notice; nothing where the terminal has none."""
    if desktop == "osc9":
        return f"\x1b]9;{text}\x1b\\"
    return f"\x1b]777;notify;backspasm;{text}\x1b\\" if desktop else ""


def tell(app: App[int], desktop: Desktop, text: str) -> None:
    """Show `text` on the desktop. It says nothing about anybody's health."""
    if told := sequence(desktop, text):
        send(app, told)
