"""The options of a question, chosen by number, arrows or mouse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.app.drawing.row import Row
from tui.app.input.bindings import bind
from tui.app.widgets.lists.option_list import GuideOptionList

_CONFIRM = "confirm"


class AnswerList(GuideOptionList):
    """Numbered options. The owner decides what choosing one does."""

    DEFAULT_CSS = """
    AnswerList {
        height: auto;
        max-height: 999;
        overflow-y: hidden;
        margin-top: 1;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        # The screen tells an intended Enter from a key repeat.
        bind("choose", "screen.enter"),
        bind("tick", "select"),
        bind("left", "screen.turn(-1)", "Back"),
        bind("right", "screen.turn(1)", "Next"),
    ]

    class Chosen(Message):
        """An option was chosen."""

        def __init__(self, place: int, *, by_number: bool) -> None:
            super().__init__()
            self.place = place
            """Its index in the list, from 0."""
            self.by_number = by_number
            """Whether it was chosen by a number key."""

    class Moved(Message):
        """The reader moved to another option by the arrows."""

    class Confirmed(Message):
        """The choices were submitted as the answer."""

    def __init__(self) -> None:
        super().__init__()
        self._count = 0

    @property
    def count(self) -> int:
        """The number of options, without the line that submits the choices."""
        return self._count

    def show(
        self, texts: Sequence[str], boxes: Sequence[str], *, confirm: bool | None = None
    ) -> None:
        """Show these options, the first highlighted.

        Args:
            texts: What each says.
            boxes: What stands before each.
            confirm: Whether the choice can be confirmed; None if choosing is answering.

        """
        self._count = len(texts)
        options = [Option(_row(*row)) for row in zip(range(1, 9), boxes, texts, strict=False)]
        if confirm is not None:
            body = Content.styled("This is my answer", "bold")
            mark = Content.styled("↵ ", "$primary")
            options.append(Option("", disabled=True))
            options.append(Option(Row(body, mark), id=_CONFIRM, disabled=not confirm))
        self.set_options(options)
        self.highlighted = 0

    def mark(self, texts: Sequence[str], boxes: Sequence[str], *, confirm: bool) -> None:
        """Show the present choices; the highlight stays."""
        for place, (box, text) in enumerate(zip(boxes, texts, strict=True)):
            self.replace_option_prompt_at_index(place, _row(place + 1, box, text))
        if confirm:
            self.enable_option(_CONFIRM)
        else:
            self.disable_option(_CONFIRM)

    def pick(self, place: int) -> None:
        """Choose the option at index `place` by its number, if there is one."""
        if place < self._count:
            self.highlighted = place
            self.post_message(self.Chosen(place, by_number=True))

    def action_cursor_up(self) -> None:
        """Move up by one option."""
        super().action_cursor_up()
        self.post_message(self.Moved())

    def action_cursor_down(self) -> None:
        """Move down by one option."""
        super().action_cursor_down()
        self.post_message(self.Moved())

    def to_confirm(self) -> None:
        """Highlight the line that submits the choices."""
        self.highlighted = self.get_option_index(_CONFIRM)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Post the choice to the owner."""
        event.stop()
        if event.option_id == _CONFIRM:
            self.post_message(self.Confirmed())
        else:
            self.post_message(self.Chosen(event.option_index, by_number=False))


def _row(label: int, box: str, text: str) -> Row:
    mark = Content.assemble((f"{label} ", "bold $primary"), box)
    return Row(Content(text), mark)
