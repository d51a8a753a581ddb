"""From a key to the screen it leads to."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.program import BARE, Program, guide, home
from tests.bench.table import Row, percentile

PRESSES = 100
_START, _QUIET = 1.0, 0.2
"""Seconds without a byte after which a frame is taken for complete: the first, and any other."""

_DOWN, _UP = "\x1b[B", "\x1b[A"
_ACTIONS = {
    "tab switch": ("relief", "2341"),
    "checklist tick": ("doctor", "  "),
    "list move": ("prevention", (_DOWN,) * 5 + (_UP,) * 5),
}


def rows() -> Iterator[Row]:
    """Each kind of key in the guide, in turn with a key that the bare program echoes.

    Nothing else moves, so that the screen is complete once it has answered.
    """
    with home() as folder:
        for name, (tab, keys) in _ACTIONS.items():
            ours, bare = [], []
            with (
                Program(guide("--still", "--tab", tab), folder) as program,
                Program(BARE, folder) as echo,
            ):
                program.settle(_START)
                echo.settle(_START)
                program.press(_DOWN, _QUIET)
                for number in range(PRESSES):
                    ours.append(1000 * program.press(keys[number % len(keys)], _QUIET))
                    bare.append(1000 * echo.press("ab"[number % 2], _QUIET))
            for share, said, bound in ((0.5, "median", None), (0.95, "95th percentile", 2.0)):
                mine, other = percentile(ours, share), percentile(bare, share)
                note = f"{mine:.1f} ms, bare {other:.1f} ms"
                yield Row(f"{name} → screen, {said}", mine / other, bound, note=note)
