"""The tabs of the guide in two lines: their names, and a bar under the open one."""

from __future__ import annotations

from collections.abc import Mapping

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip

from tui.app.drawing.style_cache import StyleCache
from tui.app.widgets.strip_widget import StripWidget

_FAINT, _PLAIN = "$foreground 65%", "$foreground"
_BAR, _OPEN = "$border-blurred", "$primary"


class TabBar(StripWidget):
    """Tab names side by side; each can be clicked.

    Textual's tabs are nine widgets, whose bar slides faster than anything may move here; two
    lines of text do the same.
    """

    DEFAULT_CSS = """
    TabBar {
        height: 2;
        pointer: pointer;
    }
    """

    class Chosen(Message):
        """A tab was clicked."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self, labels: Mapping[str, str], active: str) -> None:
        super().__init__()
        self._labels = dict(labels)
        self._styles: dict[str, str] = {}
        self._active = active
        self._pointed = ""

    def activate(self, name: str) -> None:
        """Mark a tab as the open one."""
        if name != self._active:
            self._active = name
            self.redraw()

    def label(self, name: str, label: str, style: str = "") -> None:
        """Set the label of a tab, in the plain style if none is given."""
        if (label, style) != (self._labels[name], self._styles.get(name, "")):
            self._labels[name] = label
            self._styles[name] = style
            self.redraw()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Highlight the tab that a click would open."""
        self._point(self._at(event.x))

    def on_leave(self) -> None:
        """Remove the highlight."""
        self._point("")

    def on_click(self, event: events.Click) -> None:
        """Post which tab was clicked."""
        if name := self._at(event.x):
            self.post_message(self.Chosen(name))

    def _point(self, name: str) -> None:
        if name != self._pointed:
            self._pointed = name
            self.redraw()

    def _fitting(self, width: int) -> Mapping[str, str]:
        """Return the labels, shorter where there are few columns."""
        if sum(map(len, self._labels.values())) + 2 * len(self._labels) <= width:
            return self._labels
        # Imported here: most windows are wide enough.
        from tui.app.widgets.bars.short_labels import short_labels

        return short_labels(self._labels, self._active, width)

    def _at(self, x: int) -> str:
        """Return the tab at a column; empty if there is none."""
        end = 0
        for name, label in self._fitting(self.size.width).items():
            end += len(label) + 2
            if x < end:
                return name
        return ""

    def draw(self, style_cache: StyleCache, width: int) -> list[Strip]:
        """Return the names and the bar below them."""
        names: list[Segment] = []
        start = end = 0
        labels = self._fitting(width)
        for name, label in labels.items():
            if name == self._active:
                start = end + 1
            end += len(label) + 2
            names.append(Segment(f" {label} ", style_cache.rich(self._style(name))))
        length = len(labels[self._active])
        bar = [
            Segment(f"{'━' * (start - 1)}╸", style_cache.rich(_BAR)),
            Segment("━" * length, style_cache.rich(_OPEN)),
            Segment(f"╺{'━' * max(0, width - start - length - 1)}", style_cache.rich(_BAR)),
        ]
        return [Strip(names), Strip(bar)]

    def _style(self, name: str) -> str:
        lit = name in (self._active, self._pointed)
        style = self._styles.get(name) or (_PLAIN if lit else _FAINT)
        return f"bold {style}" if name == self._active else style
