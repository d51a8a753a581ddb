"""A process that has read all of the server, and runs commands of the guide in copies of itself.

Reading it is most of what a command costs that ends at once.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
from pathlib import Path
from types import TracebackType

from tests.ssh.serving import environment
from tests.terminal.terminal import PATIENCE, PYTHON

_RUN_IN_COPIES = """
import json, os, sys
from tui.serve.process_environment import prepare_environment
prepare_environment()
import tui.serve.server_process
from tui.cli.main import main
for line in sys.stdin:
    folder, env, command = json.loads(line)
    ends = [os.pipe(), os.pipe()]
    child = os.fork()
    if not child:
        os.chdir(folder)
        os.environ.update(env)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        for number, (_, end) in enumerate(ends, 1):
            os.dup2(end, number)
        raise SystemExit(main(command))
    said = []
    for end, other in ends:
        os.close(other)
        with open(end, encoding="utf-8") as pipe:
            said.append(pipe.read())
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    print(json.dumps([status, *said]), flush=True)
"""


class Prepared:
    """Runs commands of the guide one after another, each to its end."""

    def __init__(self, home: Path) -> None:
        self._process = subprocess.Popen(
            [PYTHON, "-c", _RUN_IN_COPIES],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment(home),
            cwd=home,
            start_new_session=True,
            text=True,
        )

    def __enter__(self) -> Prepared:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if sys.platform != "win32":
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.communicate()

    def run(self, home: Path, *command: str | Path) -> tuple[int, str, str]:
        """The exit status of a command that is run in a folder, and what it writes."""
        assert self._process.stdin and self._process.stdout
        env = {name: environment(home)[name] for name in ("HOME", "XDG_DATA_HOME")}
        asked = json.dumps([str(home), env, list(map(str, command))])
        print(asked, file=self._process.stdin, flush=True)
        ready, _, _ = select.select([self._process.stdout], [], [], PATIENCE)
        assert ready, f"{command} goes on"
        status, out, err = json.loads(self._process.stdout.readline())
        return status, out, err
