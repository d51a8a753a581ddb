"""The dialogs before the walkthrough: which exercises, and what rules them out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option

from tui.app.drawing.row import Row, Rows
from tui.app.input.bindings import bind
from tui.app.screens.dialog import Dialog, DialogButton
from tui.app.terminal.window_size import SMALLEST_LED
from tui.app.widgets.lists.finding_ticks import finding_ticks, show_ticks
from tui.app.widgets.lists.option_list import GuideOptionList
from tui.app.widgets.lists.tick_list import TickList
from tui.app.widgets.lists.tick_row import Tick
from tui.guide.blocks import PHASE_WORDS
from tui.guide.content.exercise_model import Exercise, Program
from tui.guide.content.record_index import Index
from tui.guide.routine.cue_text import clock_words
from tui.guide.routine.order import RoutineChoice
from tui.guide.routine.routine import conditions, left_out, plan

if TYPE_CHECKING:
    from tui.app.guide_state import GuideState

_OWN = "own"
"""The option id of the reader's own choice."""
_CODE = "code"
"""The option id of a plan that somebody was given."""


class ChooseRoutine(Dialog[RoutineChoice]):
    """A dialog for the routine. Closes with its exercises, or None to leave."""

    smallest = SMALLEST_LED

    BINDINGS: ClassVar[list[BindingType]] = [bind("close", "dismiss(None)", "Close")]

    def __init__(self, index: Index) -> None:
        super().__init__()
        self._index = index

    def compose(self) -> ComposeResult:
        """Lay out the routines, with the reader's own choice last."""
        with Vertical() as frame:
            frame.border_title = "Walkthrough"
            frame.border_subtitle = self.frame_hint("{choose} chooses · {close} closes")
            listing = GuideOptionList()
            options = [self._option(program) for program in self._index.content.programs]
            own = _choice("Your own choice", "", "Tick the exercises you want.")
            options.append(Option(own, id=_OWN))
            options.append(Option(_choice("The code of a plan", "", "From a sheet."), id=_CODE))
            # An empty line between two, which no highlight covers.
            spaced = [line for one in options for line in (Option("", disabled=True), one)]
            listing.add_options(spaced[1:])
            listing.highlighted = 0
            yield listing

    def _option(self, program: Program) -> Option:
        exercises = RoutineChoice.of_program(self._index, program).order(self._index)
        titles = ", ".join(exercise.title for exercise in exercises)
        minutes = f"{clock_words(plan(self._index, exercises).total)} min"
        lead = f"{program.lead} {titles}."
        return Option(_choice(program.title, minutes, lead), id=program.id)

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Close with the routine, or open what asks for another."""
        event.stop()
        if event.option_id == _OWN:
            self.app.push_screen(ChooseExercises(self._index), self._chosen)
            return
        if event.option_id == _CODE:
            from tui.app.screens.walkthrough.enter_code import EnterCode

            self.app.push_screen(EnterCode(self._index), self._chosen)
            return
        programs = {program.id: program for program in self._index.content.programs}
        self.dismiss(RoutineChoice.of_program(self._index, programs[event.option_id or ""]))

    def _chosen(self, choice: RoutineChoice | None) -> None:
        if choice:
            self.dismiss(choice)


class ChooseExercises(Dialog[RoutineChoice]):
    """A dialog for exercises. Closes with those ticked, or None to leave."""

    smallest = SMALLEST_LED

    BINDINGS: ClassVar[list[BindingType]] = [bind("close", "dismiss(None)", "Back")]

    def __init__(self, index: Index) -> None:
        super().__init__()
        self._index = index
        postures = index.content.movement.postures
        self._list = TickList(
            Tick(
                exercise.id,
                f"{exercise.title} · {postures[exercise.posture]}",
                PHASE_WORDS[exercise.phase].capitalize(),
            )
            for exercise in index.content.exercises
        )
        self._start = DialogButton("Go on", id="start", compact=True, disabled=True)

    def compose(self) -> ComposeResult:
        """Lay out the exercises to tick."""
        with Vertical() as frame:
            frame.border_title = "Your own choice"
            frame.border_subtitle = self.frame_hint("{tick} ticks · {close} back")
            yield self._list
            with Horizontal():
                yield self._start

    @on(TickList.Toggled)
    def toggle(self, event: TickList.Toggled) -> None:
        """Add or remove an exercise."""
        event.stop()
        self._list.ticked = self._list.ticked ^ {event.id}
        self._start.disabled = not self._list.ticked
        self._say_keys()

    @on(events.DescendantFocus)
    def _say_keys(self) -> None:
        if self._start.has_focus:
            keys = "{choose} goes on · {focus.next} to the list · {close} back"
        elif self._start.disabled:
            keys = "{tick} ticks · {close} back"
        else:
            keys = "{tick} ticks · {focus.next} to the button · {close} back"
        self.query_one(Vertical).border_subtitle = self.frame_hint(keys)
        self._list.say_more()

    @on(Button.Pressed)
    def go_on(self, event: Button.Pressed) -> None:
        """Close with the ticked exercises."""
        event.stop()
        ticked = self._list.ticked
        exercises = self._index.content.exercises
        self.dismiss(RoutineChoice(tuple(e for e in exercises if e.id in ticked)))


class AskConditions(Dialog[bool]):
    """A dialog for conditions that rule out exercises. Closes with True to start."""

    smallest = SMALLEST_LED

    BINDINGS: ClassVar[list[BindingType]] = [bind("close", "dismiss(False)", "Close")]

    DEFAULT_CSS = """
    AskConditions Static {
        margin-bottom: 1;
    }
    """

    def __init__(self, state: GuideState, exercises: Sequence[Exercise]) -> None:
        super().__init__()
        self._state = state
        self._index = state.index
        self._exercises = exercises
        names = conditions(self._index, exercises)
        blockers = self._index.blockers
        self._list = TickList(
            [
                *finding_ticks(state.triage, [n for n in names if n not in blockers]),
                *(Tick(name, blockers[name].text) for name in names if name in blockers),
            ]
        )
        self._outcome = Static()
        self._start = DialogButton("None of these: start", id="start", compact=True)

    def compose(self) -> ComposeResult:
        """Lay out the conditions, the outcome and the start button."""
        with Vertical() as frame:
            frame.border_title = "Is one of these true?"
            yield self._list
            yield self._outcome
            with Horizontal():
                yield self._start

    def on_mount(self) -> None:
        """Show the present ticks, and focus the start button."""
        self._follow()
        self._start.focus()

    @on(TickList.Toggled)
    def toggle(self, event: TickList.Toggled) -> None:
        """Toggle a condition: in the checklist if it is a finding, else in the record."""
        event.stop()
        self._state.toggle(event.id)
        self._follow()

    def _follow(self) -> None:
        triage_state = self._state.triage_state
        show_ticks(self._list, triage_state)
        true = triage_state.verdict.findings | triage_state.blockers
        out = [e.title for e in self._exercises if left_out(self._index, e, true)]
        remaining = len(self._exercises) - len(out)
        words = self._index.levels[triage_state.level]
        lines = (
            [f"Left out: {', '.join(out)}. {self._index.content.movement.blocked}"] if out else []
        )
        lines += [words.refusal] if words.refusal else []
        self._outcome.update(Content("\n".join(lines)))
        self._outcome.display = bool(lines)
        any_true = bool(true & set(conditions(self._index, self._exercises)))
        self._start.label = "Start" if any_true else "None of these: start"
        self._start.disabled = not remaining or not words.walkthrough
        self._say_keys()

    @on(events.DescendantFocus)
    def _say_keys(self) -> None:
        if self._start.has_focus and not self._start.disabled:
            keys = "{choose} starts · {focus.next} to the list · {close} closes"
        elif self._start.disabled:
            keys = "{tick} ticks · {close} closes"
        else:
            keys = "{tick} ticks · {focus.next} to the button · {close} closes"
        self.query_one(Vertical).border_subtitle = self.frame_hint(keys)
        self.fit()
        self._list.say_more()

    @on(Button.Pressed)
    def start(self, event: Button.Pressed) -> None:
        """Close with True."""
        event.stop()
        self.dismiss(True)


def _choice(title: str, aside: str, lead: str) -> Rows:
    head = Row(Content.styled(title, "bold"), aside=Content.styled(aside, "$foreground 70%"))
    return Rows([head, Row(Content.styled(lead, "$foreground 80%"))])
