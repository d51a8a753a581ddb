"""Process-wide caches of Textual that outlive an app."""

from __future__ import annotations

from tui.app.textual_fast.feature_probe import has


def forget() -> None:
    """Clear the cache that keeps the last thousand widgets of any app, with their lines."""
    if has("caches"):
        from textual._styles_cache import StylesCache

        StylesCache.get_inner_outer.cache_clear()
