"""The entry point. Each command imports its own interface when it runs."""

from __future__ import annotations

import gc
import os
import sys

# A status line is asked for every few seconds: `typing` alone would take a third of its time.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TextIO

    from tui.cli.arguments import Arguments


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status."""
    words = [*(sys.argv[1:] if argv is None else argv)]
    is_status = words[:1] == ["desk"] and {"--status"} <= {*words[1:]} <= {"--status", "--json"}
    if not is_status:
        _prepare_process()
    debug = False
    try:
        try:
            if is_status:
                # A status bar asks for this every few seconds: nothing else is imported.
                from tui.cli.desk.status import print_status

                return print_status(as_json="--json" in words)
            arguments = _asked(words)
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


def _prepare_process() -> None:
    """Set the garbage collector, the locale and the streams as the guide wants them."""
    # Hardly any object made at the start is garbage; collecting takes a tenth of the first frame.
    gc.set_threshold(200_000, 20, 100)
    if os.environ.get("LC_CTYPE") == "C.UTF-8":
        from tui.cli.stdio import undo_coercion

        undo_coercion(os.environ)
    _write_plain_forms()


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
        from tui.cli.options import nothing_asked

        return nothing_asked()
    from tui.cli.parser import parser

    arguments = parser().parse_args(words)
    arguments.content += getattr(arguments, "more_content", ())
    if arguments.version:
        # It overrides any command.
        arguments.command = "version"
    if arguments.watch:
        from tui.cli.editing.watch import refuse_elsewhere

        refuse_elsewhere(arguments)
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
    from tui.cli.full_screen import find_screen, show
    from tui.cli.options import index_of, region_of, tell_faults

    index = index_of(arguments)
    if screen := find_screen(arguments):
        return show(screen, arguments, index, tab=arguments.tab)
    if arguments.plain or all(stream and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        from tui.cli.dialogues import guide_plain

        return guide_plain(index, arguments)
    from tui.cli.commands import print_guide

    tell_faults(arguments)
    return print_guide(index, region_of(arguments, index))


def _walk(arguments: Arguments) -> int:
    from tui.cli.full_screen import find_screen, show
    from tui.cli.options import index_of, known_routine

    index = index_of(arguments)
    arguments.exercises = known_routine(index, arguments.exercises)
    if not (screen := find_screen(arguments)):
        from tui.cli.dialogues import walk_plain

        return walk_plain(index, arguments)
    return show(screen, arguments, index, walk=arguments.exercises)


def _quiz(arguments: Arguments) -> int:
    from tui.cli.full_screen import find_screen, show
    from tui.cli.options import index_of

    index = index_of(arguments)
    if not (screen := find_screen(arguments)):
        from tui.cli.dialogues import quiz_plain

        return quiz_plain(index, arguments)
    return show(screen, arguments, index, check="habits" if arguments.habits else "menu")


def _now(arguments: Arguments) -> int:
    from tui.cli.full_screen import find_screen, show
    from tui.cli.options import index_of

    index = index_of(arguments)
    if not (screen := find_screen(arguments)):
        from tui.cli.dialogues import first_minutes_plain

        return first_minutes_plain(index, arguments)
    return show(screen, arguments, index, now=True)


def _desk(arguments: Arguments) -> int:
    if arguments.status or arguments.json:
        from tui.cli.desk.status import print_status

        return print_status(as_json=arguments.json)
    from tui.cli.desk.command import desk

    return desk(arguments)


def _lift(arguments: Arguments) -> int:
    from tui.cli.lift import lift

    return lift(arguments)


def _serve(arguments: Arguments) -> int:
    from dataclasses import fields

    from tui.app.textual_fast.feature_probe import lacking_for_serving
    from tui.cli.options import fail, index_of, region_of
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
    "lift": _lift,
    "desk": _desk,
    "serve": _serve,
}
"""The commands with a full screen; the others print plain text."""
