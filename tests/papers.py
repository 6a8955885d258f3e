"""Papers for tests: a PDF with words on its pages, and an issued result with all its files."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from reportlab.pdfgen.canvas import Canvas
from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.assessments.model import Result
from casework.assessments.record import keep_result
from casework.clients.model import Client
from casework.db.base import new_id
from casework.deposits import journal
from casework.deposits.parcel import Parcel, client_chain
from casework.documents.codes import new_code
from casework.documents.press import Paper
from casework.offices import service as offices

__all__ = ["Printed", "issue_result", "pdf"]

_RISK = {"rendah": 4, "sedang": 9, "tinggi": 13, "sangat-tinggi": 16}
_NEEDS = {"rendah": 8, "sedang": 18, "tinggi": 25, "sangat-tinggi": 31}


def pdf(*pages: str) -> bytes:
    """Return a PDF with these words, a text a page."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    for page in pages:
        text = canvas.beginText(85, 760)
        for line in page.split("\n"):
            text.textLine(line)
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _plain() -> Paper:
    return Paper(b"PK\x03\x04 stands for the Word file", pdf("satu"), ("satu",))


@dataclass(frozen=True, slots=True)
class Printed:
    """Gives out one paper at once, for what is not about LibreOffice."""

    paper: Paper = field(default_factory=_plain)

    def print(self, *_: object, on_docx: Callable[[], None] = lambda: None, **__: object) -> Paper:
        """Return the paper, telling the same steps as the press."""
        on_docx()
        return self.paper


def issue_result(
    session: Session,
    assessor: Actor,
    client: Client,
    *,
    at: datetime,
    ordinal: int = 1,
    risk: str = "tinggi",
    needs: str | None = "sedang",
    number: str = "WP.10.PAS.PAS.8-UM.01.01 - 892",
    version: str = "02-2021",
    answers: Sequence[tuple[str, int]] = (),
    advice: Sequence[tuple[str, str]] = (),
    pages: tuple[str, ...] = ("Laporan hasil asesmen", "Analisis"),
) -> Result:
    """Enter an issued result into a client's file: record, both papers and the text."""
    on = at.date()
    parcel = Parcel(
        "hasil-asesmen",
        client_chain(assessor, client.number, child=client.child),
        offices.settings(session, client.office).zone,
        {
            "asesmen": new_id(),
            "ke": ordinal,
            "urut": ordinal,
            "alasan": "awal" if ordinal == 1 else "ulang",
            "tujuan": "pembimbingan",
            "pelaksanaan": {"mulai": on.isoformat(), "selesai": on.isoformat()},
            "asesor": {"id": assessor.id, "nama": assessor.name, "nip": assessor.nip},
            "identitas": {},
            "instrumen": [
                _instrument("rri", version, _RISK[risk], 17, risk, answers),
                _instrument("kriminogenik", version, _NEEDS.get(needs or ""), 38, needs, ()),
            ],
            "analisis": "Analisis asesor.",
            "rekomendasi": [_advice(code, text) for code, text in advice],
            "sebelumnya": None,
            "berikutnya": date(on.year + 1, on.month, min(on.day, 28)).isoformat(),
            "kode_dokumen": new_code(),
            "templat": {"nama": "laporan-hasil-asesmen", "versi": "1", "sha256": "0" * 64},
            "persetujuan": None,
        },
        file_number=client.number,
        number=number,
        child=client.child,
        files={
            "dokumen.docx": b"PK\x03\x04 stands for the Word file",
            "dokumen.pdf": pdf(*pages),
            "teks.txt": "\f".join(pages).encode(),
        },
    )
    return keep_result(session, journal.enter(session, assessor, parcel, at=at))


def _advice(code: str, text: str) -> dict[str, object]:
    return {
        "kode": code,
        "jenis": "kepribadian",
        "bentuk": "kelompok",
        "uraian": text,
        "sasaran": "",
        "mulai": None,
        "selesai": None,
        "mitra": "",
    }


def _instrument(
    code: str,
    version: str,
    score: int | None,
    most: int,
    band: str | None,
    answers: Sequence[tuple[str, int]],
) -> dict[str, object]:
    return {
        "kode": code,
        "versi": version,
        "sha256": "0" * 64,
        "jawaban": [
            {"butir": item, "pilihan": "ya", "nilai": value, "bukti": ""} for item, value in answers
        ],
        "bagian": [],
        "nilai": score,
        "maksimum": most,
        "tingkat": band,
        "faktor": [],
        "dilaksanakan": band is not None,
        "alasan_tidak": None if band else "low-risk",
    }
