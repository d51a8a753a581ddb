"""The keys that apply now, in one line."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace
from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.binding import Binding
from textual.screen import Screen
from textual.strip import Strip

from tui.app.drawing.style_cache import StyleCache
from tui.app.input.default_keys import NO_KEY
from tui.app.widgets.strip_widget import StripWidget

KEY_PRIORITY = (
    # To get help, and out of what was just opened.
    *("walk", "signs", "screen.show_all", "show_all", "hurt", "finish"),
    # What somebody does on the screen in front.
    *("answer(True)", "answer(False)", "explain", "choose(0)", "step('breathing')"),
    *("step('pack')", "step('position')", "step('move')"),
    *(
        "begin",
        "resume",
        "pause",
        "pause(True)",
        "pause(False)",
        "pick(0)",
        "go_on",
        "go_on(False)",
        "go_on(True)",
        "enter",
        "screen.enter",
        "take",
        "step(-1)",
        "step(1)",
        "units",
    ),
    *("read", "tick", "show_page(True)", "select", "submit", "open"),
    *("screen.to_list", "to_list", "screen.back"),
    *("copy", "undo", "delete", "correct", "edit", "change(1)", "reset"),
    # Ways around.
    *("dismiss", "dismiss(False)", "dismiss(True)", "leave", "back", "help", "match(1)"),
    *("turn(1)", "screen.turn(1)", "turn(-1)", "screen.turn(-1)", "again", "previous", "next"),
    *("find", "log", "pack", "summary", "save", "end", "clear", "why"),
    *(
        "onset",
        "days",
        "check",
        "markdown",
        "switch(-1)",
        "switch(1)",
        "pace(-1)",
        "pace(1)",
        "voice",
        "mute",
    ),
)
"""The actions by how much their keys are needed: where not all fit, the last are left out."""

_SHORTER = {
    "Back to the list": "List",
    "Back to the signs": "Signs",
    "For the doctor": "Doctor",
    "Log pain": "Pain",
    "Markdown or plain": "Markdown",
    "Next found": "Next",
    "None of these": "None",
    "Other pack": "Other",
    "Read in the guide": "Read",
    "Save to a file": "Save",
    "Set to now": "To now",
    "Tick or untick": "Tick",
    "To the guide": "Guide",
    "Why and sources": "Why",
}
"""Shorter words for where not all fit."""

_KEY, _WORDS, _POINTED = "bold $primary", "$foreground 75%", " on $panel"


class _Offer(Struct, frozen=True):
    """A key and its description."""

    keys: tuple[str, ...]
    """The first key of each action with these words."""
    shown: str
    """The keys as printed on a keyboard."""
    words: str
    action: str

    @property
    def width(self) -> int:
        """Its columns, with the space around it."""
        return cell_len(self.shown) + cell_len(self.words) + 3

    @property
    def shorter(self) -> _Offer:
        """The same with fewer words."""
        return replace(self, words=_SHORTER.get(self.words, self.words))


def _rank(offer: _Offer) -> int:
    """Return the place of a key in `KEY_PRIORITY`; after all of them if it has none."""
    action = offer.action
    return KEY_PRIORITY.index(action) if action in KEY_PRIORITY else len(KEY_PRIORITY)


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

    def __init__(self, display: Callable[[Binding], str] | None = None) -> None:
        """Show the keys of the screen.

        Args:
            display: Returns how a key is printed if that changes, else an empty text.

        """
        super().__init__()
        self._display = display
        self._offers: list[_Offer] | None = None
        """The keys that apply; None until they are first drawn."""
        self._known: dict[tuple[tuple[Binding, ...], str], _Offer] = {}
        self._pointed: _Offer | None = None
        self._covered = False
        self._more = ""
        self._pages: dict[object, str] = {}
        """What each page above says of its own end."""

    def say_more(self, page: object, words: str) -> None:
        """Show a few words at the right while a page above goes on."""
        self._pages[page] = words
        more = next(filter(None, self._pages.values()), "")
        if more != self._more:
            self._more = more
            self.redraw()

    def cover(self, covered: bool) -> None:
        """Show no keys while another screen lies over this one, and takes them."""
        if covered is not self._covered:
            self._covered = covered
            self.redraw()

    def on_mount(self) -> None:
        """Subscribe to changes of the bindings."""
        # Immediate: the keys are painted in the same frame as the change that they follow.
        self.screen.bindings_updated_signal.subscribe(self, self._follow, immediate=True)

    def _follow(self, screen: Screen[object]) -> None:
        """Show the keys that apply now; before the first frame they change seven times."""
        if self._offers is not None and (offers := self._offers_on(screen)) != self._offers:
            self._offers = offers
            self.redraw()

    def _offers_on(self, screen: Screen[object]) -> list[_Offer]:
        first: dict[str, dict[str, Binding]] = {}
        for active in screen.active_bindings.values():
            binding = active.binding
            if binding.show and active.enabled and binding.key != NO_KEY:
                first.setdefault(binding.description, {}).setdefault(binding.action, binding)
        shown = [self._offer(tuple(bindings.values())) for bindings in first.values()]
        if getattr(self.app, "keymap", None):
            # Textual lists the keys that a reader changed after all others.
            shown.sort(key=_rank)
        return shown

    def _offer(self, bindings: tuple[Binding, ...]) -> _Offer:
        """Return the keys of the actions that have the same words."""
        now = self._display(bindings[0]) if self._display else ""
        if (offer := self._known.get((bindings, now))) is None:
            shown = now or " ".join(map(self.app.get_key_display, bindings))
            words = bindings[0].description
            keys = tuple(binding.key for binding in bindings)
            offer = _Offer(keys, shown, words, bindings[0].action)
            self._known[bindings, now] = offer
        return offer

    def draw(self, style_cache: StyleCache, width: int) -> list[Strip]:
        """Return the keys that fit."""
        segments: list[Segment] = []
        for offer in self.fitting(width):
            ground = _POINTED if offer == self._pointed else ""
            segments.append(Segment(f" {offer.shown}", style_cache.rich(_KEY + ground)))
            segments.append(Segment(f" {offer.words} ", style_cache.rich(_WORDS + ground)))
        if self._more:
            used = sum(cell_len(segment.text) for segment in segments)
            room = width - used - cell_len(self._more) - 1
            if room >= 0:
                segments.append(Segment(" " * room + self._more, style_cache.rich(_WORDS)))
        return [Strip(segments)]

    def fitting(self, width: int) -> list[_Offer]:
        """Return the keys that fit into `width` columns, in their order.

        Where not all fit, words are shortened first, those of the least needed keys before others.
        """
        if self._offers is None:
            self._offers = self._offers_on(self.screen)
        offers = [] if self._covered else list(self._offers)
        width -= cell_len(self._more) + 1 if self._more else 0
        left = width - sum(offer.shorter.width for offer in offers)
        while offers and left < 0:
            left += offers.pop(offers.index(max(offers, key=_rank))).shorter.width
        for offer in sorted(offers, key=_rank):
            left -= (longer := offer.width - offer.shorter.width)
            if left < 0:
                left += longer
                offers[offers.index(offer)] = offer.shorter
        return offers

    def _at(self, x: int) -> _Offer | None:
        """Return the key at a column."""
        end = 0
        for offer in self.fitting(self.outer_size.width):
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
            self.app.simulate_key(offer.keys[0])
