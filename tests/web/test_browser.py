"""The guide in a browser: ``textual serve backspasm``, and Chromium without a window."""

from __future__ import annotations

import asyncio
import base64
import json
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pyte
import pytest

from tests.support.large import large_words
from tests.terminal.journey import SEEN
from tests.terminal.terminal import PATIENCE, environment

aiohttp = pytest.importorskip("aiohttp", reason="textual-serve is not installed")
pytest.importorskip("textual_serve", reason="textual-serve is not installed")

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")

SERVE = """
import sys
from textual_serve.server import Server
command, port = sys.argv[1:]
Server(command, host="127.0.0.1", port=int(port)).serve()
"""

LISTEN = """
window.told = []; window.asked = [];
const Real = window.WebSocket;
window.WebSocket = class extends Real {
    constructor(...given) {
        super(...given);
        window.asked.push(String(given[0]));
        this.addEventListener("message", async event => {
            if (typeof event.data === "string") return;
            const bytes = event.data instanceof Blob
                ? await event.data.arrayBuffer() : event.data;
            window.told.push(btoa(String.fromCharCode(...new Uint8Array(bytes))));
        });
    }
    send(data) { window.asked.push(String(data)); super.send(data); }
};
"""
"""Keeps what the page hears from the guide, and what it asks of it."""

FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    # The page would fetch a font from elsewhere; without it, it takes one that is there.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--remote-debugging-port=0",
    "--window-size=1000,700",
)


class Page:
    """A page in Chromium, spoken to by its debugging protocol."""

    def __init__(self, screen_diff: Any) -> None:
        self._screen_diff = screen_diff
        self._calls = 0
        self._size = (80, 24)
        self.screen = pyte.Screen(*self._size)
        self._stream = pyte.ByteStream(self.screen)

    async def call(self, method: str, **given: object) -> dict[str, Any]:
        self._calls += 1
        await self._screen_diff.send_json({"id": self._calls, "method": method, "params": given})
        while True:
            heard = await self._screen_diff.receive_json(timeout=PATIENCE)
            if heard.get("id") == self._calls:
                assert "error" not in heard, heard
                return dict(heard["result"])

    async def evaluate(self, script: str) -> Any:
        result = await self.call("Runtime.evaluate", expression=script, returnByValue=True)
        return result["result"].get("value")

    async def press(self, key: str) -> None:
        """Press a key that stands for a character, or the end key."""
        given: dict[str, object] = {
            "key": key,
            "text": key,
            "windowsVirtualKeyCode": ord(key[0].upper()),
        }
        if key == "End":
            given = {"key": key, "code": key, "windowsVirtualKeyCode": 35}
        await self.call("Input.dispatchKeyEvent", type="keyDown", **given)
        await self.call("Input.dispatchKeyEvent", type="keyUp", **given)

    async def look(self) -> str:
        """What a terminal shows of all that was sent, and below it the words in large letters."""
        asked, told = json.loads(
            await self.evaluate("JSON.stringify([asked.splice(0), told.splice(0)])") or "[[],[]]"
        )
        for line in asked:
            if line.startswith('["resize"'):
                size = json.loads(line)[1]
                self._size = size["width"], size["height"]
                self.screen.resize(self._size[1], self._size[0])
            elif line.startswith("ws"):
                query = dict(part.split("=") for part in line.partition("?")[2].split("&"))
                self._size = int(query["width"]), int(query["height"])
                self.screen.resize(self._size[1], self._size[0])
        for piece in told:
            self._stream.feed(base64.b64decode(piece))
        lines = self.screen.display
        return "\n".join([*lines, *large_words(lines)])

    async def wait_for(self, *words: str) -> None:
        await self.until(lambda text: all(word in text for word in words), str(words))

    async def until(self, condition: Callable[[str], object], wanted: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not condition(text := await self.look()):
            assert time.monotonic() < deadline, f"waited for {wanted}:\n{text}"
            await asyncio.sleep(0.05)

    async def picture(self) -> bytes:
        """What is to be seen, as PNG."""
        shot = await self.call("Page.captureScreenshot")
        return base64.b64decode(shot["data"])


@asynccontextmanager
async def page_of(home: Path, command: str) -> AsyncIterator[Page]:
    """A page on which `command` is served, in a Chromium of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    profile = home / "profile"
    assert CHROMIUM
    serving = subprocess.Popen(
        [sys.executable, "-c", SERVE, command, str(port)],
        env=environment(home),
        cwd=home,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    browser = subprocess.Popen(
        [CHROMIUM, *FLAGS, f"--user-data-dir={profile}", "about:blank"],
        env={**environment(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        await reachable(port)
        place = profile / "DevToolsActivePort"
        await until(lambda: place.exists() and "\n" in place.read_text(), "Chromium")
        debugging = place.read_text().splitlines()[0]
        async with aiohttp.ClientSession() as session:
            async with session.get(f"http://127.0.0.1:{debugging}/json") as answer:
                (found,) = [one for one in await answer.json() if one["type"] == "page"]
            # A picture takes more than the usual four megabytes.
            async with session.ws_connect(
                found["webSocketDebuggerUrl"], max_msg_size=0
            ) as screen_diff:
                page = Page(screen_diff)
                await page.call("Page.enable")
                await page.call("Page.addScriptToEvaluateOnNewDocument", source=LISTEN)
                await page.call("Page.navigate", url=f"http://127.0.0.1:{port}")
                yield page
    finally:
        for process in (browser, serving):
            process.terminate()
        for process in (browser, serving):
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


async def reachable(port: int) -> None:
    """Wait until somebody listens at a port."""

    def listening() -> bool:
        with socket.socket() as trial:
            return trial.connect_ex(("127.0.0.1", port)) == 0

    await until(listening, "textual-serve")


async def until(condition: Callable[[], object], wanted: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"waited for {wanted}"
        await asyncio.sleep(0.05)


async def test_the_guide_in_a_browser(tmp_path: Path) -> None:
    command = f"{sys.executable} -m tui --no-save --region gb"
    async with page_of(tmp_path, command) as page:
        await page.wait_for("Right now", "q Quit")
        await page.evaluate("document.querySelector('.xterm-helper-textarea').focus()")
        first = await page.picture()

        await page.press("4")
        await page.wait_for("Bladder, bowels and numbness")
        await page.press(" ")
        await page.wait_for("EMERGENCY", "999", "[x]")
        emergency = await page.picture()
        assert len({first, emergency}) == 2 and min(len(first), len(emergency)) > 15_000

        await page.press(" ")
        await page.until(lambda text: "EMERGENCY" not in text.split("\n")[0], "no sign ticked")
        for key, shown in (
            ("End", "[ ] None of these"),
            ("\r", "[x] None of these"),
            ("1", "Cold pack"),
            ("w", "Walkthrough"),
            ("\r", "n  No, start"),
        ):
            await page.press(key)
            await page.wait_for(shown)
        asked = time.monotonic()
        await page.until(lambda text: time.monotonic() - asked > SEEN, "time to read")
        await page.press("n")
        await page.wait_for("READY")
        led = await page.picture()
        await page.until(lambda text: "READY" not in text, "the first movement")
        assert await page.picture() != led
        width, height = page.screen.columns, page.screen.lines
        await page.call(
            "Emulation.setDeviceMetricsOverride",
            **{"width": 1400, "height": 900, "deviceScaleFactor": 1, "mobile": False},
        )
        await page.until(
            lambda text: page.screen.columns > width and page.screen.lines > height, "a larger page"
        )
        await page.until(lambda _: "Leave" in page.screen.display[-1], "all of it used")


async def test_what_the_page_needs_is_there(tmp_path: Path) -> None:
    """All but a font, for which there is another one."""
    from textual_serve import server

    held = Path(server.__file__).parent
    index = (held / "templates" / "app_index.html").read_text(encoding="utf-8")
    elsewhere = [line for line in index.splitlines() if "//" in line and "http" in line]
    assert all("fonts.googleapis.com" in line or "w3.org" in line for line in elsewhere), elsewhere
    for name in ("js/textual.js", "css/xterm.css"):
        assert (held / "static" / name).stat().st_size > 1000
