"""What terminals send and what none does, for whoever reads from one."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

END_OF_PASTE = b"\x1b[201~"


def noise(chance: Random) -> Iterator[bytes]:
    """Sequences that terminals send and that none does, some of them torn."""
    numbers = ("", "0", "1", "2", "9", "1114112", "99999999999", ":")
    while True:
        parts = [
            "\x1b[" + chance.choice(["", "?", ">", "<"]),
            ";".join(chance.choices(numbers, k=chance.randrange(4))),
            chance.choice("u~ABCDEFHPQRStMmy$"),
            chance.choice(["", "\x1b", "\x1bO", "\x1b[", "ä→☂", "\x00", "\x7f"]),
            "\x1b[48;0;0;9;9t\x1b[<0;1;1M" if chance.random() < 0.1 else "",
            "\x1b[48;30;100;0;0t\x1b[<35;9;9M" if chance.random() < 0.1 else "",
            "\x1b[200~ x" if chance.random() < 0.1 else "",
            "\x1b[201~" if chance.random() < 0.2 else "",
        ]
        data = "".join(parts).encode()
        yield data[: -chance.randrange(3) or None]
