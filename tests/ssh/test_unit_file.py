"""The service file for systemd."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.ssh.serving import ROOT, needs, run, where_is
from tui.cli.parser import parser

UNIT = ROOT / "contrib" / "backspasm.service"
PROGRAM = "/opt/backspasm/bin/backspasm"

pytestmark = pytest.mark.skipif(not UNIT.exists(), reason="there is no contrib/backspasm.service")


def test_the_server_takes_the_options_that_the_service_gives() -> None:
    said = re.search(r"^ExecStart=(.*)$", UNIT.read_text(), re.MULTILINE)
    assert said
    program, *options = shlex.split(said[1])
    assert program == PROGRAM
    assert parser().parse_args(options).command == "serve"


@needs("systemd-analyze")
def test_systemd_finds_no_fault(tmp_path: Path) -> None:
    # systemd-analyze checks that the program exists.
    there = shutil.which("true")
    assert there
    unit = tmp_path / UNIT.name
    unit.write_text(UNIT.read_text().replace(PROGRAM, there))
    done = run([where_is("systemd-analyze"), "verify", "--man=no", str(unit)], tmp_path)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
