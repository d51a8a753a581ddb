"""The choice of a position of ease, by looking at moving figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.visual import Visual

from tui.app.drawing.block_style import page_rows
from tui.app.drawing.figure_row import CaptionedFigure
from tui.app.drawing.large.large_text import LargeText
from tui.app.drawing.row import Row, Rows
from tui.app.input.bindings import bind
from tui.app.screens.guide_screen import GuideScreen
from tui.app.terminal.window_size import SMALLEST_LED
from tui.app.theme import level_style
from tui.app.widgets.bars.banner import Banner
from tui.app.widgets.bars.key_line import KeyLine
from tui.app.widgets.gallery import Gallery
from tui.app.widgets.page_scroll import StepScroll
from tui.app.widgets.page_text import PageText
from tui.app.widgets.verdict_page import help_page, number_to_call, sign_row, unnumbered
from tui.guide.content.safety_model import EasePosition
from tui.guide.content.triage_model import Level
from tui.guide.first_minutes import FirstStep
from tui.guide.safety import checked_line

if TYPE_CHECKING:
    from tui.app.guide_state import GuideState
    from tui.app.triage_state import TriageState


_TITLE = 4
"""Rows of the title."""
_AROUND = 11
"""Rows for everything but the figures."""


class StepChoice(Struct, frozen=True):
    """What a reader wants after a step: another step, and the position to rest in."""

    step: FirstStep | None
    """None for the next step."""
    position: EasePosition | None = None
    checklist: bool = False
    """Whether to go to the checklist instead."""


class PositionScreen(GuideScreen[StepChoice]):
    """Shows the positions of ease. Closes with the chosen one, or None to leave.

    Args:
        state: The state of the guide.
        positions: The positions that suit the reader, at most three.
        moves: Whether exercises may be offered.

    """

    smallest = SMALLEST_LED

    DEFAULT_CSS = """
    PositionScreen {
        & > StepScroll {
            height: 1fr;
            padding: 1 2;
        }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("option.1", "choose(0)", "Choose"),
        bind("option.2", "choose(1)"),
        bind("option.3", "choose(2)"),
        bind("walk", "step('move')", "Move a little"),
        bind("right", "step('breathing')", "Next"),
        bind("close", "leave", "Leave"),
    ]

    def __init__(
        self, state: GuideState, positions: Sequence[EasePosition], *, moves: bool
    ) -> None:
        super().__init__()
        self._state = state
        self._positions = positions
        self._moves = moves
        self._banner = Banner(state.triage)
        self._gallery = Gallery(state.scenes, state.environment)
        self._lead = PageText()
        self._below = PageText()
        self._page = StepScroll()

    def compose(self) -> ComposeResult:
        """Lay out the level, the question, the figures and the keys."""
        yield self._banner
        with self._page:
            yield self._lead
            yield self._gallery
            yield self._below
        yield KeyLine(self._display_key)

    def _display_key(self, binding: Binding) -> str:
        """Return the numbers of all positions for the key of the first."""
        if binding.action != "choose(0)":
            return ""
        return " ".join(self.key(f"option.{place}") for place, _ in enumerate(self._positions, 1))

    is_led = True

    @on(events.ScreenResume)
    def speak(self) -> None:
        """Read the screen, if the voice is on."""
        self.speak_by(self._state)

    def on_mount(self) -> None:
        """Show the figures; where help is needed today, whom to call stands above them."""
        self._banner.follow(self._state)
        self._state.watch(self, self._follow)
        self._show()
        self.set_focus(self._page)

    def _follow(self, before: TriageState, after: TriageState) -> None:
        """Show whom to call in another region, if one is chosen."""
        if before.region is not after.region:
            self._show()

    def _show(self) -> None:
        state = self._state
        words, triage_state = state.index.content.first_minutes, state.triage_state
        rows: list[Visual] = []
        below: list[Row] = []
        if triage_state.needs_help_today:
            lead, below = self._help()
            rows += [lead, Row(Content.styled(words.waiting_lead, "bold"), gap=1)]
        else:
            title = LargeText(
                words.title,
                style="$primary",
                fallback_style="bold $primary",
                glyphs=state.environment.glyphs,
                height=_TITLE,
            )
            rows += [title, *self._checked(), Row(Content.styled(words.position_lead, "bold"))]
        self._lead.update(Rows([*rows, Row(Content(""))]))
        self._gallery.show(
            [
                CaptionedFigure(
                    position.motion,
                    f"{self.key(f'option.{place}')}  {position.title}",
                    breathes=True,
                )
                for place, position in enumerate(self._positions, 1)
            ],
            around=None if below else _AROUND,
        )
        self._below.update(Rows(below))

    def _help(self) -> tuple[Visual, list[Row]]:
        """Return whom to call today and why, and what else there is to know, for below."""
        # Imported here: most readers need no help today.
        from tui.app.drawing.large.large_number import LargeNumber

        state, triage_state = self._state, self._state.triage_state
        page = page_rows(unnumbered(help_page(state.triage, triage_state)), triage_state.region)
        count = len(state.triage.actions(triage_state.verdict))
        level = triage_state.level
        lead = LargeNumber(
            number_to_call(level, triage_state.region),
            [
                sign_row(state.triage, triage_state),
                *page[:count],
            ],
            style=f"bold {level_style(level.value)}",
            glyphs=state.environment.glyphs,
            app=self.app,
        )
        return lead, page[count:]

    def _checked(self) -> Iterator[Row]:
        """Yield what the questions came to, unless the level stands above."""
        state, triage_state = self._state, self._state.triage_state
        if triage_state.level is Level.SELF_CARE and triage_state.checked is not None:
            words = state.index.levels[triage_state.level]
            text = checked_line(words, triage_state.checked, state.environment.zone)
            yield Row(Content.styled(text, level_style(triage_state.level.value)), gap=1)
        else:
            yield Row(Content(""))

    def action_choose(self, place: int) -> None:
        """Rest in a position."""
        self.dismiss(StepChoice(FirstStep.BREATHING, self._positions[place]))

    def action_step(self, name: str) -> None:
        """Go on to another step."""
        self.dismiss(StepChoice(FirstStep(name)))

    def action_leave(self) -> None:
        """Return to the guide."""
        self.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only the positions there are, and exercises only where they may be shown."""
        if action == "choose":
            return int(str(parameters[0])) < len(self._positions)
        return self._moves or parameters != (FirstStep.MOVE.value,)
