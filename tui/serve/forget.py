"""What Textual keeps of guides that have ended.

This is the only place that reaches for it; what the parser of keys keeps, see `keys`.
"""

from __future__ import annotations

from textual._styles_cache import StylesCache


def forget() -> None:
    """Let go of the last thousand widgets, whosever they were, and of all the lines they drew."""
    StylesCache.get_inner_outer.cache_clear()
