"""Apps that show nothing of a crash, and one that leaves the process's streams alone.

Textual would show the values of variables, and with them what somebody ticked; and while an app
runs it replaces standard output and error. Serving is refused where this cannot be prevented.
"""

from __future__ import annotations

import sys
from typing import Any

from textual.app import App

from tui.app.textual_fast.feature_probe import has


class SilentApp(App[int]):
    """An app that reports its errors to `failed` only.

    Names missing in this version of Textual are skipped: the guide opens all the same.
    """

    at_end: Exception | None = None
    """The error raised after the app was told to exit; it rarely matters."""

    def failed(self, error: Exception) -> None:
        """Record an error that ends the app."""

    def end_because_of(self, error: Exception) -> None:
        """Exit as Textual does when one of its handlers has failed."""
        self._handle_exception(error)

    def end_silently(self) -> None:
        """Exit without showing anything."""
        self._fatal_error()

    def restore_terminal(self) -> bool:
        """Restore the terminal after any failure; return whether it still had to be."""
        if driver := getattr(self, "_driver", None):
            driver.close()
        return self.restore_terminal_now()

    def restore_terminal_now(self) -> bool:
        """Restore the terminal without waiting for a thread; return whether it still had to be."""
        restore = getattr(getattr(self, "_driver", None), "restore", None)
        return bool(restore and restore())

    def _handle_exception(self, error: Exception) -> None:
        # A key pressed after the exit finds screens that are half removed.
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
    """One of many apps in a process, which leaves standard output and error as they are."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        # Textual would restore these in whatever order apps end.
        self._capture_stdout = sys.stdout  # type: ignore[assignment]
        self._capture_stderr = sys.stderr  # type: ignore[assignment]
