"""The guide as people install it: built, put into a fresh environment, and opened."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from build import ProjectBuilder
from build.env import DefaultIsolatedEnv

from tests.terminal.terminal import Terminal

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source distribution, the wheel built from it, and an editable one.

    They are built in one environment with what pyproject.toml asks for to build, and no more.
    """
    dist = tmp_path_factory.mktemp("dist")
    with DefaultIsolatedEnv() as env:
        tree = ProjectBuilder.from_isolated_env(env, ROOT)
        env.install(tree.build_system_requires)
        env.install(tree.get_requires_for_build("editable"))
        archive = tree.build("sdist", dist)
        tree.build("editable", dist / "editable")
        with tarfile.open(archive) as source:
            source.extractall(dist / "source", filter="data")
        (unpacked,) = (dist / "source").iterdir()
        ProjectBuilder.from_isolated_env(env, unpacked).build("wheel", dist)
    return dist


@pytest.fixture(scope="module")
def installed(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a fresh environment that holds the wheel and nothing else."""
    place = tmp_path_factory.mktemp("fresh") / "venv"
    run(sys.executable, "-m", "venv", "--without-pip", str(place))
    wheel = next(dist.glob("*.whl"))
    constraints = ROOT / "constraints.txt"
    run(
        *(sys.executable, "-m", "pip", "--python", str(place / "bin/python"), "install", "-q"),
        *("--no-compile", "-c", str(constraints), str(wheel)),
    )
    return place / "bin"


def run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, cwd="/", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_holds_the_content_and_the_styles_but_no_tests(dist: Path) -> None:
    with zipfile.ZipFile(next(dist.glob("*.whl"))) as wheel:
        names = set(wheel.namelist())
        assert wheel.read("tui/content.toml") == (ROOT / "content.toml").read_bytes()
    assert {"tui/content.toml", "tui/app/guide.tcss", "tui/py.typed"} <= names
    assert all(name.startswith(("tui/", "backspasm-")) for name in names)


def test_the_source_distribution_can_be_tested(dist: Path) -> None:
    with tarfile.open(next(dist.glob("*.tar.gz"))) as source:
        names = {name.partition("/")[2] for name in source.getnames()}
    assert {"content.toml", "constraints.txt", "Makefile", "tests/conftest.py"} <= names
    assert {"hatch_build.py", "shell_files.py"} <= names


def test_the_installed_guide_checks_its_own_content(installed: Path) -> None:
    said = run(str(installed / "backspasm"), "check")
    assert "no fault found" in said
    assert str(installed.parent) in said


def test_the_installed_guide_shows_its_first_screen(installed: Path, tmp_path: Path) -> None:
    command = [str(installed / "backspasm")]
    with Terminal(command, home=tmp_path, env={"PYTHONPATH": ""}) as terminal:
        terminal.wait_for("Back spasm guide", "Is it safe?", "Not checked yet")
        terminal.send("q")
        assert terminal.wait_exit() == 0


def test_shells_and_man_find_their_files(installed: Path) -> None:
    share = installed.parent / "share"
    places = {
        "bash": "bash-completion/completions/backspasm",
        "zsh": "zsh/site-functions/_backspasm",
        "fish": "fish/vendor_completions.d/backspasm.fish",
    }
    for shell, place in places.items():
        text = (share / place).read_text()
        assert "knee_to_chest" in text and "saddle_numb" in text
        assert run(str(installed / "backspasm"), "completion", shell) == text
    page = (share / "man/man1/backspasm.1").read_text()
    assert ".SH EXIT STATUS" in page and "settings.toml" in page
    assert not list(installed.parent.rglob(".shell_files"))


def test_an_editable_install_holds_no_copy_that_could_go_stale(dist: Path) -> None:
    (wheel,) = (dist / "editable").glob("*.whl")
    with zipfile.ZipFile(wheel) as editable:
        names = editable.namelist()
        links = [name for name in names if name.endswith(".pth")]
        assert [editable.read(name).decode() for name in links] == [str(ROOT)]
    assert not [name for name in names if name.endswith((".toml", ".py", ".tcss"))]
    assert not [name for name in names if "share" in name or "completions" in name]
