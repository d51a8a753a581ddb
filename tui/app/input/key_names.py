"""Names of keys: as settings write them, as Textual has them, and as they are printed."""

from __future__ import annotations

from collections.abc import Iterable

_SYMBOLS = {
    **{"!": "exclamation_mark", '"': "quotation_mark", "#": "number_sign", "$": "dollar_sign"},
    **{"%": "percent_sign", "&": "ampersand", "'": "apostrophe", "(": "left_parenthesis"},
    **{")": "right_parenthesis", "*": "asterisk", "+": "plus", ",": "comma", "-": "minus"},
    **{".": "full_stop", "/": "slash", ":": "colon", ";": "semicolon", "<": "less_than_sign"},
    **{"=": "equals_sign", ">": "greater_than_sign", "?": "question_mark", "@": "at"},
    **{"[": "left_square_bracket", "\\": "backslash", "]": "right_square_bracket"},
    **{"^": "circumflex_accent", "_": "underscore", "`": "grave_accent"},
    **{"{": "left_curly_bracket", "|": "vertical_line", "}": "right_curly_bracket", "~": "tilde"},
    **{"←": "left", "→": "right", "↑": "up", "↓": "down", " ": "space"},
}
_NAMED = (
    *("enter", "space", "tab", "escape", "backspace", "delete", "insert", "home", "end"),
    *("pageup", "pagedown", "up", "down", "left", "right", *(f"f{n}" for n in range(1, 25))),
)
_ALIASES = {
    **{"esc": "escape", "return": "enter", "del": "delete", "ins": "insert", "pgup": "pageup"},
    **{"pgdn": "pagedown", "page_up": "pageup", "page_down": "pagedown", "spacebar": "space"},
    **{"dot": "full_stop", "period": "full_stop", "equals": "equals_sign"},
    # Terminals send the same for both.
    **{"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+h": "backspace"},
    **{"ctrl+left_square_bracket": "escape"},
}
_MODIFIERS = ("ctrl", "alt", "shift")
_PRINTED = {
    **{name: symbol for symbol, name in _SYMBOLS.items() if name != "space"},
    **{"escape": "esc", "pageup": "pgup", "pagedown": "pgdn", "delete": "del"},
}
KNOWN_NAMES = (*_NAMED, *_SYMBOLS.values(), *_ALIASES)
"""Names to suggest instead of one that is unknown."""


def key_from(text: str) -> str | None:
    """Return Textual's name of a key as somebody wrote it, such as `/` or `ctrl+w`, or None."""
    if len(text) == 1:
        return _SYMBOLS.get(text, text if text.isalnum() else None)
    *modifiers, last = text.strip().split("+") if not text.endswith("++") else [text[:-2], "+"]
    held = (
        sorted({one.lower() for one in modifiers}, key=list(_MODIFIERS).index)
        if all(one.lower() in _MODIFIERS for one in modifiers)
        else None
    )
    if held is None:
        return None
    name = last if len(last) == 1 else last.lower()
    name = _SYMBOLS.get(name, name)
    name = _ALIASES.get(name, name)
    if len(name) == 1 and name.isalpha() and held:
        if held == ["shift"]:
            return name.upper()
        name = name.lower()
    is_known = name in _NAMED or name in _SYMBOLS.values() or (len(name) == 1 and name.isalnum())
    whole = "+".join([*held, name])
    return _ALIASES.get(whole, whole) if is_known else None


def is_typed(key: str) -> bool:
    """Return whether a key writes a character into a text field."""
    return len(key) == 1 or key == "space" or (key in _SYMBOLS.values() and key not in _NAMED)


def key_name(key: str) -> str:
    """Return the name of a key as printed on a keyboard."""
    *modifiers, last = key.split("+")
    return "+".join([*modifiers, _PRINTED.get(last, last)])


def key_names(keys: Iterable[str]) -> str:
    """Return the printed names of several keys, each once."""
    return " ".join(dict.fromkeys(map(key_name, keys)))
