"""What the log says, and what it never says."""

import logging
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from webapp import log
from webapp.access import public

SECRET = "Budi Santoso 3174000000000000"


@pytest.fixture
def written(tmp_path: Path) -> Iterator[Path]:
    handler = log.to_file(tmp_path / "log")
    yield tmp_path / "log" / "berkas.log"
    logging.getLogger().removeHandler(handler)
    handler.close()


def crack() -> str:
    raise ValueError(SECRET)


def test_a_bug_is_logged_by_its_class_and_its_place_and_not_by_its_text(
    app: Flask, written: Path
) -> None:
    app.add_url_rule("/uji/<nama>", view_func=public(lambda nama: crack() + nama))
    client = app.test_client()

    code = client.get("/uji/Budi").text.partition("Sebutkan kode ")[2][:9]

    text = written.read_text()
    assert "builtins.ValueError at test_log.py" in text
    assert "crack" in text
    assert code in text
    assert "Budi" not in text
    assert "3174" not in text


def test_a_request_is_logged_by_the_rule_of_its_address(client: FlaskClient, written: Path) -> None:
    client.get("/masuk?next=/berkas/2025-00123")

    text = written.read_text()
    assert "GET /masuk 200" in text
    assert "2025-00123" not in text


def test_no_value_can_forge_a_line_or_colour_a_terminal(written: Path) -> None:
    logging.getLogger("uji").warning("name %s", "x\r\n2026-03-09T00:00:00Z ERROR \x1b[31mforged")

    assert len(written.read_text().splitlines()) == 1
    assert "\\x0d\\x0a" in written.read_text()
    assert "\x1b" not in written.read_text()


def test_an_exception_logged_anywhere_loses_its_text(written: Path) -> None:
    try:
        crack()
    except ValueError:
        logging.getLogger("uji").exception("it broke")

    assert SECRET not in written.read_text()
    assert "it broke | builtins.ValueError at" in written.read_text()


@pytest.mark.skipif(sys.platform == "win32", reason="modes are a matter of Unix")
def test_only_the_account_of_the_server_reads_the_log(written: Path) -> None:
    assert stat.S_IMODE(written.parent.stat().st_mode) == 0o700


def test_two_requests_have_two_numbers(app: Flask) -> None:
    with app.test_request_context():
        first = log.request_id()
        assert log.request_id() == first
    with app.test_request_context():
        assert log.request_id() != first
