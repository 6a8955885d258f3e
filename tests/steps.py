"""The steps of the main road, taken over the site's own pages and forms."""

import io
import re
import time
import zlib
from collections.abc import Mapping

import docx
from PIL import Image, ImageDraw, ImageFont

from casework.instruments import shipped
from casework.instruments.form import Item
from tests.visitor import Answer, Upload, Visitor
from tests.website import days_ago
from webapp.words.formatting import day

__all__ = [
    "ADVICE",
    "ANALYSIS",
    "await_steps",
    "carry",
    "client_fields",
    "consent",
    "fill_in",
    "hear",
    "issue",
    "old_results",
    "open_assessment",
    "register",
    "upload_litmas",
]

ANALYSIS = "Klien bekerja tetap di bengkel kayu.\n\nKeluarga mendampingi setiap wajib lapor."
ADVICE = "Konseling keluarga di rumah singgah Melati"
_PATIENCE = 90.0
_GROUP = re.compile(r"j-(?P<item>.+)")


def client_fields(name: str, **others: str) -> dict[str, str]:
    """Return what is typed to register an adult client; any field may be given otherwise."""
    register = f"{zlib.crc32(name.encode()) % 9000 + 100}/PB/{days_ago(0).year}"
    return {
        "name": name,
        "birth_date": "17 Juni 1991",
        "sex": "L",
        "case_1_offence_1": "pencurian",
        "case_1_articles": "Pasal 363 ayat (1) ke-4 KUHP",
        "client_type": "pembebasan-bersyarat",
        "received_on": day(days_ago(5)),
        "guidance_from": day(days_ago(5)),
        "guidance_until": day(days_ago(-400)),
        "register_1_kind": "PB",
        "register_1_number": register,
        **others,
    }


def register(visitor: Visitor, fields: Mapping[str, str]) -> str:
    """Register a client over the form and return the file number."""
    page = visitor.press(visitor.open("/berkas/baru"), "Daftarkan klien", fields)
    assert page.status == 200, page.words
    found = re.fullmatch(r"/berkas/(\d{4}-\d{5})", page.path)
    assert found, page.path
    return found[1]


def open_assessment(visitor: Visitor, number: str) -> Answer:
    """Press "Buka asesmen" on the client's file and record consent; the first page comes."""
    page = visitor.press(visitor.open(f"/berkas/{number}"), "Buka asesmen")
    page = consent(visitor, page)
    assert page.path.endswith("/isi/pelaksanaan"), page.words
    return page


def consent(visitor: Visitor, page: Answer, **others: str) -> Answer:
    """Record on the page of the consent that the client, or a child's mother, consented."""
    assert page.path.endswith("/persetujuan"), page.words
    fields = {"outcome": "setuju", "given_on": day(days_ago(4)), "explained_by": "Rina Wulandari"}
    if 'name="guardian"' in page.text:
        fields |= {"outcome": "wali-setuju", "guardian": "Sulastri Rekaan", "relation": "ibu"}
    return visitor.press(page, "Simpan persetujuan", {**fields, **others})


def hear(visitor: Visitor, address: str) -> None:
    """Record a talk with the client and plan one with the family, from the assessment's page."""
    told = {
        "party": "klien",
        "held_on": day(days_ago(3)),
        "means": "tatap-muka",
        "place": "ruang konsultasi",
        "statement": "Saya bekerja di bengkel kayu.\n\nSaya ingin membuka usaha sendiri.",
    }
    form = visitor.open(visitor.open(address).link("Catat wawancara"))
    visitor.press(form, "Simpan wawancara", told)
    planned = {"party": "keluarga", "name": "Siti Rekaan", "relation": "istri"}
    form = visitor.open(visitor.open(address).link("Rencanakan"))
    visitor.press(form, "Simpan rencana", {**planned, "note": "Kegiatan di rumah"})


def fill_in(
    visitor: Visitor, page: Answer, given: Mapping[str, str] | None = None, *, worst: bool = False
) -> Answer:
    """Go through all parts from `page` on, and return the page on which one issues.

    Items not in `given` ("rri-A5": "1-2") are answered in the client's favour, or against.
    """
    while "/isi/" in page.path:
        button = "Simpan & lanjut" if "Simpan &amp; lanjut" in page.text else "Simpan & periksa"
        page = visitor.press(page, button, _typed(page, given or {}, worst=worst))
        assert page.status == 200, page.words
    return page


def _typed(page: Answer, given: Mapping[str, str], *, worst: bool) -> dict[str, str]:
    part = page.path.rpartition("/")[2]
    if part in _WRITTEN:
        return _WRITTEN[part]
    instrument, items = part.rpartition("-")[0], _items(part.rpartition("-")[0])
    found = dict[str, str]()
    for name in dict.fromkeys(page.tree.xpath('//input[@type="radio"]/@name')):
        match = _GROUP.fullmatch(name)
        if match is None:
            continue
        item = items[match["item"]]
        found[name] = given.get(f"{instrument}-{item.code}") or _plain(item, worst=worst)
        found[f"bukti-{item.code}"] = f"Putusan halaman {len(found) + 1}"
    return found


def _items(instrument: str) -> Mapping[str, Item]:
    return {one.code: one for part in shipped.find(instrument).parts for one in part.items}


def _plain(item: Item, *, worst: bool) -> str:
    if all(option.value is None for option in item.options):
        return "ya" if worst else "tidak"
    order = sorted(item.options, key=lambda option: option.value or 0, reverse=worst)
    return order[0].code


_WRITTEN: Mapping[str, dict[str, str]] = {
    "pelaksanaan": {
        "purpose": "pembimbingan",
        "started_on": day(days_ago(4)),
        "finished_on": day(days_ago(0)),
    },
    "analisis": {"analysis": ANALYSIS},
    "rekomendasi": {
        "kode-1": "konseling-keluarga",
        "jenis-1": "kepribadian",
        "bentuk-1": "kelompok",
        "uraian-1": ADVICE,
        "sasaran-1": "Enam pertemuan",
    },
}


def issue(visitor: Visitor, page: Answer, number: str = "") -> Answer:
    """Press "Terbitkan" on the page of issuing; the page with the steps comes."""
    page = visitor.press(page, "Terbitkan", {"number": number} if number else {})
    assert page.status == 200, page.words
    return page


def await_steps(visitor: Visitor, address: str) -> list[list[str]]:
    """Ask a status address until all is done; return the states that were seen, each once."""
    until, seen = time.monotonic() + _PATIENCE, list[list[str]]()
    told: dict[str, object] = {}
    while time.monotonic() < until:
        told = visitor.get(address).json
        steps = told["steps"]
        assert isinstance(steps, list)
        states = [str(step["state"]) for step in steps]
        if states not in seen:
            seen.append(states)
        if told["done"]:
            return seen
        time.sleep(0.02)
    raise AssertionError(f"{address} is not done: {told}")


def carry(
    visitor: Visitor, fields: Mapping[str, str], given: Mapping[str, str] | None = None
) -> str:
    """Register a client and issue the first result; return the file number when it is findable."""
    number = register(visitor, fields)
    page = issue(visitor, fill_in(visitor, open_assessment(visitor, number), given))
    await_steps(visitor, f"{page.path}/status")
    return number


def upload_litmas(
    visitor: Visitor, number: str, file: Upload, *, result: str = "", **others: str
) -> Answer:
    """Upload a Litmas for a client, with the result of that assessment attached to it."""
    page = visitor.open(f"/litmas/baru?berkas={number}")
    fields: dict[str, str | Upload] = {"file": file, "dated": day(days_ago(1)), **others}
    if 'name="hasil"' in page.text:
        fields["hasil"] = result
    return visitor.press(page, "Unggah Litmas", fields)


def old_results(visitor: Visitor, number: str) -> str:
    """Upload a scan of two pages and a Word file into a client's file; return its address."""
    said = {"kind": "hasil-asesmen", "origin": "Lapas Kelas IIA Contoh", "number": "W.12/2024"}
    for content, name in ((_scan(), "map lama.tif"), (_word(), "hasil asesmen.docx")):
        form = visitor.open(f"/berkas/{number}/sumber/baru")
        visitor.press(form, "Unggah", {**said, "files": Upload(name, content)})
    return f"/berkas/{number}"


_FONT = "/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf"
_SAID = (
    ("Klien mengikuti pembinaan kepribadian.", "Klien bekerja di bengkel las lapas."),
    ("Keluarga menjenguk setiap bulan.", "Tidak ada pelanggaran tata tertib."),
)


def _scan() -> bytes:
    pages = [Image.new("L", (1240, 1754), 245) for _ in range(2)]
    font = ImageFont.truetype(_FONT, 34)
    for page, said in zip(pages, _SAID, strict=True):
        for n in range(20):
            place = (140, 180 + n * 70)
            ImageDraw.Draw(page).text(place, said[n % len(said)], font=font, fill=40)
    target = io.BytesIO()
    pages[0].save(target, "TIFF", save_all=True, append_images=pages[1:])
    return target.getvalue()


def _word() -> bytes:
    document, target = docx.Document(), io.BytesIO()
    for line in ("Hasil asesmen", "Klien tidak pernah melanggar tata tertib.", "Risiko sedang."):
        document.add_paragraph(line)
    document.save(target)
    return target.getvalue()
