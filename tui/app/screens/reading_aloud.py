"""The keys that read a page aloud and stop it, on every screen."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import BindingType

from tui.app.input.bindings import bind
from tui.app.screens.guide_screen import GuideScreen

if TYPE_CHECKING:
    from tui.app.guide_state import GuideState


class ReadingAloudApp(App[int]):
    """Reads the page of the present screen aloud."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("voice", "read_aloud"),
        bind("voice.stop", "hush", priority=True),
    ]

    _tested = 0
    """The number of bells that were tested."""

    if TYPE_CHECKING:

        @cached_property
        def state(self) -> GuideState:
            """The state that all screens share."""

    def action_read_aloud(self) -> None:
        """Read the page aloud; where screens follow each other, switch the voice on or off."""
        screen = self.screen
        if not isinstance(screen, GuideScreen) or not (text := screen.spoken()):
            return
        audio = self.state.audio(self)
        if not screen.is_led:
            audio.read(text)
        elif audio.toggle_voice():
            audio.say(text)

    def action_test_bell(self) -> None:
        """Ring the next kind of bell, and say what it means."""
        from tui.guide.routine.announcements import BELL_WORDS

        kinds = list(BELL_WORDS)
        kind = kinds[self._tested % len(kinds)]
        self._tested += 1
        self.state.audio(self).test(kind)
        self.notify(BELL_WORDS[kind], timeout=4)

    def action_hush(self) -> None:
        """Stop reading aloud."""
        self.state.audio(self).stop()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let esc stop the voice only while it reads; else it does what it does without."""
        if action == "hush":
            return self.state.is_reading
        return super().check_action(action, parameters)
