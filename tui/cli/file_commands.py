"""The commands that print what stands in a file: settings, completions, faults of the content."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.cli.options import fail, index_of, said, tell_faults
from tui.cli.stdio import write

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tui.cli.arguments import Arguments
    from tui.guide.content.faults import Fault
    from tui.guide.content.model import Content
    from tui.guide.layers.content_files import ContentFiles


def print_settings(arguments: Arguments) -> int:
    """Print every setting, the names of actions, or where the file is; return the exit status."""
    from tui.cli.settings import keys_text, settings_text
    from tui.settings.location import settings_path

    if arguments.path:
        path = settings_path()
        write(f"{path}\n" if path else "")
        return 0 if path else 1
    if arguments.keys:
        write(keys_text(arguments, index_of(arguments)))
        return 0
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
    from tui.guide.content.faults import ContentError, fault_line
    from tui.guide.layers.content_files import ContentFiles
    from tui.guide.load import read_layers

    if arguments.schema:
        from tui.guide.layers.json_schema import json_schema

        write(json_schema(overlay=arguments.schema == "overlay"))
        return 0
    paths = (*arguments.content, *arguments.files)
    try:
        files = ContentFiles.of(*read_layers(paths))
        content = files.content(cases=True)
    except ContentError as error:
        write(_as_json(error.faults, error.file) if arguments.json else _as_lines(error.lines()))
        return 1
    from tui.guide.lint.house_rules import house_rule_notes

    notes = files.located(house_rule_notes(content))
    if arguments.json:
        write(_as_json(notes, files.name, severity="note"))
    else:
        lines = [fault_line(note, files.name, "note: ") for note in notes]
        write(_as_lines(lines) + _all_well(files, content))
    return 0


def new_record(arguments: Arguments) -> int:
    """Add a template to a content file, or print it; return the exit status."""
    from difflib import ndiff

    from tui.guide.content.faults import ContentError
    from tui.guide.edit.templates import KINDS, NewRecordError, with_new
    from tui.guide.layers.content_files import ContentFiles
    from tui.guide.load import read_layers

    try:
        files = ContentFiles.of(*read_layers(arguments.content))
        path, before, own = files.layers[-1].path, files.layers[-1].text, files.layers[-1].raw
        after = with_new(before, own, files.raw, arguments.kind, arguments.id, arguments.inside)
    except ContentError as error:
        write(_as_lines(error.lines()))
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
    record = f'[[{KINDS[arguments.kind][1]}]]\nid = "{arguments.id}"'
    line = after[: after.index(record)].count("\n") + 2
    write(f"{path}:{line}: {_next_step(arguments.kind, arguments.id, path)}\n")
    return 0


def _next_step(kind: str, name: str, path: Path) -> str:
    """Return what to do with a new record."""
    if kind == "motion":
        look = f"backspasm pose {name} --play --watch --content {path}"
        return f"change its numbers while you look: {look}"
    return f"fill in what is blank, then: backspasm check {path}"


def _as_lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _as_json(faults: Iterable[Fault], file: str, *, severity: str = "error") -> str:
    from tui.guide.content.faults import one_line

    rows: list[dict[str, Any]] = [
        {
            "file": one.file or file,
            "line": one.line or 1,
            "column": one.column or 1,
            "severity": severity,
            "path": one.path,
            "found": one_line(one.found),
            "expected": one_line(one.expected),
            "nearest": one.nearest,
            "also": [
                {"file": at.file, "line": at.line, "column": at.column, "note": at.note}
                for at in one.also
            ],
        }
        for one in faults
    ]
    return json.dumps(rows, indent=2) + "\n"


def _all_well(files: ContentFiles, content: Content) -> str:
    from tui.guide.content.faults import one_line
    from tui.guide.lint.cases import exact_cases

    findings = sum(len(group.findings) for group in content.groups)
    items = sum(len(section.items) for section in content.sections)
    name = " over ".join(one_line(str(layer.path)) for layer in reversed(files.layers))
    return (
        f"{name}: no fault found. "
        f"{items} items, {len(content.exercises)} exercises, "
        f"{findings} findings, {len(content.rules)} rules, {len(content.sources)} sources.\n"
        f"{len(content.cases)} cases rated as they should be, {exact_cases(content)} exactly.\n"
    )
