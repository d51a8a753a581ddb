"""The whole guide, or a part of it, as one calm page to read and to print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from tui.guide.blocks import Block, Kind
from tui.guide.content.model import Region
from tui.guide.content.record_index import Index
from tui.guide.region import fill
from tui.handout.figures import exercise_figure
from tui.handout.markup import Html, document, element, listed
from tui.handout.style import COMMON, GUIDE
from tui.plain.guide import guide_page

_LISTS = {
    Kind.POINT: ("ul", "points"),
    Kind.NOTE: ("ul", "points"),
    Kind.NEVER: ("ul", "never"),
    Kind.ASK: ("ul", "ask"),
    Kind.STEP: ("ol", "steps"),
}


def guide_html(
    index: Index, part: str | None, region: Region | None, *, ids: Sequence[str] = ()
) -> str:
    """Return the guide, a part of it, or pages of a part, as a page that holds all it shows.

    Raises:
        UnknownPage: if the part has no page with one of the ids.

    """
    page = guide_page(index, part, ids=ids)
    titles = [block.text for block in page if block.kind is Kind.TITLE]
    title, *parts = titles
    body = "".join(_pieces(index, region, page, title, parts))
    return document(title, COMMON + GUIDE, element("main", Html(body)))


def _pieces(
    index: Index, region: Region | None, page: Sequence[Block], title: str, parts: Sequence[str]
) -> Iterator[Html]:
    """Yield the elements of a page; the emergency signs come below its title."""
    exercises = {one.title: one for one in index.content.exercises}
    # Tabs have lines with the titles of exercises; their own part shows the figures.
    shows_figures = title in ("Exercises", *exercises)
    yield element("h1", title)
    if title in exercises:
        yield exercise_figure(index, exercises[title])
    seen_title = False
    is_first_list = True
    for kind, blocks in groupby(page, key=lambda block: block.kind):
        texts = [fill(block.text, region) for block in blocks]
        if kind in _LISTS:
            name, class_ = _LISTS[kind]
            yield listed(texts, name=name, class_=class_)
            continue
        for text in texts:
            if kind is Kind.TITLE:
                if seen_title:
                    yield element("h2", text, id=f"part-{parts.index(text) + 1}")
                    shows_figures = text in ("Exercises", *exercises)
                    if text in exercises:
                        yield exercise_figure(index, exercises[text])
                seen_title = True
            elif kind is Kind.HEADING:
                yield element("h3" if parts else "h2", text)
                if shows_figures and text in exercises:
                    yield exercise_figure(index, exercises[text])
            elif kind is Kind.LEAD:
                yield element("p", text, class_="lead")
                if parts and is_first_list:
                    yield _contents(parts)
                    is_first_list = False
            else:
                yield element("p", text, **({} if seen_title else {"class_": "emergency"}))


def _contents(parts: Sequence[str]) -> Html:
    """Return links to the parts of a page."""
    entries = [
        element("li", element("a", text, href=f"#part-{place}"))
        for place, text in enumerate(parts, 1)
    ]
    return element("nav", element("ul", *entries), aria_label="Contents")
