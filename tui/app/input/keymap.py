"""The keys that a reader chose, checked: what a settings file says, as a keymap of Textual."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from tui.app.input.default_keys import DEFAULT_KEYS, NO_KEY
from tui.app.input.key_names import KNOWN_NAMES, is_typed, key_from, key_name
from tui.app.input.key_places import EAGER, PLACES, WAYS_OUT
from tui.guide.content.faults import describe, nearest, one_line

_MOST_NAMED = 20
"""The most faults that are named one by one."""


class KeyFault(Struct, frozen=True):
    """An entry that is ignored."""

    action: str
    """Its name as written."""
    message: str


class CheckedKeymap(Struct, frozen=True):
    """What came of a reader's own keys."""

    keymap: dict[str, str]
    """The keys of each action that has others than by default, as Textual writes them."""
    faults: tuple[KeyFault, ...] = ()


def checked_keymap(entries: Mapping[str, object]) -> CheckedKeymap:
    """Return the entries that can be used as a keymap, and what is wrong with the others.

    Args:
        entries: The keys of actions by name, as in `{"walk": "w,f2", "find": "/"}`; several keys
            in one text with commas, or as a list. The comma key is `comma`. An empty text takes
            the keys away from an action.

    """
    faults: list[KeyFault] = []
    chosen: dict[str, str] = {}
    left_out = 0
    for name, value in entries.items():
        if len(faults) >= _MOST_NAMED:
            left_out += name not in DEFAULT_KEYS
        read = _read(name, value) if len(faults) < _MOST_NAMED or name in DEFAULT_KEYS else None
        if isinstance(read, KeyFault):
            faults.append(read)
        elif read is not None and read != DEFAULT_KEYS[name]:
            chosen[name] = read
    if left_out:
        faults.append(KeyFault("", f"{left_out} more entries name no action."))
    faults += _drop_clashes(chosen)
    return CheckedKeymap(chosen, tuple(faults))


def _read(name: str, value: object) -> str | KeyFault:
    """Return the keys of one entry as Textual writes them, or what is wrong with it."""
    if name not in DEFAULT_KEYS:
        shown = one_line(name)[:40]
        return KeyFault(shown, f"There is no action “{shown}”.{_hint(name, DEFAULT_KEYS)}")
    parts = _parts(value)
    if parts is None:
        example = f'"{DEFAULT_KEYS[name]}"'
        return KeyFault(name, f"Its keys are a text such as {example}, not {describe(value)}.")
    keys: list[str] = []
    for part in parts:
        key = key_from(part)
        if key is None:
            shown = one_line(part)[:40]
            return KeyFault(name, f"There is no key “{shown}”.{_hint(part, KNOWN_NAMES)}")
        keys.append(key)
    keys = list(dict.fromkeys(keys))
    problem = _no_way_out(name, keys)
    return KeyFault(name, problem) if problem else ",".join(keys) or NO_KEY


def _parts(value: object) -> list[str] | None:
    """Return the keys of an entry one by one; None if it is of a wrong type."""
    if isinstance(value, str):
        if len(value) == 1:
            return [value]
        return [part.strip() for part in value.split(",") if part.strip()]
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return [part if len(part) == 1 else part.strip() for part in value if part]
    return None


def _no_way_out(name: str, keys: list[str]) -> str:
    """Return why an action cannot have only these keys; empty if it can."""
    own = _printed(DEFAULT_KEYS[name])
    if name in WAYS_OUT and not keys:
        return f"Without a key for it there is no way out. It keeps {own}."
    if name in WAYS_OUT and name != "quit" and all(map(is_typed, keys)):
        return f"In a text field there would be no way out: letters are typed. It keeps {own}."
    typed = next(filter(is_typed, keys), None)
    if name in EAGER and typed:
        return f"It acts in text fields, where {key_name(typed)} is typed. It keeps {own}."
    return ""


def _drop_clashes(chosen: dict[str, str]) -> Iterable[KeyFault]:
    """Remove entries until no key has two actions at one place; yield what was removed."""
    while clash := _clash(chosen):
        key, place, pair = clash
        # The later entry of the reader's own gives way.
        loser = max((name for name in pair if name in chosen), key=list(chosen).index)
        other = next(name for name in pair if name != loser)
        own = _printed(DEFAULT_KEYS[loser])
        words = f"{key_name(key)} would be both {loser} and {other} {place}. It keeps {own}."
        yield KeyFault(loser, words)
        del chosen[loser]


def _clash(chosen: Mapping[str, str]) -> tuple[str, str, tuple[str, str]] | None:
    """Return a key with two actions at one place, that place, and both."""
    keymap = {**DEFAULT_KEYS, **chosen}
    for place, names in PLACES.items():
        owners: dict[str, str] = {}
        for name in names:
            for key in keymap[name].split(","):
                owner = owners.setdefault(key, name)
                if owner != name and key != NO_KEY:
                    return key, place, (owner, name)
    return None


def whole_keymap(keymap: Mapping[str, str]) -> dict[str, str]:
    """Return a keymap with all actions that Textual would lose by it.

    Where Textual changes the keys of an action, it removes whatever else is on its old and its
    new keys, even if that acts at other times. So these are set to their own keys.
    """
    whole = dict(keymap)
    grows = bool(whole)
    while grows:
        keys = {key for name in whole for key in f"{whole[name]},{DEFAULT_KEYS[name]}".split(",")}
        more = {
            name: own
            for name, own in DEFAULT_KEYS.items()
            if name not in whole and not keys.isdisjoint(own.split(","))
        }
        grows = bool(more)
        whole.update(more)
    return whole


def _printed(keys: str) -> str:
    return " ".join(map(key_name, keys.split(",")))


def _hint(name: str, known: Iterable[str]) -> str:
    near = nearest(name, known)
    return f" Did you mean “{near}”?" if near else ""
