"""The entry point. Each command imports its own interface when it runs."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

from tui.cli.options import (
    fail,
    finest_glyphs,
    index_of,
    known_id,
    nothing_asked,
    region_of,
    store_of,
    tell_faults,
)
from tui.cli.theme_option import own_theme

if TYPE_CHECKING:
    from textual.driver import Driver

    from tui.app.environment import Environment
    from tui.cli.arguments import Arguments
    from tui.figure.render.cells import Glyphs
    from tui.guide.content.record_index import Index
    from tui.settings.book import SettingsBook


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status."""
    # Hardly any object made at the start is garbage; collecting takes a tenth of the time until
    # the first frame.
    gc.set_threshold(200_000, 20, 100)
    if os.environ.get("LC_CTYPE") == "C.UTF-8":
        from tui.cli.stdio import undo_coercion

        undo_coercion(os.environ)
    _write_plain_forms()
    debug = False
    try:
        try:
            arguments = _asked(sys.argv[1:] if argv is None else argv)
            debug = arguments.debug
            return _work_of(arguments.command)(arguments)
        finally:
            # What is still buffered may find the disk full.
            if sys.stdout:
                sys.stdout.flush()
    except BrokenPipeError:
        return 0  # Whoever read along, such as `head`, has seen enough.
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        return _failed(error, debug=debug)
    finally:
        _flush_or_drop(sys.stdout)
        _flush_or_drop(sys.stderr)


def _write_plain_forms() -> None:
    """Make output streams replace characters that their encoding lacks with plain forms."""
    streams = [stream for stream in (sys.stdout, sys.stderr) if stream]
    if any(stream.encoding.lower() != "utf-8" for stream in streams):
        from tui.guide.ascii_forms import write_in

        write_in(*streams)


def _failed(error: Exception, *, debug: bool) -> int:
    """Print what went wrong, without the error's own message; return the exit status."""
    if isinstance(error, OSError) and error.errno:
        # A full disk or a closed stream: the output cannot be written.
        if sys.stderr:
            print(f"backspasm: {os.strerror(error.errno)}", file=sys.stderr)
        return 1
    from tui.system import crash

    crash.tell(crash.Crash.of(error), debug=debug)
    return crash.STATUS


def _asked(words: Sequence[str]) -> Arguments:
    """Parse the command line."""
    if not words:
        return nothing_asked()
    from tui.cli.parser import parser

    arguments = parser().parse_args(words)
    if arguments.version:
        # It overrides any command.
        arguments.command = "version"
    return arguments


def _work_of(command: str) -> Callable[[Arguments], int]:
    """Return the function that runs a command."""
    if command in _FACES:
        return _FACES[command]
    from tui.cli.commands import COMMANDS

    return COMMANDS[command]


def _flush_or_drop(stream: TextIO | None) -> None:
    """Flush a stream; if its reader is gone, redirect it to the null device.

    Python flushes again at exit, and would print an error and change the exit status.
    """
    try:
        if stream:
            stream.flush()
    except OSError:
        if stream:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)


def _open(arguments: Arguments) -> int:
    index = index_of(arguments)
    if screen := _screen(arguments):
        return _show(screen, arguments, index, tab=arguments.tab)
    if arguments.plain or all(stream and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        from tui.cli.dialogues import guide_plain

        return guide_plain(index, arguments)
    from tui.cli.commands import print_guide

    tell_faults(arguments)
    return print_guide(index, region_of(arguments, index))


def _walk(arguments: Arguments) -> int:
    index = index_of(arguments)
    known = (*index.programs, *index.exercises)
    names = (known_id(name, known, "exercise or routine") for name in arguments.exercises)
    arguments.exercises = list(names)
    if not (screen := _screen(arguments)):
        from tui.cli.dialogues import walk_plain

        return walk_plain(index, arguments)
    return _show(screen, arguments, index, walk=arguments.exercises)


def _quiz(arguments: Arguments) -> int:
    index = index_of(arguments)
    if not (screen := _screen(arguments)):
        from tui.cli.dialogues import quiz_plain

        return quiz_plain(index, arguments)
    return _show(screen, arguments, index, check="habits" if arguments.habits else "menu")


def _now(arguments: Arguments) -> int:
    index = index_of(arguments)
    if not (screen := _screen(arguments)):
        from tui.cli.dialogues import first_minutes_plain

        return first_minutes_plain(index, arguments)
    return _show(screen, arguments, index, now=True)


class _Screen(NamedTuple):
    """The driver of the full-screen guide: a requested one, or None for the terminal's."""

    driver: type[Driver] | None
    remote: bool
    """Whether it draws on another program's terminal, such as a browser's."""


def _screen(arguments: Arguments) -> _Screen | None:
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
            return _Screen(driver, remote=True)
    for line in complaints:
        if sys.stderr:
            print(f"backspasm: {line}", file=sys.stderr)
    # Textual draws on standard error.
    if not all(stream and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        return None
    draws = os.name == "nt" or os.environ.get("TERM", "dumb") not in ("", "dumb", "unknown")
    return _Screen(driver, remote=False) if draws else None


def _show(screen: _Screen, arguments: Arguments, index: Index, **what: Any) -> int:
    """Run the guide on `screen`; `what` says what to open."""
    from tui.app.run_local import run

    return run(
        index,
        _environment(arguments, screen, index),
        store_of(arguments),
        region=region_of(arguments, index),
        driver=screen.driver,
        debug=arguments.debug,
        keymap=arguments.keymap,
        **what,
    )


def _environment(arguments: Arguments, screen: _Screen, index: Index) -> Environment:
    from tui.app.desktop_notification import desktop_of
    from tui.app.environment import Environment
    from tui.cli.voice import open_sound, voice_of

    # A browser's encoding is not that of standard output.
    finest: Glyphs = "quadrant" if screen.remote else finest_glyphs()

    def open_settings() -> SettingsBook:
        from tui.cli.settings import book_of

        return book_of(arguments, index, finest)

    wants = voice_of(arguments)
    environment = Environment(
        glyphs=arguments.glyphs or finest,
        still=arguments.still,
        mute=arguments.mute,
        mouse=not arguments.no_mouse,
        desktop=desktop_of(os.environ),
        # Without saving, as behind sshd's ForceCommand, no other file is written either.
        writes=not arguments.no_save,
        theme=own_theme(arguments),
        open_settings=open_settings,
        # A browser's guide, or one that this machine shows elsewhere, would be heard here only.
        sound=None if screen.remote else partial(open_sound, wants),
        say=wants.say,
        say_breath=wants.breath,
        ticks=wants.ticks,
    )
    if arguments.settings or arguments.setting_faults:
        from tui.cli.settings import fill_environment

        fill_environment(environment, arguments, index)
    return environment


def _serve(arguments: Arguments) -> int:
    from dataclasses import fields

    from tui.app.textual_fast.feature_probe import lacking_for_serving
    from tui.guide.content.faults import one_line
    from tui.serve.process_environment import prepare_environment

    prepare_environment()
    if lacking := lacking_for_serving():
        print(f"backspasm: {lacking}", file=sys.stderr)
        return 1
    index = index_of(arguments)
    try:
        from tui.serve.server_process import serve
        from tui.serve.settings import Settings, StartupError
        from tui.serve.ssh import healthcheck
    except ImportError as error:
        if error.name != "asyncssh":
            raise
        fail("serving needs one more package: pip install 'backspasm[serve]'")
    if place := getattr(arguments, "check", None):
        environment, port = place
        if why := healthcheck.check_server(environment, port, index.content.guide.title):
            print(f"backspasm: {why}", file=sys.stderr)
        return 1 if why else 0
    region_of(arguments, index)
    known = {field.name for field in fields(Settings)}
    settings = Settings(**{k: v for k, v in vars(arguments).items() if k in known})
    try:
        return serve(settings, index)
    except StartupError as error:
        print(f"backspasm: {one_line(str(error))}", file=sys.stderr)
        return 1


_FACES: dict[str, Callable[[Arguments], int]] = {
    "open": _open,
    "now": _now,
    "walk": _walk,
    "quiz": _quiz,
    "serve": _serve,
}
"""The commands with a full screen; the others print plain text."""
