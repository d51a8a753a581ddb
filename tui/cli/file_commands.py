"""The commands that print what stands in a file: settings, completions, faults of the content."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.options import fail, index_of, tell_faults
from tui.cli.stdio import write

if TYPE_CHECKING:
    from tui.cli.arguments import Arguments


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


def find_faults(arguments: Arguments) -> int:
    """Print the faults of a content file, or that there are none; return the exit status."""
    from tui.guide.content.faults import ContentError, one_line
    from tui.guide.lint.cases import exact_cases
    from tui.guide.load import default_path, load

    path = arguments.file or arguments.content or default_path()
    try:
        content = load(path, thorough=True, cases=True)
    except ContentError as error:
        write("".join(f"{line}\n" for line in error.lines()))
        return 1
    findings = sum(len(group.findings) for group in content.groups)
    items = sum(len(section.items) for section in content.sections)
    write(
        f"{one_line(str(path))}: no fault found. "
        f"{items} items, {len(content.exercises)} exercises, "
        f"{findings} findings, {len(content.rules)} rules, {len(content.sources)} sources.\n"
        f"{len(content.cases)} cases rated as they should be, {exact_cases(content)} exactly.\n"
    )
    return 0
