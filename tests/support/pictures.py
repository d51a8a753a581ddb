"""Terminals' side of the two graphics protocols: what bytes mean as pixels."""

from __future__ import annotations

import re
import zlib
from base64 import standard_b64decode

from tui.figure.pixels.picture import Pixels

_COMMAND = re.compile(rb"\x1b_G([^;\x1b]*)(?:;([^\x1b]*))?\x1b\\")
_SIXEL = re.compile(rb'\x1bP[\d;]*q"1;1;(\d+);(\d+)([^\x1b]*)\x1b\\')
_PART = re.compile(rb"#(\d+);2;(\d+);(\d+);(\d+)|#(\d+)|!(\d+)([?-~])|([?-~])|([$-])")


class KittyScreen:
    """The pictures of a terminal with kitty's protocol: which it has, and which it shows."""

    def __init__(self) -> None:
        self.kept: dict[int, Pixels] = {}
        self.shown: list[tuple[int, int, int]] = []
        self.handed_over = 0
        self._keys: dict[str, str] = {}
        self._data = b""

    def feed(self, data: bytes) -> None:
        """Take what a program sends; it must be nothing but commands."""
        rest = _COMMAND.sub(self._take, data)
        assert rest == b"", rest

    def _take(self, command: re.Match[bytes]) -> bytes:
        keys = dict(pair.split("=") for pair in command[1].decode().split(","))
        if keys.get("a") == "d" and keys["d"] == "i":
            self.shown = [one for one in self.shown if one[0] != int(keys["i"])]
            return b""
        # Errors are asked for by whoever hears them; no terminal answers that it went well.
        assert keys["q"] in ("1", "2")
        if "a" not in keys:
            keys = {**self._keys, "m": keys["m"]}
        if keys["a"] == "t":
            self._transmit(keys, command[2])
        elif keys["a"] == "p":
            assert keys["C"] == "1" and int(keys["i"]) in self.kept
            self.shown.append((int(keys["i"]), int(keys.get("c", 0)), int(keys.get("r", 0))))
        else:
            assert (keys["a"], keys["d"]) == ("d", "I")
            del self.kept[int(keys["i"])]
            self.shown = [one for one in self.shown if one[0] != int(keys["i"])]
        return b""

    def _transmit(self, keys: dict[str, str], data: bytes) -> None:
        assert len(data) <= 4096
        self._keys, self._data = keys, self._data + data
        if keys["m"] == "0":
            assert (keys["f"], keys["o"]) == ("24", "z")
            rgb = zlib.decompress(standard_b64decode(self._data))
            width, height = int(keys["s"]), int(keys["v"])
            assert len(rgb) == 3 * width * height
            self.kept[int(keys["i"])] = Pixels(width, height, rgb)
            self.handed_over += 1
            self._data = b""


def read_sixel(data: bytes) -> Pixels:
    """Return the picture of a sixel sequence; every pixel of it must be set."""
    whole = _SIXEL.fullmatch(data)
    assert whole
    width, height = int(whole[1]), int(whole[2])
    palette, rows = dict[int, bytes](), [[b""] * width for _ in range(height)]
    colour, x, top, end = 0, 0, 0, 0
    for part in _PART.finditer(whole[3]):
        assert part.start() == end, "nothing unknown between"
        end = part.end()
        if part[1]:
            palette[int(part[1])] = bytes(round(int(share) * 2.55) for share in part.group(2, 3, 4))
        elif part[5]:
            colour = int(part[5])
            assert colour in palette
        elif part[9]:
            x, top = 0, top + (6 if part[9] == b"-" else 0)
        else:
            count, bits = int(part[6] or 1), (part[7] or part[8])[0] - 63
            for y in (y for y in range(6) if bits >> y & 1):
                rows[top + y][x : x + count] = [palette[colour]] * count
            x += count
            assert x <= width
    assert end == len(whole[3]) and all(all(row) for row in rows)
    return Pixels(width, height, b"".join(b"".join(row) for row in rows))


def unlike(one: Pixels, other: Pixels) -> float:
    """Return by how much two pictures differ on average, in levels of 0 to 255."""
    assert one[:2] == other[:2]
    pairs = zip(one.rgb, other.rgb, strict=True)
    return sum(abs(a - b) for a, b in pairs) / len(one.rgb)
