"""A server in a process of its own, and command lines of SSH clients."""

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
    """A mark that skips a test where a program is not installed."""
    missing = shutil.which(program, path=_search_path()) is None
    return pytest.mark.skipif(missing, reason=f"{program} is not installed")


def where_is(program: str) -> str:
    """The path of an installed program."""
    found = shutil.which(program, path=_search_path())
    assert found
    return found


def _search_path() -> str:
    """The search path for programs, including those for administrators."""
    return os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/local/sbin", "/usr/sbin"])


def until(condition: Callable[[], object], wanted: str) -> None:
    """Poll until `condition` holds."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"waited for {wanted}"
        time.sleep(0.02)


class Serving:
    """A server on a free port, with a home folder of its own.

    It is ready once constructed. `changes` is Python code that runs in it before the start.
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
        """The content of the log file."""
        return self._log.read_text() if self._log.exists() else ""

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The complete lines of the log, decoded."""
        return [json.loads(line) for line in self.log.rpartition("\n")[0].splitlines()]

    @property
    def said(self) -> str:
        """What it wrote to standard output and standard error."""
        return self._out.read_text() + self._err.read_text()

    def noted(self, event: str) -> list[dict[str, Any]]:
        """The lines of the log about `event`."""
        return [line for line in self.lines if line["event"] == event]

    def wait_noted(self, event: str, count: int = 1) -> list[dict[str, Any]]:
        """Wait until the log has at least `count` lines about `event`."""
        until(lambda: len(self.noted(event)) >= count, f"{event} in the log:\n{self.log}")
        return self.noted(event)

    def signal(self, number: signal.Signals) -> None:
        """Send it a signal."""
        self.process.send_signal(number)

    def wait_exit(self) -> int:
        """Wait for it to exit; the exit status."""
        return self.process.wait(PATIENCE)

    def kill(self) -> None:
        """Kill it and its workers."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def environment(home: Path) -> dict[str, str]:
    """The environment variables of a server or a client."""
    return {**terminal.environment(home), "XDG_DATA_HOME": str(home / "data")}


def serve(*options: str | Path, changes: str = "") -> list[str]:
    """The command line of a server on a free port, without a limit on the connection rate."""
    program = ["-c", _PREPARED.format(changes=changes)] if changes else ["-m", "tui"]
    return [terminal.PYTHON, *program, *arguments(*options)]


def arguments(*options: str | Path) -> list[str]:
    """What the guide is told so that it serves."""
    return ["serve", "--host", HOST, "--port", "0", "--max-new", "0", *map(str, options)]


def openssh(port: int, home: Path, *options: str, program: str = "ssh") -> list[str]:
    """The command line of OpenSSH's client, without the user's settings, up to the host name.

    It prints errors only, unless `options` change that.
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
    """Run a program without a terminal until it exits."""
    return subprocess.run(
        command,
        input=typed,
        capture_output=True,
        text=True,
        env={**environment(home), **(env or {})},
        cwd=home,
        timeout=PATIENCE,
    )
