"""Terminals on other boxes: only with the hall's own certificate, over TLS, and not a minute after they are revoked."""

import socket
import ssl
import struct
from collections.abc import Iterator

import msgspec
import pytest
from msgspec.structs import replace

from queue_server.authority.authority import Authority
from queue_server.authority.certificate import new_key, request
from queue_server.broker import Keeping
from queue_server.client import HallClient
from queue_server.client.link import Link
from queue_server.client.tls import context_of
from queue_server.contract.commands import GetQueues
from queue_server.contract.credential import Credential, TlsAccess
from queue_server.contract.plan import Plan
from queue_server.contract.replies import QueuesAre
from queue_server.terminals.registry import Terminals
from tests.on_the_wire import HALL, OnTheWire
from tests.ports import free_port
from tests.running_hall import DEADLINE_S, wait_for


def with_other_boxes(plan: Plan) -> Plan:
    return replace(plan, hall=replace(plan.hall, wire_port=free_port()))


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OnTheWire]:
    with OnTheWire(tmp_path_factory.mktemp("hall"), with_other_boxes) as running:
        running.start_broker()
        running.start_server()
        yield running


@pytest.fixture
def keeping(hall: OnTheWire) -> Keeping:
    """Lets in whom it is told to when it looks; the plan does not change."""
    path = hall.state.path / "hall.toml"
    path.write_bytes(msgspec.toml.encode(hall.plan))
    return Keeping(path, hall.plan, hall.state, hall.broker)


def joined(hall: OnTheWire, client: str, *, authority: Authority | None = None) -> Credential:
    """What a box of its own has after it was let in as `client`; by a foreign `authority`, what a cheat would have."""
    key = new_key()
    if authority is None:
        certificate, password = Terminals(hall.state, HALL).join(client, "kiosk", "试验", request(key, client), "gao")
    else:
        certificate, password = authority.client(request(key, client), client), hall.state.password(client)
    own = Authority(hall.state.path / "keys", HALL).certificate
    tls = TlsAccess(authority=own.decode(), certificate=certificate.decode(), key=key.decode())
    return Credential(
        hall=HALL, client=client, host="127.0.0.1", port=hall.plan.hall.wire_port, password=password, tls=tls
    )


def knocked(credential: Credential, context: ssl.SSLContext) -> str:
    """What the broker says to a client of that name: `in`, `password`, or `tls` where it does not even ask for one."""
    told = [b"knock", credential.client.encode(), credential.password.encode()]
    body = b"\0\4MQTT\4\xc2\0\x0a" + b"".join(struct.pack("!H", len(each)) + each for each in told)
    with socket.create_connection((credential.host, credential.port), DEADLINE_S) as plain:
        try:
            with context.wrap_socket(plain, server_hostname=credential.host) as link:
                link.sendall(b"\x10" + bytes([len(body)]) + body)
                answer = link.recv(4)
        except (ssl.SSLError, ConnectionError):
            return "tls"
    return {b"\0": "in", b"\5": "password"}.get(answer[3:4], "tls")


def standing(credential: Credential) -> str:
    assert credential.tls is not None
    return knocked(credential, context_of(credential.tls))


def test_a_terminal_on_another_box_asks_over_tls_without_nagles_delay(hall: OnTheWire, keeping: Keeping) -> None:
    credential = joined(hall, "kiosk-1")
    keeping.look()
    client = HallClient(credential)
    client.start()
    try:
        assert client.wait_connected(DEADLINE_S)
        assert isinstance(client.ask(GetQueues(), timeout_s=DEADLINE_S), QueuesAre)
        link: Link = client._link
        connection = link._mqtt.socket()
        assert isinstance(connection, ssl.SSLSocket)
        assert connection.version() == "TLSv1.3"
        assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    finally:
        client.close()


def test_a_stranger_and_a_wrong_password_stay_outside(
    hall: OnTheWire, keeping: Keeping, tmp_path_factory: pytest.TempPathFactory
) -> None:
    credential = joined(hall, "display-1")
    keeping.look()
    assert standing(credential) == "in"
    assert standing(replace(credential, password="guessed")) == "password"
    assert standing(replace(credential, client="server")) == "password"
    bare = ssl.create_default_context(cadata=Authority(hall.state.path / "keys", HALL).certificate.decode())
    assert knocked(credential, bare) == "tls"
    foreign = Authority(tmp_path_factory.mktemp("foreign"), HALL)
    assert standing(joined(hall, "display-1", authority=foreign)) == "tls"


def test_a_terminal_trusts_no_other_hall(hall: OnTheWire, tmp_path_factory: pytest.TempPathFactory) -> None:
    foreign = Authority(tmp_path_factory.mktemp("foreign"), HALL)
    context = ssl.create_default_context(cadata=foreign.certificate.decode())
    with (
        socket.create_connection(("127.0.0.1", hall.plan.hall.wire_port), DEADLINE_S) as plain,
        pytest.raises(ssl.SSLCertVerificationError),
    ):
        context.wrap_socket(plain, server_hostname="127.0.0.1")


def test_a_revoked_terminal_is_thrown_off_and_neither_password_nor_certificate_lets_it_in_again(
    hall: OnTheWire, keeping: Keeping
) -> None:
    credential, other = joined(hall, "kiosk-1"), joined(hall, "display-1")
    keeping.look()
    ups: list[bool] = []
    revoked, stays = HallClient(credential), HallClient(other)
    revoked.on_link(ups.append)
    try:
        for client in (revoked, stays):
            client.start()
            assert client.wait_connected(DEADLINE_S)
        changes: list[bool] = []
        stays.on_link(changes.append)
        assert Terminals(hall.state, HALL).revoke("kiosk-1", "gao")
        keeping.look()
        wait_for(lambda: ups[-1] is False and True in ups)
        wait_for(lambda: standing(credential) == "tls")
        assert standing(replace(credential, password=hall.state.password("kiosk-1"))) == "tls"
        assert standing(replace(other, client="kiosk-1", password=credential.password)) == "password"
        assert changes == [True]
    finally:
        revoked.close()
        stays.close()


def test_a_terminal_that_takes_another_s_place_puts_it_out(hall: OnTheWire, keeping: Keeping) -> None:
    first = joined(hall, "kiosk-1")
    second = joined(hall, "kiosk-1")
    keeping.look()
    wait_for(lambda: (standing(first), standing(second)) == ("tls", "in"))
    third = joined(hall, "kiosk-1")
    keeping.look()
    wait_for(lambda: (standing(first), standing(second), standing(third)) == ("tls", "tls", "in"))
    terminals = Terminals(hall.state, HALL)
    assert [one.client for one in terminals.joined() if one.revoked_at is None].count("kiosk-1") == 1
    assert terminals.kept.first_broken() is None
