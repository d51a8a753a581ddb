"""A cache of parsed styles for a widget, and links in its text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.style import Style as RichStyle
from textual.content import Content
from textual.style import Style
from textual.visual import RenderOptions
from textual.widget import Widget

from tui.guide.content.model import Region

WIDGET_STYLE = ""
"""The name of the widget's own style."""


class StyleCache:
    """How a widget draws as long as its theme stays: each style is looked up once.

    A look is named as in markup, such as ``bold $primary``, and stands on the widget's own
    style.
    """

    def __init__(self, widget: Widget) -> None:
        self._styles: dict[str, Style] = {WIDGET_STYLE: widget.visual_style}
        self._rich: dict[str, RichStyle] = {}
        self._named: dict[str, Style] = {}
        self.options = RenderOptions(self._parse, {})
        """The options with which visuals are rendered in these styles."""

    def style(self, look: str) -> Style:
        """The style of a look."""
        if (style := self._styles.get(look)) is None:
            style = self._styles[look] = self._styles[WIDGET_STYLE] + self._parse(look)
        return style

    def rich(self, look: str) -> RichStyle:
        """Return a style by its name, as Rich's segments take it."""
        if (style := self._rich.get(look)) is None:
            style = self._rich[look] = self.style(look).rich_style
        return style

    def _parse(self, style: str | Style) -> Style:
        if isinstance(style, Style):
            return style
        if (parsed := self._named.get(style)) is None:
            parsed = self._named[style] = Style.parse(style)
        return parsed


_ADDRESS = re.compile(r"https?://[^\s<>()\"“”]+[^\s<>()\"“”.,;:]")
_NUMBER = re.compile(r"\d(?:[\d ]*\d)?")


def numbers_of(region: Region | None) -> tuple[str, ...]:
    """Return the phone numbers of a region, as they are written."""
    if region is None:
        return ()
    return tuple(dict.fromkeys(_NUMBER.findall(f"{region.emergency}; {region.advice}")))


def first_number(text: str) -> str:
    """Return the first phone number in a text; empty if there is none."""
    number = _NUMBER.search(text)
    return number[0] if number else ""


def links_in(text: str, numbers: tuple[str, ...] = ()) -> Iterator[tuple[int, int, str]]:
    """Yield the start, end, and target of each link in a text."""
    for match in _ADDRESS.finditer(text):
        yield *match.span(), match[0]
    if numbers:
        listed = "|".join(map(re.escape, sorted(numbers, key=len, reverse=True)))
        for match in re.finditer(rf"(?<![\d.:/-])(?:{listed})(?![\d:/-])", text):
            yield *match.span(), f"tel:{match[0].replace(' ', '')}"


def linked(text: Content, region: Region | None = None) -> Content:
    """`text` with its addresses as links, and the numbers of `region` too."""
    for start, end, link in links_in(text.plain, numbers_of(region)):
        text = text.stylize(Style(link=link), start, end)
    return text
