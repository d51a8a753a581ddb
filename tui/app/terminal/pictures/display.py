"""The displays of pictures: kitty's protocol and sixel, what shows one and takes it away."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import OrderedDict
from collections.abc import Hashable
from typing import NamedTuple
from weakref import WeakKeyDictionary

from tui.app.terminal.cursor_writer import cursor_move
from tui.app.terminal.pictures.place import PictureOutlet, PicturePlace, PictureRequest
from tui.figure.pixels.kitty import dropped, handed_over, hidden, packed, placed
from tui.figure.pixels.picture import Pixels, draw_pixels
from tui.figure.pixels.picture_cache import PictureCache
from tui.figure.pixels.sixel import SixelPalette, changed, encoded

SHARPEST = 512 * 1024
"""The most pixels of a picture that the terminal can stretch."""
KITTY_BOUND = 192 * 1024 * 1024
"""Bytes of pixels that a terminal is asked to keep at most: kitty keeps 320 million."""
_MOST_NUMBERS = 900
"""Pictures that a terminal is asked to keep at most, so that their numbers stay short."""
_WHOLE_AFTER = 12
"""Changes in a row after which a whole picture is sent: xterm keeps 16 pieces of one."""


def draw(request: PictureRequest) -> Pixels:
    """Draw a picture."""
    return draw_pixels(
        request.scene,
        request.moment,
        request.size,
        request.colours,
        breath=request.breath,
        mirrored=request.mirrored,
        muscles=request.muscles,
    )


class PictureDisplay(ABC):
    """Shows the pictures of places on one terminal."""

    overwritten = False
    """Whether text that is written over a picture replaces it."""

    @abstractmethod
    def show(self, place: PicturePlace, at: tuple[int, int], *, anew: bool) -> str:
        """Return what shows the picture that a place wants.

        Args:
            place: the place.
            at: its first column and row on the screen.
            anew: whether nothing of what was shown there can be relied on.

        """

    @abstractmethod
    def hide(self, place: PicturePlace) -> str:
        """Return what takes the picture of a place away, unless text over it does."""

    @abstractmethod
    def reset(self) -> str:
        """Return what takes all pictures away, and frees them."""


class KittyDisplay(PictureDisplay):
    """Pictures by kitty's protocol: each is handed over once, then shown by its number."""

    def __init__(
        self, outlet: PictureOutlet, cache: PictureCache, *, bound: int = KITTY_BOUND
    ) -> None:
        """Make a display.

        Args:
            outlet: the places.
            cache: what was made of pictures so far.
            bound: bytes of pixels that the terminal is asked to keep at most.

        """
        self._outlet = outlet
        self._cache = cache
        self._bound = bound
        self._numbers: OrderedDict[Hashable, tuple[int, int]] = OrderedDict()
        """By place and picture its number and its bytes, the longest unused first."""
        self._free: list[int] = []
        self._bytes = 0
        self._shown: WeakKeyDictionary[PicturePlace, int] = WeakKeyDictionary()

    def show(self, place: PicturePlace, at: tuple[int, int], *, anew: bool) -> str:
        """Return what shows a picture; the one before is taken away only once it is there."""
        request = place.request
        assert request
        data, before = b"", self._shown.get(place)
        # A number for each place: the same picture may be shown at two.
        key = (place.first, place.columns, request)
        if (kept := self._numbers.get(key)) is not None:
            self._numbers.move_to_end(key)
            number = kept[0]
        else:
            made = self._cache.get(("kitty", request), lambda: packed(draw(request)))
            number, data = self._number(key, request, before)
            data += handed_over(made, request.size, number, quiet=1)
        whole = (place.columns * self._outlet.cell[0], place.rows * self._outlet.cell[1])
        stretched = None if whole == request.size else (place.columns, place.rows)
        self._shown[place] = number
        if before == number:
            if not anew:
                return ""
            return (hidden(number) + placed(number, stretched)).decode("ascii")
        data += placed(number, stretched)
        if before is not None:
            data += hidden(before)
        return data.decode("ascii")

    def _number(
        self, key: Hashable, request: PictureRequest, before: int | None
    ) -> tuple[int, bytes]:
        """Return a number for a new picture, and what makes room for it."""
        size, data = 3 * request.size[0] * request.size[1], b""
        seen = {*self._shown.values()}
        for old, (number, length) in list(self._numbers.items()):
            full = self._bytes + size > self._bound or len(self._numbers) >= _MOST_NUMBERS
            if not full:
                break
            if number in seen or number == before:
                continue
            del self._numbers[old]
            self._bytes -= length
            self._free.append(number)
            data += dropped(number)
        number = self._free.pop() if self._free else len(self._numbers) + 1
        self._numbers[key] = (number, size)
        self._bytes += size
        return number, data

    def hide(self, place: PicturePlace) -> str:
        """Return what takes the picture of a place away."""
        number = self._shown.pop(place, None)
        return "" if number is None else hidden(number).decode("ascii")

    def reset(self) -> str:
        """Return what takes all pictures away, and frees them."""
        data = b"".join([dropped(number) for number, _ in self._numbers.values()])
        self._numbers.clear()
        self._shown.clear()
        self._free.clear()
        self._bytes = 0
        return data.decode("ascii")


class _SixelShown(NamedTuple):
    """What a place shows: the picture, and how many changes it was made of."""

    request: PictureRequest
    pixels: Pixels | None
    """None if it was taken from the cache."""
    changes: int


class SixelDisplay(PictureDisplay):
    """Pictures by sixel: of each only the rectangle that changed."""

    overwritten = True

    def __init__(self, outlet: PictureOutlet, cache: PictureCache) -> None:
        """Make a display of the places of `outlet`, with what was made of pictures so far."""
        self._outlet = outlet
        self._cache = cache
        self._shown: WeakKeyDictionary[PicturePlace, _SixelShown] = WeakKeyDictionary()
        self._palettes: dict[Hashable, SixelPalette] = {}

    def show(self, place: PicturePlace, at: tuple[int, int], *, anew: bool) -> str:
        """Return what shows a picture."""
        request = place.request
        assert request
        shown = None if anew else self._shown.get(place)
        if shown and shown.changes >= _WHOLE_AFTER:
            shown = None
        before = shown.request if shown else None
        if before is request:
            return ""
        key = ("sixel", self._outlet.cell, before, request)
        drawn: list[Pixels] = []

        def make() -> bytes:
            drawn.append(draw(request))
            # What came from the cache has no pixels to compare with: all of it is sent.
            return self._made(request, shown.pixels if shown else None, drawn[0])

        made = self._cache.get(key, make)
        pixels = drawn[0] if drawn else None
        changes = shown.changes + 1 if shown else 0
        self._shown[place] = _SixelShown(request, pixels, changes)
        place_of_area, _, data = made.partition(b";")
        if not data:
            return ""
        left, top = map(int, place_of_area.split())
        column, row = left // self._outlet.cell[0], top // self._outlet.cell[1]
        moved = cursor_move(None, at[0] + column, at[1] + row) if column or row else ""
        return moved + data.decode("ascii")

    def _made(self, request: PictureRequest, before: Pixels | None, pixels: Pixels) -> bytes:
        """Return the rectangle that changed: its place in pixels, then how it is sent."""
        area = changed(before, pixels, self._outlet.cell)
        if area is None:
            return b";"
        palette = self._palettes.get(request.motion)
        if palette is None:
            # The size and the theme are the same nearly always.
            self._palettes = {request.motion: SixelPalette(request.colours.all())}
            palette = self._palettes[request.motion]
        return b"%d %d;" % area[:2] + encoded(pixels, area, palette)

    def hide(self, place: PicturePlace) -> str:
        """Return nothing: the text over a picture takes it away."""
        self._shown.pop(place, None)
        return ""

    def reset(self) -> str:
        """Return nothing: all is written anew."""
        self._shown.clear()
        return ""
