"""The choice of a Textual driver: the terminal's, or the one set in the environment."""

from __future__ import annotations

import inspect
import os
import sys
from importlib import import_module

from textual.driver import Driver

from tui.app.terminal.textual_variables import named
from tui.app.textual_fast.feature_probe import has

_VARIABLE = "TEXTUAL_DRIVER"
_ON_TERMINALS = (
    "textual.drivers.linux_driver",
    "textual.drivers.linux_inline_driver",
    "textual.drivers.windows_driver",
)


class NoDriver(Exception):
    """The requested driver cannot be used; the message says why, in one line."""


def load_driver(name: str) -> type[Driver]:
    """Return the driver class of a name, as ``package.module:Class``.

    Raises:
        NoDriver: if it cannot be loaded or used.

    """
    module, _, symbol = name.partition(":")
    try:
        driver = getattr(import_module(module), symbol)
        if issubclass(driver, Driver) and _can_be_made(driver):
            return driver  # type: ignore[no-any-return]
    except (Exception, SystemExit):
        # The imported module is third-party code, and may fail in any way.
        pass
    raise NoDriver(f"{named(_VARIABLE, name)} is no driver of Textual's; going on without it")


def _can_be_made(driver: type[Driver]) -> bool:
    """Return whether a driver is not abstract and takes the arguments that Textual passes."""
    inspect.signature(driver).bind(None, debug=False, mouse=True, size=None)
    return not inspect.isabstract(driver)


def terminal_driver() -> type[Driver]:
    """Return the driver for the local terminal."""
    if sys.platform == "win32":
        from textual.drivers import win32
        from textual.drivers.windows_driver import WindowsDriver

        from tui.app.textual_fast.terminal_parser import TerminalParser

        # The driver's thread looks the parser up by this name.
        setattr(win32, "XTermParser", TerminalParser)  # noqa: B010
        return WindowsDriver
    if not has("keyboard"):
        from textual.drivers.linux_driver import LinuxDriver

        return LinuxDriver
    from tui.app.textual_fast.blocking_driver import BlockingDriver

    return BlockingDriver


def needs_terminal(driver: type[Driver]) -> bool:
    """Return whether a driver draws on the terminal, not for another program."""
    return any(base.__module__ in _ON_TERMINALS for base in driver.__mro__)


def guarded(driver: type[Driver]) -> type[Driver]:
    """Return the guide's own version of a Textual driver, which no input can crash."""
    if driver.__module__ == "textual.drivers.web_driver" and has("browser"):
        from tui.app.textual_fast.web_driver import GuardedWebDriver

        return GuardedWebDriver
    return terminal_driver() if driver.__module__ in _ON_TERMINALS else driver


def chosen() -> type[Driver] | None:
    """Return the driver that the environment asks for; None if it asks for none.

    Raises:
        NoDriver: if it cannot be loaded or used.

    """
    name = os.environ.get(_VARIABLE)
    return guarded(load_driver(name)) if name else None
