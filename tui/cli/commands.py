"""The commands that print plain text. Each imports what it needs when it runs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tui import __version__
from tui.cli.file_commands import check_content, new_record, print_completion, print_settings
from tui.cli.options import (
    fail,
    index_of,
    region_of,
    store_of,
    tell_faults,
)
from tui.cli.stdio import columns, encoding, read, write

if TYPE_CHECKING:
    from tui.cli.arguments import Arguments
    from tui.diary.store import Store
    from tui.guide.content.model import Region
    from tui.guide.content.record_index import Index


def print_guide(
    index: Index,
    region: Region | None,
    part: str | None = None,
    width: int | None = None,
    ids: Sequence[str] = (),
    *,
    markdown: bool = False,
) -> int:
    """Print the guide, a part of it, or only the pages of a part with these ids."""
    from tui.plain.guide import print_part
    from tui.plain.page_ids import UnknownPage

    width = width or columns()
    try:
        text = print_part(index, part, region, width, encoding(), ids=ids, markdown=markdown)
    except UnknownPage as error:
        fail(str(error))
    write(text)
    return 0


def told(store: Store) -> int:
    """Print why nothing was saved, if so; return the exit status."""
    if store.notice:
        print(f"backspasm: {store.notice}", file=sys.stderr)
    return 0


def _content(arguments: Arguments) -> Index:
    """Return the content; name the faults of the settings file."""
    index = index_of(arguments)
    tell_faults(arguments)
    return index


def _print(arguments: Arguments) -> int:
    index = _content(arguments)
    region = region_of(arguments, index)
    part, ids, width = arguments.part, arguments.ids, arguments.width
    if arguments.html is not None:
        from tui.cli.handouts import print_html

        return print_html(index, region, part, ids, arguments.html)
    return print_guide(index, region, part, width, ids, markdown=arguments.markdown)


def _triage(arguments: Arguments) -> int:
    from tui.guide.finding_ids import UnknownFindings, only, rate
    from tui.guide.triage import Triage
    from tui.plain import guide

    index = _content(arguments)
    region = region_of(arguments, index)
    if arguments.list:
        write(
            guide.findings_json(index)
            if arguments.json
            else guide.print_findings(index, columns(), encoding())
        )
        return 0
    triage = Triage.of(index)
    listing = "backspasm triage --list"
    try:
        verdict, unknown = rate(triage, arguments.findings, for_program=arguments.json)
    except UnknownFindings as error:
        fail(*error.lines(listing))
    if arguments.json:
        write(guide.verdict_json(triage, verdict, region))
    else:
        write(guide.print_verdict(triage, verdict, region, columns(), encoding()))
    if unknown:
        fail(*unknown.lines(listing), only(unknown.known))
    return 0


def _pose(arguments: Arguments) -> int:
    from tui.cli.editing.print_pose import pose

    if arguments.play or arguments.watch:
        from tui.cli.editing.play import play_pose

        return play_pose(arguments)
    return pose(arguments, _content(arguments))


def _plan(arguments: Arguments) -> int:
    from tui.cli.full_screen import find_screen, show
    from tui.cli.handouts import make_plan

    if not arguments.exercises and (screen := find_screen(arguments)):
        # Without exercises they are chosen on the screen.
        return show(screen, arguments, index_of(arguments), plan=True)
    return make_plan(arguments, _content(arguments))


def _summary(arguments: Arguments) -> int:
    import time

    from tui.cli.settings import zone_of
    from tui.guide.episode.records import Diary
    from tui.guide.episode.summary import summary

    index, store = _content(arguments), store_of(arguments)
    diary = Diary.read(store)
    words = index.content.episode
    write(summary(index, diary, words, time.time(), zone_of(arguments), arguments.markdown))
    return told(store)


def _data(arguments: Arguments) -> int:
    from json import dumps

    from tui.diary.sqlite_store import export

    store = store_of(arguments)
    if arguments.action == "export":
        # For programs: characters missing in the encoding become JSON escapes, not lookalikes.
        exported = export(store).decode()
        if encoding() != "utf-8":
            exported = "".join(c if c.isascii() else dumps(c)[1:-1] for c in exported)
        write(f"{exported}\n")
        return told(store)
    if not arguments.yes:
        print(
            "Erase everything you noted, for good? Type yes:", end=" ", file=sys.stderr, flush=True
        )
        if (read() or "").strip().casefold() != "yes":
            print("Nothing was erased.", file=sys.stderr)
            return 1
    if why := store.erase():
        print(f"backspasm: {why}", file=sys.stderr)
        return 1
    print("Everything is erased.", file=sys.stderr)
    return 0


def _version(arguments: Arguments) -> int:
    print(f"backspasm {__version__}")
    if arguments.verbose:
        from tui.app.textual_fast.feature_probe import report

        print(*report(), sep="\n")
    return 0


COMMANDS: dict[str, Callable[[Arguments], int]] = {
    "print": _print,
    "triage": _triage,
    "plan": _plan,
    "pose": _pose,
    "summary": _summary,
    "data": _data,
    "settings": print_settings,
    "completion": print_completion,
    "check": check_content,
    "new": new_record,
    "version": _version,
}
