"""Registering a client at the console."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from archive.shelf import Shelf

Berkas = Callable[..., Result]
OPTIONS = (
    *("--name", "Budi Santoso", "--birth-date", "17-06-1991", "--sex", "L"),
    *("--type", "pembebasan-bersyarat", "--received-on", "2026-03-03"),
    *("--offence", "pencurian", "--register-kind", "PB", "--register-number", "117/PB/2026"),
)


@pytest.mark.usefixtures("staff")
def test_a_client_is_registered_from_options_and_sealed(
    facts: Callable[..., Any], shelf: Shelf
) -> None:
    made = facts("client", "add", *OPTIONS)

    assert made["nama"] == "Budi Santoso"
    assert made["oleh"] == "Operator konsol"
    assert [place.kind for place in shelf.walk() if place.chain.path.name == made["berkas"]] == [
        "pembukaan"
    ]


@pytest.mark.usefixtures("staff")
def test_a_client_is_registered_from_the_keys_of_the_form(
    facts: Callable[..., Any], written: Callable[[Mapping[str, Any]], Path]
) -> None:
    source = written(
        {
            "name": "Siti Rahayu",
            "birth_date": "1990-02-01",
            "sex": "P",
            "client_type": "cuti-bersyarat",
            "received_on": "2026-03-03",
            "guidance_from": "2026-03-03",
            "case_1_offence_1": "penipuan",
        }
    )

    made = facts("client", "add", "--from", source, "--as", "Rina Wulandari, S.Psi.")

    assert made["nama"] == "Siti Rahayu"
    assert made["oleh"] == "Rina Wulandari, S.Psi."


@pytest.mark.usefixtures("staff")
def test_every_fault_is_told_and_nothing_is_kept(berkas: Berkas, shelf: Shelf) -> None:
    refused = berkas("client", "add", "--name", "Budi", "--nik", "12", "--sex", "X")

    assert refused.exit_code == 1
    for field in ("nik", "birth_date", "sex", "client_type", "case_1_offence_1"):
        assert f"  {field}: " in refused.stderr
    assert refused.stdout == ""
    assert not [place for place in shelf.walk() if place.kind == "pembukaan"]


@pytest.mark.usefixtures("staff")
def test_a_pk_is_found_by_name_and_an_unknown_one_refused(
    berkas: Berkas, facts: Callable[..., Any]
) -> None:
    assert facts("client", "add", *OPTIONS, "--pk", "Sari Dewi, S.Sos.")["berkas"]

    refused = berkas("client", "add", *OPTIONS, "--pk", "Siapa Saja")
    assert refused.exit_code == 1
    assert "pk_id: unknown choice" in refused.stderr


def test_a_home_without_an_office_says_so(berkas: Berkas) -> None:
    refused = berkas("client", "add", *OPTIONS)

    assert refused.exit_code == 1
    assert "no office is set up" in refused.stderr
