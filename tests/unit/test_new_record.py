"""A new record comes as a template at its place, with an id of its own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import msgspec
import pytest
import tomli

from tests.support.commands import Call
from tests.support.content import SMALL, content_text
from tui.figure.motion import ArmPose, Keyframe, LegPose, Motion, Muscle, Prop, Root, RootJoint
from tui.figure.props import KINDS as PROPS
from tui.guide.edit.templates import KINDS

AT = {
    "exercise": ("exercise", -1),
    "question": ("quiz", "question", -1),
    "finding": ("group", -1, "finding", -1),
    "item": ("section", -1, "item", -1),
}


@pytest.mark.parametrize("kind", AT)
@pytest.mark.parametrize("own", [True, False], ids=["own", "small"])
def test_a_template_stands_at_its_place_and_its_blanks_are_named(
    call: Call, tmp_path: Path, kind: str, own: bool
) -> None:
    text = content_text(None if own else SMALL)
    path = tmp_path / "clinic.toml"
    path.write_text(text, encoding="utf-8")
    told = call("new", kind, "brand_new", "--content", str(path))
    assert (told.status, told.err) == (0, "")
    after = path.read_text(encoding="utf-8")
    raw = tomli.loads(after)
    held: object = raw
    for step in AT[kind]:
        held = held[step]  # type: ignore[index]
    assert isinstance(held, dict) and held["id"] == "brand_new"
    if kind == "exercise":
        entry = raw["plan"]["exercise"][-1]
        assert (entry["id"], entry["number"]) == ("brand_new", 100 if own else 101)
    # Nothing else has changed.
    kept = [line for line in text.splitlines() if line.strip()]
    lines = iter(after.splitlines())
    assert all(line in lines for line in kept)
    line = int(told.out.removeprefix(str(path)).split(":")[1])
    assert after.splitlines()[line - 1] == 'id = "brand_new"'
    faults = call("check", str(path)).out.splitlines()
    assert faults and all("brand_new" in fault for fault in faults if 'found ""' in fault)
    assert sum('found ""' in fault for fault in faults) > 3


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("exercise cat_cow", '"cat_cow" is taken: there is a [[exercise]]'),
        ("finding fever", "is taken: there is a [[group.finding]]"),
        ("finding knee_trouble", "is taken: there is a [[blocker]]"),
        ("item cold_pack", "is taken: there is a [[section.item]]"),
        ("question screen_top", "is taken: there is a [[quiz.question]]"),
        ("motion cat_cow", '"cat_cow" is taken: there is a [[motion]]'),
        ("item 9lives", "is no id"),
        ("item ../x", "is no id"),
        ("item new --in relif", 'unknown place "relif"; did you mean "relief"?'),
        ("program x", "is none of exercise, motion, question, finding, item"),
    ],
)
def test_an_id_that_cannot_be_is_refused(call: Call, words: str, told: str) -> None:
    outcome = call("new", *words.split())
    assert (outcome.status, outcome.out) == (2, "") and told in outcome.err, outcome.err


def test_without_a_file_it_is_only_printed(call: Call) -> None:
    out = call("new", "item", "brand_new", "--in", "relief").out
    assert out.startswith("[[section.item]]\nid = ") and "# ids of [[source]]" in out


@pytest.mark.parametrize("end", ["", "\n", "\n# The end", "\n\n# The end\n\n"])
def test_an_overlay_takes_templates_one_after_another(call: Call, tmp_path: Path, end: str) -> None:
    path = tmp_path / "clinic.toml"
    path.write_text(f"overlay = true{end}", encoding="utf-8")
    kinds = ("exercise", "motion", "question", "finding", "item")
    for kind in kinds:
        told = call("new", kind, "brand_new", "--content", str(path))
        assert (told.status, told.err) == (0, "")
        line = int(told.out.removeprefix(str(path)).split(":")[1])
        header = path.read_text(encoding="utf-8").splitlines()[line - 2 : line]
        assert header == [f"[[{KINDS[kind][1]}]]", 'id = "brand_new"']
    raw = tomli.loads(path.read_text(encoding="utf-8"))
    assert raw["overlay"] is True
    assert raw.keys() == {"overlay", "exercise", "motion", "plan", "quiz", "group", "section"}


def test_a_new_motion_moves_at_once_and_its_comments_name_what_it_takes(
    call: Call, tmp_path: Path
) -> None:
    path = tmp_path / "clinic.toml"
    path.write_text("overlay = true\n", encoding="utf-8")
    told = call("new", "motion", "heel_slide", "--content", str(path))
    assert told.out.endswith(f"backspasm pose heel_slide --play --watch --content {path}\n")
    assert call("check", str(path)).status == 0
    frames = call("pose", "heel_slide", "--frames", "2", "--content", str(path))
    first, second = frames.out.split("heel_slide")[1:]
    assert first.splitlines()[1:] != second.splitlines()[1:]
    text = path.read_text(encoding="utf-8")
    words = set(re.findall(r"\w+", text))
    records = (Motion, Keyframe, Root, LegPose, ArmPose, Prop)
    keys = {field.encode_name for record in records for field in msgspec.structs.fields(record)}
    assert words >= keys | {*get_args(Muscle), *get_args(RootJoint), *PROPS}
