"""Protocols between the server, its connections and their sessions.

The server creates connections, and connections create sessions. What each of them needs of its
creator is declared here, so that there are no circular imports.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Protocol

from tui.app.environment import Environment
from tui.guide.content.model import Region
from tui.guide.content.record_index import Index
from tui.serve.client import Client
from tui.serve.event_log import EventLog
from tui.serve.event_loop import CallQueue
from tui.serve.garbage_collection import DeferredCollector
from tui.serve.limits import ConnectionLimits
from tui.serve.settings import Settings


class ConnectionHandle(Protocol):
    """A connection, as the server and its sessions see it."""

    def session_ended(self) -> None:
        """Tell the connection that one of its sessions has ended."""

    def close(self) -> None:
        """Disconnect with a message to the client."""

    def abort(self) -> None:
        """Disconnect at once."""


class SessionHandle(Protocol):
    """A session, as the server sees it."""

    address: str
    refusal: str
    connection: ConnectionHandle

    @property
    def roots(self) -> tuple[object, ...]:
        """What refers to everything that the session leaves behind."""

    def announce_stop(self, seconds: float) -> None:
        """Tell the reader that the server stops in so many seconds."""

    def end(self, reason: str) -> None:
        """End the session; only the first reason counts."""


class SessionContext(Protocol):
    """The server, as a session sees it."""

    settings: Settings
    event_log: EventLog
    index: Index
    opening_slots: asyncio.Semaphore
    closing_queue: CallQueue
    collector: DeferredCollector

    def start_task(self, work: Coroutine[None, None, None]) -> None:
        """Run `work` in a task of the server."""

    def region_of(self, client: Client) -> Region | None:
        """The region whose phone numbers a client's reader sees."""

    def host_of(self, client: Client) -> Environment:
        """The environment in which a client's guide runs."""

    def log_refusal(self, address: str, reason: str) -> None:
        """Log a refusal, at most once a minute for each address."""

    def remove_session(self, session: SessionHandle) -> None:
        """Release what was counted for a session that has ended."""


class ConnectionContext(SessionContext, Protocol):
    """The server, as a connection sees it."""

    limits: ConnectionLimits
    pending_refusals: int

    def add_connection(self, connection: ConnectionHandle) -> None:
        """Register a connection."""

    def remove_connection(self, connection: ConnectionHandle) -> None:
        """Remove a connection."""

    def add_session(self, session: SessionHandle) -> None:
        """Register a session."""
