"""The full-screen guide as a command opens it: what draws it, and its environment."""

from __future__ import annotations

import os
import sys
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from tui.cli.options import finest_glyphs, has_unicode, region_of, store_of

if TYPE_CHECKING:
    from pathlib import Path

    from textual.driver import Driver

    from tui.app.environment import Environment
    from tui.app.terminal.pictures.options import PictureChoice, PictureOptions
    from tui.cli.arguments import Arguments
    from tui.figure.render.cells import Glyphs
    from tui.guide.content.model import Region
    from tui.guide.content.record_index import Index
    from tui.guide.plan.sheet import PlanSheet
    from tui.settings.book import SettingsBook


class FullScreen(NamedTuple):
    """The driver of the full-screen guide: a requested one, or None for the terminal's."""

    driver: type[Driver] | None
    remote: bool
    """Whether it draws on another program's terminal, such as a browser's."""


def find_screen(arguments: Arguments) -> FullScreen | None:
    """Return what draws the guide; None if nothing can, or its reader wants lines.

    Invalid environment variables are reported and removed.
    """
    if arguments.plain or os.environ.get("BACKSPASM_PLAIN", "0") not in ("", "0"):
        return None
    from tui.app.terminal.textual_variables import mend

    complaints, driver = mend(os.environ), None
    if os.environ.get("TEXTUAL_DRIVER"):
        from tui.app.input import driver_choice

        try:
            driver = driver_choice.chosen()
        except driver_choice.NoDriver as error:
            complaints.append(str(error))
        if driver and not driver_choice.needs_terminal(driver):
            return FullScreen(driver, remote=True)
    for line in complaints:
        if sys.stderr:
            print(f"backspasm: {line}", file=sys.stderr)
    # Textual draws on standard error.
    if not all(stream and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        return None
    draws = os.name == "nt" or os.environ.get("TERM", "dumb") not in ("", "dumb", "unknown")
    return FullScreen(driver, remote=False) if draws else None


def show(screen: FullScreen, arguments: Arguments, index: Index, **what: Any) -> int:
    """Run the guide on `screen`; `what` says what to open."""
    if not screen.remote:
        from tui.system.asyncio_without_tls import load_asyncio_without_tls

        load_asyncio_without_tls()
    from tui.app.run_local import run

    store = store_of(arguments)

    def run_guide(index: Index, **what: Any) -> int:
        return run(
            index,
            _environment(arguments, screen, index),
            store,
            region=region_of(arguments, index),
            driver=screen.driver,
            debug=arguments.debug,
            keymap=arguments.keymap,
            **what,
        )

    if arguments.watch:
        from tui.app.run_watched import run_watched

        return run_watched(run_guide, index, arguments.content, **what)
    return run_guide(index, **what)


def _environment(arguments: Arguments, screen: FullScreen, index: Index) -> Environment:
    from tui.app.desktop_notification import desktop_of
    from tui.app.environment import Environment
    from tui.cli.arguments import own_theme
    from tui.cli.voice import open_sound, voice_of

    # A browser's encoding is not that of standard output.
    finest: Glyphs = "quadrant" if screen.remote else finest_glyphs(arguments)

    def open_settings() -> SettingsBook:
        from tui.cli.settings import book_of

        return book_of(arguments, index, finest)

    wants = voice_of(arguments)
    environment = Environment(
        glyphs=arguments.glyphs or finest,
        still=arguments.still,
        mute=arguments.mute,
        mouse=not arguments.no_mouse,
        has_unicode=has_unicode(arguments),
        wide_signs=arguments.wide_ambiguous,
        desktop=desktop_of(os.environ),
        pictures=None if screen.remote else _pictures(arguments),
        # Without saving, as behind sshd's ForceCommand, no other file is written either.
        writes=not arguments.no_save,
        theme=own_theme(arguments),
        open_settings=open_settings,
        # A browser's guide, or one that this machine shows elsewhere, would be heard here only.
        sheet_file=partial(_sheet_file, index),
        sound=None if screen.remote else partial(open_sound, wants),
        say=wants.say,
        say_breath=wants.breath,
        ticks=wants.ticks,
    )
    if arguments.settings or arguments.setting_faults:
        from tui.cli.settings import fill_environment

        fill_environment(environment, arguments, index)
    return environment


def _pictures(arguments: Arguments) -> PictureOptions:
    """Return what is wanted of pictures: who names an alphabet wants characters."""
    from tui.app.terminal.pictures.options import PictureOptions
    from tui.system.window_pixels import cell_pixels

    def cell() -> tuple[int, int] | None:
        # Textual draws on the true standard error, and has another one while it runs.
        if sys.__stderr__ is None:
            return None
        try:
            return cell_pixels(sys.__stderr__.fileno())
        except (OSError, ValueError):
            return None

    choice: PictureChoice = "off" if arguments.glyphs else arguments.pictures or "auto"
    return PictureOptions(choice, os.environ, cell)


def _sheet_file(index: Index, path: Path, sheet: PlanSheet, region: Region | None) -> str:
    from tui.cli.handouts import sheet_file

    return sheet_file(index, path, sheet, region)
