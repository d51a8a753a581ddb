"""A screen that coalesces paints until all pending messages are handled.

By itself Textual paints after each step of the way: the list moves, then the page beside it
follows, then a scroll bar comes and the page is wrapped anew. Each of these costs a layout and
a picture of most of the screen, and only the last one is wanted.
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

from tui.app.textual_fast.probe import has

_PATIENCE = 100
"""Rounds of the event loop after which a picture is painted, whatever may still follow."""

R = TypeVar("R")


def pending_messages(app: App[Any]) -> int:
    """Return how many messages are pending for an app and all of its widgets."""
    if not has("queues"):
        nodes = (one for screen in app.screen_stack for one in screen.walk_children(with_self=True))
        return app.message_queue_size + sum(node.message_queue_size for node in nodes)
    # One that was looked at ahead of its turn is in no queue any more.
    return app.message_queue_size + sum(
        node.message_queue_size + (node._pending_message is not None) for node in app._registry
    )


class CoalescingScreen(Screen[R]):
    """Waits with painting until no widget has anything left to do that it was told to do."""

    _waited = 0
    _waiting = False
    will_paint = False
    """Whether it was told to paint, among what it has yet to see to."""
    _told: frozenset[Widget] = frozenset()
    """The widgets that asked to be painted, past Textual."""

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Style nothing anew on the first time: it was styled when it was mounted."""
        if not self.stack_updates:
            event.refresh_styles = False

    def dismiss(self, result: R | None = None) -> AwaitComplete:
        """Close, once: a key pressed twice in the same instant finds the screen already gone."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

    @on(events.Resize)
    def _skip_old_size(self, event: events.Resize) -> None:
        """Lay out for the terminal as it is, not as it was.

        Each layout tells the screen anew for which size it was made. With two sizes under way,
        as when a terminal is resized while the guide opens, they would take turns for ever.
        """
        if event.size != self.app.size:
            event.prevent_default()

    if has("painting"):

        def _compositor_refresh(self) -> None:
            """Paint; or first let the widgets follow, and lay out anew if that asks for it."""
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
            self.will_paint = self.call_later(self._paint_when_settled)

        def paint_soon(self, widget: Widget) -> bool:
            """Paint what is due of a widget when all has settled; whether that can be done so.

            By itself Textual passes two messages on for each widget, and waits for a timer.
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
            """Paint regions of a widget at once, and what else is due along with them.

            By itself Textual passes four messages on and waits for another tick before it paints,
            which is a fifth of the work of a frame.
            """
            widget._repaint_regions.update(regions)
            self._told |= {widget}
            self._paint()

        def _paint(self) -> None:
            """Paint what is due."""
            self._dirty_widgets |= self._told
            self._told = frozenset()
            self._compositor.update_widgets(self._dirty_widgets)
            super()._compositor_refresh()

    else:

        def paint_soon(self, widget: Widget) -> bool:
            """Leave it to Textual when a widget is painted."""
            return False

        def repaint(self, widget: Widget, regions: Sequence[Region]) -> None:
            """Have regions of a widget painted when Textual comes to it."""
            widget.refresh(*regions)
