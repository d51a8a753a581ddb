"""The commands that make pages to hand on: a plan with its code, and the guide to print."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.options import fail, region_of, said
from tui.cli.stdio import columns, encoding, write
from tui.guide.plan.code import PlanTooLong
from tui.guide.plan.sheet import PlanSheet
from tui.guide.plan.words import PlanError
from tui.plain.guide import READING_WIDTH
from tui.plain.plan.made import sheet_of
from tui.plain.plan.sheet import print_plan

if TYPE_CHECKING:
    from tui.cli.arguments import Arguments
    from tui.guide.content.model import Region
    from tui.guide.content.record_index import Index

_LETTER_REGIONS = ("us", "ca")
"""The regions that print on Letter."""


def make_plan(arguments: Arguments, index: Index) -> int:
    """Print or save the sheet of a plan; return the exit status."""
    try:
        sheet = sheet_of(arguments, index)
    except (PlanError, PlanTooLong) as error:
        fail(*map(str, error.args))
    region = region_of(arguments, index)
    if arguments.html is None and arguments.pdf is None:
        width = arguments.width or columns()
        markdown = arguments.markdown
        write(print_plan(index, sheet, region, width, encoding(), markdown=markdown))
        return 0
    status = 0
    if arguments.html is not None:
        status = _save_html(index, sheet, region, arguments.html)
    if arguments.pdf is not None:
        status = _save_pdf(index, sheet, region, arguments) or status
    # Where the page itself goes to standard output the code stands in it.
    if not status and str(arguments.html) != "-":
        write(f"{sheet.code}\n")
    return status


def print_html(
    index: Index, region: Region | None, part: str | None, ids: Sequence[str], file: Path
) -> int:
    """Save the guide or a part of it as a page; return the exit status."""
    from tui.handout.guide_html import guide_html
    from tui.plain.page_ids import UnknownPage

    try:
        html = guide_html(index, part, region, ids=ids)
    except UnknownPage as error:
        fail(str(error))
    return _save_page(file, html)


def _save_html(index: Index, sheet: PlanSheet, region: Region | None, file: Path) -> int:
    from tui.handout.plan_html import plan_html

    return _save_page(file, plan_html(index, sheet, region))


def _save_page(file: Path, html: str) -> int:
    """Write a page to a file, or to standard output by the name ``-``."""
    if str(file) == "-":
        write(html)
        return 0
    return save(file, html.encode())


def _save_pdf(index: Index, sheet: PlanSheet, region: Region | None, arguments: Arguments) -> int:
    from tui.handout.pdf import NoPdf, as_pdf
    from tui.handout.plan_html import plan_html

    paper = arguments.paper or _paper(region)
    try:
        pdf = as_pdf(plan_html(index, sheet, region, paper=paper))
    except NoPdf as error:
        print(f"backspasm: {error}", file=sys.stderr)
        return 1
    return save(arguments.pdf, pdf)


def sheet_file(index: Index, path: Path, sheet: PlanSheet, region: Region | None) -> str:
    """Write a sheet in the form that its file's name ends in; return why it could not be."""
    from tui.handout.pdf import NoPdf, as_pdf
    from tui.handout.plan_html import plan_html

    kind = path.suffix.casefold()
    try:
        if kind == ".pdf":
            data = as_pdf(plan_html(index, sheet, region, paper=_paper(region)))
        elif kind in (".html", ".htm"):
            data = plan_html(index, sheet, region).encode()
        else:
            text = print_plan(index, sheet, region, READING_WIDTH, markdown=kind == ".md")
            data = text.encode()
        with path.open("xb") as file:
            file.write(data)
    except NoPdf as error:
        return str(error)
    except FileExistsError:
        return "there is a file of that name"
    except (OSError, ValueError, RuntimeError) as error:
        return getattr(error, "strerror", None) or "that is no name for a file"
    return ""


def _paper(region: Region | None) -> str:
    return "letter" if region is not None and region.id in _LETTER_REGIONS else "a4"


def save(file: Path, data: bytes) -> int:
    """Write a file, or say why it cannot be written; return the exit status."""
    try:
        file.write_bytes(data)
    except (OSError, ValueError) as error:
        why = (error.strerror if isinstance(error, OSError) else None) or str(error)
        print(f"backspasm: {said(str(file))}: {why}", file=sys.stderr)
        return 1
    return 0
