"""What ten years of entries cost: ``python -m tests.bench.diary``.

Diaries of 20,000 entries and an empty one take turns in one run, so that whatever else the
machine does falls on all of them. One has had a spasm each quarter, the present one for five
days; the other has had one spasm that never ended, so that its days are all ten years. Shown
are the first frame of the guide and the opening of the chart, and how much longer than with
an empty diary they take.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from datetime import timezone
from pathlib import Path
from unittest.mock import patch

from tui.app.app import GuideApp
from tui.app.environment import Environment
from tui.diary.migrations import transaction
from tui.diary.sqlite_store import NAME, open_store
from tui.guide.content.record_index import Index
from tui.guide.episode.progress import DAY
from tui.guide.episode.records import Episode, PackUse, Pain, Ticked, WalkDone
from tui.guide.load import load

ENTRIES = 20_000
YEARS = 10
NOW = 1_793_730_600.0
SIZE = (100, 30)


def fill(folder: Path, *, endless: bool) -> None:
    """Ten years of entries: a spasm each quarter, or one that has gone on ever since."""
    store = open_store(folder)
    days = 365 * YEARS
    begin = NOW - days * DAY
    file = store._held  # type: ignore[attr-defined]
    # One transaction: a file that is synced after each entry would take minutes.
    with transaction(file._db):
        store.keep(Episode(at=begin if endless else NOW - 5 * DAY))
        for start in range(1, 1 if endless else days - 30, 91):
            at = begin + start * DAY
            store.keep(Episode(at=at, ended=at + 12 * DAY))
        number = ENTRIES - len(store.all(Episode))
        for place in range(number):
            at = begin + place * days * DAY / number + 1.0
            kind = place % 10
            if kind == 0:
                store.keep(PackUse(at=at, pack="cold" if place % 20 else "warm", minutes=20))
            elif kind == 1:
                store.keep(WalkDone(at=at, exercises=("pelvic_tilt", "knee_to_chest")))
            elif kind == 2:
                store.keep(Ticked(at=at, finding="improving", on=place % 20 == 2))
            else:
                note = "after sitting for long" if kind == 3 else ""
                store.keep(Pain(at=at, level=2 + place * 7 % 5, note=note))


async def once(index: Index, folder: Path) -> tuple[float, float]:
    """Milliseconds until the guide stands on the screen, and until its chart does."""
    before = time.perf_counter()
    store = open_store(folder)
    environment = Environment(still=True, mute=True, now=lambda: NOW, zone=timezone.utc)
    app = GuideApp(index, environment, store=store)
    drawn: list[float] = []
    with patch.object(app, "_display", side_effect=lambda *_: drawn.append(time.perf_counter())):
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            # What the guide reads once it is on the screen is not part of the chart.
            await pilot.pause()
            first, began = drawn[0], time.perf_counter()
            app.main.action_days()
            await pilot.pause()
            await pilot.pause()
            chart = drawn[-1]
    return 1000 * (first - before), 1000 * (chart - began)


def main(rounds: str = "15") -> None:
    """Print the medians for each diary, and the ratios to the empty one."""
    index = Index.of(load())
    names = ("empty", "many spasms", "one endless spasm")
    with tempfile.TemporaryDirectory() as parent:
        folders = [Path(parent) / str(number) for number in range(len(names))]
        open_store(folders[0])
        fill(folders[1], endless=False)
        fill(folders[2], endless=True)
        size = (folders[1] / NAME).stat().st_size / 1e6
        spent: dict[str, list[tuple[float, float]]] = {name: [] for name in names}
        for number in range(int(rounds) + 1):
            for name, folder in zip(names, folders, strict=True):
                taken = asyncio.run(once(index, folder))
                if number:  # The first of each loads modules.
                    spent[name].append(taken)
    print(f"{ENTRIES} entries, {rounds + ' rounds':<12} frame ms  ratio   chart ms  ratio")
    medians = {
        name: [statistics.median(held) for held in zip(*taken, strict=True)]
        for name, taken in spent.items()
    }
    for name, (frame, chart) in medians.items():
        first, second = medians[names[0]]
        print(f"{name:<28} {frame:>8.1f} {frame / first:>6.2f} ", end="")
        print(f"{chart:>9.1f} {chart / second:>6.2f}")
    print(f"the file has {size:.1f} MB")


if __name__ == "__main__":
    main(*sys.argv[1:])
