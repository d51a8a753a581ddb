"""The actions with a key that a screen has now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from textual.binding import Binding
from textual.dom import DOMNode

from tests.app.conftest import Reader
from tui.app.app import GuideApp
from tui.app.input.default_keys import DEFAULT_KEYS
from tui.app.input.key_places import PLACES

UNIQUE = {
    name: f"{held}f{number}"
    for name, (held, number) in zip(
        DEFAULT_KEYS,
        ((held, n) for held in ("ctrl+", "alt+", "shift+", "ctrl+alt+", "") for n in range(1, 25)),
        strict=False,
    )
}
"""A key of its own for each action."""


def _nodes(app: GuideApp) -> list[DOMNode]:
    """Whatever may act on a key, the nearest first."""
    focused = app.screen.focused
    nodes = list(focused.ancestors_with_self) if focused else [app.screen, app]
    modal = next((n for n, node in enumerate(nodes) if node.is_modal), len(nodes))
    return nodes[: modal + 1]


def enabled(app: GuideApp) -> Iterator[tuple[str, Binding]]:
    """The keys that act now, each with every action that it could have."""
    nodes = _nodes(app)
    for node in nodes:
        for key, binding in node._bindings:
            character = key if len(key) == 1 else None
            is_typed = nodes[0].check_consume_key(key, character) and node is not nodes[0]
            if app._check_action_state(binding.action, node) and not is_typed:
                yield key, binding


def check_actions(reader: Reader) -> None:
    """Each key has one action here, each has a name, and each name can have another key."""
    app = reader.app
    owners: dict[str, set[str]] = defaultdict(set)
    for key, binding in enabled(app):
        if binding.id:
            owners[key].add(binding.id)
    shared = {key: names for key, names in owners.items() if len(names) > 1}
    assert not shared, shared
    active = {one.binding.id or "" for one in app.screen.active_bindings.values()} - {""}
    assert any(active <= set(names) for names in PLACES.values()), active
    app.set_keymap(UNIQUE)
    changed = {one.binding.id: key for key, one in app.screen.active_bindings.items()}
    assert active <= set(changed)
    assert all(UNIQUE[name] == key for name, key in changed.items() if name)
    app.set_keymap({})
