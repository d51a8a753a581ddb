"""The full-screen guide that follows its content files as they are saved."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.app.watched_guide import Reopening, WatchedGuide
from tui.guide.content.faults import ContentError
from tui.guide.load import read_layers

if TYPE_CHECKING:
    from tui.guide.content.record_index import Index


def watched_files(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return all content files, from the lowest to the uppermost."""
    try:
        return read_layers(paths)[0]
    except ContentError:
        return tuple(paths)


def run_watched(
    run_guide: Callable[..., int], index: Index, paths: Sequence[Path], **what: Any
) -> int:
    """Show the guide, again with each content that is saved; return the exit status.

    Args:
        run_guide: Runs the guide once; takes an index, what makes the app, and what to open.
        index: The content as it is now.
        paths: The content files that were named.
        what: What to open at first.

    """
    files = watched_files(paths)
    after: Reopening | None = None
    while True:
        apps: list[WatchedGuide] = []

        def make(
            *given: Any,
            after: Reopening | None = after,
            apps: list[WatchedGuide] = apps,
            **more: Any,
        ) -> WatchedGuide:
            app = WatchedGuide(*given, paths=files, clock=time.monotonic, after=after, **more)
            apps.append(app)
            return app

        status = run_guide(index, make=make, **what)
        after = apps[0].reopening
        if after is None or status:
            return status
        index, what = after.index, {"tab": after.place.section}
