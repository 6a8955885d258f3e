"""The certificate of the server and the small authority of its own that phones can trust."""

import hashlib
import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from webapp.keys import keep

__all__ = ["Served", "authority_file", "fingerprint", "provide"]

_AUTHORITY_LIFE = timedelta(days=3650)
_SERVER_LIFE = timedelta(days=397)  # what browsers and phones accept at most
_RENEW_BEFORE = timedelta(days=30)
_SKEW = timedelta(days=1)  # a phone's clock may be a little behind
_AUTHORITY = "ca"
_SERVER = "server"


@dataclass(frozen=True, slots=True)
class Served:
    """The two files that the server speaks https with."""

    certificate: Path
    key: Path


def provide(folder: Path, names: tuple[str, ...], *, at: datetime) -> Served:
    """Return the server's certificate for `names`, made anew where missing, old or for others.

    The authority is made once; while it stays, no phone has to trust anything again.
    """
    authority, authority_key = _authority(folder, at)
    served = Served(folder / f"{_SERVER}.crt", folder / f"{_SERVER}.key")
    if not _still_good(served, authority, names, at):
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = (
            _draft(_name(f"Berkas {names[0]}"), at, _SERVER_LIFE)
            .issuer_name(authority.subject)
            .public_key(key.public_key())
            .add_extension(x509.SubjectAlternativeName(_alternatives(names)), critical=False)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()),
                critical=False,
            )
            .sign(authority_key, hashes.SHA256())
        )
        keep(served.key, _private(key))
        chain = certificate.public_bytes(Encoding.PEM) + authority.public_bytes(Encoding.PEM)
        keep(served.certificate, chain)
    return served


def authority_file(folder: Path) -> bytes:
    """Return the authority's certificate in DER, the form that Windows and phones take."""
    content = (folder / f"{_AUTHORITY}.crt").read_bytes()
    return x509.load_pem_x509_certificate(content).public_bytes(Encoding.DER)


def fingerprint(folder: Path) -> str:
    """Return the SHA-256 of the authority's certificate, in the pairs that a phone shows."""
    digits = hashlib.sha256(authority_file(folder)).hexdigest().upper()
    return " ".join(digits[at : at + 2] for at in range(0, len(digits), 2))


def _authority(folder: Path, at: datetime) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    certificate_path, key_path = folder / f"{_AUTHORITY}.crt", folder / f"{_AUTHORITY}.key"
    if not (certificate_path.exists() and key_path.exists()):
        key = ec.generate_private_key(ec.SECP256R1())
        name = _name("Berkas, sertifikat server kantor")
        certificate = (
            _draft(name, at, _AUTHORITY_LIFE)
            .issuer_name(name)
            .public_key(key.public_key())
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(_may_sign(), critical=True)
            .add_extension(
                x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False
            )
            .sign(key, hashes.SHA256())
        )
        keep(key_path, _private(key))
        keep(certificate_path, certificate.public_bytes(Encoding.PEM))
    loaded = load_pem_private_key(key_path.read_bytes(), None)
    if not isinstance(loaded, ec.EllipticCurvePrivateKey):
        raise TypeError("the key of the authority is of another kind")
    return x509.load_pem_x509_certificate(certificate_path.read_bytes()), loaded


def _still_good(
    served: Served, authority: x509.Certificate, names: tuple[str, ...], at: datetime
) -> bool:
    if not (served.certificate.exists() and served.key.exists()):
        return False
    found = x509.load_pem_x509_certificate(served.certificate.read_bytes())
    alternatives = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return (
        found.issuer == authority.subject
        and found.not_valid_after_utc - _RENEW_BEFORE > at
        and set(alternatives) == set(_alternatives(names))
    )


def _draft(subject: x509.Name, at: datetime, life: timedelta) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - _SKEW)
        .not_valid_after(at - _SKEW + life)
    )


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text[:64])])


def _alternatives(names: tuple[str, ...]) -> list[x509.GeneralName]:
    return [_general(name.strip("[]")) for name in names]


def _general(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _may_sign() -> x509.KeyUsage:
    others = (
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "encipher_only",
        "decipher_only",
    )
    return x509.KeyUsage(key_cert_sign=True, crl_sign=True, **dict.fromkeys(others, False))


def _private(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
