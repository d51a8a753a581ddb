"""The commands of the palette, with their keys."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from textual.app import SystemCommand
from textual.screen import Screen

from tui.app.guide_state import GuideState
from tui.app.input.bindings import shown_key

_OPENING = (
    ("Walkthrough", "Be led through exercises by a moving figure", "walk_all", "walk"),
    (
        "Self-check",
        "Questions with their answers explained, and questions on your own day",
        "check",
        "check",
    ),
    ("Your days", "Day by day, with a chart and a log", "days", "days"),
    ("Pack timer", "Cold or warm, and how long", "pack", "timer"),
    ("Log pain", "From 0 to 10, with a few words", "log", "pain"),
    ("Summary", "A page to read, copy or save", "summary", ""),
    ("What a lift asks", "How much is recommended, and what helps", "lift", ""),
    ("A plan", "Exercises with doses for one person, and a code", "make_plan", ""),
    ("Settings", "What is set for good, and where it comes from", "settings", "settings"),
    ("Search", "Find words anywhere in the guide", "find", "find"),
    ("Why and sources", "What this line rests on", "why", "why"),
)
"""Commands that open other screens: title, what it does, action of the main screen, its key."""


def guide_commands(
    main: Screen[Any], state: GuideState, *, on_tabs: bool
) -> Iterator[SystemCommand]:
    """Yield the commands of the palette.

    Args:
        main: The main screen, which runs most of them.
        state: The state of the guide.
        on_tabs: Whether the main screen is in front, so that others may be opened.

    """

    def command(title: str, hint: str, action: str, name: str = "") -> SystemCommand:
        key = shown_key(main.app, name) if name else ""
        run = partial(main.run_action, action)
        return SystemCommand(title, f"{hint} · {key}" if key else hint, run)

    if on_tabs:
        for section in state.index.content.sections:
            tab = f"tab('{section.id}')"
            yield command(section.title, section.lead, tab, f"tab.{section.id}")
        yield command("First minutes", "Is it safe, and what now", "lead")
        for row in _OPENING:
            yield command(*row)
    yield command("Keys", "List every key", "app.keys", "help")
    yield command("About", "What this guide is and is not", "about")
    yield command("Light, dark, high contrast", "Go through the four", "app.toggle_dark", "dark")
    yield command("Theme", "Choose other colours", "app.change_theme")
    for region in state.index.content.regions:
        title, hint = f"Region: {region.name}", f"Show {region.emergency} for emergencies"
        yield SystemCommand(title, hint, partial(state.show_region, region))
    show_none = partial(state.show_region, None)
    yield SystemCommand("Region: none", "Show no number, only what to call", show_none)
    yield command("Quit", "Leave the guide", "leave", "quit")
