"""The attributes of text, as bits: bold, underlined, in reverse and so on."""

from __future__ import annotations

_NAMES = (
    *("bold", "dim", "italic", "underline", "blink", "blink2", "reverse", "conceal", "strike"),
    *("underline2", "frame", "encircle", "overline"),
)
"""Rich's names of the attributes, in its order."""

BITS = {name: 1 << number for number, name in enumerate(_NAMES)}
"""The bits of the attributes, as Rich has them too."""

BOLD, DIM, ITALIC, UNDERLINE, REVERSE = (
    BITS[name] for name in ("bold", "dim", "italic", "underline", "reverse")
)
