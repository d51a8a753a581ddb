"""The reader's position in the list and on the page, kept while both are drawn anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tui.app.widgets.document_view import DocumentView


@contextmanager
def kept_position(
    listed: DocumentView, page: DocumentView, read_page: Callable[[], object]
) -> Iterator[None]:
    """Show list and page as far down as before, and leave the keys with the page if it had them.

    Args:
        listed: The list, in which the same line is marked again by whoever draws it.
        page: The page beside it.
        read_page: Gives the keys to the page.

    """
    reads, marked = page.has_focus, page.document.current
    tops = (listed.document.top, page.document.top)
    yield
    for view, top in zip((listed, page), tops, strict=True):
        view.document.top = top
        view.show(view.document)
    if reads:
        read_page()
        page.mark(page.document.index(marked))
