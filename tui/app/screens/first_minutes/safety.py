"""The safety questions, one a screen, and the findings behind each."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.content import Content
from textual.visual import Visual

from tui.app.drawing.answer_row import answer_row
from tui.app.drawing.large.large_text import LargeText
from tui.app.drawing.row import Row
from tui.app.input.bindings import answer_keys, bind
from tui.app.screens.first_minutes.yes_no import YesNoScreen
from tui.app.widgets.lists.finding_ticks import show_ticks
from tui.app.widgets.lists.tick_list import TickList
from tui.app.widgets.lists.tick_row import Tick, finding_tick, tick_row
from tui.app.widgets.strip_widget import TextLine
from tui.guide.content.safety_model import SafetyQuestion
from tui.guide.content.triage_model import Level

if TYPE_CHECKING:
    from tui.app.guide_state import GuideState

_AROUND = 9
"""Rows for everything but the findings of a question and its heading."""
_BESIDE = 8
"""Columns beside the words of a finding."""
_LEAST = 5
"""The fewest rows of a heading."""

_GO_ON = "go_on"
"""The id of the last line below the findings of a question."""


class SafetyEnding(Enum):
    """How the questions ended."""

    DONE = "done"
    LEFT = "left"
    EMERGENCY = "emergency"
    """An emergency sign was ticked."""


class FindingList(TickList):
    """The findings behind a question; the left arrow goes back to it."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("left", "screen.back", "Back")]


class SafetyScreen(YesNoScreen[SafetyEnding]):
    """Asks the safety questions; a yes lists the findings behind it to tick.

    Args:
        state: The state of the guide, which remembers the question if the screen is left.
        yes: The answer to the first question, if it was given elsewhere.

    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("yes", "answer(True)", "Yes"),
        bind("no", "answer(False)", "No"),
        bind("no", "go_on(False)", "None of these"),
        bind("no", "go_on(True)", "Next"),
        bind("left", "back", "Back"),
        bind("why", "explain", "Explain"),
        bind("close", "leave", "Leave"),
    ]

    DEFAULT_CSS = """
    SafetyScreen {
        & > FindingList {
            height: 1fr;
            margin: 1 2;
        }
    }
    """

    def __init__(self, state: GuideState, yes: bool | None = None) -> None:
        super().__init__(state)
        self._questions = state.index.content.safety.questions
        self._place = min(state.question, len(self._questions) - 1) if yes is None else 0
        self._yes = yes
        self._heading = TextLine()
        """The question again, above its findings where there is room."""
        self._heading.display = False
        self._list: FindingList | None = None
        """The findings behind the question, while they are listed."""

    @property
    def _aside(self) -> str:
        return f"{self._place + 1} of {len(self._questions)}"

    @property
    def _last_line(self) -> str:
        """The words of the line below the findings."""
        safety = self._state.index.content.safety
        return safety.others if self._ticked else safety.none

    @property
    def _question(self) -> SafetyQuestion:
        return self._questions[self._place]

    def _begin(self) -> None:
        """Show the question, or what follows from the answer that was given already."""
        self._show()
        if self._yes is not None:
            self._answer(self._yes)

    def _show(self) -> None:
        if self._list:
            self._list.remove()
            self._list = None
            self._heading.display = False
        self._card.display = True
        self._state.question = self._place
        safety, question = self._state.index.content.safety, self._question
        self._ask(safety.title, self._aside, question.text, list(self._rows(question)))

    def _rows(self, question: SafetyQuestion) -> Iterator[Visual]:
        safety, triage_state = self._state.index.content.safety, self._state.triage_state
        yield Row(Content.styled(question.detail, "$foreground 85%"), gap=1)
        ticked = [name for name in question.findings if name in triage_state.ticked]
        if ticked:
            texts = "; ".join(self._state.index.findings[name].text for name in ticked)
            yield Row(Content.styled(texts, "bold"), Content.styled("[x] ", "bold"), gap=1)
        yield answer_row("Yes", "No, nothing else" if ticked else "No", answer_keys(self.app))
        yield Row(Content.styled(self.hint(safety.unsure), "$foreground 70%"))

    def _answer(self, yes: bool) -> None:
        if yes:
            self._list_findings()
        else:
            self._next()

    def _list_findings(self) -> None:
        """List the findings behind the question, to tick."""
        state, question = self._state, self._question
        self._list = FindingList(
            [
                *(finding_tick(state.triage, state.index.findings[n]) for n in question.findings),
                Tick(_GO_ON, self._last_line),
            ]
        )
        which = Content.styled(state.index.content.safety.which, "bold")
        self._title.say(Row(which, aside=Content(self._aside), keep=False))
        self._card.display = False
        self._asked = (which, *(state.index.findings[name].text for name in question.findings))
        self.speak_by(state)
        if not self._heading.is_attached:
            self.mount(self._heading, after=self._title)
        self.mount(self._list, after=self._heading)
        self.fit_heading()
        show_ticks(self._list, state.triage_state)
        self.set_focus(self._list)
        self._guard.shown()
        self.refresh_bindings()

    @on(events.Resize)
    def fit_heading(self) -> None:
        """Show the question above its findings, as large as they leave room for."""
        if self._list is None:
            return
        findings = (self._state.index.findings[name] for name in self._question.findings)
        rows = [tick_row(finding_tick(self._state.triage, one)) for one in findings]
        width = max(1, self.size.width - _BESIDE)
        room = self.size.height - _AROUND - sum(row.get_height({}, width) for row in rows)
        self._heading.display = room >= _LEAST
        large = LargeText(self._question.text, glyphs=self._state.environment.glyphs, height=room)
        self._heading.say(large)

    @property
    def _ticked(self) -> bool:
        return not self._state.triage_state.ticked.isdisjoint(self._question.findings)

    @on(TickList.Toggled)
    def toggle(self, event: TickList.Toggled) -> None:
        """Tick or untick a finding, or go on; an emergency ends the questions at once."""
        event.stop()
        if not self._guard.is_seen():
            return  # Typed ahead, or twice.
        if event.id == _GO_ON:
            self._next()
            return
        on = event.id not in self._state.triage_state.ticked
        self._state.toggle(event.id)
        if on and self._state.triage_state.level is Level.EMERGENCY:
            self.dismiss(SafetyEnding.EMERGENCY)
        elif self._list:
            self._list.reword(_GO_ON, self._last_line)
            show_ticks(self._list, self._state.triage_state)
            self.refresh_bindings()

    def _next(self) -> None:
        self._place += 1
        if self._place < len(self._questions):
            self._show()
            return
        self._state.question = 0
        self._state.record.check()
        self.dismiss(SafetyEnding.DONE)

    def action_go_on(self, ticked: bool) -> None:
        """Go on to the next question, with a finding of this one ticked or with none."""
        if self._guard.meant():
            self._next()

    def action_back(self) -> None:
        """Go back to the question, or to the one before."""
        if self._list is None:
            self._place = max(0, self._place - 1)
        self._show()

    def action_explain(self) -> None:
        """Show why the question is asked, with its sources."""
        from tui.app.screens.sheet import Sheet
        from tui.app.screens.sheet_content import why_asked

        question = self._question
        self.app.push_screen(Sheet(question.text, why_asked(self._state.index, question)))

    def action_leave(self) -> None:
        """Return to the guide; the question is remembered."""
        self.dismiss(SafetyEnding.LEFT)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only the keys that apply now."""
        if action == "back":
            return self._place > 0 or self._list is not None
        if action == "answer":
            return self._list is None
        if action == "go_on":
            return self._list is not None and parameters == (self._ticked,)
        return True
