"""The front sheet and the sheet of identity, as PDF from the very template of the office."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from casework.audit.model import AuditEvent
from casework.clients.draft import CaseDraft, Guarantor, RegisterEntry, Takeover
from casework.db.engine import Database
from casework.documents.press import OFFICE_MISSING, Press
from casework.jobs.worker import Later
from casework.offices import service as offices
from rendering.text import of_pdf
from tests.conftest import MakeClient, Staff
from tests.webapp.views.berkas.conftest import Browser, BrowserOf

pytestmark = pytest.mark.office

_CASES = tuple(
    CaseDraft(
        ("pencurian",), f"Pasal 36{n} KUHP", verdict=f"{n}/Pid.B/2022/PN Cth",
        court="Pengadilan Negeri Contoh", sentence="penjara 4 tahun",
        verdict_on=date(2022, 8, 9), expires_on=date(2026, 10, 12),
    )
    for n in (2, 3)
)  # fmt: skip


def _words(pdf: bytes) -> str:
    return " ".join(" ".join(of_pdf(pdf)).split())


def test_the_front_sheet_bears_number_name_and_registers(
    assessor: Browser, make_client: MakeClient, database: Database
) -> None:
    client = make_client(takeover=Takeover("PB/77/2019", "Lemari 4"), aliases=("Budi Las",))

    answer = assessor.get(f"/berkas/{client.number}/sampul")

    assert answer.mimetype == "application/pdf"
    words = _words(answer.data)
    for expected in (
        "RAHASIA", client.number, "Budi Santoso bin Karto", "alias Budi Las", "PB 117/PB/2026",
        "Pembebasan Bersyarat", "Sari Dewi, S.Sos.", "Lemari 4", "PB/77/2019", "halaman 1 dari 1",
    ):  # fmt: skip
        assert expected in words
    with database.reading() as session:
        taken = session.scalars(select(AuditEvent).where(AuditEvent.what == "berkas.cetak")).all()
    assert [one.object for one in taken] == [f"berkas/{client.number}/sampul-berkas"]


def test_the_front_sheet_of_a_child_shows_initials(
    browser_of: BrowserOf, staff: Staff, make_client: MakeClient
) -> None:
    child = make_client(name="Nur Fadilah", child=True, client_type="diversi", bin_binti=None)

    answer = browser_of(staff.pk).get(f"/berkas/{child.number}/sampul")
    words = _words(answer.data)

    assert "N.F." in words
    assert "Fadilah" not in words
    assert "Identitas anak dirahasiakan" in words
    assert "Fadilah" not in answer.headers["Content-Disposition"]


def test_an_office_with_a_public_address_gets_its_code(
    assessor: Browser, make_client: MakeClient, database: Database, staff: Staff
) -> None:
    client = make_client()
    with database.transaction() as session:
        before = offices.settings(session, client.office)
        changed = replace(before, version=2, public_url="https://bapas.contoh.example")
        offices.set_profile(session, staff.admin, changed, at=client.registered_at)

    words = _words(assessor.get(f"/berkas/{client.number}/sampul").data)

    assert f"https://bapas.contoh.example/berkas/{client.number}" in words


def test_the_sheet_of_identity_says_everything_and_who_registered(
    assessor: Browser, make_client: MakeClient
) -> None:
    client = make_client(
        cases=_CASES, guarantor=Guarantor("Siti Aminah", "istri", "0800 000 0000"),
        registers=(RegisterEntry("PB", "117/PB/2026"), RegisterEntry("B.I", "B.I 45/2022")),
        address="Jalan Melati 4", ethnicity="Jawa", nationality="Indonesia",
    )  # fmt: skip

    pdf = assessor.get(f"/berkas/{client.number}/lembar-identitas").data

    words = _words(pdf)
    for expected in (
        "LEMBAR IDENTITAS KLIEN", "Budi Santoso bin Karto", "9999011706910001", "Pas foto",
        "Perkara 1", "Perkara 2", "3/Pid.B/2022/PN Cth", "Siti Aminah", "Jalan Melati 4",
        "PB 117/PB/2026, B.I 45/2022", "Petugas yang mendaftarkan", "Rina Wulandari, S.Psi.",
        "NIP 199001012015032001",
    ):  # fmt: skip
        assert expected in words
    last = of_pdf(pdf)[-1]
    assert "Penjamin" in last
    assert "Petugas yang mendaftarkan" in last


_FULL = CaseDraft(
    ("pencurian",), "Pasal 363 ayat (1) ke-4 KUHP", verdict="318/Pid.B/2022/PN Cth",
    court="Pengadilan Negeri Contoh", sentence="penjara 4 tahun",
    verdict_on=date(2022, 8, 9), third_on=date(2023, 10, 12), half_on=date(2024, 6, 12),
    two_thirds_on=date(2025, 2, 12), expires_on=date(2026, 10, 12),
)  # fmt: skip


_WHOLE: dict[str, Any] = {
    "guarantor": Guarantor("Siti Aminah", "istri", "0800 000 0000"),
    "registers": (RegisterEntry("PB", "117/PB/2026"), RegisterEntry("B.I", "B.I 45/2022")),
    "takeover": Takeover("PB/77/2019", "Lemari 4"), "aliases": ("Budi Las",),
    "address": "Jalan Melati Nomor 4 RT 02 RW 05, Kelurahan Contoh, Kota Contoh 12345",
    "ethnicity": "Jawa", "nationality": "Indonesia", "marks": "Bekas luka di pelipis kiri",
}  # fmt: skip


def test_a_client_with_one_case_and_a_surety_fits_one_page(
    assessor: Browser, make_client: MakeClient
) -> None:
    client = make_client(cases=(_FULL,), **_WHOLE)

    pages = of_pdf(assessor.get(f"/berkas/{client.number}/lembar-identitas").data)

    assert len(pages) == 1
    assert "Petugas yang mendaftarkan" in pages[0]


def test_on_a_second_page_guidance_and_surety_stand_with_the_signature(
    assessor: Browser, make_client: MakeClient
) -> None:
    client = make_client(cases=(_FULL, _FULL, _FULL), **_WHOLE)

    pages = of_pdf(assessor.get(f"/berkas/{client.number}/lembar-identitas").data)

    assert len(pages) == 2
    for expected in ("Pembimbingan", "Nomor register", "Penjamin", "Petugas yang mendaftarkan"):
        assert expected in pages[1]
        assert expected not in pages[0]


def test_the_longest_name_leaves_the_front_sheet_on_one_page(
    assessor: Browser, make_client: MakeClient
) -> None:
    client = make_client(name=("Raden Mas Haryo Wirasatya " * 8)[:199].strip(), **_WHOLE)

    assert len(of_pdf(assessor.get(f"/berkas/{client.number}/sampul").data)) == 1


def test_while_libreoffice_is_away_the_page_says_so_and_nothing_is_lost(
    assessor: Browser, make_client: MakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = make_client()

    def away(*_: object, **__: object) -> None:
        raise Later(f"{OFFICE_MISSING}:libreoffice-writer-nogui")

    monkeypatch.setattr(Press, "print", away)
    answer = assessor.get(f"/berkas/{client.number}/sampul", follow_redirects=True)

    assert answer.status_code == 200
    assert "Lembar belum dapat dibuat." in answer.text


def test_a_sheet_of_a_file_that_is_not_ones_own_does_not_exist(
    assessor: Browser, make_client: MakeClient
) -> None:
    child = make_client(name="Nur Fadilah", child=True)

    for name in ("sampul", "lembar-identitas"):
        assert assessor.get(f"/berkas/{child.number}/{name}").status_code == 404
