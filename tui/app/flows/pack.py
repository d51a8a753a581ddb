"""The ways of a spasm's days: to the pack timer, and what the guide noticed."""

from __future__ import annotations

from collections.abc import Collection

from textual.app import App

from tui.app.guide_state import GuideState
from tui.app.screens.episode.pack import PackOnScreen, PackScreen
from tui.guide.content.index import Index
from tui.guide.episode.packing import moment
from tui.guide.episode.times import rest_words


async def time_pack(app: App[object], state: GuideState) -> None:
    """Choose a pack and lay it on; or look at the one that is on, and take it off."""
    keeping, words = state.keeping, state.index.content.timer
    timer = keeping.diary.timer
    if timer is not None:
        if await app.push_screen_wait(PackOnScreen(state)):
            told = words.early if keeping.pack_is_on else words.rest
            keeping.take_off()
            held = moment(keeping.pack(timer), None, keeping.diary.packs, keeping.now)
            rest = rest_words(words, held, keeping.now, state.host.zone)
            app.notify(f"{told} {rest}".rstrip(), title="Pack timer")
        return
    chosen = await app.push_screen_wait(PackScreen(state))
    if chosen and not keeping.lay_on(chosen):
        app.notify("Another window has begun one already.", title="Pack timer")


def tell_noticed(app: App[object], index: Index, findings: Collection[str]) -> None:
    """Say which findings the guide has ticked by itself."""
    texts = [index.findings[name].text for name in sorted(findings) if name in index.findings]
    app.notify("\n".join(texts), title=index.content.episode.noticed_lead, timeout=12)
