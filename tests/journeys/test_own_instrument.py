"""An invented instrument, published as a file and carried to the document: the code stays."""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pypdf import PdfReader
from sqlalchemy import select

from casework.assessments.model import Assessment
from casework.db.engine import open_database
from casework.deposits.model import Deposit
from casework.instruments import catalogue
from casework.offices import service as offices
from tests.steps import (
    ADVICE,
    ANALYSIS,
    await_steps,
    client_fields,
    issue,
    open_assessment,
    register,
)
from tests.visitor import Answer, Visitor
from tests.website import Site, days_ago
from webapp.commands import main
from webapp.words.formatting import day

pytestmark = pytest.mark.office

OWN = Path(__file__).parents[1] / "data" / "alat-contoh.toml"
PARTS: dict[str, dict[str, str]] = {
    "pelaksanaan": {"started_on": day(days_ago(4)), "finished_on": day(days_ago(0))},
    "risiko-contoh-u": {
        "j-U1": "sering",
        "angka-U1": "3",
        "bukti-U1": "Keterangan ketua RT",
        "j-U2": "tidak",
    },
    "risiko-contoh-t": {"j-T1": "tidak"},
    "kebutuhan-contoh-k": {"j-K1": "tidak", "bukti-K1": "Kunjungan rumah"},
    "analisis": {"analysis": ANALYSIS},
    "rekomendasi": {
        "kode-1": "konseling-keluarga",
        "jenis-1": "kepribadian",
        "bentuk-1": "kelompok",
        "uraian-1": ADVICE,
    },
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("alat-sendiri")


@pytest.fixture(scope="module")
def office(home: Path) -> Iterator[Site]:
    """An office of its own: what is published here is used by nobody else."""
    opened = Site(home)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def clerk(office: Site) -> Visitor:
    return Visitor(office, "rina")


@pytest.fixture(scope="module")
def earlier(clerk: Visitor) -> str:
    """A client whose draft was opened before the new instrument came."""
    number = register(clerk, client_fields("Putri Lestari", sex="P"))
    open_assessment(clerk, number)
    return number


def berkas(home: Path, *words: object) -> dict[str, Any]:
    shell = CliRunner(env={"BERKAS_HOME": str(home)})
    result = shell.invoke(main, [*map(str, words), "--json"])
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


@pytest.fixture(scope="module")
def issued(home: Path, clerk: Visitor, earlier: str) -> tuple[str, Answer]:
    """Publish the instrument from today, assess a client with it and issue the result."""
    assert earlier
    berkas(home, "instrument", "publish", OWN, "--from", days_ago(0))
    number = register(clerk, client_fields("Dimas Prakoso"))
    page = open_assessment(clerk, number)
    while "/isi/" in page.path:
        button = "Simpan & lanjut" if "Simpan &amp; lanjut" in page.text else "Simpan & periksa"
        page = clerk.press(page, button, PARTS[page.path.rpartition("/")[2]])
        assert page.status == 200, page.words
    return number, page


def test_it_is_carried_to_the_document_and_found(
    office: Site, clerk: Visitor, issued: tuple[str, Answer]
) -> None:
    number, page = issued
    assert any(row.startswith("Risiko contoh U 2/2 1 5/9 Kuning") for row in page.rows), page.rows
    done = issue(clerk, page)
    assert await_steps(clerk, f"{done.path}/status")[-1] == ["done"] * 5

    paper = clerk.get(clerk.open(done.path).link("Unduh PDF"))
    said = " ".join(
        " ".join(one.extract_text() for one in PdfReader(io.BytesIO(paper.body)).pages).split()
    )
    for words in (
        "B. Risiko contoh, Bagian U",
        "Berapa kali klien pindah rumah dalam setahun terakhir?",
        "Dua kali atau lebih (3 kali)",
        "Bagian lain Risiko contoh (tidak menambah nilai)",
        "C. Kebutuhan contoh per faktor",
        "LAMPIRAN. RINCIAN KEBUTUHAN CONTOH",
        "BERAT",
        "KUNING",
        "Keputusan Kepala Balai Pemasyarakatan Contoh Nomor 1 Tahun 2026",
    ):
        assert words in said
    assert "RRI" not in said
    assert "rumusan ringkas" not in said
    assert "Pertimbangan lain" not in said

    found = clerk.press(clerk.open("/cari"), "Cari", {"q": "pindah rumah kuning"})
    assert number in found.words
    by_band = clerk.press(clerk.open("/cari"), "Cari", {"klien": "dimas"})
    assert "Kuning" in by_band.words
    for path in (f"/berkas/{number}", "/berkas?punya=semua", f"/berkas/{number}/asesmen/1"):
        assert "Kuning" in clerk.open(path).words
    with office.parts.database.reading() as session:
        results = session.scalars(select(Deposit).where(Deposit.kind == "hasil-asesmen"))
        (sealed,) = [one for one in results if one.file_number == number]
    assert sealed.isi["instrumen"][0]["jawaban"][0]["angka"] == 3
    assert sealed.isi["instrumen"][0]["tingkat"] == "kuning"


def test_a_draft_that_was_open_stays_on_its_version(
    office: Site, clerk: Visitor, earlier: str, issued: tuple[str, Answer]
) -> None:
    assert issued

    page = clerk.open(f"/berkas/{earlier}/asesmen/1/isi/rri-a")

    assert "Apakah klien pernah dijatuhi pidana penjara oleh pengadilan?" in page.words
    with office.parts.database.reading() as session:
        drafts = session.scalars(select(Assessment)).all()
    assert sorted(sorted(one.instruments) for one in drafts) == [
        ["kebutuhan-contoh", "risiko-contoh"],
        ["kriminogenik", "rri"],
    ]


def test_what_was_published_survives_a_rebuild(
    home: Path, tmp_path: Path, office: Site, issued: tuple[str, Answer]
) -> None:
    assert issued
    office.settle()

    made = berkas(home, "archive", "rebuild", "--into", tmp_path / "anew")

    database = open_database(Path(made["database"]))
    with database.reading() as session:
        profile = offices.settings(session, "bapas-contoh")
        found = catalogue.edition(session, profile.code, "alat-contoh", "1")
        used = catalogue.current(session, profile, on=days_ago(0))
    database.close()
    assert found.source == OWN.read_bytes()
    assert ("alat-contoh", "1") in used
