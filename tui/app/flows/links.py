"""Opening a link of the screen, or copying its address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from textual.app import App

from tui.app.marking.links import links_of, open_link
from tui.app.screens.links import LinksDialog


def offer_links(app: App[Any], *, opens: bool) -> None:
    """Open the only link on the screen; list several, and numbers, which nobody calls by accident.

    Args:
        app: The reader's guide.
        opens: Whether a link can be opened here; else its address is copied.

    """
    links = links_of(app.screen)
    if not links:
        app.notify("There is no link here.", timeout=3)
    elif not opens:
        _choose(app, links, "Enter copies an address.", partial(_copy, app))
    elif len(links) == 1 and not links[0].startswith("tel:"):
        _open(app, links[0])
    else:
        _choose(app, links, "Enter opens a link.", partial(_open, app))


def _choose(app: App[Any], links: Sequence[str], words: str, act: Callable[[str], object]) -> None:
    def chosen(link: str | None) -> None:
        if link:
            act(link)

    app.push_screen(LinksDialog(links, words), chosen)


def _open(app: App[Any], link: str) -> None:
    words = "No browser could open this. Enter copies the address."
    offer = partial(_choose, app, [link], words, partial(_copy, app))
    # It is called in another thread.
    open_link(link, partial(app.call_later, offer))


def _copy(app: App[Any], link: str) -> None:
    app.copy_to_clipboard(link.removeprefix("tel:"))
    app.notify("Copied, if your terminal allows it.", timeout=3)
