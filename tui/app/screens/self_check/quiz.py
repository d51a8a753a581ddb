"""The quiz: one question at a time, each explained once answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.visual import Visual
from textual.widgets import Static

from tui.app.drawing.answer_styles import MARK_STYLES
from tui.app.drawing.figure_row import CaptionedFigure
from tui.app.drawing.row import Row, Rows
from tui.app.input.bindings import bind
from tui.app.screens.self_check.question import QuestionScreen
from tui.app.widgets.bars.key_line import KeyLine
from tui.app.widgets.lists.answer_list import AnswerList
from tui.guide.content.quiz_model import Question
from tui.guide.outline import Place, place_of, title_of
from tui.guide.quiz import quiz
from tui.guide.quiz.quiz import Card, Round
from tui.guide.quiz.wording import (
    HOW,
    AnswerMark,
    boxes,
    explain,
    heading,
    mark_of,
    number,
    verdict,
)

if TYPE_CHECKING:
    from tui.app.guide_state import GuideState


class QuizEnding(Struct, frozen=True):
    """How the reader left a round: at its end, or for a place in the guide."""

    ended: bool = False
    place: Place | None = None


class QuizScreen(QuestionScreen[QuizEnding]):
    """Asks the questions of one round. Every choice is stored at once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("choose", "go_on", "Next"),
        bind("why", "why", "Why and sources"),
        bind("open", "read", "Read in the guide"),
        bind("close", "leave", "Leave"),
    ]

    DEFAULT_CSS = """
    QuizScreen {
        & > #quiz-title, & > #quiz-progress {
            height: 1;
            padding: 0 1;
        }
        & > #quiz-progress {
            margin-bottom: 1;
        }
    }
    """

    def __init__(self, state: GuideState, quiz_round: Round) -> None:
        super().__init__(state)
        self._round = quiz_round
        self._title = Static(id="quiz-title")
        self._progress = Static(id="quiz-progress")

    def compose(self) -> ComposeResult:
        """Lay out the progress above the question."""
        yield self._banner
        yield self._title
        yield self._progress
        yield self._page
        yield KeyLine(self.key_display)

    @property
    def round(self) -> Round:
        """The present state of the round."""
        return self._round

    @property
    def _count(self) -> int:
        return len(self._round.cards)

    @property
    def _next_open(self) -> int:
        return self._round.place

    @property
    def _card(self) -> Card:
        return self._round.cards[self._place]

    @property
    def _question(self) -> Question:
        return self._index.questions[self._card.question]

    # Display

    def _show(self) -> None:
        card, question = self._card, self._question
        pictures = [question.pictures[place] for place in card.pictures]
        asked = Row(Content.styled(question.ask, "bold"))
        head: list[Visual] = [asked if pictures else self.large(question.ask)]
        if card.answered:
            mark = mark_of(card)
            more = f"more: {title_of(self._index, question.place)}"
            head.append(
                Row(
                    Content.styled(verdict(card), MARK_STYLES[mark]),
                    aside=Content.styled(more, "$foreground 70%"),
                )
            )
            captioned_figures = [CaptionedFigure(p.motion, p.caption, p.keyframe) for p in pictures]
            self._page.tell(Rows(head), captioned_figures, self._explanation())
        else:
            head.append(Row(Content.styled(HOW[question.kind], "$foreground 70%")))
            texts = [question.options[place].text for place in card.options]
            confirm = None
            if not question.single:
                confirm = quiz.complete(question, card.given)
            self._page.answers.show(texts, boxes(question.kind, card), confirm=confirm)
            unlit = [CaptionedFigure(p.motion, "", p.keyframe, muscles=False) for p in pictures]
            self._page.ask(Rows(head), unlit)
        self._show_progress()
        self.refresh_bindings()

    def _show_progress(self) -> None:
        title = self._index.content.quiz.title
        kind = " · practice" if self._round.practice else ""
        where = heading(self._index, self._round, self._place)
        self._title.update(
            Row(Content.styled(f"{title}{kind}", "bold"), aside=Content.styled(where, "bold"))
        )
        marks = [Content(" ")]
        for place, card in enumerate(self._round.cards):
            mark = mark_of(card)
            here = place == self._place
            symbol = mark.value if card.answered else ("▸" if here else "·")
            style = MARK_STYLES[mark] + (" reverse" if here and card.answered else "")
            marks += [Content.styled(symbol, style), Content(" ")]
        answered = sum(card.answered for card in self._round.cards)
        points = f"{number(self._round.points)} of {answered}" if answered else ""
        self._progress.update(Row(Content("").join(marks), aside=Content(points)))

    def _explanation(self) -> Rows:
        rows: list[Row] = []
        for line in explain(self._question, self._card):
            style = MARK_STYLES[line.mark]
            bold = line.mark is not AnswerMark.NONE
            mark = Content.assemble((f"{line.mark.value} ", style), f"{line.label} ")
            gap = 1 if rows and line.why else 0
            text = Content.styled(line.text, "bold" if bold else "$foreground 70%")
            note = Content.styled(line.note, "$foreground 70%")
            rows.append(Row(text, mark, note, gap=gap))
            if line.why:
                rows.append(Row(Content.styled(line.why, "$foreground 85%"), Content("    ")))
        return Rows(rows)

    # Answering

    @on(AnswerList.Chosen)
    def choose(self, event: AnswerList.Chosen) -> None:
        """Take a choice; for a question with a single choice it is the answer."""
        event.stop()
        card, question = self._card, self._question
        given = quiz.choose(question, card.given, card.options[event.place])
        self._keep(self._round.choose(self._place, given))
        if question.single:
            self._answer()
            return
        texts = [question.options[place].text for place in card.options]
        complete = quiz.complete(question, given)
        self._page.answers.mark(texts, boxes(question.kind, self._card), confirm=complete)
        if complete and (event.by_number or question.kind == "order"):
            self._page.answers.to_confirm()

    @on(AnswerList.Confirmed)
    def confirm(self, event: AnswerList.Confirmed) -> None:
        """Submit the choices as the answer."""
        event.stop()
        self._answer()

    def _answer(self) -> None:
        self._keep(self._round.answer(self._place, self._question))
        self._enter.shown()
        self._show()

    def _keep(self, quiz_round: Round) -> None:
        self._round = self._state.record.enter_round(quiz_round)

    def action_go_on(self) -> None:
        """Leave an explanation, once there was time to read it."""
        if self._enter.after_reading():
            self.action_turn(1)
            self._enter.shown()

    # Navigation

    def _finish(self) -> None:
        self.dismiss(QuizEnding(ended=True))

    def action_why(self) -> None:
        """Show why the answer is right, with its sources."""
        from tui.app.screens import sheet_content
        from tui.app.screens.sheet import Sheet

        visual = sheet_content.why_question(self._index, self._question)
        self.app.push_screen(Sheet(self._question.ask, visual))

    def action_read(self) -> None:
        """Leave for the place in the guide that explains more."""
        self.dismiss(QuizEnding(place=place_of(self._index, self._question.place)))

    def action_leave(self) -> None:
        """Return to the guide; all answers are stored."""
        self.dismiss(QuizEnding())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only the keys that apply now."""
        if not self.is_mounted:
            return True
        answered = self._card.answered
        if action in ("pick", "enter"):
            return not answered
        if action in ("go_on", "why", "read"):
            return answered
        return super().check_action(action, parameters)
