"""Statements with their boxes."""

from __future__ import annotations

from msgspec import Struct
from textual.content import Content

from tui.app.drawing.row import Row
from tui.app.theme import level_style
from tui.guide.content.triage_model import Finding
from tui.guide.triage import Triage


class Tick(Struct, frozen=True):
    """A statement that is or is not true of a person."""

    id: str
    text: str
    group: str = ""
    mark: str = ""
    """The symbol at the right once it is ticked."""
    style: str = ""
    """The style of a ticked box and of `mark`."""


def finding_tick(triage: Triage, finding: Finding) -> Tick:
    """Return a finding as a statement, marked with the level it has by itself."""
    words = triage.index.levels.get(finding.level)
    symbol = words.symbol if words else ""
    return Tick(finding.id, finding.text, mark=symbol, style=level_style(finding.level.value))


def tick_row(
    tick: Tick, *, on: bool = False, implied: bool = False, noticed: bool = False, gap: int = 0
) -> Row:
    """Return a line to tick.

    Args:
        tick: The statement.
        on: Whether it is ticked.
        implied: Whether it counts because of something else that is ticked.
        noticed: Whether the guide ticked it by itself.
        gap: Blank lines before it.

    """
    if on:
        box, style, mark = "[x] ", f"bold {tick.style}", tick.mark
    elif implied:
        box, style, mark = "[+] ", f"bold {tick.style}", f"counts too {tick.mark}".rstrip()
    else:
        box, style, mark = "[ ] ", "", ""
    return Row(
        Content.styled(
            f"{tick.text} (by the guide)" if noticed else tick.text, "bold" if style else ""
        ),
        Content.styled(box, style),
        Content.styled(mark, style) if mark else Content(""),
        gap=gap,
        keep=False,
    )
