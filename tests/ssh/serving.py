"""A server as a process of its own, and the programs that people reach it with."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest

from tests.terminal import terminal
from tests.terminal.terminal import PATIENCE

HOST = "127.0.0.1"
ROOT = Path(__file__).parents[2]

_PREPARED = """
from tui.serve.process_environment import prepare_environment
prepare_environment()
{changes}
from tui.cli.main import main
raise SystemExit(main())
"""


def needs(program: str) -> pytest.MarkDecorator:
    """Skip where a program is not installed."""
    missing = shutil.which(program, path=_search_path()) is None
    return pytest.mark.skipif(missing, reason=f"{program} is not installed")


def where_is(program: str) -> str:
    """The path of an installed program."""
    found = shutil.which(program, path=_search_path())
    assert found
    return found


def _search_path() -> str:
    """Where programs lie, those for whoever runs servers included."""
    return os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/local/sbin", "/usr/sbin"])


def until(condition: Callable[[], object], wanted: str) -> None:
    """Look again and again until `condition` holds."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"waited for {wanted}"
        time.sleep(0.02)


class Serving:
    """A server on a port that the system chose, at home in a folder of its own.

    It is ready once made; `changes` is Python that is run in its process before it starts.
    """

    def __init__(self, home: Path, *options: str | Path, changes: str = "") -> None:
        self.home = home
        self.key = home / "data" / "backspasm" / "ssh_host_ed25519_key"
        self._log, self._out, self._err = home / "log", home / "out", home / "err"
        with self._out.open("wb") as out, self._err.open("wb") as err:
            self.process = subprocess.Popen(
                serve("--log", self._log, *options, changes=changes),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                env=environment(home),
                cwd=home,
                start_new_session=True,
            )
        try:
            until(lambda: self.noted("start") or self.process.poll() is not None, "the server")
            assert self.process.poll() is None, self.said
        except BaseException:
            self.kill()
            raise
        self.port = int(self.noted("start")[0]["port"])

    def __enter__(self) -> Serving:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()

    @property
    def log(self) -> str:
        """The log as it is written."""
        return self._log.read_text() if self._log.exists() else ""

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The lines of the log that are whole."""
        return [json.loads(line) for line in self.log.rpartition("\n")[0].splitlines()]

    @property
    def said(self) -> str:
        """What it wrote on its own streams."""
        return self._out.read_text() + self._err.read_text()

    def noted(self, event: str) -> list[dict[str, Any]]:
        """The lines of the log about `event`."""
        return [line for line in self.lines if line["event"] == event]

    def wait_noted(self, event: str, count: int = 1) -> list[dict[str, Any]]:
        """Wait for that many lines of the log about `event`."""
        until(lambda: len(self.noted(event)) >= count, f"{event} in the log:\n{self.log}")
        return self.noted(event)

    def signal(self, number: signal.Signals) -> None:
        """Send it a signal."""
        self.process.send_signal(number)

    def wait_exit(self) -> int:
        """Wait for it to end; its exit status."""
        return self.process.wait(PATIENCE)

    def kill(self) -> None:
        """End it, and its workers with it, without a word."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def environment(home: Path) -> dict[str, str]:
    """What a server or a client is told of its surroundings."""
    return {**terminal.environment(home), "XDG_DATA_HOME": str(home / "data")}


def serve(*options: str | Path, changes: str = "") -> list[str]:
    """The command that runs the server, on any port and for connections at any rate."""
    program = ["-c", _PREPARED.format(changes=changes)] if changes else ["-m", "tui"]
    usual = ["serve", "--host", HOST, "--port", "0", "--max-new", "0"]
    return [terminal.PYTHON, *program, *usual, *map(str, options)]


def openssh(port: int, home: Path, *options: str, program: str = "ssh") -> list[str]:
    """OpenSSH's client with nothing of its user's own settings, ready for the host's name.

    It says errors only, unless `options` say otherwise.
    """
    settings = (
        f"UserKnownHostsFile={home / 'known_hosts'}",
        "GlobalKnownHostsFile=/dev/null",
        "StrictHostKeyChecking=accept-new",
        "LogLevel=ERROR",
        "IdentityAgent=none",
        "IdentityFile=none",
        f"Port={port}",
    )
    given = [part for setting in settings for part in ("-o", setting)]
    return [where_is(program), "-F", "/dev/null", *options, *given]


def run(
    command: Sequence[str], home: Path, *, typed: str = "", env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a program without a terminal to its end."""
    return subprocess.run(
        command,
        input=typed,
        capture_output=True,
        text=True,
        env={**environment(home), **(env or {})},
        cwd=home,
        timeout=PATIENCE,
    )
