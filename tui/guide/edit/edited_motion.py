"""A motion as its file is saved: what can be shown of it, and what is wrong with the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from tui.figure.lint import check_motion
from tui.figure.motion import Motion
from tui.figure.motion_parser import prepare
from tui.figure.player import PoseError
from tui.figure.pose_solver import LimbUnreachable
from tui.figure.reach import ReachablePlayer, reachable
from tui.figure.scene import Scene, stage_faulty
from tui.guide.content.faults import ContentError, Fault, fault_line
from tui.guide.layers.content_files import ContentFiles
from tui.guide.load import read_layers


class EditedMotion(Struct, frozen=True):
    """What a content says of one motion.

    Attributes:
        name: the id of the motion.
        motion: the motion; None while the file has none that can be drawn.
        scene: the same with its camera.
        lines: the line in its file of each keyframe, by id.
        faults: what is wrong with the content, a line each; those of this motion first.

    """

    name: str
    motion: ReachablePlayer | None
    scene: Scene | None
    lines: Mapping[str, str]
    faults: tuple[str, ...]


def read_motion(paths: Sequence[Path], name: str) -> EditedMotion:
    """Return the motion of an exercise, or of this id, as the files at `paths` have it now."""
    try:
        files = ContentFiles.of(*read_layers(paths))
    except ContentError as error:
        return EditedMotion(name, None, None, {}, tuple(error.lines()))
    motion_id = _motion_id(files.raw, name)
    faults = list(_faults(files))
    record = _record(files.raw, motion_id)
    if record is None:
        if not faults:
            faults = [Fault("motion", f'none with the id "{motion_id}"', "the motion watched")]
        return EditedMotion(motion_id, None, None, {}, _lines(files, faults, motion_id))
    shown: ReachablePlayer | None = None
    scene: Scene | None = None
    try:
        shown = reachable(prepare(record))
        scene = stage_faulty(shown.player)
    except (PoseError, LimbUnreachable):
        shown = None  # `check_motion` says why.
    for message in check_motion(record):
        path, _, problem = message.partition(": ")
        faults += files.located([Fault(path, problem, "a motion that a body can make")])
    places = {
        frame.id: files.located([Fault(f"motion[{motion_id}].keyframe[{frame.id}]", "", "")])[0]
        for frame in record.keyframes
    }
    lines = {key: f"{Path(place.file).name}:{place.line}" for key, place in places.items()}
    return EditedMotion(motion_id, shown, scene, lines, _lines(files, faults, motion_id))


def _motion_id(raw: Mapping[str, Any], name: str) -> str:
    """Return the motion of an exercise; the name itself if it is that of none."""
    for record in _records(raw, "exercise"):
        if record.get("id") == name and isinstance(record.get("motion"), str):
            return str(record["motion"])
    return name


def _record(raw: Mapping[str, Any], motion_id: str) -> Motion | None:
    """Return a motion by its id, if it is one by its form."""
    for record in _records(raw, "motion"):
        if record.get("id") == motion_id:
            try:
                return msgspec.convert(record, Motion)
            except msgspec.ValidationError:
                return None  # The check of the whole content says why.
    return None


def _records(raw: Mapping[str, Any], table: str) -> list[dict[str, Any]]:
    records = raw.get(table)
    return [one for one in records if isinstance(one, dict)] if isinstance(records, list) else []


def _faults(files: ContentFiles) -> Sequence[Fault]:
    """Return the faults of a content, but for those of motions, which take long to find."""
    try:
        files.content(thorough=False)
    except ContentError as error:
        return error.faults
    return ()


def _lines(files: ContentFiles, faults: Sequence[Fault], motion_id: str) -> tuple[str, ...]:
    own = f"motion[{motion_id}]"
    rows = sorted(faults, key=lambda fault: not fault.path.startswith(own))
    return tuple(dict.fromkeys(fault_line(fault, files.name) for fault in rows))
