"""The pixels of a cell of the terminal, as the system knows them."""

from __future__ import annotations

import sys


def cell_pixels(terminal: int) -> tuple[int, int] | None:
    """Return the pixels of a cell across and down by the size of a terminal's window.

    None if the system does not know them.

    Args:
        terminal: the descriptor of a file that is the terminal.

    Raises:
        OSError: it is no terminal.

    """
    if sys.platform == "win32":
        return None
    import fcntl
    import struct
    import termios

    size = fcntl.ioctl(terminal, termios.TIOCGWINSZ, bytes(8))
    rows, columns, width, height = struct.unpack("HHHH", size)
    return cell_of((columns, rows), (width, height))


def cell_of(cells: tuple[int, int], pixels: tuple[int, int]) -> tuple[int, int] | None:
    """Return the pixels of a cell of a window of so many columns and rows; None without any."""
    columns, rows = cells
    width, height = pixels
    if min(columns, rows, width, height) <= 0:
        return None
    return width // columns, height // rows
