"""An invented Litmas Pembimbingan as a Word file, chapter by chapter as the officers write it."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from random import Random

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from casework.demo.people import Person
from casework.demo.source import lists
from casework.demo.words import spoken
from casework.instruments.lists import client_types
from casework.offices.service import OfficialDraft

__all__ = ["Request", "chapters", "litmas"]

_FONT = "Liberation Sans"
_SMALL, _BODY, _LARGE = Pt(10), Pt(11), Pt(14)
_NO_RESULT = (
    "Hasil asesmen risiko residivisme dan kebutuhan kriminogenik dimuat dalam Lampiran I dan "
    "menjadi bagian yang tidak terpisahkan dari Litmas ini."
)
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_NEVER_SAID = "-"
_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


@dataclass(frozen=True, slots=True)
class Request:
    """Who writes the Litmas, where and when; `result` is the sentence of the assessment."""

    pk: OfficialDraft
    office: str
    city: str
    dated: date
    result: str = _NO_RESULT


def litmas(dice: Random, person: Person, request: Request) -> bytes:
    """Return the DOCX: cover, identity, chapters, signature; same dice, same bytes."""
    document: DocumentType = Document()
    _prepare(document, request)
    _cover(document, person, request)
    _identity(document, person)
    for n, (title, paragraphs) in enumerate(chapters(dice, person, request), 2):
        _chapter(document, f"{_roman(n)}. {title}", paragraphs)
    _signature(document, request)
    written = io.BytesIO()
    document.save(written)
    return _dateless(written.getvalue())


def chapters(
    dice: Random, person: Person, request: Request
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Walk the chapters after the identity: title and paragraphs, filled in."""
    facts = _facts(dice, person, request)
    for chapter in lists("litmas").tables("chapters"):
        paragraphs = chapter.choices("paragraphs")
        yield chapter.text("title"), tuple(dice.choice(one).format(**facts) for one in paragraphs)


def _facts(dice: Random, person: Person, request: Request) -> Mapping[str, str | int]:
    draft = person.draft
    case, surety = draft.cases[0], draft.guarantor
    kind = client_types()[draft.client_type].title
    return {
        "name": draft.name,
        "pk": request.pk.name,
        "office": request.office,
        "letter": f"WP.10.PAS.PAS.3-PK.01.05.06 - {dice.randint(100, 999)}",
        "received": spoken(draft.received_on),
        "until": spoken(draft.guidance_until or request.dated),
        "met": spoken(request.dated),
        "relation": surety.relation if surety else "kakak kandung",
        "guarantor": surety.name if surety else "Keluarga klien",
        "address": draft.address or _NEVER_SAID,
        "place": draft.birth_place or _NEVER_SAID,
        "origin": draft.origin or "masa penahanan",
        "faith": draft.religion or _NEVER_SAID,
        "school": draft.education or _NEVER_SAID,
        "job": _job(draft.occupation),
        "deed": person.deed,
        "articles": case.articles,
        "verdict": case.verdict or _NEVER_SAID,
        "sentence": case.sentence or _NEVER_SAID,
        "result": request.result,
        "kind": kind,
    }


def _job(occupation: str | None) -> str:
    return "pekerja lepas" if occupation in {None, "Tidak bekerja"} else str(occupation).lower()


def _prepare(document: DocumentType, request: Request) -> None:
    at = datetime.combine(request.dated, time(8), UTC)
    document.core_properties.author = request.office
    document.core_properties.title = "Litmas Pembimbingan"
    document.core_properties.created = document.core_properties.modified = at
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    section.top_margin = section.bottom_margin = Cm(2.5)
    for name in ("Normal", "Heading 1", "Title"):
        style = document.styles[name]
        style.font.name = _FONT
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{key}"), None)
    normal = document.styles["Normal"]
    normal.font.size = _BODY
    normal.paragraph_format.line_spacing = 1.2
    normal.paragraph_format.space_after = Pt(5)


def _cover(document: DocumentType, person: Person, request: Request) -> None:
    draft = person.draft
    rows = (
        ("RAHASIA", _BODY, 0),
        ("LAPORAN PENELITIAN KEMASYARAKATAN", _LARGE, 90),
        ("PEMBIMBINGAN", _LARGE, 0),
        (f"Nama: {draft.name}", _BODY, 60),
        (f"Perkara: {draft.cases[0].articles}", _BODY, 0),
        ("Dibuat oleh", _BODY, 90),
        (request.pk.name, _BODY, 0),
        (f"NIP {request.pk.nip}", _BODY, 0),
        (request.pk.position, _BODY, 0),
        (request.office.upper(), _BODY, 120),
        (str(request.dated.year), _BODY, 0),
    )
    for text, size, above in rows:
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_before = Pt(above)
        run = paragraph.add_run(text)
        run.bold = size is _LARGE or text == "RAHASIA"
        run.font.size = size
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _identity(document: DocumentType, person: Person) -> None:
    draft = person.draft
    surety = draft.guarantor
    _heading(document, "I. Identitas")
    rows = {
        "Nama": f"{draft.name} {draft.bin_binti or ''}".strip(),
        "Nama lain": ", ".join(draft.aliases),
        "Nomor register": ", ".join(one.number for one in draft.registers),
        "Tempat, tanggal lahir": f"{draft.birth_place}, {spoken(draft.birth_date)}",
        "Jenis kelamin": "Perempuan" if draft.sex == "P" else "Laki-laki",
        "Agama": draft.religion,
        "Pendidikan": draft.education,
        "Pekerjaan": draft.occupation,
        "Status perkawinan": draft.marital_status,
        "Alamat": draft.address,
        "Perkara": draft.cases[0].articles,
        "Putusan": f"{draft.cases[0].court}, {draft.cases[0].verdict}",
        "Lama pidana": draft.cases[0].sentence,
        "Penjamin": f"{surety.name} ({surety.relation})" if surety else None,
    }
    table = document.add_table(rows=0, cols=2)
    table.autofit = False
    widths = (Cm(4.5), Cm(11.5))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for label, text in rows.items():
        if text:
            cells = table.add_row().cells
            for cell, content, width in zip(cells, (label, text), widths, strict=True):
                cell.width = width
                paragraph = cell.paragraphs[0]
                paragraph.paragraph_format.space_after = Pt(1)
                paragraph.add_run(content).font.size = _SMALL


def _heading(document: DocumentType, title: str) -> None:
    paragraph = document.add_paragraph(style="Heading 1")
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_before = Pt(14)
    run = paragraph.add_run(title)
    run.font.size = Pt(12)
    run.font.color.rgb = RGBColor(0, 0, 0)


def _chapter(document: DocumentType, title: str, paragraphs: tuple[str, ...]) -> None:
    _heading(document, title)
    for text in paragraphs:
        paragraph = document.add_paragraph(text)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.keep_together = True


def _signature(document: DocumentType, request: Request) -> None:
    lines = (
        f"{request.city}, {spoken(request.dated)}",
        "Pembimbing Kemasyarakatan,",
        "",
        "",
        request.pk.name,
        f"NIP {request.pk.nip}",
    )
    for n, text in enumerate(lines):
        paragraph = document.add_paragraph(text)
        paragraph.paragraph_format.left_indent = Cm(9)
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.keep_with_next = n < len(lines) - 1


def _roman(n: int) -> str:
    return "X" * (n // 10) + _ONES[n % 10]


def _dateless(content: bytes) -> bytes:
    # zipfile stamps every member with the present moment; the same Litmas must be the same bytes
    fixed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(fixed, "w") as new:
        for member in old.infolist():
            info = zipfile.ZipInfo(member.filename, _ZIP_EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(member))
    return fixed.getvalue()
