"""What every test may ask for."""

from __future__ import annotations

import pytest

from tui.guide.content import Content
from tui.guide.index import Index
from tui.guide.load import load
from tui.guide.triage import Triage


@pytest.fixture(scope="session")
def content() -> Content:
    """The content that the guide comes with."""
    return load()


@pytest.fixture(scope="session")
def index(content: Content) -> Index:
    """The content by its ids."""
    return Index.of(content)


@pytest.fixture(scope="session")
def triage(index: Index) -> Triage:
    """The rules of the content."""
    return Triage.of(index)
