"""The ways of a spasm's days: to the pack timer, and what the guide noticed."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from tui.app.screens.pack import PackOnScreen, PackScreen
from tui.guide.packing import moment
from tui.guide.when import rest_words

if TYPE_CHECKING:
    from tui.app.screens.main import MainScreen


async def time_pack(main: MainScreen) -> None:
    """Choose a pack and lay it on; or look at the one that is on, and take it off."""
    keeping, words = main.keeping, main.triage.index.content.timer
    timer = keeping.diary.timer
    if timer is not None:
        if await main.app.push_screen_wait(PackOnScreen(main)):
            told = words.early if main.clockwork.pack_is_on else words.rest
            keeping.take_off()
            held = moment(keeping.pack(timer), None, keeping.diary.packs, keeping.now)
            rest = rest_words(words, held, keeping.now, main.host.zone)
            main.app.notify(f"{told} {rest}".rstrip(), title="Pack timer")
        return
    chosen = await main.app.push_screen_wait(PackScreen(main))
    if chosen and not keeping.lay_on(chosen):
        main.app.notify("Another window has begun one already.", title="Pack timer")


def tell_noticed(main: MainScreen, findings: Collection[str]) -> None:
    """Say which findings the guide has ticked by itself."""
    index = main.triage.index
    texts = [index.findings[name].text for name in sorted(findings) if name in index.findings]
    main.app.notify("\n".join(texts), title=index.content.episode.noticed_lead, timeout=12)
