"""The settings in the dialogue: those that change what is said, heard or timed."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial

from tui.guide.episode.time_style import StyledZone, chosen_style
from tui.guide.region import GENERIC, named
from tui.plain.dialogue import Conversation
from tui.plain.guided.context import DialogueContext
from tui.plain.guided.menu import Menu, MenuItem, hold_menu
from tui.settings.book import SettingsBook
from tui.settings.model import AUTO, BY_NAME
from tui.settings.resolve import shown

_NAMES = (
    "region",
    "bell",
    "units",
    "times",
    "dates",
    "cold_minutes",
    "warm_minutes",
    "warm_after_hours",
)
"""The settings that mean something without a screen."""


def change_settings(context: DialogueContext) -> Conversation[None]:
    """Offer the settings."""
    if context.open_settings is None:
        yield "There are no settings here."
        return
    book = context.open_settings()

    def items() -> Sequence[MenuItem]:
        return [
            MenuItem(
                f"{BY_NAME[name].title}: {_value(context, book, name, book[name].value)}",
                partial(_choose, context, book, name),
            )
            for name in _NAMES
        ]

    yield from hold_menu(Menu("Settings", items))


def _choose(context: DialogueContext, book: SettingsBook, name: str) -> Conversation[None]:
    """Offer the values of a setting."""

    def take(value: object) -> Conversation[bool]:
        outcome = book.change(name, value)
        _apply(context, book, name)
        yield outcome
        return True

    items = [
        MenuItem(_value(context, book, name, value), partial(take, value))
        for value in book.choices(name)
    ]
    lead = [BY_NAME[name].help]
    yield from hold_menu(Menu(BY_NAME[name].title, lambda: items, lambda: lead))


def _value(context: DialogueContext, book: SettingsBook, name: str, value: object) -> str:
    """Return a value in words."""
    if value == AUTO and name == "units":
        return "as your region does"
    if value == AUTO:
        automatic = _value(context, book, name, book.automatic.get(name))
        return f"as your system says: {automatic}"
    if name == "region" and value == GENERIC:
        return "no country, no numbers"
    region = named(context.index.content.regions, str(value)) if name == "region" else None
    if region:
        return f"{region.name}, {region.emergency}"
    return shown(name, value, book.known)


def _apply(context: DialogueContext, book: SettingsBook, name: str) -> None:
    """Let the value of a setting hold at once."""
    signs, value = context.signs, book[name].value
    if value == AUTO:
        value = book.automatic.get(name)
    if name == "region":
        signs.region = named(context.index.content.regions, value or GENERIC)
    elif name == "bell":
        context.mute = not value
    elif name == "units":
        context.units = value or ""
    elif name in ("times", "dates"):
        style = chosen_style(book["times"].value, book["dates"].value, os.environ)
        signs.reader.zone = StyledZone(signs.zone, style)
    elif name == "warm_after_hours":
        signs.reader.warm_after = value or 0
    else:
        pack = name.partition("_")[0]
        others = {key: held for key, held in context.pack_minutes.items() if key != pack}
        context.pack_minutes = {**others, pack: value} if value else others
