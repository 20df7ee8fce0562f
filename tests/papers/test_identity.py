"""The server proves itself to kiosks under every address that it has, and what a technician put there stays."""

import socket
import threading
from ipaddress import ip_address
from pathlib import Path

import msgspec
import psutil
from cryptography import x509

from queue_server.authority.certificate import authority, issued, new_key
from queue_server.contract.plan import Plan, load
from queue_server.papers.identity import papers_access, server_certificate
from queue_server.state_dir import made_once
from tests.running_hall import ROOT

PLAN = load(ROOT / "assets/halls/puyang.toml")


def reached_at(address: str) -> Plan:
    return msgspec.structs.replace(PLAN, hall=msgspec.structs.replace(PLAN.hall, page_address=address))


def names(certificate: Path) -> set[str]:
    read = x509.load_pem_x509_certificate(certificate.read_bytes())
    covered = read.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return {str(name.value) for name in covered}


def test_it_covers_the_plan_s_address_and_all_of_this_machine(tmp_path: Path) -> None:
    certificate, _ = server_certificate(reached_at("http://hall.puyang.example:8080"), tmp_path, "0.0.0.0")
    found = [address for addresses in psutil.net_if_addrs().values() for address in addresses]
    own = {address.address for address in found if address.family == socket.AF_INET}
    outside = {address for address in own if not ip_address(address).is_loopback}
    assert names(certificate) >= {"localhost", "127.0.0.1", "hall.puyang.example", *outside}
    assert "0.0.0.0" not in names(certificate)


def test_it_is_made_anew_for_a_new_address_alone_and_kiosks_need_not_be_told(tmp_path: Path) -> None:
    told = papers_access(PLAN, tmp_path, "10.0.0.5")
    first = server_certificate(PLAN, tmp_path, "10.0.0.5")[0].read_bytes()
    assert server_certificate(PLAN, tmp_path, "10.0.0.5")[0].read_bytes() == first
    certificate, _ = server_certificate(PLAN, tmp_path, "10.0.0.6")
    assert "10.0.0.6" in names(certificate)
    assert papers_access(PLAN, tmp_path, "10.0.0.5") == told
    assert told is not None
    above = x509.load_pem_x509_certificate(told.certificate.encode())
    x509.load_pem_x509_certificate(certificate.read_bytes()).verify_directly_issued_by(above)
    assert {file.stat().st_mode & 0o777 for file in (tmp_path / "keys").iterdir()} == {0o600}


def test_what_a_technician_put_there_stays_and_is_what_kiosks_trust(tmp_path: Path) -> None:
    key = new_key()
    theirs = issued(key, ("hall.example",), key, authority(key, "county"))
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys/papers.crt").write_bytes(theirs)
    (tmp_path / "keys/papers.key").write_bytes(key)
    certificate, _ = server_certificate(PLAN, tmp_path, "10.0.0.5")
    assert certificate.read_bytes() == theirs
    told = papers_access(PLAN, tmp_path, "10.0.0.5")
    assert told is not None
    assert (told.address, told.certificate) == ("https://10.0.0.5:8443", theirs.decode())


def test_of_many_that_make_a_secret_at_once_all_get_the_same(tmp_path: Path) -> None:
    makers = 8
    together = threading.Barrier(makers)
    made: list[bytes] = []

    def make(number: int) -> None:
        together.wait()
        made.append(made_once(tmp_path / "keys/one", lambda: bytes([number])))

    threads = [threading.Thread(target=make, args=(number,)) for number in range(makers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [made[0]] * makers
    assert [file.name for file in (tmp_path / "keys").iterdir()] == ["one"]
