"""The guide as a browser's server talks to it: packets through pipes, by Textual's web driver."""

from __future__ import annotations

import json
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from random import Random
from types import TracebackType

import pyte
import pytest

from tests.terminal.noise import END_OF_PASTE, noise
from tests.terminal.terminal import DOWN, PATIENCE, environment, guide
from tests.terminal.test_crash import AT_A_KEY, LINE, SECRET, broken

DRIVER = "textual.drivers.web_driver:WebDriver"


class Browser:
    """The other end of the pipes."""

    def __init__(
        self,
        home: Path,
        command: list[str],
        hears: bytes = b"",
        env: Mapping[str, str] | None = None,
    ) -> None:
        self._hears = hears
        """What it reads up to, if not all."""
        self.screen = pyte.Screen(100, 30)
        self._stream = pyte.ByteStream(self.screen)
        self._drawing = threading.Lock()
        """Held while the screen is changed or read, as another thread draws on it."""
        self.told: list[dict[str, object]] = []
        given = {"COLUMNS": "100", "ROWS": "30", "TEXTUAL_FPS": "60", "TERM_PROGRAM": "textual"}
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={
                **environment(home),
                "TEXTUAL_DRIVER": DRIVER,
                "TEXTUAL_COLOR_SYSTEM": "truecolor",
                **given,
                **(env or {}),
            },
            cwd=home,
        )
        self._reading = threading.Thread(target=self._read, daemon=True)
        self._reading.start()

    def __enter__(self) -> Browser:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.kill()
        self.process.wait()
        self._reading.join()
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            with suppress(OSError):
                pipe.close()  # type: ignore[union-attr]

    @property
    def lines(self) -> list[str]:
        with self._drawing:
            return list(self.screen.display)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def resize(self, columns: int, rows: int) -> None:
        """Give the page another size."""
        with self._drawing:
            self.screen.resize(rows, columns)
        self.tell(type="resize", width=columns, height=rows)

    def clear(self) -> None:
        """Forget what is shown."""
        with self._drawing:
            self.screen.reset()

    def _read(self) -> None:
        out = self.process.stdout
        assert out
        while (line := out.readline()) and line != b"__GANGLION__\n":
            pass
        while head := out.read(5):
            payload = out.read(int.from_bytes(head[1:], "big"))
            if self._hears and self._hears in payload:
                out.close()
                return
            if head[:1] == b"D":
                with self._drawing:
                    self._stream.feed(payload)
            elif head[:1] == b"M":
                self.told.append(json.loads(payload))

    def packet(self, kind: bytes, payload: bytes) -> None:
        stdin = self.process.stdin
        assert stdin
        stdin.write(kind + len(payload).to_bytes(4, "big") + payload)
        stdin.flush()

    def type(self, keys: str | bytes) -> None:
        self.packet(b"D", keys if isinstance(keys, bytes) else keys.encode())

    def tell(self, **what: object) -> None:
        self.packet(b"M", json.dumps(what).encode())

    def until(self, condition: Callable[[], object], wanted: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < deadline, f"waited for {wanted}:\n{self.text}"
            time.sleep(0.01)

    def wait_for(self, *words: str) -> None:
        self.until(lambda: all(word in self.text for word in words), str(words))

    def wait_end(self) -> tuple[int, str]:
        """See the process end; its status, and what it said on standard error."""
        self.process.wait(PATIENCE)
        self._reading.join(PATIENCE)
        assert self.process.stderr
        return self.process.returncode, self.process.stderr.read().decode()


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    with Browser(tmp_path, guide("--still", "--no-save", "--tab", "relief")) as browser:
        browser.wait_for("Right now", "q Quit")
        yield browser


def test_the_guide_runs_in_it(browser: Browser) -> None:
    browser.type("4")
    browser.wait_for("Bladder, bowels and numbness")
    browser.type(" ")
    browser.wait_for("EMERGENCY", "[x]")
    browser.resize(80, 24)
    browser.until(lambda: "q Quit" in browser.lines[23], "the new size")
    browser.type("\x11")
    assert browser.wait_end() == (0, "")
    assert {"type": "exit"} in browser.told


def test_figures_are_drawn_in_it_whatever_the_encoding_of_pipes(tmp_path: Path) -> None:
    env = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    with Browser(tmp_path, guide("--tab", "relief", "--still"), env=env) as browser:
        browser.wait_for("Pelvic tilt")
        browser.type(DOWN * 5)
        browser.until(lambda: set("▀▄▌▐▙▛▜▟█") & set(browser.text), "a figure")


def test_it_ends_once_nobody_reads(tmp_path: Path) -> None:
    with Browser(
        tmp_path, guide("--still", "--no-save", "--tab", "relief"), hears=b"Right now"
    ) as browser:
        browser.until(lambda: browser.process.stdout.closed, "the first screen")  # type: ignore[union-attr]

        def ended() -> bool:
            with suppress(BrokenPipeError):
                browser.type("2")
            return browser.process.poll() is not None

        browser.until(ended, "the end")
        assert browser.wait_end() == (0, "")


@pytest.mark.parametrize("way", ["closed", "quit", "exit", "SIGTERM"])
def test_it_ends_with_its_browser(browser: Browser, way: str) -> None:
    if way == "closed":
        assert browser.process.stdin
        browser.process.stdin.close()
    elif way == "SIGTERM":
        browser.process.send_signal(signal.SIGTERM)
    else:
        browser.tell(type=way)
    status, said = browser.wait_end()
    assert (status in (0, 143), said) == (True, "")


def test_no_input_ends_it(browser: Browser) -> None:
    for _, data in zip(range(150), noise(Random(3)), strict=False):
        browser.type(data)
    browser.type(b"\xff\xfe\x1b[1114112u\x1b[48;30;100;0;0t\x1b[<35;5;5M")
    browser.type(END_OF_PASTE)
    for size in ({"width": 0, "height": 0}, {"width": 10**9, "height": 1}, {"width": "x"}, {}):
        browser.tell(type="resize", **size)
    browser.tell(type="resize", width=100, height=30)
    browser.tell(type="focus")

    def redrawn() -> bool:
        browser.type("\x0c")
        return "Back spasm guide" in browser.text

    browser.clear()
    browser.until(redrawn, "the screen again")

    def left() -> bool:
        # More of them than are answered are dropped.
        with suppress(BrokenPipeError):
            browser.type("\x11")
        return browser.process.poll() is not None

    browser.until(left, "the end")
    assert browser.wait_end() == (0, "")


def test_a_crash_is_calm_here_too(tmp_path: Path) -> None:
    with Browser(tmp_path, broken(AT_A_KEY["the key"], "--still", "--tab", "relief")) as browser:
        browser.wait_for("Right now")
        browser.type("?")
        status, said = browser.wait_end()
        assert status == 70
        assert LINE.fullmatch(said.strip())
        assert not SECRET.search(said)
