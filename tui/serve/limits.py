"""Connection limits: readers in total, readers per address, and new connections per minute."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address

SERVER_FULL = "The guide has as many readers as it can serve. Please try again in a few minutes."
TOO_MANY = "There are already as many readers from your address as this server allows."
TOO_FAST = "Too many connections from your address. Please wait a minute, then try again."
STOPPING = "The server is about to stop. Please try again in a minute."

_MAX_IDLE_CONNECTIONS = 50
"""The most open connections that have no session."""
_MAX_IDLE_PER_ADDRESS = 10
_MAX_BUCKETS = 10_000
"""The most addresses whose connection rate is tracked."""
_MINUTE = 60.0


def network_of(address: str) -> str:
    """The address that connections are counted by: for IPv6, the /64 network of a household."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return f"{IPv6Address(int(parsed) >> 64 << 64)}/64"
    return str(parsed)


class ConnectionLimits:
    """Counts open connections and sessions, and refuses those above a limit.

    Methods that may refuse return the reason as a line for the client, or an empty string.
    """

    def __init__(
        self, sessions: int, per_address: int, new_a_minute: int, clock: Callable[[], float]
    ) -> None:
        self._max_sessions = sessions
        self._max_per_address = per_address
        self._rate = new_a_minute
        self._clock = clock
        self._open_connections: Counter[str] = Counter()
        self._open_sessions: Counter[str] = Counter()
        self._buckets: dict[str, tuple[float, float]] = {}
        """For each address: the connections it may still open, and when that was computed."""
        self.closing = False

    @property
    def connections(self) -> int:
        """Open connections."""
        return self._open_connections.total()

    @property
    def sessions(self) -> int:
        """Open sessions."""
        return self._open_sessions.total()

    def connect(self, address: str) -> str:
        """Count a new connection, or refuse it without counting it."""
        if self.closing:
            return STOPPING
        if not self._take_token(address):
            return TOO_FAST
        if self.connections - self.sessions >= _MAX_IDLE_CONNECTIONS:
            return SERVER_FULL
        idle = self._open_connections[address] - self._open_sessions[address]
        if self._max_per_address and idle >= _MAX_IDLE_PER_ADDRESS:
            return TOO_MANY
        self._open_connections[address] += 1
        return ""

    def disconnect(self, address: str) -> None:
        """Stop counting a connection that has ended."""
        _decrement(self._open_connections, address)

    def enter(self, address: str, *, more: bool = False) -> str:
        """Count a new session, or refuse it without counting it.

        Sessions after the first of a connection (`more`) use up the rate of new connections.
        """
        if self.closing:
            return STOPPING
        if more and not self._take_token(address):
            return TOO_FAST
        if self._max_per_address and self._open_sessions[address] >= self._max_per_address:
            return TOO_MANY
        if self.sessions >= self._max_sessions:
            return SERVER_FULL
        self._open_sessions[address] += 1
        return ""

    def leave(self, address: str) -> None:
        """Stop counting a session that has ended."""
        _decrement(self._open_sessions, address)

    def _take_token(self, address: str) -> bool:
        """Take a token from the bucket of `address`; False if it is empty."""
        if not self._rate:
            return True
        now = self._clock()
        if len(self._buckets) >= _MAX_BUCKETS:
            self._drop_buckets(now)
        tokens = self._tokens(address, now)
        if tokens < 1:
            return False
        self._buckets[address] = tokens - 1, now
        return True

    def _tokens(self, address: str, now: float) -> float:
        tokens, at = self._buckets.get(address, (float(self._rate), now))
        return min(self._rate, tokens + (now - at) * self._rate / _MINUTE)

    def _drop_buckets(self, now: float) -> None:
        """Drop buckets that are full again; failing that, the oldest half."""
        for address in [a for a in self._buckets if self._tokens(a, now) >= self._rate]:
            del self._buckets[address]
        if len(self._buckets) >= _MAX_BUCKETS:
            for address in list(self._buckets)[: _MAX_BUCKETS // 2]:
                del self._buckets[address]


def _decrement(counter: Counter[str], address: str) -> None:
    counter[address] -= 1
    if counter[address] <= 0:
        del counter[address]
