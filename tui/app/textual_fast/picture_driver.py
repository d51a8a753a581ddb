"""The driver of a terminal as pictures need it: what it hears, and what it sends at the end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, runtime_checkable

from textual.app import App

from tui.app.textual_fast.feature_probe import has


@runtime_checkable
class PictureDriver(Protocol):
    """A driver that lets others hear what its terminal sends.

    Attributes:
        parting: Returns what is sent before the guide leaves the screen, for good or for a while.

    """

    parting: Callable[[], str]

    def listen(self, listener: Callable[[bytes], object]) -> None:
        """Call `listener` with all that the terminal sends from now on."""


def picture_driver(app: App[Any]) -> PictureDriver | None:
    """Return the driver of an app, None if pictures cannot do with it."""
    driver = app._driver if has("notices") and not app.is_headless else None
    return driver if isinstance(driver, PictureDriver) else None
