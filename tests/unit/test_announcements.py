"""What is said and rung during a routine: the right words, each once, and in time."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

import pytest

from tests.support.content import loaded
from tui.guide.content.record_index import Index
from tui.guide.routine.announcements import LATEST, NUMBERS, Announcement, Announcer, Bell
from tui.guide.routine.cue_text import done_words
from tui.guide.routine.order import RoutineChoice
from tui.guide.routine.player import COUNTDOWN, PlayerState, RoutinePlayer
from tui.guide.routine.routine import Routine, Side, StepStage, plan
from tui.guide.routine.speaking_time import speaking_seconds

INDEX = Index.of(loaded())
PROGRAMS = [program.id for program in INDEX.content.programs]
PACES = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
COUNTED = re.compile(r"\d+ of \d+|last one|last on this side")
STILL = 0.25
"""Seconds between two looks at the time where nothing moves, the longest there are."""


class Heard(NamedTuple):
    """Something announced, and the state of the player then."""

    at: float
    announced: Announcement
    player: RoutinePlayer

    @property
    def words(self) -> str:
        return self.announced.say


class Listener:
    """Somebody who hears a routine, with a clock of their own."""

    def __init__(
        self, program: str, *, pace: float = 1.0, tick: float = STILL, **how: bool
    ) -> None:
        choice = RoutineChoice.of_program(INDEX, INDEX.programs[program])
        self.routine: Routine = plan(INDEX, choice.order(INDEX))
        self.player = RoutinePlayer.start(self.routine, 0.0).with_pace(pace, 0.0)
        self.now = 0.0
        self.heard: list[Heard] = []
        self._tick = tick
        self._announcer = Announcer(INDEX, **how)
        self.follow()

    def follow(self) -> None:
        if announced := self._announcer.follow(self.player):
            self.heard.append(Heard(self.now, announced, self.player))

    def do(self, change: Callable[[RoutinePlayer, float], RoutinePlayer]) -> None:
        self.player = change(self.player, self.now)
        self.follow()

    def listen(self, seconds: float = math.inf) -> None:
        until = self.now + seconds
        while self.now < until and self.player.state is not PlayerState.DONE:
            self.now += self._tick
            self.do(RoutinePlayer.tick)

    def sleep(self, seconds: float) -> None:
        """Let the machine sleep."""
        self.now += seconds
        self.do(RoutinePlayer.tick)

    @property
    def words(self) -> list[str]:
        return [heard.words for heard in self.heard if heard.words]

    @property
    def counts(self) -> list[Heard]:
        return [heard for heard in self.heard if heard.words in NUMBERS[1:]]


def whole(program: str, **how: float | bool) -> Listener:
    listener = Listener(program, **how)  # type: ignore[arg-type]
    listener.listen()
    return listener


@pytest.mark.parametrize("breath", [False, True], ids=["", "breath"])
@pytest.mark.parametrize("pace", PACES)
@pytest.mark.parametrize("program", PROGRAMS)
def test_each_step_is_said_once_and_in_time(program: str, pace: float, breath: bool) -> None:
    listener = whole(program, pace=pace, breath=breath)
    cues = [heard for heard in listener.heard if heard.announced.is_cue]
    places = [heard.player.place for heard in cues[:-1]]
    assert places == list(range(len(listener.routine.steps)))
    for heard in cues[:-1]:
        due = listener.routine.starts[heard.player.place] / pace
        assert 0 <= heard.at - due < LATEST, heard.words
    end = done_words(INDEX, listener.player.posture)
    assert [heard.words for heard in listener.heard].count(end) == 1
    assert listener.heard[-1].announced == Announcement(end, Bell.DONE, True)
    assert listener.now - listener.routine.total / pace < LATEST


@pytest.mark.parametrize("tick", [1 / 12, 0.2, STILL])
@pytest.mark.parametrize("pace", PACES)
@pytest.mark.parametrize("program", PROGRAMS)
def test_the_last_seconds_are_counted_when_they_are_left(
    program: str, pace: float, tick: float
) -> None:
    listener = whole(program, pace=pace, tick=tick)
    counted = Counter((heard.player.place, heard.words) for heard in listener.counts)
    assert set(counted.values()) == {1}
    for heard in listener.counts:
        left = NUMBERS.index(heard.words) - heard.player.step_left
        assert 0 <= left < LATEST, heard.words
        assert heard.player.step.stage in (StepStage.READY, StepStage.HOLD, StepStage.REST)
    for place, step in enumerate(listener.routine.steps):
        words = [heard.words for heard in listener.counts if heard.player.place == place]
        # Whatever the pace, a count-down has no gap and ends with one.
        assert words == list(NUMBERS[len(words) : 0 : -1])
        if step.stage is StepStage.HOLD:
            assert len(words) >= min(3, math.floor(step.seconds / pace - 0.5 - STILL))


@pytest.mark.parametrize("breath", [False, True], ids=["", "breath"])
@pytest.mark.parametrize("pace", PACES)
@pytest.mark.parametrize("program", PROGRAMS)
def test_nothing_that_is_said_is_cut_off_by_what_follows(
    program: str, pace: float, breath: bool
) -> None:
    spoken = [heard for heard in whole(program, pace=pace, breath=breath).heard if heard.words]
    for one, following in pairwise(spoken):
        over = one.at + speaking_seconds(one.words) - following.at
        first = one.player.step.rep == 1 and one.player.step.stage is StepStage.MOVE
        assert over <= (0.5 + STILL if first else STILL), (one.words, following.words)


@pytest.mark.parametrize("exercise", INDEX.exercises)
def test_at_its_own_pace_every_cue_of_an_exercise_is_said_in_full(exercise: str) -> None:
    routine = plan(INDEX, [INDEX.exercises[exercise]])
    player = RoutinePlayer.start(routine, 0.0)
    announcer, heard = Announcer(INDEX), []
    for tick in range(round(routine.total / STILL) + 2):
        player = player.tick(tick * STILL)
        heard.append((player.step, announcer.follow(player)))
    for step in routine.steps:
        said = next(one.say for when, one in heard if when == step and one and one.is_cue)
        assert step.spoken in said
    title = INDEX.exercises[exercise].title
    assert heard[0][1] and heard[0][1].say.startswith(f"{title}. ")


@pytest.mark.parametrize("exercise", INDEX.exercises)
def test_each_repetition_is_counted_once_and_the_last_one_is_named(exercise: str) -> None:
    """In the cue of its movement, or where that is too long, in the one before."""
    routine = plan(INDEX, [INDEX.exercises[exercise]])
    player, announcer = RoutinePlayer.start(routine, 0.0), Announcer(INDEX)
    cues: list[str] = [""] * len(routine.steps)
    for tick in range(round(routine.total / STILL)):
        player = player.tick(tick * STILL)
        if (one := announcer.follow(player)) and one.is_cue:
            cues[player.place] = one.say
    counted = [COUNTED.findall(cue.lower()) for cue in cues]
    turns = dict.fromkeys((step.rep, step.side) for step in routine.steps if step.rep)
    last = list(turns)[-1]
    for rep, side in turns:
        moves = [n for n, step in enumerate(routine.steps) if (step.rep, step.side) == (rep, side)]
        heard = [words for cue in counted[moves[0] - 1 : moves[-1]] for words in cue]
        reps = INDEX.exercises[exercise].dose.reps
        wanted = ["last one"] if (rep, side) == last else [f"{rep} of {reps}"]
        if list(turns)[list(turns).index((rep, side)) + 1 :][:1] == [(1, Side.RIGHT)]:
            wanted = ["last on this side"]
        assert heard == (wanted if rep > 1 else []), (rep, side)
    assert sum(map(len, counted)) == sum(rep > 1 for rep, _ in turns)


@pytest.mark.parametrize("pace", PACES)
@pytest.mark.parametrize("program", PROGRAMS)
def test_the_last_exercise_is_named_as_such(program: str, pace: float) -> None:
    listener = whole(program, pace=pace)
    named = [heard for heard in listener.heard if "Last exercise: " in heard.words]
    last = listener.routine.exercise_places()[-1]
    assert [heard.player.place for heard in named] == ([last] if last else [])


@pytest.mark.parametrize("program", PROGRAMS)
def test_each_kind_of_step_has_its_bell(program: str) -> None:
    listener = whole(program, ticks=True)
    rung = {
        heard.player.place: heard.announced.bell
        for heard in listener.heard
        if heard.announced.is_cue
    }
    kinds: dict[StepStage, set[Bell | None]] = {}
    for place, step in enumerate(listener.routine.steps[1:-1], 1):
        kinds.setdefault(step.stage, set()).add(rung[place])
    assert kinds[StepStage.HOLD] == {Bell.HOLD}
    assert kinds[StepStage.MOVE] <= {Bell.MOVE, Bell.SIDE}
    assert kinds[StepStage.BACK] == {Bell.MOVE}
    assert kinds[StepStage.READY] == {Bell.EXERCISE}
    assert kinds.get(StepStage.SWITCH, {Bell.SIDE}) == {Bell.SIDE}
    ticks = [heard for heard in listener.heard if heard.announced.bell is Bell.TICK]
    assert {heard.player.step.stage for heard in ticks} == {StepStage.HOLD}
    holds = [step for step in listener.routine.steps if step.stage is StepStage.HOLD]
    assert len(ticks) == sum(min(3, math.floor(step.seconds - 0.5)) for step in holds)


@pytest.mark.parametrize("exercise", ["knee_to_chest", "lower_back_rotation", "bird_dog"])
def test_each_change_of_sides_is_rung_and_says_the_side(exercise: str) -> None:
    routine = plan(INDEX, [INDEX.exercises[exercise]])
    player, announcer = RoutinePlayer.start(routine, 0.0), Announcer(INDEX)
    first = announcer.follow(player)
    assert first and first.say.endswith("Left side.")
    heard = []
    for tick in range(round(routine.total / STILL)):
        player = player.tick(tick * STILL)
        if (one := announcer.follow(player)) and one.bell is Bell.SIDE:
            assert player.step.side
            assert f"{player.step.side.value.capitalize()} side." in one.say
            heard.append(player.step.side)
    changes = [step.side for step in routine.steps if step.rep and step.stage is StepStage.BACK]
    turns = [now for before, now in pairwise(changes) if before is not now]
    assert heard == turns


@pytest.mark.parametrize("seconds", [4.0, 600.0, 8 * 3600.0])
@pytest.mark.parametrize("at", [20.0, 29.0, 31.5])
def test_after_a_suspension_nothing_is_said_that_is_past(at: float, seconds: float) -> None:
    listener = Listener("gentle")
    listener.listen(at)
    before = len(listener.heard)
    listener.sleep(seconds)
    assert [heard.words for heard in listener.heard[before:]] == ["Paused."]
    listener.listen(10)
    assert len(listener.heard) == before + 1
    listener.do(RoutinePlayer.resume)
    listener.listen(COUNTDOWN)
    assert [heard.words for heard in listener.heard[before + 1 :]][:3] == ["Three.", "Two.", "One."]


@pytest.mark.parametrize("late", [0.4, 0.9, 2.5])
def test_a_look_at_the_time_that_comes_late_skips_the_counts_that_are_past(late: float) -> None:
    listener = Listener("gentle")
    listener.listen(30.0)
    assert listener.words[-1] == "Three." or listener.player.step_left > 3.0
    before = len(listener.heard)
    listener.sleep(late)
    listener.listen(0.0)
    for heard in listener.heard[before:]:
        if heard.words in NUMBERS:
            assert NUMBERS.index(heard.words) - heard.player.step_left <= LATEST


def test_after_a_pause_what_to_do_is_said_again_if_there_is_time() -> None:
    listener = Listener("gentle")
    listener.listen(29.0)
    listener.do(RoutinePlayer.pause)
    listener.do(RoutinePlayer.resume)
    listener.listen(3.5)
    assert listener.words[-5:] == ["Paused.", "Three.", "Two.", "One.", "Hold."]


@pytest.mark.parametrize("paces", [(1.0, 0.5), (1.0, 2.0), (2.0, 0.75), (0.5, 1.0, 2.0)])
def test_a_change_of_pace_in_the_count_down_says_no_number_twice(paces: tuple[float, ...]) -> None:
    listener = Listener("gentle", pace=paces[0])
    listener.listen(30.5 / paces[0])
    for pace in paces[1:]:
        listener.player = listener.player.with_pace(pace, listener.now)
        listener.follow()
        listener.listen(0.5)
    listener.listen(12.0)
    counted = Counter((heard.player.place, heard.words) for heard in listener.counts)
    assert max(counted.values()) == 1


def test_somebody_who_goes_back_or_on_hears_where_they_are() -> None:
    listener = Listener("gentle")
    listener.listen(30.0)
    listener.do(RoutinePlayer.next)
    assert listener.words[-1].startswith("Next: Knee-to-chest. ")
    listener.do(RoutinePlayer.previous)
    assert listener.words[-1].startswith("Pelvic tilt. ")
    listener.listen(3.0)
    listener.do(RoutinePlayer.previous)
    assert listener.words[-1].startswith("Pelvic tilt. ")
    assert len(listener.words) > 5


@pytest.mark.parametrize("seconds", [1.0, 26.0, 29.0, 31.0, 34.0])
def test_what_to_do_can_be_said_again(seconds: float) -> None:
    listener = Listener("gentle")
    listener.listen(seconds)
    announcer = Announcer(INDEX)
    again = announcer.again(listener.player)
    assert listener.player.step.spoken in again.say and again.bell and again.is_cue


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [("", 0, 0), ("Three.", 0.3, 0.6), ("Slide your bottom back to your heels.", 1.7, 2.2)],
)
def test_the_time_to_say_something_is_about_that_of_espeak(
    text: str, least: float, most: float
) -> None:
    assert least <= speaking_seconds(text) <= most
