"""The answers to a question, with one key each."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.app.drawing.row import Row
from tui.app.input.bindings import bind, shown_key
from tui.app.widgets.lists.option_list import GuideOptionList

_ENTER = "enter"
_TYPED_AHEAD = 0.5
"""Seconds within which a key was meant for what was on the screen before."""
_UNREAD = 1.0
"""The same for Enter, which is pressed without looking."""
_REPEAT = 0.3
"""Seconds: longer than between two repeats of a key that is held down."""


class KeyAnswers(GuideOptionList):
    """Answers that are chosen by a key of their own, by arrows and Enter, or by mouse.

    None is highlighted at first, so that Enter alone answers nothing.

    Args:
        answers: The words of each answer, by the name of its action.
        clock: A monotonic clock, in seconds.

    """

    DEFAULT_CSS = """
    KeyAnswers {
        height: auto;
        max-height: 999;
        overflow-y: hidden;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("choose", "take"),
        bind("tick", "take"),
    ]

    class Answered(Message):
        """An answer was chosen."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name
            """The name of the answer."""

    def __init__(self, answers: Mapping[str, str], clock: Callable[[], float]) -> None:
        super().__init__()
        self._clock = clock
        self._shown = math.inf
        self._pressed: tuple[str, float] = ("", -math.inf)
        """The key pressed last, and when."""
        self._words = answers

    def on_mount(self) -> None:
        """List the answers with their keys."""
        self.add_options(
            Option(Row(Content(words), self._mark(name), gap=int(bool(n))), id=name)
            for n, (name, words) in enumerate(self._words.items())
        )

    def _mark(self, name: str) -> Content:
        return Content.styled(f"{shown_key(self.app, name)}  ", "bold $primary")

    def ask(self) -> None:
        """Take answers from now on."""
        self.highlighted = None
        self._shown = self._clock()
        self.focus()

    def answer(self, name: str) -> None:
        """Choose an answer by its key, unless that was typed ahead or is held down."""
        if self._is_meant(name):
            self.post_message(self.Answered(name))

    def action_take(self) -> None:
        """Choose the highlighted answer."""
        option = self.highlighted_option
        if self._is_meant(_ENTER) and option is not None and option.id:
            self.post_message(self.Answered(option.id))

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Choose the clicked answer."""
        event.stop()
        self.post_message(self.Answered(event.option_id or ""))

    def _is_meant(self, key: str) -> bool:
        now = self._clock()
        (last, at), self._pressed = self._pressed, (key, now)
        if key == last and now - at < _REPEAT:
            return False
        return now - self._shown >= (_UNREAD if key == _ENTER else _TYPED_AHEAD)
