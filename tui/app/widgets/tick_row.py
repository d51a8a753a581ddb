"""A statement with its box."""

from __future__ import annotations

from textual.content import Content

from tui.app.widgets.row import Row


def tick_row(
    text: str,
    style: str = "",
    *,
    mark: str = "",
    on: bool = False,
    implied: bool = False,
    noticed: bool = False,
) -> Row:
    """A line to tick.

    Args:
        text: The statement.
        style: The style of a ticked box, and of `mark`.
        mark: What stands at the right once it is ticked.
        on: Whether it is ticked.
        implied: Whether it counts because of something else that is ticked.
        noticed: Whether the guide ticked it by itself.

    """
    if on:
        box, style = "[x] ", f"bold {style}"
    elif implied:
        box, style, mark = "[+] ", f"bold {style}", f"counts too {mark}".rstrip()
    else:
        box, style, mark = "[ ] ", "", ""
    return Row(
        Content.styled(f"{text} (by the guide)" if noticed else text, "bold" if style else ""),
        Content.styled(box, style),
        Content.styled(mark, style) if mark else Content(""),
        keep=False,
    )
