"""HTML as text: elements whose contents and attributes are escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from tui.guide.ascii_forms import legible

_INLINE = frozenset({"span", "strong", "bdi", "a"})
"""Elements within a line, which a line break would part from what follows."""


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


def element(name: str, *contents: str, **attributes: str) -> Html:
    """Return an element; contents that are no `Html` are escaped.

    A trailing underscore of an attribute's name is left out, another one stands for a hyphen.
    """
    shown = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
    )
    inner = "".join(one if isinstance(one, Html) else escape(one, quote=False) for one in contents)
    end = "" if name in _INLINE else "\n"
    return Html(f"<{name}{shown}>{inner}</{name}>{end}")


def image(source: str, seen: str, class_: str) -> Html:
    """Return a picture that is part of the page, with what it shows in words."""
    attributes = f'class="{escape(class_)}" alt="{escape(seen)}" src="{escape(source)}"'
    return Html(f"<img {attributes}>\n")


def listed(texts: Iterable[str], *, name: str = "ul", **attributes: str) -> Html:
    """Return a list of lines; nothing without lines."""
    lines = [element("li", text) for text in texts]
    return element(name, *lines, **attributes) if lines else Html("")


def document(title: str, style: str, body: str) -> str:
    """Return a whole page, which holds no script and takes nothing from elsewhere."""
    policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(legible(title, 'utf-8'), quote=False)}</title>\n"
        f"<style>\n{style}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )
