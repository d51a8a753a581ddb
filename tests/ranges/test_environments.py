"""Every requirement says from where to where its versions are known to do."""

from __future__ import annotations

import sys

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from tests.ranges.environments import lowest, project, pythons, requirements

LINES = [
    *project()["dependencies"],
    *(line for extra in project()["optional-dependencies"].values() for line in extra),
]


@pytest.mark.parametrize("line", LINES)
def test_a_range_ends_before_the_next_major_version(line: str) -> None:
    wanted = Requirement(line)
    floor = Version(lowest(wanted).partition("==")[2])
    (ceiling,) = (Version(one.version) for one in wanted.specifier if one.operator == "<")
    assert wanted.specifier.contains(floor)
    assert ceiling.release == (ceiling.major,), "a minor version breaks nothing"
    assert ceiling.major > floor.major


@pytest.mark.parametrize("line", ["rich", "rich<16", "rich>=14,>=14.3", "rich==15.0.0"])
def test_a_range_without_a_lowest_version_is_told(line: str) -> None:
    with pytest.raises(ValueError, match="rich"):
        lowest(Requirement(line))


def test_the_server_is_tried_too() -> None:
    assert "asyncssh" in [one.name for one in requirements()]


def test_the_pythons_of_this_machine_are_found_in_order() -> None:
    found = [python.version for python in pythons()]
    assert sys.version_info[:2] in [version[:2] for version in found]
    assert found == sorted(found)
    assert min(found) >= (3, 10)
