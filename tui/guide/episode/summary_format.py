"""The summary's parts as lines of plain text or of Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from msgspec import Struct

from tui.guide.content.episode_model import EpisodeWords

WIDTH = 76
"""Columns of a line of plain text."""
_SPECIAL = frozenset(r"\`*_[]<>|~#$&")


class SummaryPart(Struct, frozen=True):
    """A heading with its content."""

    title: str
    points: tuple[str, ...]
    chart: tuple[str, ...] = ()
    numbered: bool = False


def text_lines(words: EpisodeWords, parts: Sequence[SummaryPart]) -> list[str]:
    """Return the page as lines of plain text, wrapped to `WIDTH` columns."""
    page = [words.summary.title, "=" * len(words.summary.title), ""]
    if not parts:
        return [*page, *wrap(words.summary.nothing, WIDTH)]
    page += [line for text in words.summary.opening for line in wrap(text, WIDTH)]
    for part in parts:
        page += ["", part.title]
        for number, point in enumerate(part.points, 1):
            lead = f"{number}. " if part.numbered else "- "
            page += wrap(point, WIDTH, initial_indent=lead, subsequent_indent=" " * len(lead))
        page += [f"  {line}" for line in part.chart]
    return [*page, "", *(line for text in words.summary.closing for line in wrap(text, WIDTH))]


def heard_lines(words: EpisodeWords, parts: Sequence[SummaryPart]) -> list[str]:
    """Return the page as unwrapped lines for a voice, without marks for the eye and charts."""
    page = [words.summary.title]
    if not parts:
        return [*page, words.summary.nothing]
    page += words.summary.opening
    for part in parts:
        page.append(f"{part.title}:")
        for number, point in enumerate(part.points, 1):
            page.append(f"{number}. {point}" if part.numbered else point)
    return [*page, *words.summary.closing]


def markdown_lines(words: EpisodeWords, parts: Sequence[SummaryPart]) -> list[str]:
    """Return the page as lines of Markdown, unwrapped."""
    page = [f"# {_escaped(words.summary.title)}", ""]
    if not parts:
        return [*page, _escaped(words.summary.nothing)]
    page += [_escaped(" ".join(words.summary.opening))]
    for part in parts:
        page += ["", f"## {part.title}"]
        for number, point in enumerate(part.points, 1):
            page.append((f"{number}. " if part.numbered else "- ") + _escaped(point))
        page += ["", "```text", *part.chart, "```"] if part.chart else []
    return [*page, "", _escaped(" ".join(words.summary.closing))]


def _escaped(text: str) -> str:
    """Return `text` escaped for Markdown."""
    return "".join(f"\\{sign}" if sign in _SPECIAL else sign for sign in text)
