"""The links in the text of a screen, and how one is opened."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.visual import Visual
from textual.widgets import Static

from tui.app.drawing.row import Row, Rows
from tui.app.drawing.style_cache import links_in
from tui.app.widgets.document_lines import DocumentLines
from tui.app.widgets.strip_widget import TextLine

_OPENED = re.compile(r"https?://[!-~]+|tel:[0-9]+")
"""The links that are opened; nothing else may reach another program."""
_PATIENCE = 10.0
"""Seconds within which a browser says that it cannot open a link."""
_PROGRAM = "import sys, webbrowser; sys.exit(not webbrowser.open(sys.argv[1]))"


def links_of(screen: Screen[Any]) -> list[str]:
    """Return the links to choose from: those marked, of the marked line, or of the whole screen."""
    known = list(dict.fromkeys(_all_links(screen)))
    marked = screen.get_selected_text() or ""
    if found := [link for link in known if link in marked]:
        return found
    focused = screen.focused
    if isinstance(focused, DocumentLines) and focused.document.marked is not None:
        part = focused.document.parts[focused.document.marked]
        if found := list(dict.fromkeys(_visual_links(part.visual))):
            return found
    return known


def _all_links(screen: Screen[Any]) -> Iterator[str]:
    for widget in screen.walk_children():
        if not widget.is_on_screen:
            continue
        if isinstance(widget, DocumentLines):
            yield from (
                link for part in widget.document.parts for link in _visual_links(part.visual)
            )
        elif isinstance(widget, Static | TextLine):
            yield from _visual_links(widget.visual)


def _visual_links(visual: Visual) -> Iterator[str]:
    texts: Iterable[Content] = ()
    if isinstance(visual, Rows):
        for row in visual.rows:
            yield from _visual_links(row)
    elif isinstance(visual, Row):
        texts = (visual.mark, visual.body, visual.aside)
    elif isinstance(visual, Content):
        texts = (visual,)
        yield from (link for _, _, link in links_in(visual.plain))
    for text in texts:
        for span in text.spans:
            link = span.style.link if isinstance(span.style, Style) else None
            if link and _OPENED.fullmatch(link):
                yield link


def open_link(link: str, failed: Callable[[], object]) -> None:
    """Open a link with the reader's browser, which gets neither a shell nor this terminal.

    A thread waits for the browser, and calls `failed` if it cannot open the link.
    """
    if not _OPENED.fullmatch(link) or not sys.executable:
        failed()
        return
    threading.Thread(target=_open, args=(link, failed), name="link", daemon=True).start()


def _open(link: str, failed: Callable[[], object]) -> None:
    nothing = subprocess.DEVNULL
    try:
        browser = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, link],
            stdin=nothing,
            stdout=nothing,
            stderr=nothing,
            start_new_session=True,
        )
        if browser.wait(_PATIENCE):
            failed()
    except subprocess.TimeoutExpired:
        # Some browsers run until their reader closes them.
        return
    except OSError:
        failed()
