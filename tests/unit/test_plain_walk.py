"""The walkthrough can be heard as lines, in time."""

from __future__ import annotations

import pytest

from tui.guide.index import Index
from tui.guide.routine import plan
from tui.plain_walk import walk


class Day:
    """A clock that moves only while somebody sleeps."""

    def __init__(self, nap: float = 0.0) -> None:
        self.now = 1000.0
        self.nap = nap
        """Seconds by which the machine sleeps over, once."""

    def sleep(self, seconds: float) -> None:
        self.now += seconds + self.nap
        self.nap = 0.0


def heard(index: Index, *names: str, mute: bool = True, nap: float = 0.0) -> tuple[list[str], Day]:
    day, lines = Day(nap), list[str]()
    exercises = [index.exercises[name] for name in names]
    walk(index, exercises, say=lines.append, clock=lambda: day.now, sleep=day.sleep, mute=mute)
    return lines, day


def test_it_says_each_cue_once_and_in_order(index: Index) -> None:
    lines, _ = heard(index, "knee_to_chest")
    steps = plan(index, [index.exercises["knee_to_chest"]]).steps
    said = [line for line in lines if " Knee-to-chest" in line]
    assert len(said) == len(steps)
    for line, step in zip(said, steps, strict=True):
        assert step.cue in line
    assert "left side · 1 of 3" in said[1]
    assert lines[-1] == index.content.movement.done


def test_it_takes_as_long_as_it_says(index: Index) -> None:
    _, day = heard(index, "pelvic_tilt")
    total = plan(index, [index.exercises["pelvic_tilt"]]).total
    assert day.now - 1000.0 == pytest.approx(total, abs=0.01)


def test_it_says_who_should_ask_first_and_when_to_stop(index: Index) -> None:
    text = "\n".join(heard(index, "low_plank")[0])
    assert "wrist or shoulder" in text
    for reason in index.content.movement.stop_if:
        assert reason in text


def test_it_rings_on_each_change_unless_it_is_mute(index: Index) -> None:
    lines, _ = heard(index, "pelvic_tilt", mute=False)
    steps = plan(index, [index.exercises["pelvic_tilt"]]).steps
    assert "".join(lines).count("\a") == len(steps) + 1
    assert "\a" not in "".join(heard(index, "pelvic_tilt")[0])


def test_after_the_machine_slept_it_goes_on_where_it_was(index: Index) -> None:
    calm, _ = heard(index, "pelvic_tilt")
    woken, _ = heard(index, "pelvic_tilt", nap=3600.0)
    assert woken == calm
