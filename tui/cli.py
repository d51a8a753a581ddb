"""The command line. Each command imports its own face when it runs."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TextIO

from tui.asked import check_known, fail, glyphs_of, index_of, nothing_asked, region_of, store_of

if TYPE_CHECKING:
    from tui.app.host import Host
    from tui.app.screens.main import Part
    from tui.asked import Arguments


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status."""
    # Hardly anything of what a start leaves behind is garbage; looking for it takes a tenth of
    # the time until the first frame.
    gc.set_threshold(200_000, 20, 100)
    _write_plain_forms()
    arguments = _asked(sys.argv[1:] if argv is None else argv)
    try:
        return _work_of(arguments.command)(arguments)
    except BrokenPipeError:
        return 0  # Whoever read along, such as `head`, has seen enough.
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        # A full disk, a closed stream: what was asked for cannot be written.
        if sys.stderr:
            print(f"backspasm: {error.strerror or error}", file=sys.stderr)
        return 1
    finally:
        _let_go(sys.stdout)
        _let_go(sys.stderr)


def _write_plain_forms() -> None:
    """Let whatever is written, by anybody, have plain forms of what its encoding lacks."""
    streams = [stream for stream in (sys.stdout, sys.stderr) if stream]
    if any(stream.encoding.lower() != "utf-8" for stream in streams):
        from tui.guide.plain_forms import write_in

        write_in(*streams)


def _asked(words: Sequence[str]) -> Arguments:
    """What the command line says."""
    if not words:
        return nothing_asked()
    from tui.arguments import parser

    return parser().parse_args(words)


def _work_of(command: str) -> Callable[[Arguments], int]:
    """What carries out a command."""
    if command in _FACES:
        return _FACES[command]
    # Imported here: to open the guide takes none of these.
    from tui.commands import COMMANDS

    return COMMANDS[command]


def _let_go(stream: TextIO | None) -> None:
    """Flush a stream; if its reader is gone, give what is left somewhere to go.

    Python flushes once more as it ends, and would complain and change the exit status.
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
    region = region_of(arguments, index)
    if not _full_screen():
        from tui.commands import print_guide

        return print_guide(index, region)
    from tui.app.local import run

    store = store_of(arguments)
    return run(index, _host(arguments), store, region=region, tab=arguments.tab)


def _walk(arguments: Arguments) -> int:
    index = index_of(arguments)
    for name in arguments.exercises:
        check_known(name, index.exercises, "exercise")
    if arguments.plain or not _full_screen():
        from tui.commands import walk_plain

        return walk_plain(index, arguments)
    from tui.app.local import run

    region = region_of(arguments, index)
    store = store_of(arguments)
    return run(index, _host(arguments), store, region=region, walk=arguments.exercises)


def _quiz(arguments: Arguments) -> int:
    index = index_of(arguments)
    if arguments.plain or not _full_screen():
        from tui.commands import quiz_plain

        return quiz_plain(index, arguments)
    from tui.app.local import run

    region = region_of(arguments, index)
    part: Part = "habits" if arguments.habits else "menu"
    return run(index, _host(arguments), store_of(arguments), region=region, check=part)


def _full_screen() -> bool:
    """Whether there is a terminal that can draw the guide, with somebody at its keys."""
    # Textual draws on standard error.
    if not all(stream and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        return False
    return os.name == "nt" or os.environ.get("TERM", "dumb") not in ("", "dumb", "unknown")


def _host(arguments: Arguments) -> Host:
    from tui.app.desktop import desktop_of
    from tui.app.host import Host

    return Host(
        glyphs=glyphs_of(arguments),
        still=arguments.still,
        mute=arguments.mute,
        desktop=desktop_of(os.environ),
        # Whoever wants nothing kept, as behind sshd's ForceCommand, has no file written either.
        writes=not arguments.no_save,
    )


def _serve(arguments: Arguments) -> int:
    from dataclasses import fields

    from tui.serve.environment import prepare

    # What readers leave behind is looked for while others are served: little at a time.
    gc.set_threshold(50_000, 10, 10)
    prepare()
    index = index_of(arguments)
    try:
        from tui.serve import probe
        from tui.serve.run import serve
        from tui.serve.settings import CannotServe, Settings
    except ImportError as error:
        if error.name != "asyncssh":
            raise
        fail("serving needs one more package: pip install 'backspasm[serve]'")
    if place := getattr(arguments, "check", None):
        host, port = place
        if why := probe.check(host, port, index.content.guide.title):
            print(f"backspasm: {why}", file=sys.stderr)
        return 1 if why else 0
    region_of(arguments, index)
    known = {field.name for field in fields(Settings)}
    settings = Settings(**{k: v for k, v in vars(arguments).items() if k in known})
    try:
        return serve(settings, index)
    except CannotServe as error:
        print(f"backspasm: {error}", file=sys.stderr)
        return 1


_FACES: dict[str, Callable[[Arguments], int]] = {
    "open": _open,
    "walk": _walk,
    "quiz": _quiz,
    "serve": _serve,
}
"""The commands with a screen; the others answer in plain text."""
