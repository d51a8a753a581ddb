"""Servers for tests, and whoever connects to them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import pytest

from tests.ssh.serving import Serving


class StartServer(Protocol):
    """Starts a server that ends with the test."""

    def __call__(self, *options: str | Path, changes: str = ...) -> Serving: ...


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A server for tests that leave it as it is."""
    with Serving(tmp_path_factory.mktemp("served"), "--max-per-address", "0") as serving:
        yield serving


@pytest.fixture
def start_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StartServer]:
    """How to start a server of some kind."""
    with ExitStack() as stack:

        def start(*options: str | Path, changes: str = "") -> Serving:
            home = tmp_path_factory.mktemp("served")
            return stack.enter_context(Serving(home, *options, changes=changes))

        yield start
