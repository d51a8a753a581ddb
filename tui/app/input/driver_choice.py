"""The choice of a Textual driver: that of the terminal, or one that was asked for."""

from __future__ import annotations

import inspect
import os
import sys
from importlib import import_module

from textual.driver import Driver

from tui.app.terminal.textual_variables import named
from tui.app.textual_fast.probe import has

_VARIABLE = "TEXTUAL_DRIVER"
_ON_TERMINALS = (
    "textual.drivers.linux_driver",
    "textual.drivers.linux_inline_driver",
    "textual.drivers.windows_driver",
)


class NoDriver(Exception):
    """The driver that was asked for cannot be had; the words say why, in one line."""


def load_driver(name: str) -> type[Driver]:
    """The driver of this name, as ``package.module:Class``.

    Raises:
        NoDriver: if there is none.

    """
    module, _, symbol = name.partition(":")
    try:
        found = getattr(import_module(module), symbol)
        if issubclass(found, Driver) and _can_be_made(found):
            return found  # type: ignore[no-any-return]
    except (Exception, SystemExit):
        # Whatever is imported here is somebody else's, and may fail in any way.
        pass
    raise NoDriver(f"{named(_VARIABLE, name)} is no driver of Textual's; going on without it")


def _can_be_made(driver: type[Driver]) -> bool:
    """Whether nothing of a driver is left to write, and it takes what Textual gives it."""
    inspect.signature(driver).bind(None, debug=False, mouse=True, size=None)
    return not inspect.isabstract(driver)


def terminal_driver() -> type[Driver]:
    """The driver of the terminal that the guide was started from."""
    if sys.platform == "win32":
        from textual.drivers import win32
        from textual.drivers.windows_driver import WindowsDriver

        from tui.app.textual_fast.terminal_parser import TerminalParser

        # Its thread makes a parser by this name.
        setattr(win32, "XTermParser", TerminalParser)  # noqa: B010
        return WindowsDriver
    if not has("keyboard"):
        from textual.drivers.linux_driver import LinuxDriver

        return LinuxDriver
    from tui.app.textual_fast.blocking_driver import BlockingDriver

    return BlockingDriver


def needs_terminal(driver: type[Driver]) -> bool:
    """Whether a driver draws on the terminal, and not on what another program reads."""
    return any(one.__module__ in _ON_TERMINALS for one in driver.__mro__)


def guarded(driver: type[Driver]) -> type[Driver]:
    """The guide's own form of a driver of Textual's, which no input can end."""
    if driver.__module__ == "textual.drivers.web_driver" and has("browser"):
        from tui.app.textual_fast.web_driver import GuardedWebDriver

        return GuardedWebDriver
    return terminal_driver() if driver.__module__ in _ON_TERMINALS else driver


def chosen() -> type[Driver] | None:
    """The driver that the environment asks for; None if it asks for none.

    Raises:
        NoDriver: if it asks for one that cannot be had.

    """
    name = os.environ.get(_VARIABLE)
    return guarded(load_driver(name)) if name else None
