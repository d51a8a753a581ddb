"""The commands that print what stands in a file: settings, completions, faults of the content."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.cli.options import fail, index_of, said, tell_faults
from tui.cli.stdio import write

if TYPE_CHECKING:
    from tui.cli.arguments import Arguments
    from tui.guide.content.faults import Fault
    from tui.guide.content.model import Content


def print_settings(arguments: Arguments) -> int:
    """Print every setting, or only where their file is; return the exit status."""
    from tui.cli.settings import settings_text
    from tui.settings.location import settings_path

    if arguments.path:
        path = settings_path()
        write(f"{path}\n" if path else "")
        return 0 if path else 1
    text, status = settings_text(arguments, index_of(arguments))
    write(text)
    tell_faults(arguments)
    return status


def print_completion(arguments: Arguments) -> int:
    """Print the completions of a shell; return the exit status."""
    path = Path(__file__).with_name("completions") / arguments.shell
    try:
        text = path.read_text(encoding="utf-8")
    except OSError:
        fail("completions come with an installed guide: pip install . (without -e)")
    write(text)
    return 0


def check_content(arguments: Arguments) -> int:
    """Print the faults of a content file, or that there are none; return the exit status."""
    from tui.guide.content.faults import ContentError
    from tui.guide.load import default_path, load

    if arguments.schema:
        from tui.guide.lint.json_schema import json_schema

        write(json_schema())
        return 0
    path = arguments.file or arguments.content or default_path()
    try:
        content = load(path, thorough=True, cases=True)
    except ContentError as error:
        rows = located(path, error.faults)
        write(_as_json(path, rows) if arguments.json else _as_lines(path, rows))
        return 1
    from tui.guide.lint.house_rules import house_rule_notes

    notes = located(path, tuple(house_rule_notes(content)))
    if arguments.json:
        write(_as_json(path, notes, severity="note"))
    else:
        write(_as_lines(path, notes, kind="note: ") + _all_well(path, content))
    return 0


def new_record(arguments: Arguments) -> int:
    """Add a template to a content file, or print it; return the exit status."""
    from difflib import ndiff

    from tui.guide.content.faults import ContentError
    from tui.guide.content.file_bytes import read_file
    from tui.guide.content.toml_text import decode, parse_toml
    from tui.guide.edit.templates import NewRecordError, with_new
    from tui.guide.load import MOST_BYTES, default_path

    path = arguments.content or default_path()
    try:
        before = decode(read_file(path, MOST_BYTES), path)
        raw = parse_toml(before, str(path))
        after = with_new(before, raw, arguments.kind, arguments.id, arguments.inside)
    except ContentError as error:
        write(_as_lines(path, list(error.faults)))
        return 1
    except NewRecordError as error:
        fail(str(error))
    if not arguments.content:
        changes = ndiff(before.split("\n"), after.split("\n"))
        added = [line[2:] for line in changes if line.startswith("+")]
        write("\n".join(added).strip("\n") + "\n")
        return 0
    try:
        path.write_text(after, encoding="utf-8")
    except OSError as error:
        print(f"backspasm: {said(str(path))}: {error.strerror}", file=sys.stderr)
        return 1
    line = after[: after.index(f'id = "{arguments.id}"')].count("\n") + 1
    write(f"{path}:{line}: fill in what is blank, then: backspasm check {path}\n")
    return 0


def located(path: Path, faults: tuple[Fault, ...]) -> list[Fault]:
    """Return the faults with their lines and columns, in the order of the file."""
    from tui.guide.content.faults import ContentError, Fault
    from tui.guide.content.toml_text import parse_toml
    from tui.guide.lint.source_map import SourceMap

    if not any(fault.path for fault in faults):
        return list(faults)
    try:
        text = path.read_text(encoding="utf-8-sig")
        places = SourceMap(text, parse_toml(text, str(path)))
    except (OSError, ValueError, ContentError):
        return list(faults)  # The file has changed meanwhile.
    rows = [
        Fault(one.path, one.found, one.expected, one.nearest, *places.place(one.path))
        for one in faults
    ]
    return sorted(rows, key=lambda fault: (fault.line, fault.column))


def _as_lines(path: Path, faults: list[Fault], *, kind: str = "") -> str:
    from tui.guide.content.faults import one_line

    name = one_line(str(path))
    places = (f"{one.line}:{one.column}: " if one.line else " " for one in faults)
    lines = (f"{name}:{place}{kind}{fault}" for place, fault in zip(places, faults, strict=True))
    return "".join(f"{line}\n" for line in lines)


def _as_json(path: Path, faults: list[Fault], *, severity: str = "error") -> str:
    from tui.guide.content.faults import one_line

    rows: list[dict[str, Any]] = [
        {
            "file": str(path),
            "line": one.line or 1,
            "column": one.column or 1,
            "severity": severity,
            "path": one.path,
            "found": one_line(one.found),
            "expected": one_line(one.expected),
            "nearest": one.nearest,
        }
        for one in faults
    ]
    return json.dumps(rows, indent=2) + "\n"


def _all_well(path: Path, content: Content) -> str:
    from tui.guide.content.faults import one_line
    from tui.guide.lint.cases import exact_cases

    findings = sum(len(group.findings) for group in content.groups)
    items = sum(len(section.items) for section in content.sections)
    return (
        f"{one_line(str(path))}: no fault found. "
        f"{items} items, {len(content.exercises)} exercises, "
        f"{findings} findings, {len(content.rules)} rules, {len(content.sources)} sources.\n"
        f"{len(content.cases)} cases rated as they should be, {exact_cases(content)} exactly.\n"
    )
