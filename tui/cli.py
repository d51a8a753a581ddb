"""The command line. Each command imports its own face when it runs."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, NoReturn, TextIO, TypeAlias

from tui.defaults import nothing_asked

if TYPE_CHECKING:
    import argparse
    from types import SimpleNamespace

    from tui.app.host import Host
    from tui.app.screens.main import Part
    from tui.figure.glyphs import Glyphs
    from tui.guide.content import Content, Region
    from tui.guide.index import Index
    from tui.store import Store

    Arguments: TypeAlias = argparse.Namespace | SimpleNamespace

_LONGEST_LINE = 1000
"""Bytes of an answer that are looked at."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status."""
    # Hardly anything of what a start leaves behind is garbage; looking for it takes a tenth of
    # the time until the first frame.
    gc.set_threshold(200_000, 20, 100)
    arguments = _asked(sys.argv[1:] if argv is None else argv)
    try:
        return _COMMANDS[arguments.command](arguments)
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


def _asked(words: Sequence[str]) -> Arguments:
    """What the command line says."""
    if not words:
        return nothing_asked()
    from tui.arguments import parser

    return parser().parse_args(words)


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


def _host(arguments: Arguments) -> Host:
    from tui.app.desktop import desktop_of
    from tui.app.host import Host

    return Host(
        glyphs=_glyphs(arguments),
        still=arguments.still,
        mute=arguments.mute,
        desktop=desktop_of(os.environ),
        # Whoever wants nothing kept, as behind sshd's ForceCommand, has no file written either.
        writes=not arguments.no_save,
    )


def _store(arguments: Arguments) -> Store:
    """Where to keep what the reader enters."""
    if arguments.no_save and arguments.command != "data":
        from tui.store import Forgetful

        return Forgetful()
    from tui.unwritten import open_store

    return open_store()


def _glyphs(arguments: Arguments) -> Glyphs:
    """The alphabet asked for, or the finest that the terminal's encoding has."""
    if arguments.glyphs:
        chosen: Glyphs = arguments.glyphs
        return chosen
    try:
        "▙".encode(_encoding() or "ascii")
    except UnicodeError:
        return "ascii"
    return "quadrant"


def _open(arguments: Arguments) -> int:
    index = _load(arguments)
    region = _region(arguments.region, index.content)
    if not _full_screen():
        from tui.plain import print_part

        _write(print_part(index, None, region, _columns(), _encoding()))
        return 0
    from tui.app.local import run

    store = _store(arguments)
    return run(index, _host(arguments), store, region=region, tab=arguments.tab)


def _print(arguments: Arguments) -> int:
    from tui.plain import print_part

    index = _load(arguments)
    region = _region(arguments.region, index.content)
    width = arguments.width or _columns()
    _write(print_part(index, arguments.part, region, width, _encoding()))
    return 0


def _triage(arguments: Arguments) -> int:
    from tui import plain
    from tui.guide.faults import nearest
    from tui.guide.triage import Triage, UnknownFinding

    index = _load(arguments)
    region = _region(arguments.region, index.content)
    if arguments.list:
        _write(plain.print_findings(index))
        return 0
    triage = Triage.of(index)
    try:
        verdict = triage.judge(arguments.findings)
    except UnknownFinding as error:
        near = nearest(error.name, index.findings)
        hint = f'; did you mean "{near}"?' if near else "; see backspasm triage --list"
        _fail(f'unknown finding "{_said(error.name)}"{hint}')
    if arguments.json:
        _write(plain.verdict_json(triage, verdict, region))
    else:
        _write(plain.print_verdict(triage, verdict, region, _columns(), _encoding()))
    return 0


def _walk(arguments: Arguments) -> int:
    index = _load(arguments)
    for name in arguments.exercises:
        _known(name, index.exercises, "exercise")
    if arguments.plain or not _full_screen():
        return _walk_plain(index, arguments)
    from tui.app.local import run

    region = _region(arguments.region, index.content)
    store = _store(arguments)
    return run(index, _host(arguments), store, region=region, walk=arguments.exercises)


def _walk_plain(index: Index, arguments: Arguments) -> int:
    import time

    from tui.guide.diary import WalkDone
    from tui.plain_walk import walk

    names = arguments.exercises or index.content.programs[0].exercises
    walk(
        index,
        [index.exercises[name] for name in names],
        say=_say,
        clock=time.monotonic,
        sleep=time.sleep,
        mute=arguments.mute or not (sys.stdout and sys.stdout.isatty()),
    )
    store = _store(arguments)
    store.keep(WalkDone(at=time.time(), exercises=tuple(names)))
    return _told(store)


def _quiz(arguments: Arguments) -> int:
    index = _load(arguments)
    if arguments.plain or not _full_screen():
        return _quiz_plain(index, arguments)
    from tui.app.local import run

    region = _region(arguments.region, index.content)
    part: Part = "habits" if arguments.habits else "menu"
    return run(index, _host(arguments), _store(arguments), region=region, check=part)


def _quiz_plain(index: Index, arguments: Arguments) -> int:
    import time
    from random import Random

    from tui.plain_quiz import Talk, take_habits, take_quiz

    talk, store = Talk(_say, _read), _store(arguments)
    if arguments.habits:
        take_habits(index, store, talk)
    else:
        take_quiz(index, store, talk, Random(), time.time())
    return _told(store)


def _told(store: Store) -> int:
    """Say why nothing was saved, if so; the exit status."""
    if store.notice:
        print(f"backspasm: {store.notice}", file=sys.stderr)
    return 0


def _summary(arguments: Arguments) -> int:
    import time

    from tui.guide.course import Diary
    from tui.guide.summary import summary
    from tui.zone import SystemZone

    index, store = _load(arguments), _store(arguments)
    diary = Diary.read(store)
    words, now = index.content.episode, diary.seen(time.time())
    _write(summary(index, diary, words, now, SystemZone(), arguments.markdown))
    return _told(store)


def _data(arguments: Arguments) -> int:
    from tui.disk import export

    store = _store(arguments)
    if arguments.action == "export":
        _write(export(store).decode() + "\n")
        return _told(store)
    if not arguments.yes:
        print(
            "Erase everything you noted, for good? Type yes:", end=" ", file=sys.stderr, flush=True
        )
        if (_read() or "").strip().casefold() != "yes":
            print("Nothing was erased.", file=sys.stderr)
            return 1
    store.erase()
    if store.notice:
        print(f"backspasm: {store.notice}", file=sys.stderr)
        return 1
    print("Everything is erased.", file=sys.stderr)
    return 0


def _read() -> str | None:
    """A line from standard input, cut off where it is longer than any answer; None at its end."""
    if not sys.stdin:
        return None
    line = part = sys.stdin.buffer.readline(_LONGEST_LINE)
    while part and not part.endswith(b"\n"):
        part = sys.stdin.buffer.readline(_LONGEST_LINE)
    return line.decode("utf-8", "replace") if line else None


def _say(line: str) -> None:
    _write(f"{line}\n")
    if sys.stdout:
        sys.stdout.flush()


def _pose(arguments: Arguments) -> int:
    from tui.app.frames import print_frames
    from tui.figure.scene import Look

    index = _load(arguments)
    _known(
        arguments.motion, dict.fromkeys((*index.exercises, *index.motions)), "exercise or motion"
    )
    exercise = index.exercises.get(arguments.motion)
    motion = exercise.motion if exercise else arguments.motion
    width, height = arguments.size
    look = Look(width, height, glyphs=_glyphs(arguments))
    print_frames(index, motion, arguments.frames, look)
    return 0


def _known(name: str, known: Collection[str], kind: str) -> None:
    """End with the nearest match if `name` is not `known`."""
    from tui.guide.faults import nearest

    if name not in known:
        near = nearest(name, known)
        hint = f'; did you mean "{near}"?' if near else f", expected one of {', '.join(known)}"
        _fail(f'unknown {kind} "{_said(name)}"{hint}')


def _check(arguments: Arguments) -> int:
    from tui.guide.faults import ContentError, one_line
    from tui.guide.load import default_path, load

    path = arguments.file or arguments.content or default_path()
    try:
        content = load(path, thorough=True)
    except ContentError as error:
        _write("".join(f"{line}\n" for line in error.lines()))
        return 1
    findings = sum(len(group.findings) for group in content.groups)
    items = sum(len(section.items) for section in content.sections)
    _write(
        f"{one_line(str(path))}: no fault found. "
        f"{items} items, {len(content.exercises)} exercises, "
        f"{findings} findings, {len(content.rules)} rules, {len(content.sources)} sources.\n"
    )
    return 0


def _serve(arguments: Arguments) -> int:
    from dataclasses import fields

    from tui.serve.environment import prepare

    # What readers leave behind is looked for while others are served: little at a time.
    gc.set_threshold(50_000, 10, 10)
    prepare()
    index = _load(arguments)
    try:
        from tui.serve import probe
        from tui.serve.run import serve
        from tui.serve.settings import CannotServe, Settings
    except ImportError as error:
        if error.name != "asyncssh":
            raise
        _fail("serving needs one more package: pip install 'backspasm[serve]'")
    if place := getattr(arguments, "check", None):
        host, port = place
        if why := probe.check(host, port, index.content.guide.title):
            print(f"backspasm: {why}", file=sys.stderr)
        return 1 if why else 0
    _region(arguments.region, index.content)
    known = {field.name for field in fields(Settings)}
    settings = Settings(**{k: v for k, v in vars(arguments).items() if k in known})
    try:
        return serve(settings, index)
    except CannotServe as error:
        print(f"backspasm: {error}", file=sys.stderr)
        return 1


def _load(arguments: Arguments) -> Index:
    from platformdirs import user_cache_path

    from tui.guide.faults import ContentError
    from tui.guide.index import Index
    from tui.guide.load import load

    try:
        folder = user_cache_path("backspasm", appauthor=False)
        # Without a home there is no such folder.
        shelf = folder if folder.is_absolute() else None
        return Index.of(load(arguments.content, shelf=shelf, keep=not arguments.no_save))
    except ContentError as error:
        for line in error.lines():
            print(line, file=sys.stderr)
        raise SystemExit(1) from None


def _region(wanted: str | None, content: Content) -> Region | None:
    from tui.guide import region
    from tui.guide.faults import nearest

    if wanted is None:
        return region.from_locale(content.regions, os.environ)
    try:
        return region.chosen(content.regions, wanted)
    except region.UnknownRegion as error:
        near = nearest(wanted, error.known)
        hint = f'; did you mean "{near}"?' if near else ""
        _fail(f"{region.UnknownRegion(_said(wanted), error.known)}{hint}")


def _full_screen() -> bool:
    """Whether there is a terminal that can draw the guide, with somebody at its keys."""
    # Textual draws on standard error.
    if not all(stream and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        return False
    return os.name == "nt" or os.environ.get("TERM", "dumb") not in ("", "dumb", "unknown")


def _columns() -> int:
    from tui.plain import READING_WIDTH

    return min(shutil.get_terminal_size().columns, READING_WIDTH)


def _write(text: str) -> None:
    from tui.plain import legible

    if sys.stdout:
        sys.stdout.write(legible(text, sys.stdout.encoding))


def _encoding() -> str | None:
    return sys.stdout.encoding if sys.stdout else None


def _said(name: str) -> str:
    """A name from the command line, safe to say back to a terminal."""
    return "".join(c if c.isprintable() else "?" for c in name[:60])


def _fail(message: str) -> NoReturn:
    """Say what was wrong with the command line and end as argparse does."""
    print(f"backspasm: {message}", file=sys.stderr)
    raise SystemExit(2)


_COMMANDS: dict[str, Callable[[Arguments], int]] = {
    "open": _open,
    "print": _print,
    "triage": _triage,
    "walk": _walk,
    "quiz": _quiz,
    "pose": _pose,
    "summary": _summary,
    "data": _data,
    "check": _check,
    "serve": _serve,
}
