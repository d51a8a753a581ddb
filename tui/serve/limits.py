"""Who may come in: how many at once, how many from one address, and how fast."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address

SERVER_FULL = "The guide has as many readers as it can serve. Please try again in a few minutes."
TOO_MANY = "There are already as many readers from your address as this server allows."
TOO_FAST = "Too many connections from your address. Please wait a minute, then try again."
STOPPING = "The server is about to stop. Please try again in a minute."

_WAITING = 50
"""Connections that may be open without a reader's session."""
_WAITING_PER_ADDRESS = 10
_REMEMBERED = 10_000
"""Addresses whose rate is followed."""
_MINUTE = 60.0


def network_of(address: str) -> str:
    """The address by which somebody is counted: for IPv6 the network that a household gets."""
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
    """Counts connections and the readers' sessions in them.

    Each refusal is a line for whoever is refused; an empty one lets them in.
    """

    def __init__(
        self, sessions: int, per_address: int, new_a_minute: int, clock: Callable[[], float]
    ) -> None:
        self._most = sessions
        self._per_address = per_address
        self._rate = new_a_minute
        self._clock = clock
        self._connected: Counter[str] = Counter()
        self._inside: Counter[str] = Counter()
        self._buckets: dict[str, tuple[float, float]] = {}
        """For each address how many more connections it may open, and when that was so."""
        self.closing = False

    @property
    def connections(self) -> int:
        """Connections that are open."""
        return self._connected.total()

    @property
    def sessions(self) -> int:
        """Readers who are in."""
        return self._inside.total()

    def connect(self, address: str) -> str:
        """Count a new connection, or refuse it; a refused one is not counted."""
        if self.closing:
            return STOPPING
        if not self._spend(address):
            return TOO_FAST
        if self.connections - self.sessions >= _WAITING:
            return SERVER_FULL
        waiting = self._connected[address] - self._inside[address]
        if self._per_address and waiting >= _WAITING_PER_ADDRESS:
            return TOO_MANY
        self._connected[address] += 1
        return ""

    def disconnect(self, address: str) -> None:
        """A counted connection has ended."""
        _take(self._connected, address)

    def enter(self, address: str, *, more: bool = False) -> str:
        """Count a new session, or refuse it; a refused one is not counted.

        `more` than the first session of a connection come no faster than connections do.
        """
        if self.closing:
            return STOPPING
        if more and not self._spend(address):
            return TOO_FAST
        if self._per_address and self._inside[address] >= self._per_address:
            return TOO_MANY
        if self.sessions >= self._most:
            return SERVER_FULL
        self._inside[address] += 1
        return ""

    def leave(self, address: str) -> None:
        """A counted session has ended."""
        _take(self._inside, address)

    def _spend(self, address: str) -> bool:
        """Whether `address` may open one more connection now."""
        if not self._rate:
            return True
        now = self._clock()
        if len(self._buckets) >= _REMEMBERED:
            self._forget(now)
        left = self._left(address, now)
        if left < 1:
            return False
        self._buckets[address] = left - 1, now
        return True

    def _left(self, address: str, now: float) -> float:
        left, at = self._buckets.get(address, (float(self._rate), now))
        return min(self._rate, left + (now - at) * self._rate / _MINUTE)

    def _forget(self, now: float) -> None:
        """Forget the addresses that may do again what a new one may, else the oldest half."""
        for address in [a for a in self._buckets if self._left(a, now) >= self._rate]:
            del self._buckets[address]
        if len(self._buckets) >= _REMEMBERED:
            for address in list(self._buckets)[: _REMEMBERED // 2]:
                del self._buckets[address]


def _take(counter: Counter[str], address: str) -> None:
    counter[address] -= 1
    if counter[address] <= 0:
        del counter[address]
