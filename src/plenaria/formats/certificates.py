"""Certificates for a hall's own network: an authority of this installation, and what its server shows (RFC 5280).

1. Keys are ECDSA P-256: every telephone of the last ten years knows it.
2. The authority signs for this hall's names and for private networks, and for nothing else (name constraints,
   4.2.1.10): whoever trusts it on their telephone has not trusted it for their bank.
3. The server's certificate lasts 397 days, below the 825 that Apple takes from an authority somebody installed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import cast

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

AUTHORITY_LIFE = timedelta(days=3653)
SERVER_LIFE = timedelta(days=397)
RENEWED = timedelta(days=30)
"""So long before its end a server's certificate is made anew."""
BACK = timedelta(days=1)
"""Certificates are good from the day before: telephones' clocks are wrong."""

PRIVATE = tuple(
    ip_network(each)
    for each in (
        "127.0.0.0/8",
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "169.254.0.0/16",
        "100.64.0.0/10",
        "::1/128",
        "fc00::/7",
        "fe80::/10",
    )
)
"""Networks that nobody has for themselves on the internet (RFC 1918, 3927, 4193, 4291, 6598)."""
LOCAL = ("localhost", "local")
"""Names of one's own machine and of one's own network (RFC 6761, 6762)."""

type Address = IPv4Address | IPv6Address
type Network = IPv4Network | IPv6Network


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate and its key, each as PEM."""

    pem: bytes
    key: bytes = field(repr=False)


def authority(name: str, names: Sequence[str], at: datetime) -> Certificate:
    """An authority called ``name`` for private networks and for the names and addresses given."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    hosts, addresses = _parted(names)
    beyond = [ip_network(each) for each in addresses if not any(each in network for network in PRIVATE)]
    permitted: list[x509.GeneralName] = [x509.DNSName(each) for each in dict.fromkeys((*LOCAL, *hosts))]
    permitted += [x509.IPAddress(each) for each in (*PRIVATE, *beyond)]
    builder = (
        _certificate(subject, subject, key.public_key(), at, AUTHORITY_LIFE)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(x509.NameConstraints(permitted, None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    return _signed(builder, key, key)


def server(issuer: Certificate, names: Sequence[str], at: datetime) -> Certificate:
    """The certificate of a server that is reached under those names and addresses."""
    signer = _authority_key(issuer)
    issued = x509.load_pem_x509_certificate(issuer.pem)
    key = ec.generate_private_key(ec.SECP256R1())
    hosts, addresses = _parted(names)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0][:64])])
    reached: list[x509.GeneralName] = [x509.DNSName(each) for each in hosts]
    reached += [x509.IPAddress(each) for each in addresses]
    builder = (
        _certificate(subject, issued.subject, key.public_key(), at, SERVER_LIFE)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName(reached), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
    )
    return _signed(builder, key, signer)


def covers(authority: bytes, names: Sequence[str], at: datetime) -> bool:
    """Whether this authority (PEM) may sign for all those names, for as long as a server's certificate lasts."""
    found = x509.load_pem_x509_certificate(authority)
    if found.not_valid_after_utc < at + SERVER_LIFE:
        return False
    permitted = found.extensions.get_extension_for_class(x509.NameConstraints).value.permitted_subtrees or []
    domains = [each.value for each in permitted if isinstance(each, x509.DNSName)]
    networks = [cast(Network, each.value) for each in permitted if isinstance(each, x509.IPAddress)]
    hosts, addresses = _parted(names)
    return all(any(host == each or host.endswith(f".{each}") for each in domains) for host in hosts) and all(
        any(address in network for network in networks) for address in addresses
    )


def serves(certificate: bytes, authority: bytes, names: Sequence[str], at: datetime) -> bool:
    """Whether a server's certificate (PEM) is signed by that authority for just these names, and far from its end."""
    found, issuer = (x509.load_pem_x509_certificate(each) for each in (certificate, authority))
    reached = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    hosts, addresses = _parted(names)
    same = set(reached.get_values_for_type(x509.DNSName)) == set(hosts)
    same = same and set(reached.get_values_for_type(x509.IPAddress)) == set(addresses)
    try:
        found.verify_directly_issued_by(issuer)
    except Exception:  # the library raises several kinds, all of which say that it was not
        return False
    return same and found.not_valid_before_utc <= at and at + RENEWED < found.not_valid_after_utc


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, at: datetime, life: timedelta
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - BACK)
        .not_valid_after(at - BACK + life)
    )


def _signed(
    builder: x509.CertificateBuilder, key: ec.EllipticCurvePrivateKey, signer: ec.EllipticCurvePrivateKey
) -> Certificate:
    made = builder.sign(signer, SHA256())
    written = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return Certificate(made.public_bytes(Encoding.PEM), written)


def _authority_key(issuer: Certificate) -> ec.EllipticCurvePrivateKey:
    key = load_pem_private_key(issuer.key, None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise ValueError("the key of the authority is none of P-256")
    return key


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def _parted(names: Sequence[str]) -> tuple[list[str], list[Address]]:
    """Host names, and addresses among the names, each once."""
    hosts: dict[str, None] = {}
    addresses: dict[Address, None] = {}
    for each in names:
        try:
            addresses[ip_address(each)] = None
        except ValueError:
            hosts[_ascii(each)] = None
    return list(hosts), list(addresses)


def _ascii(host: str) -> str:
    """A host name as certificates hold it (RFC 5890): letters beyond ASCII are written with ASCII."""
    return host.lower() if host.isascii() else host.encode("idna").decode()
