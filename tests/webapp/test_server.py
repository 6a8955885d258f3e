"""The real server on a real port: plain on the loopback address, https elsewhere."""

import http.client
import os
import signal
import socket
import ssl
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path

import pytest
from cheroot.wsgi import Server
from cryptography import x509
from flask import Flask
from flask.testing import FlaskClient

from webapp import certificates, create_app
from webapp.parts import Parts
from webapp.server import make_server

AT = datetime(2026, 3, 9, tzinfo=UTC)
NAMES = ("127.0.0.1", "10.0.0.5", "berkas.contoh.lan")


@contextmanager
def running(server: Server) -> Iterator[int]:
    server.prepare()
    thread = threading.Thread(target=server.serve)
    thread.start()
    try:
        yield server.bind_addr[1]
    finally:
        server.stop()
        thread.join()


def site(parts: Parts, host: str, port: int = 0) -> Flask:
    return create_app(replace(parts, settings=replace(parts.settings, host=host, port=port)))


def test_the_server_answers_under_its_own_name(parts: Parts) -> None:
    with running(make_server(site(parts, "127.0.0.1"))) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", "/healthz")
        answer = connection.getresponse()
        body = answer.read()
        connection.close()

    assert answer.status == HTTPStatus.OK
    assert answer.headers["Server"] == "Berkas"
    assert body == b'{"status":"ok"}\n'


@pytest.fixture
def outside() -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            pytest.skip("this machine has no address but the loopback one")
        return str(probe.getsockname()[0])


def test_a_phone_that_trusts_the_authority_gets_a_page_by_https(parts: Parts, outside: str) -> None:
    server = make_server(site(parts, outside))
    trusting = ssl.create_default_context(cafile=str(parts.settings.keys / "ca.crt"))

    with running(server) as port:
        connection = http.client.HTTPSConnection(outside, port, timeout=10, context=trusting)
        connection.request("GET", "/masuk")
        answer = connection.getresponse()
        page = answer.read().decode()
        connection.close()

    assert answer.status == HTTPStatus.OK
    assert answer.headers["Set-Cookie"].startswith("__Host-sesi=")
    assert "Masuk ke Berkas" in page


def test_a_phone_that_does_not_trust_it_yet_can_fetch_it_and_compare(parts: Parts) -> None:
    certificates.provide(parts.settings.keys, NAMES, at=AT)
    client = site(parts, "10.0.0.5").test_client()

    page = client.get("/bantuan/sertifikat", base_url="https://10.0.0.5").text
    file = client.get("/bantuan/sertifikat/berkas-ca.crt", base_url="https://10.0.0.5")

    assert file.mimetype == "application/x-x509-ca-cert"
    assert x509.load_der_x509_certificate(file.data).subject.rfc4514_string().startswith("CN=")
    fingerprint = certificates.fingerprint(parts.settings.keys)
    assert fingerprint[:23] in page
    assert fingerprint[-23:] in page


def test_nothing_is_to_be_trusted_on_the_loopback_address(
    client: FlaskClient,
) -> None:

    assert client.get("/bantuan/sertifikat").status_code == HTTPStatus.OK
    assert client.get("/bantuan/sertifikat/berkas-ca.crt").status_code == HTTPStatus.NOT_FOUND


def test_every_key_is_for_the_server_alone(tmp_path: Path) -> None:
    certificates.provide(tmp_path / "kunci", NAMES, at=AT)

    assert stat.S_IMODE((tmp_path / "kunci").stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "kunci").iterdir()} == {0o600}


def server_certificate(folder: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate((folder / "server.crt").read_bytes())


def test_the_certificate_names_every_address_and_lives_no_longer_than_browsers_accept(
    tmp_path: Path,
) -> None:
    certificates.provide(tmp_path, NAMES, at=AT)

    found = server_certificate(tmp_path)
    names = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert {str(name.value) for name in names} == set(NAMES)
    assert found.not_valid_after_utc - found.not_valid_before_utc <= timedelta(days=398)


@pytest.mark.parametrize(
    ("names", "at", "anew"),
    [
        (NAMES, AT + timedelta(days=300), False),
        (NAMES, AT + timedelta(days=380), True),
        ((*NAMES, "192.168.1.9"), AT, True),
    ],
    ids=["still good", "about to end", "another address"],
)
def test_the_certificate_is_made_anew_when_needed_and_the_authority_stays(
    tmp_path: Path, names: tuple[str, ...], at: datetime, *, anew: bool
) -> None:
    certificates.provide(tmp_path, NAMES, at=AT)
    before, authority = server_certificate(tmp_path), certificates.authority_file(tmp_path)

    certificates.provide(tmp_path, names, at=at)

    assert (server_certificate(tmp_path) != before) is anew
    assert certificates.authority_file(tmp_path) == authority


def started(home: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [Path(sys.executable).with_name("berkas"), "serve", "--port", "0"],
        env={**os.environ, "BERKAS_HOME": str(home), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )


def test_an_empty_office_prints_a_code_serves_and_stops_when_told(tmp_path: Path) -> None:
    with started(tmp_path) as process:
        assert process.stdout is not None
        invitation, address = process.stdout.readline(), process.stdout.readline()
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0

    assert "awal dengan kode" in invitation
    assert address.startswith("Berkas: http://127.0.0.1:")
    assert (tmp_path / "arsip" / "0=berkas_1.0").exists()
