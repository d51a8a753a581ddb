"""The list of all keys, with those that the reader chose."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from textual.app import App

from tui.app.flows.action_help import ACTION_HELP
from tui.app.input.bindings import keys_of
from tui.app.input.key_names import key_name, key_names


class HelpLine(Struct, frozen=True):
    """A line of the list of keys."""

    keys: str
    """The keys as printed; empty if the action has none."""
    words: str
    """What it does, as a sentence."""


def key_groups(app: App[Any]) -> Iterator[tuple[str, list[HelpLine]]]:
    """Yield the actions grouped by place, with the keys that they have in `app`."""
    for title, lines in ACTION_HELP:
        yield title, [_line(app, names.split(), words) for names, words in lines]


def _line(app: App[Any], names: list[str], words: str) -> HelpLine:
    if len(names) == 1:
        return HelpLine(key_names(keys_of(app, names[0])), words)
    keys = [key for name in names for key in keys_of(app, name)]
    printed = [key_name(key) for key in keys]
    is_row = all(key.isdigit() for key in printed) and printed == sorted(printed)
    shown = f"{printed[0]}–{printed[-1]}" if is_row and printed else " ".join(printed)
    return HelpLine(shown, words)
