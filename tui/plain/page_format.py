"""Pages as wrapped text, and as Markdown."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator

from tui.guide.ascii_forms import legible
from tui.guide.blocks import Block, Kind, Page
from tui.guide.content.model import Region
from tui.guide.region import fill

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
"""What Markdown would take for its own anywhere in a line."""
_AT_START = re.compile(r"^(\s*)([-+]|\d+(?=[.)]))")
"""What it would take for a list at the start of one."""

_MARKS: dict[Kind, Callable[[Block], str]] = {
    Kind.POINT: lambda block: "- ",
    Kind.NOTE: lambda block: "- ",
    Kind.NEVER: lambda block: "x ",
    Kind.ASK: lambda block: "? ",
    Kind.STEP: lambda block: f"{block.number}. ",
}


def as_text(page: Page, region: Region | None, width: int, encoding: str | None) -> str:
    """Return a page as text, wrapped to `width` columns."""
    return "\n".join(_lines(page, region, width, encoding)).strip("\n") + "\n"


def _lines(page: Page, region: Region | None, width: int, encoding: str | None) -> Iterator[str]:
    previous: Kind | None = None
    for block in page:
        text = legible(fill(block.text, region), encoding)
        mark = _MARKS[block.kind](block) if block.kind in _MARKS else ""
        if not mark or previous != block.kind:
            yield ""
        yield from _paragraph(text, mark, width)
        if block.kind is Kind.TITLE:
            yield "=" * min(len(text), width)
        previous = block.kind


def _paragraph(text: str, mark: str, width: int) -> list[str]:
    indent = " " * len(mark)
    words, address, rest = text.partition(" https://")
    lines = textwrap.wrap(
        words, width, initial_indent=mark, subsequent_indent=indent, break_on_hyphens=False
    )
    # An address has an unbroken line of its own, so that terminals can open it.
    return [*lines, f"{indent}https://{rest}"] if address else lines


_HEADS = {Kind.TITLE: "# ", Kind.HEADING: "## "}
_NAMES = {Kind.NEVER: "- ✗ ", Kind.ASK: "- ? "}


def as_markdown(page: Page, region: Region | None, encoding: str | None) -> str:
    """Return a page as Markdown; each paragraph is one line."""
    lines: list[str] = []
    previous: Kind | None = None
    for block in page:
        listed = block.kind in _MARKS
        if not listed or previous != block.kind:
            lines.append("")
        mark = _HEADS.get(block.kind) or _NAMES.get(block.kind) or ""
        if listed and not mark:
            mark = _MARKS[block.kind](block)
        text = _escaped(legible(fill(block.text, region), encoding))
        lines.append(f"*{text}*" if block.kind is Kind.LEAD else legible(mark, encoding) + text)
        previous = block.kind
    return "\n".join(lines).strip("\n") + "\n"


def _escaped(text: str) -> str:
    """Return `text` so that Markdown shows it as it is; addresses stay links."""
    words, address, rest = text.partition("https://")
    escaped = _AT_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", words))
    return f"{escaped}<{address}{rest}>" if address else escaped
