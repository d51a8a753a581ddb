"""Addresses and numbers on the screen are links, on each line that they take."""

from __future__ import annotations

import re

import pytest
from rich.segment import Segment
from rich.style import Style
from textual._compositor import LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from tests.app.conftest import OpenGuide, Sent
from tests.support.fast import fast_only
from tui.app.drawing.style_cache import links_in, numbers_of
from tui.app.terminal.screen_diff import ScreenDiff
from tui.app.textual_fast.compositor_updates import paint
from tui.guide.content.record_index import Index
from tui.guide.region import named

LINKED = re.compile(r"\x1b\]8;(id=\w+)?;([^\x1b]+)\x1b\\(.*?)\x1b\]8;;\x1b\\", re.DOTALL)
OTHER = re.compile(r"\x1b\[[\d;?]*[A-Za-z]|\r|\x08")


def pieces(sent: str) -> list[tuple[str, str, str]]:
    """The linked pieces of what was sent: their name, where they lead to, and their text."""
    found = LINKED.findall(sent)
    return [(name, link, OTHER.sub("", text)) for name, link, text in found]


@fast_only("changes")
@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_each_source_can_be_opened_however_its_address_wraps(
    open_guide: OpenGuide, sent: Sent, size: tuple[int, int]
) -> None:
    seen: dict[str, set[str]] = {}
    for tab in ("relief", "causes", "prevention"):
        async with open_guide(tab=tab, size=size, mute=True) as reader:
            sent.clear()
            await reader.press("i", "end")
            for name, link, text in pieces(sent.take()):
                assert text and text in link, "each piece leads to the whole address"
                seen.setdefault(link, set()).add(name)
    assert len(seen) > 3
    assert all(link.startswith("https://") for link in seen)
    assert all(len(names) == 1 for names in seen.values()), "the pieces of one belong together"


@pytest.mark.parametrize(
    ("region", "numbers"),
    [("gb", {"tel:999", "tel:111"}), ("ie", {"tel:112", "tel:999"}), ("nz", {"tel:111"})],
)
async def test_each_number_can_be_called(
    open_guide: OpenGuide, sent: Sent, region: str, numbers: set[str]
) -> None:
    called: set[str] = set()
    async with open_guide(tab="doctor", region=region, size=(100, 50), mute=True) as reader:
        for finding in ("fever", "saddle_numb"):
            await reader.tick(finding)
            await reader.press("ctrl+l")
        found = pieces(sent.take())
        called |= {link for _, link, _ in found}
        assert numbers <= called
        assert all(link == f"tel:{text}" for _, link, text in found if text.isdigit())
        sent.clear()
        await reader.press("1", "ctrl+l")
        assert numbers & {link for _, link, _ in pieces(sent.take())}, "in the banner too"


async def test_without_a_region_nothing_is_called(open_guide: OpenGuide, sent: Sent) -> None:
    async with open_guide(tab="doctor", size=(100, 50), mute=True) as reader:
        await reader.tick("saddle_numb")
        await reader.press("1", "2", "3", "4")
        assert "tel:" not in sent.take()


def test_numbers_are_those_of_the_region_and_no_part_of_others(index: Index) -> None:
    australia = named(index.content.regions, "au")
    numbers = numbers_of(australia)
    assert numbers == ("000", "1800 022 222")
    text = "Call 000, or 1800 022 222; see https://example.org/000 of 10,000: 1.000."
    assert [link for _, _, link in links_in(text, numbers)] == [
        "https://example.org/000",
        "tel:000",
        "tel:1800022222",
    ]
    assert numbers_of(None) == ()


@pytest.mark.parametrize(
    "text", ["(https://a.org/x).", "see https://a.org/x, and", "https://a.org/x"]
)
def test_an_address_ends_before_what_closes_its_sentence(text: str) -> None:
    ((start, end, link),) = links_in(text)
    assert text[start:end] == link == "https://a.org/x"


@pytest.mark.parametrize("depth", ["16", "256", "truecolor"])
def test_a_terminal_without_links_gets_none(depth: str) -> None:
    style = Style(link="https://example.org/a-long-address")
    update = LayoutUpdate([[Strip([Segment("here", style)])]], Region(0, 0, 4, 1))
    for links in (True, False):
        screen_diff = ScreenDiff(depth, 4, 1, links=links)  # type: ignore[arg-type]
        paint(update, screen_diff)
        assert ("]8;" in screen_diff.changes()) is links
