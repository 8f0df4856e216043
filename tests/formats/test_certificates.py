"""The certificates of a hall's own network, looked at as a stranger's telephone would."""

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

import pytest
from cryptography import x509
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from plenaria.formats import certificates
from plenaria.formats.certificates import Certificate, authority, covers, server, serves

AT = datetime(2031, 5, 3, 9, tzinfo=UTC)
NAMES = ["hall.example", "laptop.local", "192.168.7.5", "fd00::5"]


@pytest.fixture(scope="module")
def issuer() -> Certificate:
    return authority("Plenaria hall.example", NAMES, AT)


def trusted(issuer: Certificate, shown: Certificate, name: str, at: datetime = AT) -> bool:
    """Whether somebody who trusts the authority believes that certificate for that name (RFC 5280, 6; RFC 9525)."""
    try:
        subject: x509.DNSName | x509.IPAddress = x509.IPAddress(ip_address(name))
    except ValueError:
        subject = x509.DNSName(name)
    store = Store([x509.load_pem_x509_certificate(issuer.pem)])
    policy = PolicyBuilder().store(store).time(at).build_server_verifier(subject)
    try:
        policy.verify(x509.load_pem_x509_certificate(shown.pem), [])
    except VerificationError:
        return False
    return True


def test_a_server_is_believed_for_its_names_and_no_others(issuer: Certificate) -> None:
    shown = server(issuer, NAMES, AT)
    assert [trusted(issuer, shown, name) for name in NAMES] == [True] * 4
    assert not trusted(issuer, shown, "other.example")
    assert not trusted(authority("Another", NAMES, AT), shown, "hall.example")
    assert trusted(issuer, shown, "hall.example", AT + timedelta(days=395))
    assert not trusted(issuer, shown, "hall.example", AT + timedelta(days=397))


def test_the_authority_is_believed_for_private_networks_and_not_for_a_bank(issuer: Certificate) -> None:
    for name, expected in (("10.1.2.3", True), ("printer.local", True), ("bank.example", False), ("8.8.8.8", False)):
        assert trusted(issuer, server(issuer, [name], AT), name) == expected, name


def test_it_is_seen_when_names_or_time_ask_for_new_ones(issuer: Certificate) -> None:
    shown = server(issuer, NAMES, AT)
    assert serves(shown.pem, issuer.pem, list(reversed(NAMES)), AT)
    assert not serves(shown.pem, issuer.pem, NAMES[:-1], AT)
    assert not serves(shown.pem, issuer.pem, [*NAMES, "192.168.7.6"], AT)
    assert not serves(shown.pem, authority("Another", NAMES, AT).pem, NAMES, AT)
    assert serves(shown.pem, issuer.pem, NAMES, AT + timedelta(days=365))
    assert not serves(shown.pem, issuer.pem, NAMES, AT + timedelta(days=367))
    assert covers(issuer.pem, [*NAMES, "10.9.9.9", "www.hall.example"], AT)
    assert not covers(issuer.pem, [*NAMES, "congress.example"], AT)
    assert not covers(issuer.pem, [*NAMES, "8.8.8.8"], AT)
    assert not covers(issuer.pem, NAMES, AT + timedelta(days=3300))


def test_a_name_and_an_address_of_the_internet_can_be_the_halls(issuer: Certificate) -> None:
    names = ["зал.example", "203.0.113.9"]
    own = authority("Plenaria", names, AT)
    assert covers(own.pem, names, AT)
    shown = server(own, names, AT)
    assert trusted(own, shown, "xn--80ann.example") and trusted(own, shown, "203.0.113.9")


def test_keys_are_not_printed_and_python_reads_the_files(issuer: Certificate) -> None:
    assert "PRIVATE" not in repr(issuer)
    assert ssl.PEM_cert_to_DER_cert(issuer.pem.decode())
    found = x509.load_pem_x509_certificate(issuer.pem)
    assert found.signature_algorithm_oid._name == "ecdsa-with-SHA256"
    assert found.not_valid_after_utc - found.not_valid_before_utc == certificates.AUTHORITY_LIFE
