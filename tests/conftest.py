"""What every test may ask for."""

from __future__ import annotations

import gc
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.support import Call
from tests.support.content import loaded
from tui.guide.content.model import Content
from tui.guide.content.record_index import Index
from tui.guide.triage import Triage

# Enough to notice what breaks; `make thorough` looks further.
settings.register_profile("quick", max_examples=25, deadline=None)
settings.register_profile("thorough", max_examples=500, deadline=None)
settings.load_profile("quick")


def pytest_configure() -> None:
    """Spare the time to look for garbage, a third of all while guides come and go.

    In the background of a script Ctrl+C is ignored, also by the guides that are started there.
    """
    gc.set_threshold(100_000, 50, 100)
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


FIRST = ("wheel", "web")
"""Folders whose tests take longest, with which nobody is to be left alone at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest."""
    items.sort(key=lambda item: item.path.parent.name not in FIRST)


def pytest_collection_finish() -> None:
    """Never look for garbage among the tests themselves."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _home_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep whatever the tests enter away from the diary of whoever runs them."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in (
            "XDG_DATA_HOME",
            "XDG_CACHE_HOME",
            "XDG_CONFIG_HOME",
            "LOCALAPPDATA",
            "APPDATA",
        ):
            patch.setenv(name, str(home / "data"))
        yield home


@pytest.fixture(scope="session")
def content() -> Content:
    """The content that the guide comes with."""
    return loaded()


@pytest.fixture(scope="session")
def index(content: Content) -> Index:
    """The content by its ids."""
    return Index.of(content)


@pytest.fixture(scope="session")
def triage(index: Index) -> Triage:
    """The rules of the content."""
    return Triage.of(index)


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """Call the command line as a function."""
    return Call(capsys)
