"""The page beside a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import BindingType
from textual.message import Message

from tui.app.drawing.border import Border
from tui.app.drawing.document import Document
from tui.app.environment import FRAMES_A_SECOND
from tui.app.input.bindings import bind
from tui.app.textual_fast.diff_display import is_behind
from tui.app.widgets.document_view import DocumentView

if TYPE_CHECKING:
    from textual.timer import Timer

    from tui.app.drawing.figure_row import FigureRow


class EntryPage(DocumentView):
    """The marked entry of the list, in full.

    It scrolls, and what can be chosen in it is reached by the tab key, group by group.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("yes", "answer(True)", "Yes"),
        bind("no", "answer(False)", "No"),
        bind("why", "explain", "Explain"),
        bind("list", "screen.to_list", "Back to the list"),
        bind("choose", "open", "Open"),
        bind("tick", "tick", "Tick"),
        bind("choose", "set"),
        bind("focus.next", "step(1)"),
        bind("focus.previous", "step(-1)"),
    ]

    class Left(Message):
        """The question on the page was left by an arrow key."""

    class Answered(Message):
        """The question on the page was answered."""

        def __init__(self, *, yes: bool) -> None:
            super().__init__()
            self.yes = yes

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._moving: int | None = None
        self._timer: Timer | None = None

    def show(self, document: Document, frame: Border | None = None) -> None:
        """Show a document at its own scroll position, and start its animation."""
        super().show(document, frame)
        moving = (number for number, part in enumerate(document.parts) if part.moves)
        self._moving = next(moving, None)
        if self._moving is not None:
            if self._figure_row.begin():
                document.redraw(self._moving)
            if self._timer is None:
                self._timer = self.set_interval(1 / FRAMES_A_SECOND, self.advance)
            self._timer.resume()
        elif self._timer:
            self._timer.pause()

    @property
    def _figure_row(self) -> FigureRow:
        assert self._moving is not None
        return cast("FigureRow", self.document.parts[self._moving].visual)

    def advance(self) -> None:
        """Show the present frame of the animation, if it is visible."""
        document, number = self.document, self._moving
        is_seen = document.height and self.screen.is_active and not is_behind(self.app)
        if number is None or not is_seen:
            return
        start, end = document.span(number)
        if (
            document.top < end
            and start < document.top + self._room.height
            and self._figure_row.advance()
        ):
            document.redraw(number)
            self._repaint_parts(number)

    # Selectable parts

    @property
    def _group(self) -> str:
        marked = self.document.marked
        return "" if marked is None else self.document.parts[marked].group

    def action_go(self, by: int) -> None:
        """Scroll by a line, or mark the next selectable part; leave a question."""
        if self.document.asks:
            self._tell(self.Left())
        elif group := self._group:
            self.mark(self.document.next_choice(self.document.marked, by, group))
        else:
            super().action_go(by)

    def action_go_far(self, by: int) -> None:
        """Scroll to the top or end, or mark the first or last selectable part."""
        if group := self._group:
            self.mark(self.document.next_choice(None, -by, group))
        else:
            super().action_go_far(by)

    def action_step(self, by: int) -> None:
        """Go to the next group of selectable parts; after the last, to the list."""
        groups = list(dict.fromkeys(part.group for part in self.document.parts if part.group))
        place = groups.index(self._group) if self._group else -1
        if 0 <= place + by < len(groups):
            self.mark(self.document.next_choice(None, 1, groups[place + by]))
        elif by < 0 and place == 0:
            self.mark(None)
        else:
            self.mark(None)
            (self.screen.focus_next if by > 0 else self.screen.focus_previous)()
        self.refresh_bindings()

    def action_answer(self, yes: bool) -> None:
        """Answer the question on the page."""
        self._tell(self.Answered(yes=yes))

    async def action_explain(self) -> None:
        """Show why the question is asked."""
        await self.run_action("screen.why")

    def action_open(self) -> None:
        """Follow a link."""
        self._choose()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only the actions of the marked line."""
        if action in ("tick", "set"):
            return self._group == "card"
        if action in ("answer", "explain"):
            return self.document.asks
        return action != "open" or self._group == "links"
