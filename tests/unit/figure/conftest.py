from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
import tomli

from tui.figure.motion import Motion, MotionFile
from tui.figure.motion_parser import parse_motions
from tui.figure.player import MotionPlayer

CONTENT = Path(__file__).parents[3] / "content.toml"
DATA = {"motion": tomli.loads(CONTENT.read_text(encoding="utf-8"))["motion"]}
MOTIONS: dict[str, Motion] = {m.id: m for m in msgspec.convert(DATA, MotionFile).motions}
PLAYERS: dict[str, MotionPlayer] = parse_motions(DATA)


@pytest.fixture(params=sorted(PLAYERS))
def player(request: pytest.FixtureRequest) -> MotionPlayer:
    """Every motion of the file in turn."""
    return PLAYERS[request.param]


@pytest.fixture(params=sorted(MOTIONS))
def motion(request: pytest.FixtureRequest) -> Motion:
    """Every motion of the file in turn, as it is written."""
    return MOTIONS[request.param]


@pytest.fixture
def bridge() -> Motion:
    return MOTIONS["glute_bridge"]


@pytest.fixture
def players() -> dict[str, MotionPlayer]:
    return PLAYERS
