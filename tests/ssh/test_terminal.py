"""The client's terminal: input, output, size and capabilities."""

from __future__ import annotations

import base64
import re
from contextlib import AsyncExitStack

import pytest
from asyncssh.packet import String

from tests.ssh.serving import Serving
from tests.ssh.visiting import noted, opened, visiting, walked
from tests.terminal.terminal import ENTER, ESCAPE, RIGHT

EMERGENCY = "EMERGENCY – call"
SGR = re.compile(rb"\x1b\[([0-9;]*)m")


async def test_escape_is_a_key_of_its_own(server: Serving) -> None:
    async with visiting(server.port) as visit:
        await opened(visit)
        visit.send("?")
        await visit.wait_for("Keys", "esc closes")
        visit.send(ESCAPE)
        await visit.wait_for("Right now", without=["esc closes"])
        # ESC is neither delayed nor combined with the next key.
        visit.send("2")
        await visit.wait_for("A strong core")


async def test_a_paste_is_text_and_no_keys(server: Serving) -> None:
    async with visiting(server.port) as visit:
        await opened(visit)
        # If taken for keys, this would tick a sign and quit.
        visit.send("\x1b[200~4 q\x1b[201~", "p")
        await visit.wait_for("t for 10")
        visit.send("6")
        await visit.wait_for("6 of 10, until", "Has a spasm begun?")
        await visit.think()
        visit.send("y")
        await visit.wait_for("You can add a few words")
        visit.send("\x1b[200~warm bath, größer\x1b[201~")
        await visit.wait_for("warm bath, größer")
        visit.send(ENTER)
        await visit.wait_for("pain 6", without=["until you close", EMERGENCY])
        visit.send("d")
        await visit.wait_for("Your days", "warm bath, größer")


async def test_what_is_typed_before_the_first_screen_counts(server: Serving) -> None:
    async with visiting(server.port) as visit:
        visit.send("3")
        await visit.wait_for("A mix of things")


async def test_a_click_opens_a_tab(server: Serving) -> None:
    async with visiting(server.port) as visit:
        await opened(visit)
        rows = visit.screen.display
        row = next(n for n, line in enumerate(rows, 1) if "3 Causes" in line)
        column = rows[row - 1].index("Causes") + 1
        visit.send(f"\x1b[<0;{column};{row}M", f"\x1b[<0;{column};{row}m")
        await visit.wait_for("A mix of things")


async def test_what_is_copied_reaches_the_readers_own_clipboard(server: Serving) -> None:
    async with visiting(server.port) as visit:
        await opened(visit)
        await noted(visit)
        visit.send("y")
        await visit.wait_for("Copied")
        copied = re.search(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\a", visit.received)
        assert copied
        assert base64.b64decode(copied[1]).decode().startswith("Notes on a back spasm\n")


async def test_nothing_is_offered_that_would_write_a_file_at_the_server(server: Serving) -> None:
    async with visiting(server.port) as visit:
        await opened(visit)
        await noted(visit)
        await visit.wait_for("y Copy", without=["Save"])
        visit.send("s", "m")
        await visit.wait_for("# Notes on a back spasm", without=["Save as"])


async def test_the_guide_says_who_looks_after_the_machine(server: Serving) -> None:
    async with visiting(server.port, size=(100, 60)) as visit:
        await opened(visit)
        visit.send(":")
        await visit.wait_for("Search for commands")
        visit.send("about")
        await visit.wait_for("What this guide is and is not")
        visit.send(ENTER)
        await visit.wait_for("a computer that others look after")


async def test_size_changes_reach_the_guide(server: Serving) -> None:
    async with visiting(server.port) as visit:
        await opened(visit)
        for columns, rows in ((120, 40), (60, 20), (30, 8), (0, 0)):
            visit.resize(columns or 80, rows or 24)
            if not columns:
                visit.channel.change_terminal_size(0, 0)
            if columns == 30:
                await visit.wait_for("40×15")
            else:
                await visit.until(
                    lambda: (
                        visit.screen.display[-1].rstrip().endswith(("Quit", "Help"))
                        and visit.screen.display[0].rstrip().endswith("Not checked yet: press 4")
                    ),
                    f"the guide at {columns}×{rows}",
                )


@pytest.mark.parametrize("typed", [" j j j j", "l7\r", "\x1b[<0;8;7M\x1b[<0;8;7m  "])
async def test_what_is_typed_in_too_small_a_window_does_nothing_once_it_has_grown(
    server: Serving, typed: str
) -> None:
    async with visiting(server.port) as visit:
        await opened(visit)
        visit.send("4")
        await visit.wait_for("Bladder, bowels and numbness")
        for _ in range(3):
            visit.channel.change_terminal_size(39, 15)
            visit.send(typed)
            visit.channel.change_terminal_size(80, 24)
        visit.resize(100, 30)
        await visit.until(
            lambda: visit.screen.display[-1].rstrip().endswith(("Quit", "Help")), "the guide"
        )
        assert "[x]" not in visit.text and "Day 1" not in visit.text
        # With a tick, quitting would ask first.
        visit.send("q")
        assert await visit.wait_end() == 0


def colours(received: bytes) -> set[str]:
    """The colour depths in the output: exact, 256 or 16."""
    found = set()
    for match in SGR.finditer(received):
        numbers = [int(n or 0) for n in match[1].split(b";")]
        while numbers:
            number = numbers.pop(0)
            if number in (38, 48):
                exact = numbers.pop(0) == 2
                del numbers[: 3 if exact else 1]
                found.add("exact" if exact else "256")
            elif number // 10 in (3, 4, 9, 10) and number % 10 < 8:
                found.add("16")
    return found


DEPTHS: list[tuple[str, dict[str, str], set[str]]] = [
    ("xterm-256color", {"COLORTERM": "truecolor"}, {"exact"}),
    ("xterm-256color", {}, {"256"}),
    ("xterm", {}, {"16"}),
    ("xterm-256color", {"COLORTERM": "truecolor", "NO_COLOR": "1"}, set()),
    ("vt100", {}, set()),
]


async def test_each_terminal_gets_the_colours_it_has_and_none_of_another(server: Serving) -> None:
    async with AsyncExitStack() as stack:
        visits = [
            await stack.enter_async_context(visiting(server.port, term=term, env=env))
            for term, env, _ in DEPTHS
        ]
        for visit in visits:
            await opened(visit)
        for visit in visits:
            visit.send("4", " ")
            await visit.wait_for("[x]", "‼ EMERGENCY", "4 ‼ When to see a doctor")
        sent = [colours(bytes(visit.received)) for visit in visits]
        assert sent == [expected for _, _, expected in DEPTHS]


@pytest.mark.parametrize(
    ("env", "shown"),
    [
        ({"LANG": "de_DE.UTF-8"}, ("EMERGENCY – call 112 now", "European Union")),
        ({"LC_ALL": "en_GB.UTF-8", "LANG": "de_DE.UTF-8"}, ("call 999 now", "United Kingdom")),
        pytest.param({}, ("call your local emergency number",), marks=pytest.mark.thorough),
    ],
)
async def test_the_emergency_number_is_that_of_the_readers_locale(
    server: Serving, env: dict[str, str], shown: tuple[str, ...]
) -> None:
    async with visiting(server.port, env=env, size=(100, 30)) as visit:
        await opened(visit)
        visit.send("4", " ")
        await visit.wait_for("[x]", *shown)


async def test_a_terminal_without_utf_8_gets_plain_characters_for_the_figure(
    server: Serving,
) -> None:
    async with visiting(server.port, env={"LANG": "en_GB.ISO-8859-1"}) as visit:
        await visit.wait_for("Back spasm guide", "Cold pack")
        await walked(visit)
        figure = "".join(visit.screen.display[2:14])
        assert figure.strip() and figure.isascii()


@pytest.mark.parametrize("charset", ["ISO-8859-1", "KOI8-R", "eucJP", "rot13"])
async def test_a_terminal_without_utf_8_gets_plain_frames_and_words(
    server: Serving, charset: str
) -> None:
    async with visiting(server.port, env={"LANG": f"en_GB.{charset}"}) as visit:
        await visit.wait_for("Back spasm guide", "Cold pack")
        visit.send("4", " ")
        await visit.wait_for("! EMERGENCY - call 999 now", "+- Tick")
        visit.send("?")
        await visit.wait_for("Keys", "esc closes")
        assert visit.screen.display[0].isascii()
        assert bytes(visit.received).isascii()


async def test_only_what_says_something_of_the_terminal_is_taken(server: Serving) -> None:
    async with visiting(server.port, command="quiz --plain", term=None) as visit:
        for name, value, taken in (
            ("LANG", "de_DE.UTF-8", True),
            ("LC_TELEPHONE", "de_DE.UTF-8", True),
            ("COLORTERM", "truecolor", True),
            ("NO_COLOR", "1", True),
            ("PYTHONPATH", "/tmp", False),
            ("TEXTUAL_THEME", "dracula", False),
            ("LD_PRELOAD", "x.so", False),
            ("TERM", "dumb", False),
            ("LANG", "x" * 1000, False),
            ("LANG", "de\x1b[2J", False),
        ):
            # The client has no public method that returns the reply.
            answered = await visit.channel._make_request(b"env", String(name), String(value))
            assert answered is taken, (name, value)


@pytest.mark.parametrize(
    ("charset", "typed"),
    [("ISO-8859-1", b"caf\xe9"), ("ISO-8859-15", b"caf\xe9"), ("UTF-8", b"caf\xc3\xa9")],
)
async def test_keys_arrive_in_the_client_s_character_set(
    server: Serving, charset: str, typed: bytes
) -> None:
    async with visiting(server.port, env={"LANG": f"de_DE.{charset}"}) as visit:
        await visit.wait_for("Back spasm guide")
        visit.send("/")
        await visit.wait_for("esc")
        visit.channel.write(typed)
        # The output is reduced to ASCII, without replacement characters.
        await visit.wait_for("caf\u00e9" if charset == "UTF-8" else "cafe")


async def test_after_a_walkthrough_the_answer_is_kept_until_the_reader_leaves(
    server: Serving,
) -> None:
    async with visiting(server.port) as visit:
        await walked(await opened(visit))
        visit.send(*[RIGHT] * 9)
        await visit.wait_for("DONE")
        visit.send(ENTER)
        await visit.wait_for("How is the pain now")
        await visit.think()
        visit.send("1")
        await visit.wait_for("q Quit", without=["How is the pain now"])
        await noted(visit)
        visit.send("\x1b[F")
        await visit.wait_for("After exercises: 1 better.")
    async with visiting(server.port) as visit:
        await noted(await opened(visit))
        assert "After exercises" not in visit.text
