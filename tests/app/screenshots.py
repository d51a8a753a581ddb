"""The screenshots in ``screenshots/``: made from the real app, and what the tests compare with.

``python -m tests.app.screenshots`` renews those that changed.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from pathlib import Path

from tui.app.app import GuideApp
from tui.guide.index import Index
from tui.guide.load import load
from tui.guide.region import named

FOLDER = Path(__file__).parents[2] / "screenshots"


@dataclass(frozen=True)
class Shot:
    """A screen worth keeping: how to get there, and in which terminal."""

    name: str
    keys: tuple[str, ...] = ()
    size: tuple[int, int] = (100, 30)
    tab: str = "relief"
    region: str | None = None


def tick(*rows: int) -> tuple[str, ...]:
    """The keys that tick these lines of the checklist, counted from the highlighted one."""
    keys: list[str] = []
    place = 0
    for row in rows:
        keys += ["down"] * (row - place) + ["space"]
        place = row
    return tuple(keys)


SHOTS = (
    Shot("relief"),
    Shot("prevention", tab="prevention"),
    Shot("causes", tab="causes"),
    Shot("doctor", tab="doctor"),
    Shot("relief-80x24", size=(80, 24)),
    Shot("relief-60x20", size=(60, 20)),
    Shot("doctor-80x24", size=(80, 24), tab="doctor"),
    Shot("doctor-60x20", size=(60, 20), tab="doctor"),
    Shot("relief-light", ("d",)),
    Shot("level-self-care", (*tick(31),), tab="doctor", region="gb"),
    Shot("level-doctor", (*tick(20),), tab="doctor", region="gb"),
    Shot("level-urgent", (*tick(17),), tab="doctor", region="gb"),
    Shot("level-emergency", (*tick(0, 2),), tab="doctor", region="gb"),
    Shot("level-emergency-light", ("d", *tick(0, 2)), tab="doctor", region="gb"),
    Shot("level-emergency-60x20", (*tick(0),), size=(60, 20), tab="doctor", region="gb"),
    Shot("until-help-comes", ("4", *tick(0), "1"), size=(80, 24), region="gb"),
    Shot("ask-first", (*("down",) * 8, "enter", "pagedown"), size=(100, 40)),
    Shot("exercise", (*("down",) * 4,)),
    Shot("why", ("s",)),
    Shot("search", ("slash", *"towel")),
    Shot("help", ("question_mark",), size=(100, 40)),
    Shot("about", ("ctrl+p", *"about", "enter")),
    Shot("clear", ("4", *tick(0), "c"), size=(80, 24)),
)


async def render(index: Index, shot: Shot) -> str:
    """The SVG of a shot, the same whenever and wherever it is made."""
    region = named(index.content.regions, shot.region) if shot.region else None
    app = GuideApp(index, region=region, tab=shot.tab, still=True, mute=True)
    async with app.run_test(size=shot.size) as pilot:
        for key in shot.keys:
            await pilot.press(key)
            await pilot.pause()
        await pilot.pause()
        return tidy(app.export_screenshot(title="backspasm"))


def tidy(svg: str) -> str:
    """An SVG without what differs from one machine to the next."""
    return re.sub(r"terminal-\d+", "terminal", svg).strip() + "\n"


async def main() -> None:
    """Write every screenshot whose screen has changed."""
    index = Index.of(load())
    FOLDER.mkdir(exist_ok=True)
    known = {f"{shot.name}.svg" for shot in SHOTS}
    for path in FOLDER.glob("*.svg"):
        if path.name not in known:
            path.unlink()
            print(f"removed {path.name}")
    for shot in SHOTS:
        path = FOLDER / f"{shot.name}.svg"
        svg = await render(index, shot)
        if not path.exists() or path.read_text(encoding="utf-8") != svg:
            path.write_text(svg, encoding="utf-8")
            print(f"wrote {path.name}")


if __name__ == "__main__":
    asyncio.run(main())
