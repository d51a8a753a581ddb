"""A motion as its file says, with faults and all: what is drawn of it, and where it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.content import SMALL, content_text, loaded
from tui.app.motion_editor.panel import motion_panel
from tui.app.motion_editor.picture import MARKS, motion_rows
from tui.figure.motion_parser import prepare
from tui.figure.player import MotionMoment
from tui.figure.reach import LIMBS, reachable
from tui.figure.scene import Look
from tui.guide.edit.edited_motion import EditedMotion, read_motion

ARMS = "arms = { upper = 272, fore = 266 }"
LOOK = Look(60, 20)


def _edited(folder: Path, wrong: str, right: str = ARMS) -> EditedMotion:
    """The nod of the small content, with a change."""
    text = content_text(SMALL)
    assert right in text
    path = folder / "clinic.toml"
    path.write_text(text.replace(right, wrong), encoding="utf-8")
    return read_motion([path], "bend")


def _picture(edited: EditedMotion, moment: MotionMoment) -> str:
    assert edited.motion and edited.scene
    rows = motion_rows(edited.motion, edited.scene, moment, LOOK, {}, with_reach=True)
    return "\n".join(row.plain for row in rows)


def test_every_motion_of_the_guide_is_within_reach() -> None:
    for motion in loaded().motions:
        shown = reachable(prepare(motion))
        assert shown.player == shown.written and not shown.targets
        for pose in shown.player.poses:
            shares = [one.share for one in shown.reaches(MotionMoment(pose.id, pose.id))]
            assert len(shares) == (0 if motion.view == "feet" else len(LIMBS))
            assert all(share <= 1.0 + 1e-9 for share in shares), (motion.id, pose.id)


def test_reach_and_numbers_of_the_keyframe_are_shown(tmp_path: Path) -> None:
    edited = _edited(tmp_path, ARMS)
    assert edited.name == "nod" and edited.faults == ()
    picture = _picture(edited, MotionMoment("start", "start"))
    assert all(mark in picture for mark in ("H", "F", "·"))
    panel = motion_panel(edited, "low", 30).plain
    text = content_text(SMALL)
    line = text[: text.index('[[motion.keyframe]]\nid = "low"')].count("\n") + 1
    assert f"low  clinic.toml:{line}" in panel and "> low" in panel
    assert "head 110" in panel and "near_arm 272 266" in panel and "near hand 100%" in panel


def test_a_hand_out_of_reach_is_stretched_towards_its_target(tmp_path: Path) -> None:
    edited = _edited(tmp_path, "near_arm = { wrist = [2.0, 0.5] }\nfar_arm = { wrist = [0, 0.1] }")
    assert edited.motion is not None
    assert all("near_arm: found the target is" in fault for fault in edited.faults[:3])
    assert all(fault.startswith(f"{tmp_path}/clinic.toml:3") for fault in edited.faults)
    picture = _picture(edited, MotionMoment("start", "start"))
    # The mark of a target beyond the picture stands at its edge.
    assert any(row.endswith(MARKS["near_arm"]) for row in picture.split("\n"))
    panel = motion_panel(edited, "start", 30).plain
    assert "near_arm wrist 2, 0.5" in panel and "near hand 6" in panel
    # Between positions, too, there is always a picture.
    for step in range(11):
        assert "F" in _picture(edited, MotionMoment("start", "low", step / 10))


@pytest.mark.parametrize(
    ("wrong", "told", "is_shown"),
    [
        ("arms = { upper = 272 }", "give one of wrist, on, or upper and fore", False),
        ('arms = { upper = "up", fore = 266 }', 'upper: found "up", expected', False),
        (f"{ARMS}\nroll = 5", 'only the view "feet" shows it', False),
        (f"{ARMS}\nwork = maybe", "words without quotes", False),
        ("arms = { upper = 272, fore = 100 }", "is bent to", True),
    ],
)
def test_a_fault_is_told_with_its_line(
    tmp_path: Path, wrong: str, told: str, is_shown: bool
) -> None:
    edited = _edited(tmp_path, wrong)
    assert told in edited.faults[0], edited.faults
    assert edited.faults[0].startswith(f"{tmp_path}/clinic.toml:3")
    assert (edited.motion is not None) is is_shown


def test_faults_elsewhere_come_after_those_of_the_motion(tmp_path: Path) -> None:
    text = content_text(SMALL).replace(ARMS, "arms = { upper = 272, fore = 100 }")
    path = tmp_path / "clinic.toml"
    path.write_text(text.replace("tagline", "tagl"), encoding="utf-8")
    edited = read_motion([path], "nod")
    assert edited.motion is not None and "motion[nod]" in edited.faults[0]
    assert "guide.tagl" in "".join(edited.faults[-2:])
    path.write_text(content_text(SMALL), encoding="utf-8")
    assert "none with the id" in read_motion([path], "nob").faults[0]
    path.unlink()
    assert read_motion([path], "nod").faults == (
        f"{path}: found No such file or directory, expected a TOML file",
    )
