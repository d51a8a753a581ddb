"""The screenshots in ``screenshots/``: made from the real app, and what the tests compare with.

``python -m tests.app.screenshots`` renews those that changed.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from itertools import groupby
from pathlib import Path

from msgspec.structs import replace
from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.strip import Strip

from tests.support.content import loaded
from tui.app.app import GuideApp
from tui.app.drawing.figure_strips import FigureColors, FigureStrips
from tui.app.drawing.scene_cache import SceneCache
from tui.app.drawing.style_cache import WIDGET_STYLE, StyleCache
from tui.app.environment import Environment
from tui.app.flows.self_check import Part
from tui.app.screens.first_minutes.yes_no import YesNoScreen
from tui.app.screens.walkthrough.walk import WalkScreen
from tui.app.widgets.strip_widget import StripWidget
from tui.cli.editing.print_pose import pose_svg
from tui.diary.store import MemoryStore, Store
from tui.figure.player import MotionMoment
from tui.figure.scene import Scene
from tui.guide.content.exercise_model import Exercise
from tui.guide.content.quiz_model import Question
from tui.guide.content.record_index import Index
from tui.guide.desk.records import DeskDay, DeskDays
from tui.guide.episode.progress import DAY
from tui.guide.episode.records import (
    Episode,
    HabitAnswers,
    PackId,
    PackUse,
    Pain,
    Response,
    Timer,
    WalkDone,
)
from tui.guide.load import load
from tui.guide.quiz.quiz import Card, Round
from tui.guide.region import named
from tui.guide.today.records import HabitDone

ANIMATED = 14
"""Frames of the animated picture."""

FOLDER = Path(__file__).parents[2] / "screenshots"


@dataclass(frozen=True)
class Shot:
    """A screen worth keeping: how to get there, and in which terminal."""

    name: str
    keys: tuple[str, ...] = ()
    size: tuple[int, int] = (100, 30)
    tab: str | None = "relief"
    """The open tab; None to let the guide decide."""
    region: str | None = None
    walk: tuple[str, ...] | None = None
    """Exercises to be led through at once."""
    seconds: float = 0.0
    """How long the walkthrough has been under way."""
    quiz: tuple[str, ...] | None = None
    """The questions of an open round of the self-check; none for three finished rounds."""
    days: int | None = None
    """How many days ago a spasm began, with entries since."""
    pack: float | None = None
    """Minutes for which a cold pack has been on."""
    checked: bool = True
    """Whether the safety questions are answered."""
    now: bool = False
    """Whether to be led through the first minutes at once."""
    lift: bool = False
    """Whether what a lift asks is opened."""
    ticked: tuple[str, ...] = ()
    """The findings that were ticked before."""
    habit: str = ""
    """The habit that is kept, with some days of it and at the desk."""


FINDINGS = [finding.id for group in loaded().groups for finding in group.findings]


def tick(*findings: str) -> tuple[str, ...]:
    """The keys that tick these lines of the checklist, in its order, from the first line on."""
    keys: list[str] = []
    place = 0
    for row in map(FINDINGS.index, findings):
        keys += ["down"] * (row - place) + ["space"]
        place = row
    return tuple(keys)


NOW = datetime(2026, 11, 3, 18, 30, tzinfo=timezone.utc).timestamp()
"""When the pictures are taken."""

TEN = (
    "lift_steps", "desk_setup", "queue", "load_close", "hardest_position", "bed_rest",
    "pain_rises", "pack_and_skin", "cannot_pee", "best_exercise",
)  # fmt: skip
"""A round of the quiz."""

HABITS = ("s", "down", "enter", *"333222332211")
"""The keys that answer every question on one's own day."""

SHOTS = (
    Shot("relief"),
    Shot("prevention", tab="prevention"),
    *(
        Shot(f"today{suffix}", size=size, tab=None, quiz=(), habit="one_position")
        for suffix, size in (("", (100, 30)), ("-80x24", (80, 24)))
    ),
    Shot("causes", tab="causes"),
    Shot("doctor", tab="doctor"),
    Shot("relief-80x24", size=(80, 24)),
    Shot("relief-60x20", size=(60, 20)),
    Shot("find-sign", ("slash", *"numb bum"), tab="doctor"),
    Shot("find-sign-80x24", ("slash", *"pee"), tab="doctor", size=(80, 24)),
    Shot("doctor-80x24", size=(80, 24), tab="doctor"),
    Shot("doctor-60x20", size=(60, 20), tab="doctor"),
    Shot("relief-light", ("T",)),
    Shot("doctor-not-checked", tab="doctor", checked=False),
    *(
        Shot(f"now-card{suffix}", tab=None, size=size, checked=False)
        for suffix, size in (("", (80, 24)), ("-120x40", (120, 40)))
    ),
    *(
        Shot(f"now-question{suffix}", keys, size=size, now=True, checked=False)
        for suffix, size, keys in (
            ("", (80, 24), ()),
            ("-120x40", (120, 40), ()),
            ("-60x20", (60, 20), ()),
            ("-light", (80, 24), ("T",)),
        )
    ),
    Shot("now-findings", ("y",), size=(80, 24), now=True, checked=False),
    Shot("now-positions", size=(80, 24), now=True),
    Shot("now-positions-urgent", size=(80, 24), region="gb", now=True, ticked=("one_leg_weak",)),
    Shot("now-breathing", ("1",), size=(80, 24), now=True),
    *(
        Shot(
            f"now-emergency{suffix}",
            keys,
            (80, 24),
            region="gb",
            now=True,
            ticked=("fainting_clammy",),
        )
        for suffix, keys in (("", ()), ("-light", ("T",)))
    ),
    Shot("now-pack", ("right", "right"), size=(80, 24), now=True),
    Shot("now-move", ("right", "right", "n"), size=(80, 24), now=True),
    Shot("level-self-care", (*tick("improving"),), tab="doctor", region="gb"),
    Shot("level-doctor", (*tick("one_leg_pain"),), tab="doctor", region="gb"),
    Shot("level-urgent", (*tick("one_leg_weak"),), tab="doctor", region="gb"),
    Shot("level-emergency", (*tick("saddle_numb", "urine_retention"),), tab="doctor", region="gb"),
    Shot(
        "level-emergency-light",
        ("T", *tick("saddle_numb", "urine_retention")),
        tab="doctor",
        region="gb",
    ),
    Shot(
        "level-emergency-60x20", (*tick("saddle_numb"),), size=(60, 20), tab="doctor", region="gb"
    ),
    Shot("until-help-comes", ("4", *tick("saddle_numb"), "1"), size=(80, 24), region="gb"),
    Shot("ask-first", (*("down",) * 9, "enter", "pagedown"), size=(100, 40)),
    Shot("exercise", (*("down",) * 5,)),
    Shot("lifting", ("2", *("down",) * 18)),
    Shot("lift-asks", size=(80, 24), lift=True),
    Shot("lift-120x40", ("n", *("right",) * 8), size=(120, 40), lift=True),
    Shot("lift-80x24", ("n", "down", "down", "left", "left", "left"), size=(80, 24), lift=True),
    Shot("lift-60x20", ("n", "T", *("down",) * 4), size=(60, 20), lift=True, region="us"),
    Shot("walk-routines", ("w",), size=(80, 24)),
    Shot("walk-asks", ("w", "down", "down", "enter"), size=(80, 24)),
    Shot(
        "walk-conditions",
        ("w", "down", "down", "enter", "y", "tab", "end", "up", "space"),
        size=(80, 24),
    ),
    Shot("walk-80x24", ("n", "space"), size=(80, 24), walk=("glute_bridge",), seconds=4.0),
    Shot("walk-120x40", ("n", "space"), size=(120, 40), walk=("cat_cow",), seconds=4.0),
    Shot("walk-60x20", ("n", "space"), size=(60, 20), walk=("knee_to_chest",), seconds=4.0),
    Shot("walk-ready", ("n",), size=(80, 24), walk=("pelvic_tilt",), seconds=4.0),
    Shot("walk-light", ("n", "space", "T"), walk=("bird_dog",), seconds=4.0),
    Shot("walk-done", ("n", "space", "right"), size=(80, 24), walk=("pelvic_tilt",), seconds=1.0),
    Shot("response", ("n", "right", "enter"), size=(80, 24), walk=("pelvic_tilt",)),
    Shot("response-60x20", ("n", "right", "enter"), size=(60, 20), walk=("pelvic_tilt",)),
    Shot("response-light", ("n", "T", "right", "enter"), walk=("pelvic_tilt",)),
    Shot("walk-hurts", ("n", "x"), size=(80, 24), walk=("pelvic_tilt",)),
    Shot("walk-refused", ("4", *tick("saddle_numb"), "1", "w"), size=(80, 24), region="gb"),
    Shot("quiz-menu", ("s",), size=(80, 24)),
    *(
        Shot(f"{name}{suffix}", (*keys,), size=size, quiz=quiz)
        for suffix, size in (("", (100, 30)), ("-80x24", (80, 24)))
        for name, quiz, keys in (
            ("quiz-one", ("sit_change", *TEN), ("enter",)),
            ("quiz-several", ("desk_setup", *TEN), ("enter", "1", "3")),
            ("quiz-order", ("lift_steps", *TEN), ("enter", "2", "1", "3")),
            ("quiz-spot", ("spot_straight_legs", *TEN), ("enter",)),
            ("quiz-right", ("spot_plank", *TEN), ("enter", "4")),
            ("quiz-wrong", ("spot_far_load", *TEN), ("enter", "2")),
            ("quiz-partly", ("lift_steps", *TEN), ("enter", "2", "1", "3", "4", "5", "space")),
            ("quiz-result", (), ("down", "enter")),
        )
    ),
    Shot("pain", ("p", "6"), size=(80, 24), days=1),
    Shot("pain-begun", ("p", "6"), size=(80, 24)),
    Shot("pain-begun-60x20", ("T", "p", "6"), size=(60, 20)),
    Shot("onset", ("d", "b"), size=(80, 24)),
    Shot("pack-towel", ("t",), size=(80, 24), days=1),
    Shot("pack-on", ("t",), size=(80, 24), days=1, pack=10.2),
    Shot("pack-bar", size=(80, 24), days=1, pack=10.2),
    Shot("pack-over", ("t",), size=(80, 24), days=1, pack=20),
    Shot("phase-cold", days=1),
    Shot("phase-warm", days=3),
    Shot("days", ("d",), days=5),
    Shot("days-80x24", ("d",), size=(80, 24), days=5),
    Shot("days-60x20", ("d",), size=(60, 20), days=5),
    Shot("days-none", ("d",), size=(80, 24)),
    Shot("noticed", ("4", *tick("not_improving_days")[:-1], "i"), days=5),
    Shot("summary", ("colon", *"summary", "enter"), size=(80, 40), days=5),
    *(
        Shot(f"habits{suffix}", HABITS, size=size)
        for suffix, size in (("", (100, 30)), ("-80x24", (80, 24)))
    ),
    Shot("why", ("down", "i")),
    Shot("search", ("slash", *"towel")),
    Shot("help", ("question_mark",), size=(100, 40)),
    Shot("about", ("colon", *"about", "enter")),
    Shot("clear", ("4", *tick("saddle_numb"), "c"), size=(80, 24)),
)


class Clock:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def pass_time(self, app: GuideApp, seconds: float) -> None:
        """Let the open walkthrough see `seconds` go by."""
        assert isinstance(app.screen, WalkScreen)
        end = self.now + seconds
        while self.now < end:
            self.now = min(self.now + 1.0, end)
            app.screen.advance()


class Saving(MemoryStore):
    """Stands for the diary on disk, of which a picture needs nothing."""

    @property
    def lasting(self) -> bool:
        """Say of each entry that it is saved."""
        return True


def keep_habit(store: MemoryStore, habit: str) -> None:
    """Keep a healthy week: a habit, strength days, and days at the desk."""
    store.keep_value(HabitAnswers({"desk": 1, "regular_exercise": 2}, habit))
    for days in (1, 2, 4):
        store.keep(HabitDone(at=NOW - days * DAY, habit=habit))
    for days in (1, 3):
        store.keep(WalkDone(at=NOW - days * DAY, exercises=("low_plank",)))
    today = datetime.fromtimestamp(NOW, timezone.utc).date()
    days_ago = ((today - timedelta(days=n)).isoformat() for n in range(20, -1, -1))
    desk = (DeskDay(day, place % 6, 1, 240) for place, day in enumerate(days_ago))
    store.keep_value(DeskDays(tuple(desk)))


async def render(index: Index, shot: Shot) -> str:
    """The SVG of a shot, the same whenever and wherever it is made."""
    clock = Clock()
    region = named(index.content.regions, shot.region) if shot.region else None
    # A walkthrough moves only with its clock; anything else is shown at rest.
    environment = Environment(
        still=shot.walk is None, mute=True, clock=clock, now=lambda: NOW, zone=timezone.utc
    )
    store = Saving()
    for missed in (TEN[:4], TEN[1:4], TEN[1:3]) if shot.quiz == () else ():
        store.keep(answered(index, TEN, missed))
    if shot.quiz:
        store.keep(Round(cards=tuple(card(index.questions[name]) for name in shot.quiz)))
    if shot.days is not None:
        keep_days(store, shot.days)
    if shot.pack is not None:
        store.keep_value(Timer("cold", 20, NOW - 60 * shot.pack))
    if shot.habit:
        keep_habit(store, shot.habit)
    check: Part | None = None if shot.quiz is None or shot.habit else "menu"
    app = GuideApp(
        index,
        environment,
        region=region,
        tab=shot.tab,
        walk=shot.walk,
        check=check,
        now=shot.now,
        lift=shot.lift,
        store=store,
    )
    if shot.checked:
        app.state.record.check()
    for finding in shot.ticked:
        app.state.toggle(finding)
    async with app.run_test(size=shot.size) as pilot:
        await pilot.pause()
        for key, again in groupby(shot.keys):
            times = sum(1 for _ in again)
            if key in ("up", "down"):
                # A list draws only where it comes to rest.
                for _ in range(times - 1):
                    app.post_message(events.Key(key, None))
                times = 1
            for _ in range(times):
                if isinstance(app.screen, YesNoScreen):
                    # An answer counts once its question could be read.
                    clock.now += 1.0
                await pilot.press(key)
                await pilot.pause()
        if shot.seconds:
            clock.pass_time(app, shot.seconds)
        await pilot.pause()
        return tidy(app.export_screenshot(title="backspasm"))


def card(question: Question) -> Card:
    """A question with options and pictures as the content has them."""
    options, pictures = (tuple(range(len(h))) for h in (question.options, question.pictures))
    return Card(question.id, options, pictures)


def keep_days(store: Store, days: int) -> None:
    """A spasm that began some days ago, eased, and came back; with two before it."""
    for ago, length in ((200, 10), (90, 6)) if days > 3 else ():
        store.keep(Episode(at=NOW - ago * DAY, ended=NOW - (ago - length) * DAY))
    onset = NOW - (days + 0.4) * DAY
    store.keep(Episode(at=onset))
    course = (7, 7, 6, 5, 5, 4, 3, 4, 5, 6, 7, 8, 8)
    for place, level in enumerate(course[: 2 * days + 2]):
        note = "after sitting for long" if place == 3 else ""
        store.keep(Pain(at=onset + (0.05 + 0.44 * place) * DAY, level=level, note=note))
    for place in range(min(days, 4)):
        pack: PackId = "cold" if place < 2 else "warm"
        store.keep(PackUse(at=onset + (0.3 + place) * DAY, pack=pack, minutes=20))
    if days > 2:
        walk = ("pelvic_tilt", "knee_to_chest")
        store.keep(WalkDone(at=onset + 2.5 * DAY, exercises=walk))
    if days > 3:
        store.keep(Response(at=onset + 2.51 * DAY, after="walkthrough", change="better"))
        store.keep(Response(at=onset + 5.2 * DAY, after="breathing", change="worse"))


def answered(index: Index, names: Sequence[str], missed: Sequence[str]) -> Round:
    """A round that is done, in which these questions were missed by half."""
    held = Round(cards=tuple(card(index.questions[name]) for name in names))
    worth = {name: 0.5 if name in missed else 1.0 for name in names}
    return replace(
        held, cards=tuple(replace(card, points=worth[card.question]) for card in held.cards)
    )


async def render_positions(index: Index, exercise: Exercise) -> str:
    """The SVG of the positions of an exercise, side by side."""
    app = Album(index, exercise)
    async with app.run_test(size=(104, 15)) as pilot:
        await pilot.pause()
        await pilot.pause()
        return tidy(app.export_screenshot(title=exercise.title))


class Album(GuideApp):
    """Nothing but the positions of one exercise."""

    CSS_PATH = None

    def __init__(self, index: Index, exercise: Exercise) -> None:
        super().__init__(index, Environment(still=True, mute=True))
        self._exercise = exercise

    def get_default_screen(self) -> Screen[None]:
        """A bare screen for the figures."""
        return Positions(self._triage.index, self._exercise)


class Positions(Screen[None]):
    """The first position of an exercise and those it holds, at most two in all."""

    DEFAULT_CSS = "Positions { layout: horizontal; Figure { width: 1fr; height: 1fr; } }"

    def __init__(self, index: Index, exercise: Exercise) -> None:
        super().__init__()
        held = [*exercise.held, *exercise.held_right]
        self._frames = [index.cycles[exercise.motion][0], *held][-2:]
        self._scene = SceneCache(index).scene(exercise.motion)

    def compose(self) -> ComposeResult:
        """A figure for each position."""
        for frame in self._frames:
            yield Figure(self._scene, MotionMoment(frame, frame))


class Figure(StripWidget):
    """A moment of a motion, as large as there is room."""

    def __init__(self, scene: Scene, moment: MotionMoment) -> None:
        super().__init__()
        self._scene, self._moment = scene, moment

    def draw(self, style_cache: StyleCache, width: int) -> list[Strip]:
        """The lines of the picture."""
        picture, size = FigureStrips("quadrant"), (width, self.outer_size.height)
        picture.show(
            self._scene,
            self._moment,
            size,
            FigureColors.of(self.app, style_cache.rich(WIDGET_STYLE)),
        )
        return [picture.line(y) for y in range(size[1])]


async def render_animation(index: Index) -> str:
    """An SVG that plays a repetition of the walkthrough."""
    clock = Clock()
    app = GuideApp(index, Environment(mute=True, clock=clock), walk=("knee_to_chest",))
    frames = []
    app.state.record.check()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        clock.now += 1.0
        await pilot.press("n")
        await pilot.pause()
        clock.pass_time(app, 24.6)
        for _ in range(ANIMATED):
            clock.pass_time(app, 0.75)
            await pilot.pause()
            frames.append(app.export_screenshot(title="backspasm"))
    return animated(frames, 0.75)


def animated(frames: Sequence[str], seconds: float) -> str:
    """One SVG that shows `frames` in turn, each for some seconds, over and over."""
    total = seconds * len(frames)
    share = 100 / len(frames)
    view = re.search(r'viewBox="([^"]+)"', frames[0])
    assert view
    parts = [f'<svg viewBox="{view[1]}" xmlns="http://www.w3.org/2000/svg">', "<style>"]
    parts.append(
        f"@keyframes turn {{ 0%, {share:.3f}% {{ visibility: visible }} "
        f"{share + 0.001:.3f}%, 100% {{ visibility: hidden }} }}"
    )
    parts.append(
        f".turn {{ visibility: hidden; animation: turn {total}s step-end infinite }}</style>"
    )
    for number, frame in enumerate(frames):
        named_apart = re.sub(r"terminal-\d+", f"frame{number}", frame).strip()
        delay = number * seconds - total
        parts.append(f'<g class="turn" style="animation-delay: {delay}s">{named_apart}</g>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def tidy(svg: str) -> str:
    """An SVG without what differs from one machine to the next."""
    return re.sub(r"terminal-\d+", "terminal", svg).strip() + "\n"


async def pictures(index: Index) -> AsyncIterator[tuple[str, str]]:
    """Every picture in turn: its name and its SVG."""
    for shot in SHOTS:
        yield shot.name, await render(index, shot)
    for exercise in index.content.exercises:
        yield f"exercise-{exercise.id}", await render_positions(index, exercise)
    yield "walkthrough", await render_animation(index)
    yield "drawing", drawn(index)


def drawn(index: Index) -> str:
    """The vector drawing in the README."""
    return pose_svg(index, "cat_cow", "Cat-cow", animate=True, at=None, ground=None)


async def main() -> None:
    """Write every picture that has changed, and remove what is no longer one."""
    index = Index.of(load())
    FOLDER.mkdir(exist_ok=True)
    known = set()
    async for name, svg in pictures(index):
        path = FOLDER / f"{name}.svg"
        known.add(path.name)
        if not path.exists() or path.read_text(encoding="utf-8") != svg:
            path.write_text(svg, encoding="utf-8")
            print(f"wrote {path.name}")
    for path in FOLDER.glob("*.svg"):
        if path.name not in known:
            path.unlink()
            print(f"removed {path.name}")


if __name__ == "__main__":
    asyncio.run(main())
