"""The screen of an emergency: the number, as large as it fits, and what to do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from tui.app.drawing.block_style import page_rows
from tui.app.drawing.row import Row
from tui.app.input.bindings import bind
from tui.app.screens.guide_screen import GuideScreen
from tui.app.terminal.window_size import SMALLEST_LED
from tui.app.theme import level_style
from tui.app.widgets.bars.banner import Banner
from tui.app.widgets.bars.key_line import KeyLine
from tui.app.widgets.large_card import LargeCard
from tui.app.widgets.verdict_page import CALL, help_page, reason_rows, sign_row, unnumbered
from tui.guide.content.triage_model import Level

if TYPE_CHECKING:
    from tui.app.guide_state import GuideState
    from tui.app.triage_state import TriageState

_LARGEST = 6
"""How many times the digits may be enlarged."""


_SHARE = 0.4
"""The share of the screen for the digits, at least."""


class EmergencyScreen(GuideScreen[bool]):
    """Shows whom to call. Closes with True to go back to the signs."""

    smallest = SMALLEST_LED

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("left", "dismiss(True)", "Back to the signs"),
        bind("close", "dismiss(False)", "To the guide"),
    ]

    def __init__(self, state: GuideState) -> None:
        super().__init__()
        self._state = state
        self._banner = Banner(state.triage)
        self._card = LargeCard(state.environment.glyphs)

    def compose(self) -> ComposeResult:
        """Lay out the level, the number, what to do and the keys."""
        yield self._banner
        yield self._card
        yield KeyLine()

    is_led = True

    def spoken(self) -> str:
        """Return the number, digit by digit, and what to do."""
        return re.sub(r"\d{3,}", lambda number: " ".join(number[0]), super().spoken())

    @on(events.ScreenResume)
    def speak(self) -> None:
        """Read the screen, if the voice is on."""
        self.speak_by(self._state)

    def on_mount(self) -> None:
        """Show the number and what to do."""
        self._banner.follow(self._state)
        self._state.watch(self, self._follow)
        self._show()
        self.set_focus(self._card)

    def _follow(self, before: TriageState, after: TriageState) -> None:
        """Show the number of another region, if one is chosen."""
        if before.region is not after.region:
            self._show()

    def _show(self) -> None:
        state, triage_state = self._state, self._state.triage_state
        region = triage_state.region
        number = region.emergency if region else CALL
        rows = [sign_row(state.triage, triage_state, gap=1), Row(Content(""))]
        rows += page_rows(unnumbered(help_page(state.triage, triage_state)), region)
        rows.append(Row(Content.styled("Why this level", "bold"), gap=1, leads=True))
        rows += reason_rows(state.triage, triage_state.verdict)
        style = f"bold {level_style(Level.EMERGENCY.value)}"
        self._card.show(number, rows, style=style, largest=_LARGEST, share=_SHARE)
