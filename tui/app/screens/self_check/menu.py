"""The next steps of the self-check, and the lists to choose them from."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.visual import Visual
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.app.drawing.row import Row, Rows
from tui.app.input.bindings import bind
from tui.app.screens.dialog import Dialog
from tui.app.screens.guide_screen import GuideScreen
from tui.app.screens.self_check.enter_guard import EnterGuard
from tui.app.widgets.bars.banner import Banner
from tui.app.widgets.bars.key_line import KeyLine
from tui.app.widgets.lists.option_list import GuideOptionList
from tui.app.widgets.page_scroll import PageScroll
from tui.app.widgets.page_text import PageText
from tui.guide.outline import Place

if TYPE_CHECKING:
    from tui.app.guide_state import GuideState


class StepKind(Enum):
    """What a step of the self-check does."""

    GO_ON = "go on"
    NEW = "new round"
    PRACTISE = "practise some questions"
    RESULT = "last result"
    HABITS = "habits"
    PLACE = "read in the guide"


class CheckStep(Struct, frozen=True):
    """A step of the self-check, shown as an option."""

    do: StepKind
    title: str
    aside: str = ""
    lead: str = ""
    questions: tuple[str, ...] = ()
    """The ids of the questions to practise."""
    place: Place | None = None


class _StepList(GuideOptionList):
    """A list of steps."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # The screen tells an intended Enter from a key repeat.
        bind("choose", "screen.enter", "Choose"),
        bind("tick", "select"),
    ]

    def __init__(self, steps: Sequence[CheckStep]) -> None:
        super().__init__()
        self.steps = tuple(steps)
        for place, step in enumerate(steps):
            if place and step.lead:
                # An empty line between two, which no highlight covers.
                self.add_option(Option("", disabled=True))
            self.add_option(Option(_step_rows(step), id=str(place)))
        self.highlighted = 0

    def step(self, event: OptionList.OptionSelected) -> CheckStep:
        """Return the step that was chosen."""
        return self.steps[int(event.option_id or 0)]


class CheckMenu(Dialog[CheckStep | None]):
    """A dialog for the part of the self-check. Closes with the step, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("close", "dismiss", "Close"),
        bind("check", "dismiss"),
    ]

    def __init__(self, title: str, steps: Sequence[CheckStep]) -> None:
        super().__init__()
        self._title = title
        self._list = _StepList(steps)

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical() as frame:
            frame.border_title = self._title
            frame.border_subtitle = self.frame_hint("{choose} chooses · {close} closes")
            yield self._list

    def action_enter(self) -> None:
        """Choose the highlighted step."""
        self._list.action_select()

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Close with the step."""
        event.stop()
        self.dismiss(self._list.step(event))


class CheckResult(GuideScreen[CheckStep | None]):
    """The result of a part of the self-check, and the next steps."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("close", "dismiss", "Leave"),
    ]

    DEFAULT_CSS = """
    CheckResult {
        & > #check-title {
            height: 1;
            padding: 0 1;
            margin-bottom: 1;
        }
        & > Container {
            layout: horizontal;
            height: 1fr;
        }
        & PageScroll {
            width: 1fr;
            height: 1fr;
        }
        & #summary {
            max-width: 46;
            margin-right: 1;
        }
        & GuideOptionList {
            height: auto;
            max-height: 999;
            overflow-y: hidden;
            margin-top: 1;
        }
        &.-narrow > Container {
            layout: vertical;
        }
        &.-narrow #summary {
            max-width: 100%;
            height: 3fr;
        }
        &.-narrow #more {
            height: 2fr;
        }
    }
    """

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (76, "-wide")]

    def __init__(
        self,
        state: GuideState,
        title: Row,
        summary: Visual,
        steps: Sequence[CheckStep],
        more: Visual,
    ) -> None:
        super().__init__()
        self._state = state
        self._title = title
        self._summary = summary
        self._more = more
        self._banner = Banner(state.triage)
        self._list = _StepList(steps)
        self._enter = EnterGuard(state.environment.clock)

    def compose(self) -> ComposeResult:
        """Lay out the result and the steps at the left, the details at the right."""
        yield self._banner
        yield Static(self._title, id="check-title")
        with Container():
            with PageScroll(id="summary"):
                yield PageText(self._summary)
                yield self._list
            with PageScroll(id="more"):
                yield PageText(self._more)
        yield KeyLine()

    def on_mount(self) -> None:
        """Focus the steps, ignoring a repeat of the key that led here."""
        self._banner.follow(self._state)
        self._enter.shown()
        self.set_focus(self._list)
        # The result is read before the steps below it.
        self.call_after_refresh(self.query_one("#summary").scroll_home, animate=False)

    def action_enter(self) -> None:
        """Choose the highlighted step, unless Enter is a key repeat."""
        if self._enter.meant():
            self._list.action_select()

    def action_turn(self, by: int) -> None:
        """Do nothing: the result is not a tab."""

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Close with the step."""
        event.stop()
        self.dismiss(self._list.step(event))


def _step_rows(step: CheckStep) -> Rows:
    head = Row(
        Content.styled(step.title, "bold"),
        Content.styled("→ ", "$primary"),
        Content.styled(step.aside, "$foreground 70%"),
    )
    lead = Row(Content.styled(step.lead, "$foreground 80%"), Content("  "))
    return Rows([head, lead] if step.lead else [head])
