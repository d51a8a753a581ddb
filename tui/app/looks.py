"""The styles of what a widget draws by itself, by their names."""

from __future__ import annotations

from rich.style import Style as RichStyle
from textual.style import Style
from textual.visual import RenderOptions
from textual.widget import Widget

PLAIN = ""
"""The look of what nothing is said about."""


class Looks:
    """How a widget draws as long as its theme stays: each style is looked up once.

    A look is named as in markup, such as ``bold $primary``, and stands on the widget's own
    style.
    """

    def __init__(self, widget: Widget) -> None:
        self._styles: dict[str, Style] = {PLAIN: widget.visual_style}
        self._rich: dict[str, RichStyle] = {}
        self._named: dict[str, Style] = {}
        self.options = RenderOptions(self._parse, {})
        """What draws a visual in these looks."""

    def style(self, look: str) -> Style:
        """The style of a look."""
        if (style := self._styles.get(look)) is None:
            style = self._styles[look] = self._styles[PLAIN] + self._parse(look)
        return style

    def rich(self, look: str) -> RichStyle:
        """The style of a look, as segments have it."""
        if (style := self._rich.get(look)) is None:
            style = self._rich[look] = self.style(look).rich_style
        return style

    def _parse(self, style: str | Style) -> Style:
        if isinstance(style, Style):
            return style
        if (parsed := self._named.get(style)) is None:
            parsed = self._named[style] = Style.parse(style)
        return parsed
