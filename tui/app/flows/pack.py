"""The flow of the pack timer, and the notice of findings ticked by the guide."""

from __future__ import annotations

from collections.abc import Collection

from textual.app import App

from tui.app.guide_state import GuideState
from tui.app.screens.episode.pack import PackOnScreen, PackScreen
from tui.guide.content.record_index import Index
from tui.guide.episode.packing import moment
from tui.guide.episode.times import rest_words


async def time_pack(app: App[object], state: GuideState) -> None:
    """Prepare and start a pack; or show the running one, and take it off."""
    record, words = state.record, state.index.content.timer
    timer = record.diary.timer
    if timer is not None:
        if await app.push_screen_wait(PackOnScreen(state)):
            advice = words.early if record.pack_is_on else words.rest
            record.take_off()
            pack_now = moment(record.pack(timer), None, record.diary.packs, record.now)
            rest = rest_words(words, pack_now, record.now, state.environment.zone)
            app.notify(f"{advice} {rest}".rstrip(), title="Pack timer")
        return
    chosen = await app.push_screen_wait(PackScreen(state))
    if chosen and not record.lay_on(chosen):
        app.notify("Another window has begun one already.", title="Pack timer")


def tell_noticed(app: App[object], index: Index, findings: Collection[str]) -> None:
    """Notify the reader of findings that the guide has ticked."""
    texts = [index.findings[name].text for name in sorted(findings) if name in index.findings]
    app.notify("\n".join(texts), title=index.content.episode.noticed_lead, timeout=12)
