"""The keys that apply now, in one line."""

from __future__ import annotations

from msgspec import Struct
from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.binding import Binding
from textual.screen import Screen
from textual.strip import Strip

from tui.app.drawing.style_cache import StyleCache
from tui.app.widgets.strip_widget import StripWidget

_LEAST = (
    *("walk", "check", "why", "days", "pack", "log"),
    *("pace(-1)", "mute", "switch(-1)", "edit", "end"),
)
"""The keys dropped first where not all fit."""

_KEY, _WORDS, _POINTED = "bold $primary", "$foreground 75%", " on $panel"


class _Offer(Struct, frozen=True):
    """A key and its description."""

    key: str
    shown: str
    """The key as printed on a keyboard."""
    words: str
    action: str
    width: int
    """Its columns, with the space around it."""


class KeyLine(StripWidget):
    """The keys and their descriptions; each can be clicked.

    Textual's footer makes a widget of each key, several times for each key pressed; one
    line of text costs a fraction of that.
    """

    DEFAULT_CSS = """
    KeyLine {
        dock: bottom;
        height: 1;
        pointer: pointer;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._offers: list[_Offer] = []
        self._known: dict[Binding, _Offer] = {}
        self._pointed: _Offer | None = None

    def on_mount(self) -> None:
        """Subscribe to changes of the bindings."""
        # Immediate: the keys are painted in the same frame as the change that they follow.
        self.screen.bindings_updated_signal.subscribe(self, self._follow, immediate=True)
        self._follow(self.screen)

    def _follow(self, screen: Screen[object]) -> None:
        offers: dict[tuple[str, str], _Offer] = {}
        for active in screen.active_bindings.values():
            binding = active.binding
            if binding.show and active.enabled:
                named = (binding.action, binding.description)
                if named not in offers:
                    offers[named] = self._offer(binding)
        shown = list(offers.values())
        if shown != self._offers:
            self._offers = shown
            self.redraw()

    def _offer(self, binding: Binding) -> _Offer:
        if (offer := self._known.get(binding)) is None:
            shown, words = self.app.get_key_display(binding), binding.description
            columns = cell_len(shown) + cell_len(words) + 3
            offer = _Offer(binding.key, shown, words, binding.action, columns)
            self._known[binding] = offer
        return offer

    def draw(self, style_cache: StyleCache, width: int) -> list[Strip]:
        """Return the keys that fit."""
        segments: list[Segment] = []
        for offer in self._shown(width):
            ground = _POINTED if offer == self._pointed else ""
            segments.append(Segment(f" {offer.shown}", style_cache.rich(_KEY + ground)))
            segments.append(Segment(f" {offer.words} ", style_cache.rich(_WORDS + ground)))
        return [Strip(segments)]

    def _shown(self, width: int) -> list[_Offer]:
        offers = self._offers
        for action in _LEAST:
            if sum(offer.width for offer in offers) <= width:
                break
            offers = [offer for offer in offers if offer.action != action]
        return offers

    def _at(self, x: int) -> _Offer | None:
        """Return the key at a column."""
        end = 0
        for offer in self._shown(self.outer_size.width):
            end += offer.width
            if x < end:
                return offer
        return None

    def _point(self, offer: _Offer | None) -> None:
        if offer != self._pointed:
            self._pointed = offer
            self.redraw()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Highlight the key that a click would press."""
        self._point(self._at(event.x))

    def on_leave(self) -> None:
        """Remove the highlight."""
        self._point(None)

    def on_click(self, event: events.Click) -> None:
        """Press the clicked key."""
        if offer := self._at(event.x):
            self.app.simulate_key(offer.key.partition(",")[0])
