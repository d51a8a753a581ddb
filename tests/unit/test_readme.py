"""What the README promises about starting is true."""

from __future__ import annotations

import re

from tests.support import ROOT


def test_the_two_commands_are_targets_of_the_makefile() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    _, _, after = readme.partition("## Two commands\n")
    part, _, _ = after.partition("\n## ")
    commands = re.findall(r"^```\nmake (\w+)\n```$", part, re.MULTILINE)
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)

    assert commands == ["run", "test"]
    assert set(commands) <= set(targets)
