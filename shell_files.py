"""What shells and ``man`` get, made from the parser while a wheel is built."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from typing import Any

SHELLS = {"bash": "backspasm", "zsh": "_backspasm", "fish": "backspasm.fish"}
"""The name that each shell wants for its file."""

_FILES = ("content", "host_key", "authorized_keys", "log", "file")
"""The arguments that are files, by where they are stored."""

_EXIT = """\
.TP
0
All went well; a verdict of any level is a result too.
.TP
1
It could not be done, or a file has faults; a line says which.
.TP
2
The command line cannot be understood; a line says what, with the nearest of what is known.
.TP
70
The guide had to close; a line says where.
.TP
130
Interrupted by ctrl+c; another signal gives 128 and its number.
"""
_FILES_SECTION = """\
.TP
\\fI~/.config/backspasm/settings.toml\\fR
What you set on the key , of the guide. \\fBbackspasm settings\\fR prints each value and where it
comes from: an option, the environment, the file, or the default, in this order.
.TP
\\fI~/.local/share/backspasm/diary.sqlite3\\fR
What you note during a spasm. \\fBbackspasm data\\fR copies or erases it.
"""
_ENVIRONMENT = """\
.TP
BACKSPASM_PLAIN=1
at a terminal, questions and answers line by line as with \\fB\\-\\-plain\\fR, for screen readers
.TP
NO_COLOR
turns colours off
.TP
TEXTUAL_THEME
chooses a theme
.TP
TEXTUAL_ANIMATIONS=none
turns motion off
"""


def ids_of(content: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return the ids in a content file by what completes with them."""
    exercises = [record["id"] for record in content["exercise"]]
    items = [item["id"] for section in content["section"] for item in section["item"]]
    return {
        "exercises": exercises,
        "motion": exercises,
        "findings": [one["id"] for group in content["group"] for one in group["finding"]],
        "ids": [*exercises, *items],
        "region": ["none", *(record["id"] for record in content["region"])],
    }


def completion(parser: argparse.ArgumentParser, shell: str, ids: Mapping[str, list[str]]) -> str:
    """Return the completions of a shell, with the ids of the content."""
    import shtab

    for action in _actions(parser):
        if action.dest in ids and action.choices is None:
            action.choices = ids[action.dest]
        elif action.dest in _FILES:
            action.complete = shtab.FILE  # type: ignore[attr-defined]
    return str(shtab.complete(parser, shell))


def man_page(parser: argparse.ArgumentParser, version: str) -> str:
    """Return the manual page."""
    from argparse_manpage.manpage import Manpage

    page = Manpage(
        parser,
        _data={
            "description": "a full-screen guide for a back spasm",
            "manual_title": "User Commands",
            "version": version,
            # The same bytes whenever it is built.
            "date": f"version {version}",
        },
    )
    for heading, text in (
        ("exit status", _EXIT),
        ("environment", _ENVIRONMENT),
        ("files", _FILES_SECTION),
    ):
        page.add_section(heading, ">", text)
    return str(page)


def _actions(parser: argparse.ArgumentParser) -> Iterable[argparse.Action]:
    """Yield every argument of a parser and of its commands."""
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for command in dict.fromkeys(action.choices.values()):
                yield from _actions(command)
