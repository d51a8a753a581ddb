"""The modes that a program switches on in a terminal, read from all that it sent."""

from __future__ import annotations

import re

_SET = re.compile(rb"\x1b\[\?(\d+(?:;\d+)*)([hl])|\x1b\[([><])(\d*)u")
_ON_BY_ITSELF = {b"7", b"25"}
"""Modes that a terminal has on before anybody comes: lines wrap, the cursor is shown."""


def changed(sent: bytes | bytearray) -> set[bytes]:
    """Every mode that was ever switched."""
    return {mode for mode, _ in _switches(sent)}


def left_on(sent: bytes | bytearray) -> list[bytes]:
    """The modes that are not as they were before."""
    now: dict[bytes, bool] = {}
    told = 0
    for mode, on in _switches(sent):
        now[mode] = on
        if mode == b"keys":
            # How keys are told is a stack: each way that was put on it has to be taken off.
            told = max(told + (1 if on else -1), 0)
            now[mode] = told > 0
    return sorted(mode for mode, on in now.items() if on != (mode in _ON_BY_ITSELF))


def _switches(sent: bytes | bytearray) -> list[tuple[bytes, bool]]:
    found = []
    for modes, way, keys, _ in _SET.findall(sent):
        if keys:
            found.append((b"keys", keys == b">"))
        else:
            found += [(mode, way == b"h") for mode in modes.split(b";")]
    return found
