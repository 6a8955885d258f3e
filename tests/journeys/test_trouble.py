"""Bad input and trouble on the main road: told at the field, with the reason, nothing lost."""

from collections.abc import Iterator

import pytest

from casework.actor import Actor
from casework.clients import service as clients
from casework.clients.model import GuidanceStatus
from casework.clock import now
from casework.offices.profile import NumberSource
from tests.guidance import bring
from tests.papers import pdf
from tests.steps import (
    ANALYSIS,
    await_steps,
    client_fields,
    fill_in,
    issue,
    open_assessment,
    register,
    upload_litmas,
)
from tests.visitor import Upload, Visitor
from tests.website import PROFILE, Site, days_ago

pytestmark = pytest.mark.office


@pytest.fixture
def numbers_from_outside(site: Site) -> Iterator[None]:
    site.change_office(number_source=NumberSource.LUAR)
    yield
    site.change_office(number_source=NumberSource.BERKAS)


def test_a_result_with_open_items_is_not_issued_and_nothing_typed_is_lost(
    assessor: Visitor,
) -> None:
    number = register(assessor, client_fields("Belum Lengkap"))
    page = open_assessment(assessor, number)
    base = page.path.removesuffix("/isi/pelaksanaan")
    assessor.press(assessor.open(f"{base}/isi/rri-a"), "Simpan", {"j-A1": "ya", "bukti-A1": "Akta"})
    assessor.press(assessor.open(f"{base}/isi/analisis"), "Simpan", {"analysis": ANALYSIS})

    shown = assessor.open(f"{base}/terbit")
    refused = assessor.post(f"{base}/terbit", {})

    assert "RRI A butir A2" in shown.words
    assert "Terbitkan" not in {one.text_content().strip() for one in shown.tree.iter("button")}
    assert refused.status == 422
    assert assessor.open(f"{base}/isi/rri-a").value("j-A1") == "ya"
    assert assessor.open(f"{base}/isi/rri-a").value("bukti-A1") == "Akta"
    assert assessor.open(f"{base}/isi/analisis").value("analysis") == ANALYSIS


def test_the_page_saves_itself_field_by_field_and_tells_the_score(assessor: Visitor) -> None:
    number = register(assessor, client_fields("Simpan Sendiri"))
    page = open_assessment(assessor, number)
    base = page.path.removesuffix("/isi/pelaksanaan")
    form = assessor.open(f"{base}/isi/rri-a").tree.xpath("//form[@data-autosave]")[0]

    told = assessor.post(
        form.get("data-autosave"),
        {"version": form.get("data-version"), "changes": '{"j-A5": "3-lebih", "bukti-A5": "SPPT"}'},
    )

    assert told.status == 200
    live = told.json["live"]
    assert isinstance(live, dict)
    assert (live["score"], live["band"]) == ("4/17", "Rendah")
    again = assessor.open(f"{base}/isi/rri-a")
    assert (again.value("j-A5"), again.value("bukti-A5")) == ("3-lebih", "SPPT")


def test_what_cannot_be_true_is_told_at_its_field_and_the_rest_stays(assessor: Visitor) -> None:
    fields = client_fields("Salah Ketik", nik="123", birth_date="31 Februari 1991")

    page = assessor.press(assessor.open("/berkas/baru"), "Daftarkan klien", fields)

    assert page.status == 422
    assert page.fault("nik") == "NIK harus 16 angka; yang ditulis 3."
    assert page.fault("birth_date")
    assert {name: page.value(name) for name in fields} == fields


def test_an_impossible_day_on_the_form_is_told_and_the_page_keeps_what_was_typed(
    assessor: Visitor,
) -> None:
    number = register(assessor, client_fields("Tanggal Mustahil"))
    page = open_assessment(assessor, number)

    typed = {"purpose": "pembimbingan", "started_on": "31 Februari 2026", "finished_on": "besok"}
    page = assessor.press(page, "Simpan & lanjut", typed)

    assert page.status == 422
    assert page.fault("started_on")
    assert page.fault("finished_on")
    assert {name: page.value(name) for name in typed} == typed


def test_a_recommendation_that_is_not_in_the_table_is_told_at_its_field(
    assessor: Visitor,
) -> None:
    number = register(assessor, client_fields("Rekomendasi Asing"))
    base = open_assessment(assessor, number).path.removesuffix("/isi/pelaksanaan")
    version = assessor.open(f"{base}/isi/rekomendasi").value("version")

    told = assessor.post(
        f"{base}/isi/rekomendasi", {"version": version, "kode-1": "sihir", "uraian-1": "Uraian"}
    )

    assert told.status == 422
    assert told.fault("kode-1")
    assert told.value("uraian-1") == "Uraian"


@pytest.mark.usefixtures("numbers_from_outside")
def test_a_number_from_outside_is_typed_and_a_used_one_is_refused_at_the_field(
    assessor: Visitor,
) -> None:
    first = fill_in(
        assessor, open_assessment(assessor, register(assessor, client_fields("Nomor Satu")))
    )
    without = assessor.press(first, "Terbitkan")
    assert without.status == 422
    assert without.fault("number")
    page = issue(assessor, first, "W.10-UM.01.01-77")
    await_steps(assessor, f"{page.path}/status")

    second = fill_in(
        assessor, open_assessment(assessor, register(assessor, client_fields("Nomor Dua")))
    )
    refused = assessor.press(second, "Terbitkan", {"number": "w.10-um.01.01-77"})

    assert refused.status == 422
    assert "sudah dipakai" in refused.fault("number")
    assert refused.value("number") == "w.10-um.01.01-77"
    page = issue(assessor, refused, "W.10-UM.01.01-78")
    assert "W.10-UM.01.01-78" in page.words


def test_a_client_whose_guidance_ended_is_refused_with_the_reason(
    site: Site, assessor: Visitor
) -> None:
    number = register(assessor, client_fields("Selesai Dibimbing"))
    system = Actor("sistem", PROFILE.code, "Berkas", via="sistem")
    with site.parts.database.transaction() as session:
        client = clients.get(session, system, number)
        bring(
            session,
            system,
            client,
            GuidanceStatus.COMPLETED,
            on=days_ago(1),
            reason="Masa percobaan selesai",
            at=now(),
        )

    refused = assessor.post(f"/berkas/{number}/asesmen/baru", {})

    assert refused.status == 409
    assert "klien tidak sedang dalam pembimbingan atau pengawasan (status: selesai" in refused.words
    file = assessor.open(f"/berkas/{number}")
    assert "Buka asesmen" not in {one.text_content().strip() for one in file.tree.iter("button")}


def test_an_assessor_who_registers_a_child_is_led_to_a_page_that_exists(
    assessor: Visitor, child: dict[str, str]
) -> None:
    twin = {**child, "name": "Anak Kedua", "register_1_number": "44/DIV"}

    page = assessor.press(assessor.open("/berkas/baru"), "Daftarkan klien", twin)

    assert page.status == 200, page.words
    assert "dibuka" in page.words


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("rusak.pdf", b"%PDF-1.7 bukan PDF"),
        ("gambar.pdf", b"\x89PNG\r\n\x1a\n"),
        ("kosong.pdf", b""),
        ("litmas.docx", b"PK\x03\x04 rusak"),
        ("litmas.txt", b"Litmas"),
    ],
)
def test_an_upload_that_is_no_litmas_is_refused_in_a_plain_sentence(
    assessor: Visitor, pk: Visitor, pk_id: str, name: str, content: bytes
) -> None:
    number = register(assessor, client_fields(f"Unggahan {name}", pk_id=pk_id))

    refused = upload_litmas(pk, number, Upload(name, content))

    assert refused.status == 422
    assert refused.fault("file").endswith(".")
    assert pk.open("/litmas").status == 200
    assert upload_litmas(pk, number, Upload("l.pdf", pdf("Litmas", name))).status == 200


def test_a_restart_between_any_two_steps_loses_nothing(
    site: Site, assessor: Visitor, pk: Visitor, pk_id: str
) -> None:
    number = register(assessor, client_fields("Mati Lampu", pk_id=pk_id))
    site.restart()
    page = open_assessment(assessor, number)
    base = page.path.removesuffix("/isi/pelaksanaan")
    half = assessor.press(assessor.open(f"{base}/isi/rri-a"), "Simpan", {"j-A1": "ya"})
    site.restart()
    assert assessor.open(half.path).value("j-A1") == "ya"
    page = fill_in(assessor, assessor.open(f"{base}/isi/pelaksanaan"), {"rri-A1": "ya"})
    page = issue(assessor, page)
    site.restart()  # while the paper is being made
    assert await_steps(assessor, f"{page.path}/status")[-1] == ["done"] * 5
    litmas = upload_litmas(pk, number, Upload("l.pdf", pdf("Litmas mati lampu")), result="1")
    site.restart()
    await_steps(pk, f"{litmas.path}/status")

    done = pk.open(litmas.path)
    assert pk.get(done.link("Unduh bundel")).body.startswith(b"%PDF")
    file = assessor.open(f"/berkas/{number}")
    entries = file.tree.xpath('//li[contains(@class, "entry")]//a/text()')
    assert entries.count("Hasil asesmen risiko dan kebutuhan") == 1
    assert "0004, tersegel" in file.words
