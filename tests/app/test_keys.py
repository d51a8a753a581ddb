"""The footer offers the keys that act now, and no others."""

from __future__ import annotations

import pytest

from tests.app.conftest import OpenGuide

KEYS = {"⏎": "enter", "/": "slash", "?": "question_mark", "esc": "escape"}
"""How the footer writes the keys that it does not write by their names."""


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        (["1"], {"⏎", "4", "w", "t", "p", "d", "s", "i", "/", "?", "q"}),
        (["down", "enter"], {"esc", "4", "w", "t", "p", "d", "s", "i", "/", "?", "q"}),
        (["4"], {"space", "w", "t", "p", "d", "s", "i", "/", "?", "q"}),
        (["4", "space"], {"space", "w", "t", "p", "d", "s", "c", "i", "/", "?", "q"}),
    ],
    ids=["a list", "reading", "the checklist", "the checklist with a tick"],
)
async def test_every_offered_key_acts_and_every_key_that_acts_is_offered(
    open_guide: OpenGuide, before: list[str], wanted: set[str]
) -> None:
    async with open_guide(size=(120, 30)) as reader:
        await reader.press(*before)
        assert set(reader.offered) == wanted
        shown = reader.text
        for offered in reader.offered:
            await reader.press(KEYS.get(offered, offered))
            if not reader.app.is_running:
                assert offered == "q"
                return
            assert reader.text != shown, offered
            back = {
                "space": ["space"],
                "⏎": ["escape"],
                "esc": ["enter"],
                "4": ["1", "home", *before],
            }
            await reader.press(*back.get(offered, ["escape"]))
            assert reader.text == shown, offered


async def test_the_footer_can_be_clicked(open_guide: OpenGuide) -> None:
    async with open_guide(tab="doctor") as reader:
        await reader.click("space Tick")
        assert reader.ticked == {"saddle_numb"}
        await reader.click("? Help")
        assert reader.title("Sheet VerticalScroll") == "Keys"
