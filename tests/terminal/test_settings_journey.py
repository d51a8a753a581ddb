"""Settings on a real pseudo-terminal: changed on their screen, there again after a restart."""

from __future__ import annotations

from pathlib import Path

import tomli

from tests.terminal.terminal import ESCAPE, Terminal, guide

F2 = "\x1bOQ"


def test_settings_survive_a_restart_and_faults_are_told_of(tmp_path: Path) -> None:
    env = {"XDG_CONFIG_HOME": str(tmp_path / "conf")}
    path = tmp_path / "conf" / "backspasm" / "settings.toml"
    command = guide("--tab", "relief")
    with Terminal(command, home=tmp_path, env=env) as terminal:
        terminal.wait_for("Is it safe?")
        terminal.send(",")
        terminal.wait_for("Settings", "backspasm-dark")
        terminal.send("l")
        terminal.wait_for("backspasm-light", "Saved.")
        terminal.send(ESCAPE)
        terminal.wait_for("Is it safe?")
        terminal.send("q")
        assert terminal.wait_exit() == 0
    assert tomli.loads(path.read_text()) == {"theme": "backspasm-light"}

    path.write_text(path.read_text() + '# mine\nglyphs = "brail"\n\n[keys]\nsettings = "f2"\n')
    with Terminal(command, home=tmp_path, env=env) as terminal:
        terminal.wait_for("Is it safe?", 'settings.toml: glyphs: found "brail"')
        terminal.send(F2)
        terminal.wait_for("backspasm-light", "file", 'did you mean "braille"?')
        terminal.send("j", "j", "l")
        terminal.wait_for("Saved.")
        terminal.send(ESCAPE)
        terminal.wait_for("Is it safe?")
        assert "brail" not in terminal.text
        terminal.send("q")
        assert terminal.wait_exit() == 0
    assert "# mine" in path.read_text()
    assert tomli.loads(path.read_text())["glyphs"] == "quadrant"
