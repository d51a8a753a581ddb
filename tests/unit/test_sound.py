"""Voice and bells through programs of the machine: whatever those do, the guide goes on."""

from __future__ import annotations

import io
import os
import shutil
import stat
import threading
import time
import wave
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, Queue

import pytest

from tui.guide.routine.announcements import Bell
from tui.sound.child import run_child
from tui.sound.local_sound import LocalSound
from tui.sound.programs import SoundProgram, players, program_of, speakable, voices
from tui.sound.sound import SoundHooks
from tui.sound.terminal_bell import PATTERNS, TerminalBell
from tui.sound.tones import MELODIES, RATE, write_tones

PATIENCE = 20.0
AT_ONCE = 1.0
"""Seconds within which a call returns on a busy machine, when it waits for no program."""


def until(condition: Callable[[], object], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, what
        time.sleep(0.005)


class Machine:
    """A machine whose programs are small scripts, and a guide on it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        # By its name it is told from the processes of others.
        (home / "sleep").symlink_to(shutil.which("sleep") or "")
        self.log = home / "spoken"
        self.rung: list[float] = []
        self.muted: list[str] = []
        self.handed: Queue[Callable[[], None]] = Queue()
        self.sounds: list[LocalSound] = []

    def script(self, name: str, body: str) -> SoundProgram:
        path = self.home / name
        path.write_text(f"#!/bin/sh\ncd '{self.home}'\n{body}\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return SoundProgram((str(path),))

    def voice(self, after: str = "") -> SoundProgram:
        """A program that writes down what it is to say, then does something else."""
        return self.script("voice", f"cat >>'{self.log}'\n{after}")

    def sound(self, *speakers: SoundProgram, tones: tuple[SoundProgram, ...] = ()) -> LocalSound:
        sound = LocalSound(
            SoundHooks(
                TerminalBell(lambda: self.rung.append(0.0), lambda at, _: self.rung.append(at)),
                hand_over=self.handed.put,
                on_mute=self.muted.append,
            ),
            speakers=speakers,
            tones=tones,
            folder=self.home / "run",
        )
        self.sounds.append(sound)
        return sound

    @property
    def spoken(self) -> list[str]:
        return self.log.read_text().splitlines() if self.log.exists() else []

    def do_handed(self) -> None:
        """Do in the guide's thread what others handed over."""
        while True:
            try:
                self.handed.get_nowait()()
            except Empty:
                return

    def alive(self) -> list[str]:
        """The command lines of running processes that belong to this machine."""
        lines = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                words = (folder / "cmdline").read_bytes().decode(errors="replace")
                state = (folder / "stat").read_text().rpartition(")")[2].split()[0]
            except OSError:
                continue
            if str(self.home) in words:
                lines.append(f"{state} {words}")
        return lines


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    machine = Machine(tmp_path)
    yield machine
    for sound in machine.sounds:
        sound.close()
    until(lambda: not machine.alive(), "a process that outlives the guide")


HANGS = "exec $PWD/sleep 600"
NOISE = "head -c 300000 /dev/urandom; head -c 300000 /dev/urandom >&2"
BAD = {
    "missing": "",
    "fails": "cat >/dev/null; exit 3",
    "exits at once": "exit 1",
    "prints garbage and fails": f"{NOISE}; exit 1",
}
ODD = {
    "hangs": HANGS,
    "reads nothing": f"{HANGS} <&-",
    "ends without reading": "exit 0",
    "prints garbage": f"cat >/dev/null; {NOISE}",
    "starts others": "$PWD/sleep 600 & $PWD/sleep 600",
    "ignores being told to end": "trap '' TERM HUP INT; while :; do $PWD/sleep 600; done",
}


def bad(machine: Machine, how: str) -> SoundProgram:
    if how == "missing":
        return SoundProgram((str(machine.home / "not there"),))
    return machine.script("bad", {**BAD, **ODD}[how])


@pytest.mark.parametrize("how", BAD)
def test_a_voice_that_fails_gives_way_to_the_next(machine: Machine, how: str) -> None:
    sound = machine.sound(bad(machine, how), machine.voice())
    sound.say("Hold.")
    until(lambda: machine.spoken == ["Hold."], "the next voice")
    sound.say("Move.")
    until(lambda: machine.spoken == ["Hold.", "Move."], "the next voice again")
    assert sound.can_speak() and not machine.muted


@pytest.mark.parametrize("how", BAD)
def test_without_any_voice_one_line_says_so_and_nothing_else_happens(
    machine: Machine, how: str
) -> None:
    sound = machine.sound(bad(machine, how))
    sound.say("Hold.")
    until(lambda: not machine.handed.empty(), "the line")
    machine.do_handed()
    (line,) = machine.muted
    name = "not there" if how == "missing" else "bad"
    assert f"{machine.home / name}"[:60] in line and ("not found" in line) is (how == "missing")
    assert not sound.can_speak()
    sound.stop()


@pytest.mark.parametrize("how", ODD)
@pytest.mark.parametrize("text", ["Hold.", "A long page. " * 20_000], ids=["cue", "page"])
def test_a_voice_that_misbehaves_holds_nothing_up_and_is_ended(
    machine: Machine, how: str, text: str
) -> None:
    sound = machine.sound(bad(machine, how))
    for _ in range(3):
        began = time.monotonic()
        sound.say(text)
        sound.bell(Bell.MOVE)
        assert time.monotonic() - began < AT_ONCE
    if how != "ends without reading" and how != "prints garbage":
        until(machine.alive, "the voice")
    began = time.monotonic()
    sound.stop()
    assert time.monotonic() - began < AT_ONCE
    until(lambda: not machine.alive(), "silence")


def test_a_newer_cue_cuts_an_older_one_off(machine: Machine) -> None:
    sound = machine.sound(machine.voice(HANGS))
    for number, words in enumerate(("Hold.", "Three.", "Two.", "One."), 1):
        sound.say(words)
        until(lambda number=number: len(machine.spoken) == number, words)  # type: ignore[misc]
        until(lambda: len(machine.alive()) <= 1, "one voice at a time")
    assert machine.spoken == ["Hold.", "Three.", "Two.", "One."]


def test_what_is_said_faster_than_a_voice_can_begin_is_dropped_but_for_the_newest(
    machine: Machine,
) -> None:
    sound = machine.sound(machine.voice())
    for number in range(200):
        sound.say(f"{number}.")
    until(lambda: machine.spoken[-1:] == ["199."], "the newest")
    assert len(machine.spoken) < 20


@pytest.mark.parametrize("times", [1, 4])
def test_a_voice_is_switched_off_in_the_middle_of_a_word(machine: Machine, times: int) -> None:
    sound = machine.sound(machine.voice(HANGS))
    for number in range(1, times + 1):
        sound.say("Press your low back into the floor.")
        until(lambda number=number: len(machine.spoken) == number, "a word")  # type: ignore[misc]
        sound.stop()
        until(lambda: not machine.alive(), "silence")


ODD_TEXTS = [
    ("-f /etc/passwd", "f /etc/passwd"),
    ("--help", "help"),
    ("$HOME `id` $(id) ; id | id > x", "$HOME `id` $(id) ; id | id > x"),
    ('it\'s "quoted" \\n', 'it\'s "quoted" \\n'),
    ("two\nlines\r\nand\ttabs", "two lines and tabs"),
    ("!-!SET SELF RATE 100", "SET SELF RATE 100"),
    ("Child’s Pose · 50 °C \x1b[31m\x07\u202e", "Child’s Pose · 50 °C [31m"),
]


@pytest.mark.parametrize(("text", "heard"), ODD_TEXTS)
def test_text_is_text_and_never_an_option_or_a_command(
    machine: Machine, text: str, heard: str
) -> None:
    said = machine.script("voice", f"printf '%s|' $# >'{machine.log}'; cat >>'{machine.log}'")
    machine.sound(said).say(text)
    until(lambda: machine.spoken == [f"0|{heard}"], f"{heard} in {machine.spoken}")


@pytest.mark.parametrize("text", ["", " ", "\n", "\x00", "--"])
def test_nothing_is_not_said(machine: Machine, text: str) -> None:
    sound = machine.sound(machine.voice())
    sound.say(text)
    sound.say("Hold.")
    until(lambda: machine.spoken, "a word")
    assert machine.spoken == ["Hold."]


def test_a_voice_gets_no_terminal_and_no_output_of_the_guide(machine: Machine) -> None:
    body = f"""
        (: </dev/tty) 2>/dev/null && echo tty >>'{machine.log}'
        ls -l /proc/$$/fd | grep -c ' [12] -> /dev/null' >>'{machine.log}'"""
    machine.sound(machine.script("voice", body)).say("Hold.")
    until(lambda: machine.spoken, "what it has")
    assert machine.spoken == ["2"]


# Two guides


def test_of_two_guides_the_newer_cue_is_heard(machine: Machine) -> None:
    first, second = machine.sound(machine.voice(HANGS)), machine.sound(machine.voice(HANGS))
    speaking = []
    for turn, sound in enumerate((first, second, first, second), 1):
        sound.say(f"{turn}.")
        until(lambda turn=turn: len(machine.spoken) == turn, f"turn {turn}")  # type: ignore[misc]
        until(lambda: len(machine.alive()) == 1, "only one of them")
        speaking.append(machine.spoken[-1])
    assert speaking == ["1.", "2.", "3.", "4."]


@pytest.mark.parametrize("folder", ["a file", "read-only", "lock that is held"])
def test_where_no_turns_can_be_taken_a_guide_speaks_all_the_same(
    machine: Machine, folder: str
) -> None:
    run = machine.home / "run"
    if folder == "a file":
        run.write_text("")
    else:
        run.mkdir()
    held = None
    if folder == "read-only":
        (run / "voice.lock").mkdir()
    elif folder == "lock that is held":
        import fcntl

        held = os.open(run / "voice.lock", os.O_RDWR | os.O_CREAT)
        fcntl.flock(held, fcntl.LOCK_EX)
    machine.sound(machine.voice()).say("Hold.")
    until(lambda: machine.spoken == ["Hold."], "a word")
    if held is not None:
        os.close(held)


# The end


@pytest.mark.parametrize("how", ODD)
def test_no_process_no_thread_and_no_file_outlives_the_guide(machine: Machine, how: str) -> None:
    program = bad(machine, how)
    sound = machine.sound(program, tones=(program,))
    sound.say("Hold.")
    sound.bell(Bell.HOLD)
    sound.close()
    assert not [line for line in machine.alive() if not line.startswith("Z")]
    assert not [one for one in threading.enumerate() if one.name in ("voice", "bells")]
    sound.say("Move.")
    sound.bell(Bell.MOVE)
    assert not machine.alive()


# Bells


def test_a_player_gets_a_wav_file_for_each_bell_and_it_is_removed(machine: Machine) -> None:
    seen = machine.home / "seen"
    body = f'echo "$1" >>\'{machine.log}\'; cp "$1" \'{seen}\'-$(basename "$1")'
    sound = machine.sound(tones=(machine.script("player", body),))
    for number, kind in enumerate(Bell, 1):
        sound.bell(kind)
        until(lambda number=number: len(machine.spoken) == number, kind.value)  # type: ignore[misc]
        until(lambda: not machine.alive(), "the end of it")
        with wave.open(f"{seen}-{kind.value}.wav") as tone:
            assert (tone.getnchannels(), tone.getsampwidth()) == (1, 2)
            assert 0.04 < tone.getnframes() / tone.getframerate() < 2.0
    assert not machine.rung
    sound.close()
    assert not [path for path in machine.spoken if Path(path).exists()]


@pytest.mark.parametrize("how", BAD)
def test_a_player_that_fails_gives_way_to_the_terminal(machine: Machine, how: str) -> None:
    sound = machine.sound(tones=(bad(machine, how),))
    sound.bell(Bell.HOLD)
    until(lambda: not machine.handed.empty(), "the terminal's bell")
    machine.do_handed()
    assert machine.rung == [0.0, 0.25]
    sound.bell(Bell.SIDE)
    assert machine.rung == [0.0, 0.25, 0.0, 0.25, 0.5]


@pytest.mark.parametrize("kind", Bell)
def test_each_bell_sounds_as_often_as_a_terminal_rings_for_it(kind: Bell) -> None:
    ticks = kind in (Bell.TICK, Bell.ALERT)
    assert ticks or [tone.at for tone in MELODIES[kind]] == list(PATTERNS[kind])
    file = io.BytesIO()
    write_tones(MELODIES[kind], file)
    again = io.BytesIO()
    write_tones(MELODIES[kind], again)
    assert file.getvalue() == again.getvalue()
    file.seek(0)
    with wave.open(file) as tone:
        assert tone.getframerate() == RATE
        samples = array("h", tone.readframes(tone.getnframes()))
    loudest = max(map(abs, samples)) / 32_767
    assert (0.05 < loudest < 0.2) if kind is Bell.TICK else (0.3 < loudest < 0.6)
    assert abs(samples[0]) < 500 and abs(samples[-1]) < 500


def test_the_bells_differ() -> None:
    told_apart = [Bell.MOVE, Bell.HOLD, Bell.SIDE, Bell.REST, Bell.EXERCISE, Bell.DONE]
    assert len({PATTERNS[kind] for kind in told_apart}) == len(told_apart)
    assert [len(PATTERNS[kind]) for kind in told_apart[:3]] == [1, 2, 3]
    assert len({MELODIES[kind] for kind in Bell}) == len(Bell)


def test_a_newer_bell_ends_an_older_one() -> None:
    due: list[Callable[[], None]] = []
    rung: list[int] = []
    bell = TerminalBell(lambda: rung.append(1), lambda _, ring: due.append(ring))
    bell.bell(Bell.SIDE)
    bell.bell(Bell.MOVE)
    for ring in due:
        ring()
    assert len(rung) == 2
    bell.bell(Bell.HOLD)
    bell.stop()
    due[-1]()
    assert len(rung) == 3


# Programs


@pytest.mark.parametrize(
    ("platform", "there", "first"),
    [
        ("linux", {"spd-say", "espeak-ng"}, ["spd-say", "espeak-ng"]),
        ("linux", {"espeak-ng", "say", "powershell"}, ["espeak-ng"]),
        ("darwin", {"say", "espeak-ng"}, ["espeak-ng", "say"]),
        ("win32", {"powershell", "say"}, ["powershell"]),
        ("linux", set(), []),
    ],
)
def test_voices_are_looked_for_in_their_order(
    platform: str, there: set[str], first: list[str]
) -> None:
    def which(name: str) -> str | None:
        return f"/bin/{name}" if name in there else None

    found = [Path(program.words[0]).name for program in voices(which, platform)]
    assert found == first


@pytest.mark.parametrize(
    ("platform", "there", "first"),
    [
        ("linux", {"aplay", "pw-play", "paplay"}, ["paplay", "pw-play", "aplay"]),
        ("darwin", {"afplay"}, ["afplay"]),
        ("win32", {"powershell"}, ["powershell"]),
        ("linux", {"afplay"}, []),
    ],
)
def test_players_are_looked_for_in_their_order(
    platform: str, there: set[str], first: list[str]
) -> None:
    found = players(lambda name: f"/bin/{name}" if name in there else None, platform)
    assert [Path(program.words[0]).name for program in found] == first


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("espeak-ng --stdin -s 140", ("espeak-ng", "--stdin", "-s", "140")),
        ("'my voice' \"a b\" $HOME ;id", ("my voice", "a b", "$HOME", ";id")),
        ("cat", ("cat",)),
    ],
)
def test_a_command_is_split_and_never_run_by_a_shell(command: str, words: tuple[str, ...]) -> None:
    assert program_of(command).words == words


@pytest.mark.parametrize("command", ["", "  ", "'open", "''", "a\0b"])
def test_a_command_that_is_none_is_refused(command: str) -> None:
    with pytest.raises(ValueError):
        program_of(command)


@pytest.mark.parametrize(("text", "heard"), ODD_TEXTS)
def test_what_is_spoken_is_one_line(text: str, heard: str) -> None:
    assert speakable(text) == heard


def test_a_program_that_hangs_is_ended_in_time(machine: Machine) -> None:
    program = machine.script("voice", HANGS)
    assert run_child(program.words, "Hold.", longest=0.1, wanted=lambda: True) == 124
    assert run_child(["/not/there"], "", longest=1.0, wanted=lambda: True) == 127
