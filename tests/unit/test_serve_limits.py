"""Connection limits: addresses, counts and rates."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tui.serve import limits
from tui.serve.limits import SERVER_FULL, STOPPING, TOO_FAST, TOO_MANY, ConnectionLimits, network_of

HERE, THERE = "192.0.2.1", "192.0.2.2"


class Clock:
    """A clock that is advanced by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def limits_for(
    sessions: int = 100, per_address: int = 0, new: int = 0, clock: Clock | None = None
) -> ConnectionLimits:
    return ConnectionLimits(sessions, per_address, new, clock or Clock())


# Addresses


@given(st.ip_addresses(v=4))
def test_an_address_counts_as_itself(address: IPv4Address) -> None:
    assert network_of(str(address)) == str(address)
    assert network_of(f"::ffff:{address}") == str(address)


@given(st.ip_addresses(v=6), st.integers(0, 2**64 - 1))
def test_a_household_counts_as_one(address: IPv6Address, other: int) -> None:
    if address.ipv4_mapped:
        return
    neighbour = IPv6Address(int(address) >> 64 << 64 | other)
    if neighbour.ipv4_mapped:
        return
    assert network_of(str(address)) == network_of(str(neighbour))
    assert network_of(str(address)) == network_of(f"{neighbour}%eth0")
    next_door = IPv6Address(int(address) ^ 1 << 64)
    assert network_of(str(address)) != network_of(str(next_door))


@pytest.mark.parametrize("address", ["", "localhost", "/run/socket", "1.2.3", "%eth0", "::g"])
def test_what_is_no_address_counts_as_itself(address: str) -> None:
    assert network_of(address) == address


# Counts


def test_as_many_as_are_allowed_come_in_and_one_leaves_for_the_next() -> None:
    counted = limits_for(sessions=3)
    assert [counted.enter(str(n)) for n in range(4)] == ["", "", "", SERVER_FULL]
    counted.leave("1")
    assert [counted.enter("4"), counted.enter("5")] == ["", SERVER_FULL]
    assert counted.sessions == 3


def test_one_address_does_not_keep_others_out() -> None:
    counted = limits_for(per_address=2)
    assert [counted.enter(HERE) for _ in range(3)] == ["", "", TOO_MANY]
    assert counted.enter(THERE) == ""
    counted.leave(HERE)
    assert counted.enter(HERE) == ""


def test_an_address_may_have_any_number_if_so_chosen() -> None:
    counted = limits_for(sessions=1000, per_address=0)
    assert {counted.enter(HERE) for _ in range(1000)} == {""}


def test_connections_without_a_session_are_bounded() -> None:
    counted = limits_for(per_address=0)
    refusals = [counted.connect(str(n)) for n in range(60)]
    assert refusals == [""] * 50 + [SERVER_FULL] * 10
    assert counted.connections == 50


def test_connections_without_a_session_are_bounded_for_each_address() -> None:
    counted = limits_for(per_address=2)
    assert [counted.connect(HERE) for _ in range(11)] == [""] * 10 + [TOO_MANY]
    assert counted.connect(THERE) == ""


def test_readers_do_not_count_as_waiting() -> None:
    counted = limits_for(per_address=20)
    for _ in range(20):
        assert counted.connect(HERE) == ""
        assert counted.enter(HERE) == ""
    assert counted.connect(HERE) == ""


def test_nobody_comes_in_once_it_closes() -> None:
    counted = limits_for()
    counted.enter(HERE)
    counted.closing = True
    assert [counted.connect(THERE), counted.enter(THERE)] == [STOPPING, STOPPING]
    counted.leave(HERE)
    assert counted.sessions == 0


def test_an_end_that_was_never_counted_changes_nothing() -> None:
    counted = limits_for(sessions=1)
    counted.leave(HERE)
    counted.disconnect(HERE)
    assert [counted.connections, counted.sessions] == [0, 0]
    assert [counted.enter(HERE), counted.enter(HERE)] == ["", SERVER_FULL]


# Rates


def test_new_connections_come_at_the_chosen_rate() -> None:
    clock = Clock()
    counted = limits_for(new=30, clock=clock)

    def let_in(tries: int) -> int:
        before = counted.connections
        for _ in range(tries):
            counted.connect(HERE)
        came = counted.connections - before
        for _ in range(came):
            counted.disconnect(HERE)
        return came

    assert let_in(40) == 30
    assert counted.connect(HERE) == TOO_FAST
    clock.now += 2
    assert let_in(5) == 1
    clock.now += 20
    assert let_in(50) == 10
    clock.now += 3600
    assert let_in(100) == 30


def test_the_rate_of_one_address_is_not_that_of_another() -> None:
    counted = limits_for(new=1)
    assert [counted.connect(HERE), counted.connect(HERE), counted.connect(THERE)] == [
        "",
        TOO_FAST,
        "",
    ]


def test_more_sessions_of_a_connection_come_no_faster_than_connections() -> None:
    clock = Clock()
    counted = limits_for(new=3, clock=clock)
    assert counted.connect(HERE) == ""
    assert counted.enter(HERE) == ""
    assert [counted.enter(HERE, more=True) for _ in range(3)] == ["", "", TOO_FAST]
    assert counted.connect(HERE) == TOO_FAST
    clock.now += 20
    assert counted.enter(HERE, more=True) == ""


@given(
    st.integers(1, 60),
    st.lists(st.floats(0, 30, allow_nan=False), min_size=1, max_size=200),
)
def test_no_minute_lets_more_in_than_twice_the_rate(rate: int, pauses: list[float]) -> None:
    """A full bucket, and one minute's tokens."""
    clock = Clock()
    counted = limits_for(new=rate, clock=clock)
    times = []
    for pause in pauses:
        clock.now += pause
        if not counted.connect(HERE):
            times.append(clock.now)
            counted.disconnect(HERE)
    for number, start in enumerate(times):
        assert sum(start <= at < start + 60 for at in times[number:]) <= 2 * rate


def test_addresses_that_come_once_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_MAX_BUCKETS", 100)
    clock = Clock()
    counted = limits_for(new=30, clock=clock)
    for number in range(5000):
        clock.now += 0.001
        assert counted.connect(str(number)) == ""
        counted.disconnect(str(number))
        assert len(counted._buckets) <= 100


def test_an_address_is_remembered_while_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_MAX_BUCKETS", 100)
    clock = Clock()
    counted = limits_for(new=1, clock=clock)
    for number in range(50):
        counted.connect(str(number))
        counted.disconnect(str(number))
    clock.now += 61
    counted.connect(HERE)
    counted.disconnect(HERE)
    # Full buckets are dropped first.
    for number in range(50, 100):
        counted.connect(str(number))
        counted.disconnect(str(number))
    assert counted.connect(HERE) == TOO_FAST


# All together


class Crowd(RuleBasedStateMachine):
    """Random connections and sessions; the counts match those of a simple model."""

    SESSIONS, PER_ADDRESS = 4, 2
    addresses = st.sampled_from(["a", "b", "c"])

    def __init__(self) -> None:
        super().__init__()
        self.limits = limits_for(self.SESSIONS, self.PER_ADDRESS)
        self.connected: list[str] = []
        self.inside: list[str] = []

    @rule(address=addresses)
    def connect(self, address: str) -> None:
        if not self.limits.connect(address):
            self.connected.append(address)

    @precondition(lambda self: self.connected)
    @rule(data=st.data())
    def disconnect(self, data: st.DataObject) -> None:
        address = data.draw(st.sampled_from(self.connected))
        self.connected.remove(address)
        self.limits.disconnect(address)

    @rule(address=addresses)
    def enter(self, address: str) -> None:
        full = len(self.inside) >= self.SESSIONS
        many = self.inside.count(address) >= self.PER_ADDRESS
        why = self.limits.enter(address)
        assert why == (TOO_MANY if many else SERVER_FULL if full else "")
        if not why:
            self.inside.append(address)

    @precondition(lambda self: self.inside)
    @rule(data=st.data())
    def leave(self, data: st.DataObject) -> None:
        address = data.draw(st.sampled_from(self.inside))
        self.inside.remove(address)
        self.limits.leave(address)

    @invariant()
    def counted(self) -> None:
        assert self.limits.connections == len(self.connected)
        assert self.limits.sessions == len(self.inside) <= self.SESSIONS


TestCrowd = Crowd.TestCase
TestCrowd.settings = settings(stateful_step_count=20)
