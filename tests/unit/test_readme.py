"""What the README promises about starting is true."""

from __future__ import annotations

import re
from pathlib import Path

from tests.support import ROOT
from tui.guide.load import load


def test_the_two_commands_are_targets_of_the_makefile() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    _, _, after = readme.partition("## Two commands\n")
    part, _, _ = after.partition("\n## ")
    commands = re.findall(r"^```\nmake (\w+)\n```$", part, re.MULTILINE)
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)

    assert commands == ["run", "test"]
    assert set(commands) <= set(targets)


def test_the_overlay_shown_is_one(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"^```toml\n(overlay = true\n.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    assert len(shown) == 1
    path = tmp_path / "clinic.toml"
    path.write_text(shown[0], encoding="utf-8")
    content = load(path)
    ids = [item.id for item in content.sections[0].items]
    assert content.guide.title == "Our back guide"
    assert ids[ids.index("cold_pack") + 1] == "our_hours" and "massage" not in ids
