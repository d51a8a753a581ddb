"""The plain-text walkthrough over SSH, with and without a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ssh.serving import HOST, Serving, needs, openssh, run
from tests.ssh.visiting import Visit, visiting
from tests.terminal.terminal import Terminal
from tui.guide.content.model import Content

ENDS = "The walkthrough ends here."
NO_SIGN = "n\n" * 8
"""No to each safety question."""


async def heard(visit: Visit, words: str, times: int = 1) -> None:
    await visit.until(lambda: visit.said.count(words) >= times, f"{words} in {visit.said}")


async def begin(visit: Visit) -> None:
    """Say that no sign and no condition applies, and start."""
    await heard(visit, "q = end.")
    visit.send(NO_SIGN)
    await heard(visit, "Is one of these true?")
    visit.send("n\n")
    await heard(visit, "enter alone = begin")
    visit.send("\n")
    await heard(visit, "\nCat-cow. Kneel")


@pytest.mark.parametrize("command", ["walk cat_cow", "walk --plain Cat-Cow"])
async def test_without_a_terminal_a_sign_stops_it(
    server: Serving, content: Content, command: str
) -> None:
    async with visiting(server.port, command=f"{command} --region nz", term=None) as visit:
        await begin(visit)
        visit.send("x\n")
        await heard(visit, "more, q = end")
        visit.send("1\n")
        assert await visit.wait_end() == 0
        words = " ".join(visit.said.split())
        assert "EMERGENCY: call 111 now" in words and "(New Zealand: 111) now." in words
        assert words.endswith(f"Please call first. {ENDS}")
        assert "\a" not in visit.said and "\r" not in visit.said


async def test_without_a_terminal_it_is_paused_led_on_and_ended(server: Serving) -> None:
    async with visiting(server.port, command="walk cat_cow pelvic_tilt", term=None) as visit:
        await begin(visit)
        visit.send("p\n")
        await heard(visit, "Paused.")
        visit.send("what\np\n")
        await heard(visit, "\nCat-cow. Kneel", 2)
        visit.send("n\n")
        await heard(visit, "Pelvic tilt. Hold 5 s")
        visit.send("q\n")
        assert await visit.wait_end() == 0
        assert visit.said.endswith(f"{ENDS}\n")


async def test_where_nothing_can_be_typed_it_plays_and_says_when_to_stop(tmp_path: Path) -> None:
    # The reader types nothing, and the idle timeout does not apply.
    with Serving(tmp_path, "--idle-timeout", "3s") as server:
        async with visiting(server.port, command="walk cat_cow", term=None) as visit:
            visit.channel.write_eof()
            await heard(visit, "\nStop if:\n")
            assert "enter alone = begin" not in visit.said
        async with visiting(server.port, command="walk cat_cow", term=None) as visit:
            await heard(visit, "q = end.")
            assert await visit.wait_end() == 1
            assert "nobody had pressed a key" in visit.said
        server.wait_noted("close", 2)
        assert not server.noted("crash")


async def test_input_that_ends_on_the_way_ends_it_calmly(server: Serving) -> None:
    async with visiting(server.port, command="walk cat_cow", term=None) as visit:
        await begin(visit)
        visit.channel.write_eof()
        assert await visit.wait_end() == 0
        assert visit.said.endswith(f"{ENDS}\n")


@needs("ssh")
@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("n\n\nx\n1\n", "Please call first.\n" + ENDS),
        ("n\n\nx\nn\nq\n", ENDS),
        ("1\n", ENDS),
        ("nonsense\nq\n", ENDS),
    ],
)
def test_openssh_pipes_the_answers_through(
    server: Serving, tmp_path: Path, typed: str, told: str
) -> None:
    command = [*openssh(server.port, tmp_path, "-T"), HOST, "walk", "cat_cow"]
    done = run(command, tmp_path, typed=NO_SIGN + typed)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith(f"{told}\n")


@needs("ssh")
def test_at_a_terminal_it_rings_wraps_and_is_interrupted(
    server: Serving, tmp_path: Path, content: Content
) -> None:
    command = [*openssh(server.port, tmp_path, "-t"), HOST, "walk", "cat_cow"]
    with Terminal(command, home=tmp_path, rows=200, columns=60) as terminal:
        terminal.wait_for("q = end.")
        terminal.send(NO_SIGN.replace("\n", "\r"))
        terminal.wait_for("Or: n = none of")
        terminal.send("n\r")
        terminal.wait_for("enter alone = begin")
        terminal.send("\r")
        terminal.wait_for("Cat-cow: Kneel on all fours")
        terminal.wait_until(lambda: terminal.screen.rung == 4, "the bells of an exercise")
        text = bytes(terminal.received).decode()
        assert max(len(line) for line in text.replace("\a", "").split("\r\n")) <= 60
        terminal.send("x\r")
        terminal.wait_for("(1 of ", "q = end", content.movement.hurt.split(". ")[0])
        terminal.send("\x03")
        assert terminal.wait_exit() == 130
