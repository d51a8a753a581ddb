"""Fixtures for SSH servers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import pytest

from tests.ssh.serving import Serving


class StartServer(Protocol):
    """Starts a server that is stopped at the end of the test."""

    def __call__(self, *options: str | Path, changes: str = ...) -> Serving: ...


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A server shared by tests that do not change it."""
    with Serving(tmp_path_factory.mktemp("served"), "--max-per-address", "0") as serving:
        yield serving


@pytest.fixture
def start_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StartServer]:
    """A function that starts a server with the given options."""
    with ExitStack() as stack:

        def start(*options: str | Path, changes: str = "") -> Serving:
            home = tmp_path_factory.mktemp("served")
            return stack.enter_context(Serving(home, *options, changes=changes))

        yield start
