"""The values of the command line: defaults, and the content, region and store they select."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from pathlib import Path

    from tui.cli.arguments import Arguments
    from tui.diary.store import Store
    from tui.figure.render.cells import Glyphs
    from tui.guide.content.faults import ContentError
    from tui.guide.content.model import Region
    from tui.guide.content.record_index import Index


def defaults() -> dict[str, Any]:
    """Return the defaults of the common options, by name, and the default command."""
    return {
        "command": "open",
        "content": (),
        "region": None,
        "theme": None,
        "glyphs": None,
        "pictures": None,
        "wide_ambiguous": "auto",
        "still": False,
        "mute": False,
        "no_mouse": False,
        "plain": False,
        "say": False,
        "say_with": None,
        "say_breath": False,
        "ticks": False,
        "no_save": False,
        "debug": False,
        "watch": False,
        "verbose": False,
        "version": False,
        "settings": {},
        "setting_faults": [],
        "keymap": None,
    }


def nothing_asked(**others: Any) -> SimpleNamespace:
    """Return the arguments of an empty command line, but for these."""
    return SimpleNamespace(**{**defaults(), "tab": None, **others})


def index_of(arguments: Arguments) -> Index:
    """Return the content of a file, or the guide's own; exit with its faults if invalid.

    What the settings file says is put into `arguments`.
    """
    from tui.guide.content.record_index import Index
    from tui.guide.load import load

    try:
        index = Index.of(
            load(
                *arguments.content, cache_folder=_cache_folder(), write_cache=not arguments.no_save
            )
        )
    except _content_error() as error:
        for line in error.lines():
            print(line, file=sys.stderr)
        raise SystemExit(1) from None
    _join_settings(arguments, index)
    return index


def _content_error() -> type[ContentError]:
    """Return the error of a faulty content file; asked for only once there is an error."""
    from tui.guide.content.faults import ContentError

    return ContentError


def _join_settings(arguments: Arguments, index: Index) -> None:
    """Let the settings file say what no option does; those of a server are its options alone."""
    from tui.settings.location import is_there, settings_path

    path = None if arguments.command == "serve" else settings_path()
    if path is not None and is_there(path):
        # Imported here: most readers have no such file.
        from tui.cli.settings import join

        join(arguments, index)


def tell_faults(arguments: Arguments) -> None:
    """Print what is wrong with the settings file, a line for each fault."""
    for line in arguments.setting_faults:
        print(f"backspasm: {line}", file=sys.stderr)


def region_of(arguments: Arguments, index: Index) -> Region | None:
    """Return the requested region, or the locale's; exit if it is unknown."""
    from tui.guide import region

    wanted, regions = arguments.region, index.content.regions
    if wanted is None:
        return region.from_locale(regions, os.environ)
    try:
        return region.chosen(regions, wanted)
    except region.UnknownRegion as error:
        from tui.guide.content.faults import nearest

        near = nearest(wanted, error.known)
        hint = f'; did you mean "{near}"?' if near else ""
        fail(f"{region.UnknownRegion(said(wanted), error.known)}{hint}")


def store_of(arguments: Arguments) -> Store:
    """Return the store of the reader's entries."""
    if arguments.no_save and arguments.command != "data":
        from tui.diary.store import MemoryStore

        return MemoryStore()
    from tui.diary.deferred_store import open_store

    return open_store(make_room=_make_room)


def _cache_folder() -> Path | None:
    """Return the folder of the content cache; None without a home."""
    from tui.system.folders import own_folder

    return own_folder("cache")


def _make_room() -> bool:
    """Remove the content cache to free space for the diary; return whether there was one."""
    from tui.guide.content.cache import clear

    cache_folder = _cache_folder()
    return cache_folder is not None and clear(cache_folder)


def glyphs_of(arguments: Arguments) -> Glyphs:
    """Return the requested alphabet, or the finest that the terminal's encoding has."""
    if arguments.glyphs:
        chosen: Glyphs = arguments.glyphs
        return chosen
    return finest_glyphs(arguments)


def has_unicode(arguments: Arguments) -> bool:
    """Return whether the command line says that the terminal shows blocks or dots.

    It does so whatever the locale. What the settings file says holds for other terminals too.
    """
    typed = getattr(arguments, "given", vars(arguments)).get("glyphs")
    return typed in ("quadrant", "braille")


def finest_glyphs(arguments: Arguments) -> Glyphs:
    """Return the finest alphabet that the terminal's encoding has.

    Blocks are ambiguous characters, dots are not.
    """
    from tui.cli.stdio import encoding
    from tui.guide.region import has_wide_signs

    if encoding() != "utf-8":
        return "ascii"
    wide = arguments.wide_ambiguous
    is_wide = has_wide_signs(os.environ) if wide == "auto" else wide == "yes"
    return "braille" if is_wide else "quadrant"


def known_id(name: str, known: Collection[str], kind: str) -> str:
    """Return the known id that `name` stands for; exit with the nearest match if none."""
    from tui.guide.content.faults import nearest
    from tui.guide.finding_ids import matching_id

    if (match := matching_id(name, known)) is None:
        near = nearest(name, known)
        hint = f'; did you mean "{near}"?' if near else f", expected one of {', '.join(known)}"
        fail(f'unknown {kind} "{said(name)}"{hint}')
    return match


def known_routine(index: Index, typed: Sequence[str]) -> list[str]:
    """Return the ids of exercises and routines that `typed` means, or the words of a code.

    Exits with what is wrong if they are neither.
    """
    if not typed:
        return []
    from tui.guide.finding_ids import matching_id
    from tui.guide.plan.choice import UnknownRoutine, choice_of
    from tui.guide.plan.code import PlanCodeError

    known = (*index.programs, *index.exercises)
    try:
        choice_of(index, typed)
    except UnknownRoutine as error:
        known_id(error.name, error.known, "exercise or routine")
    except PlanCodeError as error:
        fail(str(error))
    return [matching_id(name, known) or name for name in typed]


def said(name: str) -> str:
    """Return a name from the command line, made safe to print on a terminal."""
    return "".join(c if c.isprintable() else "?" for c in name[:60])


def fail(*messages: str) -> NoReturn:
    """Print what is wrong with the command line, a line each, and exit as argparse does."""
    for message in messages:
        print(f"backspasm: {message}", file=sys.stderr)
    raise SystemExit(2)
