"""An app that handles keys in order, and ignores those typed while the window is too small."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from textual import events
from textual.actions import ActionParseResult
from textual.dom import DOMNode
from textual.driver import Driver
from textual.geometry import Offset

from tui.app.input.input_gate import InputGate, smallest_of
from tui.app.input.typeahead import Typeahead
from tui.app.terminal.window_size import is_too_small
from tui.app.textual_fast.guarded_app import GuardedApp


class InputApp(GuardedApp):
    """Passes keys, pastes and clicks through a gate and a queue.

    Attributes:
        keymap: The keys of each action that has others than by default.

    """

    def __init__(
        self,
        driver_class: type[Driver] | None = None,
        keymap: Mapping[str, str] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(driver_class=driver_class, **options)
        self.keymap = dict(keymap or {})
        if self.keymap:
            from tui.app.input.keymap import whole_keymap

            self.set_keymap(whole_keymap(self.keymap))
        self._typeahead = Typeahead(
            self,
            self._dispatch,
            guarded=self.guarded,
            is_screen_to_come=lambda: self.is_screen_to_come,
        )
        self.flush_typed = lambda: None
        self._gate = InputGate(
            self,
            leave=lambda: self.ask_to_leave(0),
            tell_emergency=lambda: self.tell_emergency(),
            flush_typed=lambda: self.flush_typed(),
            drop_typed=self._typeahead.drop,
        )

    @property
    def is_screen_to_come(self) -> bool:
        """Whether a screen that further keys are meant for is about to open."""
        return False

    @property
    def pressed(self) -> Offset | None:
        """Where a mouse button was pressed that is still down."""
        return self._gate.pressed

    @property
    def has_dragged(self) -> bool:
        """Whether the mouse was released elsewhere than it was pressed."""
        return self._gate.has_dragged

    def ask_to_leave(self, status: int, *, asking: bool = False) -> None:
        """End the app with `status`; ask first if something is under way, or if `asking`."""
        self.exit(return_code=status)

    def tell_emergency(self) -> None:
        """Show whom to call in an emergency; for a window too small for anything else."""

    def is_too_small(self, size: tuple[int, int]) -> bool:
        """Whether the screen in front cannot be shown at a size."""
        return is_too_small(size, smallest_of(self))

    @property
    def is_blind(self) -> bool:
        """Whether input is blocked because its effect would not be visible."""
        return self._gate.is_shut

    @property
    def is_busy(self) -> bool:
        """Whether keys are queued or messages are pending."""
        return self._gate.is_opening or self._typeahead.is_busy

    async def on_event(self, event: events.Event) -> None:
        """Pass input through the gate and the queue; handle other events at once."""
        if isinstance(event, events.Resize) and (self.is_too_small(event.size) or self.is_blind):
            self._gate.resized(event.size)
        if isinstance(event, events.InputEvent | events.Paste) and not event.is_forwarded:
            self._gate.watch(event)
            if self._gate.holds_back(event) or self._typeahead.holds(event):
                return
        await self._dispatch(event)

    async def _dispatch(self, event: events.Event) -> None:
        """Dispatch an event; check the gate again, as the window may have shrunk meanwhile."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            if self._gate.holds_back(event):
                return
            event = self._gate.prepared(event)
        await super().on_event(event)

    def window_shrank(self) -> None:
        """Shut the gate before a window too small is drawn."""
        self._gate.shut()

    def screen_fits(self) -> None:
        """Open the gate for a screen that needs less room than the one before."""
        if self._gate.is_shut and not self._gate.is_opening:
            self._gate.resized(self.size)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Run an action; keys that come before it is done wait for it."""
        acting = super().run_action(action, default_namespace, namespaces)
        return await self._typeahead.wait_for(acting)
