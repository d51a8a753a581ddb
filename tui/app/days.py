"""The ways of a spasm's days: to the pack timer, and what the guide noticed."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from tui.app.screens.pack import PackOnScreen, PackScreen
from tui.guide.diary import Timer
from tui.guide.episode_words import filled
from tui.guide.packing import Stage, moment
from tui.guide.when import soon_words

if TYPE_CHECKING:
    from tui.app.screens.main import MainScreen


async def time_pack(main: MainScreen) -> None:
    """Choose a pack and lay it on; or look at the one that is on, and take it off."""
    keeping, words = main.keeping, main.triage.index.content.timer
    if keeping.diary.timer is not None:
        if await main.app.push_screen_wait(PackOnScreen(main)):
            early, timer = main.clockwork.pack_is_on, keeping.diary.timer
            keeping.take_off()
            told = words.early if early else words.rest
            main.app.notify(f"{told} {_next(main, timer)}".rstrip(), title="Pack timer")
        return
    chosen = await main.app.push_screen_wait(PackScreen(main))
    if chosen:
        keeping.lay_on(chosen)


def _next(main: MainScreen, timer: Timer | None) -> str:
    """When the next pack can be laid on."""
    if timer is None:
        return ""
    words, now = main.triage.index.content.timer, main.keeping.now
    held = moment(main.keeping.pack(timer), None, main.keeping.diary.packs, now)
    text = {Stage.PAUSE: words.pause, Stage.DONE: words.done}.get(held.stage)
    when = soon_words(held.until, now, main.host.zone) if held.until else ""
    return filled(text, when=when) if text else ""


def tell_noticed(main: MainScreen, findings: Collection[str]) -> None:
    """Say which findings the guide has ticked by itself."""
    index = main.triage.index
    texts = [index.findings[name].text for name in sorted(findings) if name in index.findings]
    main.app.notify("\n".join(texts), title=index.content.episode.noticed_lead, timeout=12)
