"""A cache of the pages of a tab."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

from tui.app.panes.pane import Page

Key = TypeVar("Key", bound=Hashable)


class PageCache(OrderedDict[Key, Page], Generic[Key]):
    """The pages that were shown last, by key; at most `size` of them.

    Textual's `LRUCache` links its entries in a circle. What it drops is then freed only by the
    garbage collector, and a page refers to the app.
    """

    def __init__(self, size: int) -> None:
        super().__init__()
        self._size = size

    def find(self, key: Key) -> Page | None:
        """Return the page with this key, which then counts as shown last; None without one."""
        if key in self:
            self.move_to_end(key)
        return self.get(key)

    def add(self, key: Key, page: Page) -> Page:
        """Store a page, drop the one shown longest ago if there are too many, and return it."""
        self[key] = page
        if len(self) > self._size:
            self.popitem(last=False)
        return page
