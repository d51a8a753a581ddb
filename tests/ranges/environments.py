"""Environments that hold what the guide is built on, at the ends of its ranges."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomli
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from tests.support.paths import ROOT

_NAME = re.compile(r"python3\.\d+")

_ABOUT = """
import json, sys, sqlite3, ssl, venv
print(json.dumps([list(sys.version_info[:3]), sys.base_prefix]))
"""


@dataclass(frozen=True, order=True)
class Python:
    """A Python of this machine, by its version."""

    version: tuple[int, ...]
    program: Path

    @property
    def name(self) -> str:
        """Its version, in words."""
        return ".".join(map(str, self.version))


def project() -> dict[str, Any]:
    """The table of pyproject.toml that says what the guide is."""
    found: dict[str, Any] = tomli.loads((ROOT / "pyproject.toml").read_text())["project"]
    return found


def requirements() -> list[Requirement]:
    """What the guide and its server are built on, with the versions that are allowed."""
    table = project()
    return [
        Requirement(line)
        for line in (*table["dependencies"], *table["optional-dependencies"]["serve"])
    ]


def lowest(wanted: Requirement) -> str:
    """The requirement of the lowest version that is allowed.

    Raises:
        ValueError: if there is no such version.

    """
    floors = [one.version for one in wanted.specifier if one.operator == ">="]
    if len(floors) != 1:
        raise ValueError(f"{wanted}: found no lowest version, expected one after >=")
    return f"{wanted.name}=={floors[0]}"


def newest(wanted: Requirement) -> str:
    """The requirement of whatever is newest within the range."""
    return f"{wanted.name}{wanted.specifier}"


def pythons() -> list[Python]:
    """The Pythons of this machine that the guide may run on, the oldest first."""
    allowed = SpecifierSet(project()["requires-python"])
    found: dict[tuple[int, ...], Python] = {}
    for program in _programs():
        about = subprocess.run([program, "-c", _ABOUT], capture_output=True, text=True)
        if about.returncode:
            continue
        numbers, prefix = json.loads(about.stdout)
        python = Python(tuple(numbers), program)
        if allowed.contains(python.name) and Path(prefix).exists():
            found.setdefault(python.version[:2], python)
    return sorted(found.values())


def _programs() -> Iterator[Path]:
    """Whatever may be a Python, the one that runs this first."""
    yield Path(sys.executable)
    folders = [Path(folder) for folder in os.get_exec_path()]
    root = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    folders += sorted(root.glob("versions/*/bin"))
    for folder in folders:
        if folder.is_dir():
            yield from sorted(one for one in folder.iterdir() if _NAME.fullmatch(one.name))


def made(kind: str, python: Python, wanted: Sequence[str]) -> Path:
    """The Python of an environment with exactly what is `wanted`, made if it is not there yet.

    Raises:
        subprocess.CalledProcessError: if it cannot be made.

    """
    place = Path(sys.prefix) / "ranges" / f"{kind}-{python.name}"
    program, note = place / "bin" / "python", place / "made-of"
    # Whatever pyproject.toml says now; the newest versions are those of the day it changed.
    text = (ROOT / "pyproject.toml").read_bytes() + "\n".join(wanted).encode()
    made_of = hashlib.sha256(text).hexdigest()
    if note.exists() and note.read_text() == made_of:
        return program
    shutil.rmtree(place, ignore_errors=True)
    subprocess.run([python.program, "-m", "venv", "--without-pip", place], check=True)
    pip = [sys.executable, "-m", "pip", "--python", str(program), "-q"]
    # Compiled is what the tests import, when they do.
    pip += ["--disable-pip-version-check", "install", "--no-compile"]
    subprocess.run([*pip, *wanted], check=True)
    note.write_text(made_of)
    return program
