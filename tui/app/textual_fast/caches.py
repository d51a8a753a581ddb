"""What Textual keeps of guides that have ended; what its parser of keys keeps, see `key_parser`."""

from __future__ import annotations

from tui.app.textual_fast.probe import has


def forget() -> None:
    """Let go of the last thousand widgets, whosever they were, and of all the lines they drew."""
    if has("caches"):
        from textual._styles_cache import StylesCache

        StylesCache.get_inner_outer.cache_clear()
