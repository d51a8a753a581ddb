"""Apps whose crash says nothing, and one that leaves the streams of the process alone.

Textual would show the values of variables, and with them what somebody ticked; and while an app
runs it puts streams of its own in the place of those of the process. Serving is refused where
any of this cannot be held back.
"""

from __future__ import annotations

import sys
from typing import Any

from textual.app import App

from tui.app.textual_fast.probe import has


class SilentApp(App[int]):
    """Tells `failed` of an error, and nobody else.

    A name that another version of Textual has not is done without: the guide opens all the same.
    """

    at_end: Exception | None = None
    """What failed after the app was told to end; most often nothing that counts."""

    def failed(self, error: Exception) -> None:
        """Take note of an error that ends the app."""

    def end_because_of(self, error: Exception) -> None:
        """End as Textual does when one of its handlers has failed."""
        self._handle_exception(error)

    def end_silently(self) -> None:
        """End without showing anything."""
        self._fatal_error()

    def let_go(self) -> bool:
        """Give the terminal back for good, after whatever has failed; whether it was not yet."""
        if driver := getattr(self, "_driver", None):
            driver.close()
        return self.let_go_at_once()

    def let_go_at_once(self) -> bool:
        """Give the terminal back without waiting for anybody; whether it was not given back."""
        restore = getattr(getattr(self, "_driver", None), "restore", None)
        return bool(restore and restore())

    def _handle_exception(self, error: Exception) -> None:
        # A key that was pressed after the last one finds screens that are half gone.
        if getattr(self, "_exit", False):
            self.at_end = error
            return
        self.failed(error)
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        if has("crash text"):
            self._close_messages_no_wait()
        else:
            self.exit()

    def _print_error_renderables(self) -> None:
        if has("crash text"):
            self._exit_renderables.clear()


class SharedProcessApp(SilentApp):
    """One of many apps in a process: leaves its standard output and error as they are."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        # Textual takes these away in whatever order apps end.
        self._capture_stdout = sys.stdout  # type: ignore[assignment]
        self._capture_stderr = sys.stderr  # type: ignore[assignment]
