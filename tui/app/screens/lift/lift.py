"""The screen of the lifting equation: sliders, the figure that lifts, and the result."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.visual import Visual

from tui.app.drawing.row import Row, Rows, heading_row
from tui.app.input.bindings import bind
from tui.app.screens.guide_screen import GuideScreen
from tui.app.screens.lift.picture import LiftPicture
from tui.app.screens.lift.sliders import LiftSliders
from tui.app.widgets.bars.banner import Banner
from tui.app.widgets.bars.key_line import KeyLine
from tui.app.widgets.page_scroll import StepScroll
from tui.app.widgets.page_text import PageText
from tui.app.widgets.strip_widget import TextLine
from tui.guide.lift.changes import changes
from tui.guide.lift.equation import SYSTEMS, SystemName, assess
from tui.guide.lift.form import FIELDS, FieldName, LiftForm
from tui.guide.lift.report import (
    GOAL,
    change_words,
    costliest_words,
    end_words,
    index_words,
    verdict_words,
)

if TYPE_CHECKING:
    from tui.app.guide_state import GuideState

_OTHERS = 14
"""Rows of the terminal for all but the figure, where there are many."""
_TALLEST = 27
_TALL = 24
"""Rows of a terminal in which what a number means stands under the sliders, beside the figure."""
_WIDE = 76
"""Columns in which it has room there."""


class LiftScreen(GuideScreen[None]):
    """Sliders beside the figure that lifts, above what the equation says."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("lift.units", "units", "Units"),
        bind("close", "leave", "Close"),
    ]

    DEFAULT_CSS = """
    LiftScreen {
        & > Horizontal {
            height: 12;
            & > Vertical {
                width: 1fr;
                min-width: 38;
                max-width: 64;
            }
        }
        & TextLine {
            height: auto;
        }
        & > #about-number {
            height: 2;
        }
        & #about-beside {
            display: none;
            height: 3;
        }
        &.-tall > #about-number {
            display: none;
        }
        &.-tall #about-beside {
            display: block;
        }
        & > StepScroll {
            height: 1fr;
            padding: 0 1;
        }
    }
    """

    def __init__(self, state: GuideState, units: SystemName) -> None:
        super().__init__()
        self._state = state
        self._words = state.index.content.lift
        form = LiftForm.first(SYSTEMS[units])
        inputs = self._words.inputs
        titles: dict[FieldName, str] = {name: inputs[name]["title"] for name in FIELDS}
        self._banner = Banner(state.triage)
        self._title = TextLine()
        self._sliders = LiftSliders(form, titles)
        self._picture = LiftPicture(state.environment)
        self._abouts = [TextLine(id="about-beside"), TextLine(id="about-number")]
        beside = Vertical(self._title, self._sliders, self._abouts[0])
        self._upper = Horizontal(beside, self._picture)
        self._result = PageText()

    def compose(self) -> ComposeResult:
        """Lay out the sliders beside the figure, above the result."""
        yield self._banner
        yield self._upper
        yield self._abouts[1]
        with StepScroll():
            yield self._result
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the first numbers."""
        self._banner.follow(self._state)
        self._title.say(Row(Content.styled(self._words.texts["page"]["title"], "bold")))
        self._show(self._sliders.form, self._sliders.marked)
        self.set_focus(self._sliders)

    @on(events.Resize)
    def fit(self, event: events.Resize) -> None:
        """Give the figure what rows there are to spare."""
        is_tall = event.size.height >= _TALL and event.size.width >= _WIDE
        self.set_class(is_tall, "-tall")
        least = 1 + len(FIELDS) + (3 if is_tall else 0)
        self._upper.styles.height = max(least, min(event.size.height - _OTHERS, _TALLEST))

    @on(LiftSliders.Changed)
    def follow(self, event: LiftSliders.Changed) -> None:
        """Show what follows from the numbers."""
        event.stop()
        self._show(event.form, event.marked)

    @on(LiftSliders.Refused)
    def refuse(self, event: LiftSliders.Refused) -> None:
        """Say why what was typed is no such number."""
        event.stop()
        self._explain(Content.styled(event.why, "$warning"))

    def action_leave(self) -> None:
        """Forget what is being typed; without that, close."""
        if self._sliders.is_typing:
            self._sliders.forget()
        else:
            self.dismiss()

    def action_units(self) -> None:
        """Go over to the other units."""
        self._sliders.forget()
        self._sliders.change(self._sliders.form.switched())

    def _show(self, form: LiftForm, marked: FieldName) -> None:
        self._picture.show(form, marked)
        if marked == "grip":
            help_words = self._words.texts["grips"][form.lift.grip]
        else:
            help_words = self._words.inputs[marked]["help"]
        self._explain(Content.styled(help_words, "$foreground 80%"))
        self._result.update(Rows(self._rows(form)))

    def _explain(self, words: Content) -> None:
        """Say something of the marked number, where there is room for it."""
        for about in self._abouts:
            about.say(Row(words))

    def _rows(self, form: LiftForm) -> list[Visual]:
        words, lift = self._words, form.lift
        found = assess(lift)
        system = form.units
        rows: list[Visual] = [
            Row(Content("Recommended at the start"), aside=_strong(end_words(found.start, system))),
            Row(Content("Recommended at the end"), aside=_strong(end_words(found.end, system))),
        ]
        look = "bold $primary" if found.index <= GOAL else "bold $warning"
        rows.append(Row(Content.styled(verdict_words(words, found.index), look)))
        if costs := costliest_words(words, found):
            rows.append(Row(Content(costs)))
        rows.append(heading_row("The index if you change one thing"))
        better = changes(lift)
        for change in better:
            text = Content(change_words(words, change))
            rows.append(Row(text, aside=_strong(index_words(change.index))))
        if not better:
            rows.append(Row(Content(words.texts["page"]["none_better"])))
        rows.append(Row(Content.styled(words.texts["page"]["index"], "$foreground 80%"), gap=1))
        rows.append(Row(Content.styled(words.texts["page"]["for_whom"], "$foreground 80%")))
        return rows


def _strong(words: str) -> Content:
    return Content.styled(words, "bold")
