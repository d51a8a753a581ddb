"""Bindings of the actions that have a name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from textual.app import App
from textual.binding import Binding

from tui.app.input.default_keys import DEFAULT_KEYS, NO_KEY
from tui.app.input.key_names import is_typed, key_name


def bind(name: str, action: str, words: str = "", *, priority: bool = False) -> Binding:
    """Return the binding of a named action at one place.

    Args:
        name: Its name in `DEFAULT_KEYS`.
        action: What Textual runs.
        words: What the line of keys says; empty if it is not shown there.
        priority: Whether its keys act before the widget that has the focus.

    """
    return Binding(DEFAULT_KEYS[name], action, words, show=bool(words), priority=priority, id=name)


def keys_of(app: App[Any], name: str) -> list[str]:
    """Return the keys that an action has in `app`, as Textual names them."""
    keymap: Mapping[str, str] = getattr(app, "keymap", DEFAULT_KEYS)
    keys = keymap.get(name, DEFAULT_KEYS[name])
    return [] if keys == NO_KEY else keys.split(",")


def shown_key(app: App[Any], name: str, *, in_field: bool = False) -> str:
    """Return the first key of an action as it is printed; in a text field one that acts there."""
    keys = keys_of(app, name)
    if in_field:
        keys = [key for key in keys if not is_typed(key)] or keys
    return key_name(keys[0]) if keys else ""


def answer_keys(app: App[Any]) -> tuple[str, str]:
    """Return the keys for yes and no as they are printed."""
    return shown_key(app, "yes"), shown_key(app, "no")
