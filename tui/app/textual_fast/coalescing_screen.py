"""A screen that coalesces paints until all pending messages are handled.

By itself Textual paints after each step: the list moves, then the page beside it follows, then
a scroll bar appears and the page is wrapped again. Each costs a layout and a paint of most of
the screen, and only the last is wanted.
"""

from __future__ import annotations

from asyncio import get_running_loop
from collections.abc import Sequence
from typing import Any, TypeVar

from textual import events, on
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.geometry import Region
from textual.screen import Screen
from textual.widget import Widget

from tui.app.textual_fast.feature_probe import has

_PATIENCE = 100
"""Rounds of the event loop after which a frame is painted even with messages pending."""

R = TypeVar("R")


def pending_messages(app: App[Any]) -> int:
    """Return how many messages are pending for an app and all of its widgets."""
    if not has("queues"):
        nodes = (
            widget for screen in app.screen_stack for widget in screen.walk_children(with_self=True)
        )
        return app.message_queue_size + sum(node.message_queue_size for node in nodes)
    # A message that was peeked at is in no queue any more.
    return app.message_queue_size + sum(
        node.message_queue_size + (node._pending_message is not None) for node in app._registry
    )


class CoalescingScreen(Screen[R]):
    """Paints only when no widget has pending messages."""

    cursor_follows: Widget | None = None
    """What the terminal's cursor follows while a text field has the focus, or nothing has."""
    _waited = 0
    _waiting = False
    will_paint = False
    """Whether a call to paint is among the pending messages."""
    _told: frozenset[Widget] = frozenset()
    """The widgets that asked to be painted without Textual's messages."""

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Skip restyling on the first resume: mounting has styled everything."""
        if not self.stack_updates:
            event.refresh_styles = False

    def dismiss(self, result: R | None = None) -> AwaitComplete:
        """Close once: a key pressed twice may find the screen already closed."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

    @on(events.Resize)
    def _skip_old_size(self, event: events.Resize) -> None:
        """Skip a resize to a size that is no longer the terminal's.

        Each layout sends a resize event of its own. With two sizes pending, as when a terminal is
        resized while the guide opens, they would alternate for ever.
        """
        if event.size != self.app.size:
            event.prevent_default()

    if has("painting"):

        def _compositor_refresh(self) -> None:
            """Paint once pending messages are handled and any layout they require is done."""
            if not self.is_current or self.app.is_inline:
                super()._compositor_refresh()
            elif not self._waiting:
                self._waiting = True
                self._paint_when_settled()

        def _paint_when_settled(self) -> None:
            self.will_paint = False
            while self._waited < _PATIENCE:
                self._waited += 1
                if pending_messages(self.app):
                    self._look_again()
                    return
                if not self._layout_required and not self._scroll_required:
                    break
                self._refresh_layout(scroll=self._scroll_required)
                self._layout_required = self._scroll_required = False
            self._waited, self._waiting = 0, False
            if self._repaint_required:
                self._repaint_required = False
                self._dirty_widgets.add(self)
            self._paint()

        def _look_again(self) -> None:
            """Defer painting by one loop turn, so that pending messages run first."""
            get_running_loop().call_soon(self._ask_to_paint)

        def _ask_to_paint(self) -> None:
            if self._waited < _PATIENCE and pending_messages(self.app):
                self._waited += 1
                self._look_again()
                return
            # As `call_later` does, but for a partial function, whose signature is read each time.
            self.will_paint = self.post_message(events.Callback(callback=self._paint_when_settled))

        def paint_soon(self, widget: Widget) -> bool:
            """Schedule painting a widget once all messages are handled; return whether it was done.

            By itself Textual posts two messages for each widget, and waits for a timer.
            """
            app = self.app
            if not self.is_running or not self.is_current or app._batch_count or app.is_inline:
                return False
            self._told |= {widget}
            if not self._waiting:
                self._waiting = True
                self._look_again()
            return True

        def repaint(self, widget: Widget, regions: Sequence[Region]) -> None:
            """Paint regions of a widget at once, along with everything else that is dirty.

            By itself Textual posts four messages and waits for another tick before it paints,
            which is a fifth of the work of a frame.
            """
            widget._repaint_regions.update(regions)
            self._told |= {widget}
            self._paint()

        def _paint(self) -> None:
            """Paint the dirty widgets."""
            self._dirty_widgets |= self._told
            self._told = frozenset()
            self._compositor.update_widgets(self._dirty_widgets)
            super()._compositor_refresh()

    else:

        def paint_soon(self, widget: Widget) -> bool:
            """Return False: Textual decides when a widget is painted."""
            return False

        def repaint(self, widget: Widget, regions: Sequence[Region]) -> None:
            """Mark regions of a widget for Textual's next paint."""
            widget.refresh(*regions)
