"""The command `lift`: a result from numbers, or the screen or the dialogue without them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from tui.cli.full_screen import find_screen, show
from tui.cli.options import fail, index_of, region_of
from tui.cli.stdio import columns, encoding, write

if TYPE_CHECKING:
    from tui.cli.arguments import Arguments
    from tui.guide.lift.measures import Typed


def lift(arguments: Arguments) -> int:
    """Say what a lift asks; return the exit status: 1 where no number may be given."""
    from tui.cli.dialogues import lift_plain, signs_of
    from tui.guide.lift.equation import SYSTEMS
    from tui.guide.lift.measures import LiftError, Typed, parse_lift
    from tui.guide.lift.report import blocked_json, lift_json, lift_page, usual_system, why_blocked
    from tui.plain.page_format import as_text

    index = index_of(arguments)
    typed = _typed(arguments)
    if typed == Typed(units=typed.units) and not arguments.json:
        if screen := find_screen(arguments):
            return show(screen, arguments, index, lift=True)
        if arguments.plain or all(one and one.isatty() for one in (sys.stdin, sys.stdout)):
            return lift_plain(index, arguments)
    region = region_of(arguments, index)
    usual = SYSTEMS[usual_system(arguments.settings.get("units", ""), region)]
    try:
        measured, _ = parse_lift(typed, usual)
    except LiftError as error:
        fail(str(error))
    signs = signs_of(index, arguments)
    has_spasm = signs.record.diary.current is not None
    if why := why_blocked(index.content.lift, signs.verdict, has_spasm=has_spasm):
        if arguments.json:
            write(blocked_json(why))
        else:
            print(f"backspasm: {why}", file=sys.stderr)
        return 1
    if arguments.json:
        write(lift_json(index, measured))
    else:
        write(as_text(lift_page(index, measured), region, columns(), encoding()))
    return 0


def _typed(arguments: Arguments) -> Typed:
    """Return the numbers as they were typed."""
    from tui.guide.lift.measures import Typed

    options = {name: getattr(arguments, f"lift_{name}") or "" for name in Typed.__struct_fields__}
    return Typed(**options)
