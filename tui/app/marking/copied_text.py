"""The text of drawn lines, as it is copied: without borders and pictures, wrapped lines joined."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from rich.cells import cell_len, split_graphemes
from rich.segment import Segment
from textual.geometry import Offset
from textual.selection import Selection
from textual.style import Style
from textual.visual import RenderOptions, Visual

from tui.app.drawing.large.large_text import LargeText
from tui.app.drawing.row import Row, Rows

_PICTURE = re.compile("[\u2500-\u259f\u2800-\u28ff\U0001fb00-\U0001fbff\U000f0000-\U0010fffd]+")
"""Characters of borders, bars and figures."""
_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
"""The free columns between a text and what stands at its right."""


class CopyLine(Struct, frozen=True):
    """A drawn line, and how the next one follows it."""

    text: str
    """What it shows, from its first column."""
    start: int = 0
    """The columns at its left that are no text."""
    joiner: str = "\n"
    """What stood in the text between this line and the next."""
    whole: str | None = None
    """The text to copy instead, once for all lines that have it, whichever part is marked."""


def lines_of(visual: Visual, width: int) -> list[CopyLine]:
    """Return the lines of a visual at a width, as many as it draws."""
    if isinstance(visual, Rows):
        return [line for row in visual.rows for line in lines_of(row, width)]
    if isinstance(visual, Row):
        return _row_lines(visual, width)
    if isinstance(visual, LargeText) and visual.is_large(width):
        count = visual.get_height({}, width)
        return [CopyLine("", 0, "" if y + 1 < count else "\n", visual.text) for y in range(count)]
    if large := getattr(visual, "visual", None):
        return lines_of(large, width)
    if isinstance(visual, LargeText):
        return lines_of(visual.as_row(), width)
    strips = visual.render_strips(width, None, Style(), _PLAIN)
    return [CopyLine(_PICTURE.sub(_blank, strip.text)) for strip in strips]


_PLAIN = RenderOptions(lambda style: style if isinstance(style, Style) else Style(), {})


def _blank(found: re.Match[str]) -> str:
    return " " * cell_len(found[0])


def _row_lines(row: Row, width: int) -> list[CopyLine]:
    indent = min(row.mark.cell_length, width)
    drawn = [_text(line) for line in row.segments(width, Style(), _PLAIN)]
    joiners = _joiners(row.body.plain, [text[indent:].strip() for text in drawn[row.gap :]])
    lines = [CopyLine(text) for text in drawn[: row.gap]]
    for place, (text, joiner) in enumerate(zip(drawn[row.gap :], joiners, strict=True)):
        start = indent if place or not row.mark.plain.strip() else 0
        lines.append(CopyLine(text, start, joiner))
    return lines


def _text(line: Sequence[Segment]) -> str:
    return "".join(segment.text for segment in line)


def _joiners(text: str, lines: Sequence[str]) -> list[str]:
    """Return what stands in `text` after each of the lines that it was wrapped into."""
    joiners, place = [], 0
    for number, line in enumerate(lines):
        begun = text.find(line, place)
        following = lines[number + 1] if number + 1 < len(lines) else ""
        next_begin = text.find(following, begun + len(line)) if following and begun >= 0 else -1
        if begun < 0 or next_begin < 0:
            joiners.append("\n")
            place = max(place, begun + len(line)) if begun >= 0 else place
            continue
        place = begun + len(line)
        between = text[place:next_begin]
        joiners.append(between if not between.strip() else "\n")
        if "\n" in joiners[-1]:
            joiners[-1] = "\n"
    return joiners


def extract(lines: Sequence[CopyLine], selection: Selection) -> str:
    """Return the marked text of lines; offsets are columns and lines."""
    pieces: list[str] = []
    whole: str | None = None
    for y, line in enumerate(lines):
        span = selection.get_span(y)
        if span is None:
            continue
        if line.whole is not None:
            pieces.append((line.whole if line.whole is not whole else "") + line.joiner)
            whole = line.whole
            continue
        start, end = span
        until_end = end < 0 or end >= cell_len(line.text.rstrip())
        pieces.append(_piece(line, start, end))
        following = selection.get_span(y + 1) is not None and y + 1 < len(lines)
        if following:
            pieces.append(line.joiner if until_end else "\n")
    return "".join(pieces)


def _piece(line: CopyLine, start: int, end: int) -> str:
    """Return the text between two columns, in whole characters."""
    start = max(start, line.start)
    end = cell_len(line.text) if end < 0 else end
    if end <= start:
        return ""
    piece = "".join(
        text for text, first, last in _clusters(line.text) if first < end > start < last
    )
    return _GAP.sub("  ", piece.rstrip() if end >= cell_len(line.text.rstrip()) else piece)


def _clusters(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each character with its first column and the one after its last."""
    column = 0
    for start, end, width in split_graphemes(text)[0]:
        yield text[start:end], column, column + width
        column += width


def word_at(
    lines: Sequence[CopyLine], place: Offset, measure: Callable[[str], int]
) -> Selection | None:
    """Return the word at a place, which may be an address; None if there is none."""
    if not 0 <= place.y < len(lines):
        return None
    column = 0
    for part in re.split(r"(\s+)", lines[place.y].text):
        end = column + measure(part)
        if column <= place.x < end and part.strip():
            return Selection(Offset(column, place.y), Offset(end, place.y))
        column = end
    return None


def paragraph_at(
    lines: Sequence[CopyLine], place: Offset, measure: Callable[[str], int]
) -> Selection | None:
    """Return the lines around a place that wrapping made of one text; None if it is blank."""
    if not 0 <= place.y < len(lines) or not lines[place.y].text.strip():
        return None
    first = last = place.y
    while first and lines[first - 1].joiner != "\n":
        first -= 1
    while last + 1 < len(lines) and lines[last].joiner != "\n":
        last += 1
    return Selection(Offset(0, first), Offset(measure(lines[last].text), last))
