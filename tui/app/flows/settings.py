"""Opens the settings, and lets a changed one hold at once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from textual.app import App

from tui.app.appearance.themed_app import ThemedApp
from tui.app.guide_state import GuideState
from tui.app.screens.settings import SettingsScreen
from tui.guide.episode.time_style import StyledZone, chosen_style
from tui.guide.region import GENERIC, named
from tui.settings.book import SettingsBook
from tui.settings.checks import Known
from tui.settings.model import AUTO, ReaderSettings
from tui.settings.resolve import Origin, Resolved, SettingValue

_PACKS = {"cold_minutes": "cold", "warm_minutes": "warm"}


def settings_screen(app: App[Any], state: GuideState) -> SettingsScreen:
    """Return the screen of the settings of this guide."""
    environment = state.environment
    book = environment.open_settings() if environment.open_settings else _of_visit(app, state)
    # Whoever sees the settings sees each fault there.
    if environment.notice:
        environment.notice = ""
        state.redraw()

    def apply(name: str) -> None:
        _apply(app, state, book, name)

    return SettingsScreen(state, book, apply)


def _of_visit(app: App[Any], state: GuideState) -> SettingsBook:
    """Return settings that hold until the guide is closed, as it stands."""
    environment, region = state.environment, state.triage_state.region
    now = {
        "theme": app.theme,
        "cursor": environment.cursor,
        "pictures": environment.pictures.choice if environment.pictures else "off",
        "motion": not environment.still,
        "bell": not environment.mute,
        "warm_after_hours": environment.warm_after or None,
        "units": environment.units or "auto",
        **{name: environment.pack_minutes.get(pack) for name, pack in _PACKS.items()},
    }
    if isinstance(environment.zone, StyledZone):
        style = environment.zone.style
        now["times"] = "12h" if style.half_days else "24h"
        now["dates"] = "month-day" if style.month_first else "day-month"
    defaults = ReaderSettings()
    values = {}
    for name in ReaderSettings.__struct_fields__:
        default = getattr(defaults, name)
        value = now.get(name, default)
        values[name] = SettingValue(value, Origin.DEFAULT if value == default else Origin.VISIT)
    known = Known.of(state.index, tuple(sorted(app.available_themes)))
    automatic = {"glyphs": environment.glyphs, "region": region.id if region else GENERIC}
    return SettingsBook(Resolved(values), known, automatic, writes=False)


def _apply(app: App[Any], state: GuideState, book: SettingsBook, name: str) -> None:
    """Let the value of a setting hold at once, where it can."""
    environment, value = state.environment, book[name].value
    if value == AUTO:
        value = book.automatic.get(name)
    if name == "theme":
        app.theme = value
    elif name == "cursor" and isinstance(app, ThemedApp):
        environment.cursor = app.cursor_choice = book[name].value
        app.refresh_css()
    elif name == "pictures":
        _choose_pictures(state, book)
    elif name == "bell":
        environment.mute = not value
    elif name == "region":
        state.show_region(named(state.index.content.regions, value or GENERIC))
    elif name == "warm_after_hours":
        environment.warm_after = value or 0
    elif name in _PACKS:
        environment.pack_minutes = _with(environment.pack_minutes, _PACKS[name], value)
    elif name == "glyphs":
        environment.glyphs = value
        _choose_pictures(state, book)
        state.redraw()
    elif name == "motion":
        environment.still = not value
        app.animation_level = "full" if value else "none"
        state.redraw()
    elif name == "units":
        environment.units = value or ""
    elif name in ("times", "dates"):
        style = chosen_style(book["times"].value, book["dates"].value, os.environ)
        environment.zone = StyledZone(environment.zone, style)
        state.redraw()


def _choose_pictures(state: GuideState, book: SettingsBook) -> None:
    """Let the choice of pictures hold; who names an alphabet wants characters."""
    options = state.environment.pictures
    if options:
        options.choice = book["pictures"].value if book["glyphs"].value == AUTO else "off"
        options.choose(options.choice)


def _with(minutes: Mapping[str, int], pack: str, value: int | None) -> dict[str, int]:
    others = {name: number for name, number in minutes.items() if name != pack}
    return others if value is None else {**others, pack: value}
