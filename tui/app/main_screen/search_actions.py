"""The actions of the main screen that search, and go on to what was found."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from tui.app.guide_state import GuideState
from tui.app.main_screen.episode_actions import EpisodeActions
from tui.guide.outline import Place

if TYPE_CHECKING:
    from tui.app.screens.search import FoundPlaces
    from tui.guide.search import Search


class SearchActions(EpisodeActions):
    """Opens the search, and remembers what it found."""

    def __init__(self, state: GuideState, tab: str, *, reading: bool) -> None:
        super().__init__(state, tab, reading=reading)
        self._found: FoundPlaces | None = None

    async def go_to(self, place: Place) -> None:
        """Open `place`."""
        raise NotImplementedError

    @property
    def has_matches(self) -> bool:
        """Whether there is a next match; not at a question, which the same keys may answer."""
        has_more = self._filter is not None or self._found is not None
        return has_more and not self._page.document.asks

    @cached_property
    def _search(self) -> Search:
        from tui.guide.search import Search

        return Search.of(self.state.index)

    async def _find_place(self) -> None:
        """Open the search, then go to the place chosen there."""
        from tui.app.screens.search import SearchScreen

        async def go(found: FoundPlaces | None) -> None:
            if found:
                self._found = found
                await self.go_to(found.place)

        await self.app.push_screen(SearchScreen(self._search), go)

    async def action_match(self, by: int) -> None:
        """Go to the next sign that matches, or to the next place that was found."""
        if self._filter is not None:
            self._list.action_go(by)
        elif self._found:
            self._found = self._found.step(by)
            await self.go_to(self._found.place)
