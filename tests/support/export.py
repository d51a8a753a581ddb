"""What a running app shows, by way of Textual's public export."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

from rich.console import Console
from rich.style import Style
from rich.text import Text
from textual.app import App


def exported(app: App[Any], *, styles: bool = False) -> str:
    """Everything on the screen as Textual draws it: plain lines, or codes for a terminal."""

    def export(console: Console, **_: object) -> str:
        return console.export_text(styles=styles)

    with patch.object(Console, "export_svg", export):
        return app.export_screenshot()


def exported_lines(app: App[Any]) -> list[str]:
    """The lines of the screen, each as wide as the screen."""
    return exported(app).split("\n")[: app.size.height]


def exported_rows(app: App[Any]) -> list[list[tuple[str, Style]]]:
    """For each line of the screen its stretches of text with their styles."""
    lines = exported(app, styles=True).split("\n")[: app.size.height]
    return [_stretches(Text.from_ansi(line)) for line in lines]


def _stretches(line: Text) -> list[tuple[str, Style]]:
    """The pieces of a line between which its style changes."""
    ends = sorted({end for span in line.spans for end in (span.start, span.end)} | {len(line)})
    stretches, start = [], 0
    for end in ends:
        if end > start:
            over = [span.style for span in line.spans if span.start <= start and end <= span.end]
            stretches.append((line.plain[start:end], Style.combine(map(_style, over))))
            start = end
    return stretches


def _style(style: str | Style) -> Style:
    return Style.parse(style) if isinstance(style, str) else style
