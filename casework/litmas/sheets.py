"""What a bundle's own sheets say: the contents, the divider, and the record that is sealed."""

import hashlib
from dataclasses import dataclass
from typing import Any

from casework.actor import Actor
from casework.clients.model import Client
from casework.clock import office_date
from casework.deposits.model import Deposit
from casework.documents.letterhead import SECRET, day, letterhead
from casework.litmas.model import BundleOrder, Litmas
from casework.offices.profile import Profile
from rendering.bundle import Range

__all__ = ["LITMAS_PDF", "SIGNED", "Case", "annex_file", "contents", "divider", "record"]

LITMAS_PDF = "litmas.pdf"
SIGNED = "salinan-bertanda-tangan"
_LITMAS, _ANNEX = "Litmas Pembimbingan", "Laporan Hasil Asesmen Risiko dan Kebutuhan"


@dataclass(frozen=True, slots=True)
class Case:
    """Everything an order rests on, read once."""

    order: BundleOrder
    litmas: Litmas
    client: Client
    paper: Deposit
    result: Deposit
    annex: Deposit
    profile: Profile
    maker: Actor


def annex_file(annex: Deposit) -> str:
    """Return the file of the annex that goes into the bundle."""
    return "salinan.pdf" if annex.kind == SIGNED else "dokumen.pdf"


def _name(case: Case) -> str:
    client = case.client
    return f"{client.name} {client.bin_binti}" if client.bin_binti else client.name


def _register(case: Case) -> str:
    registers = ", ".join(one.number for one in case.client.registers)
    file = f"berkas klien {case.client.number}"
    return f"{registers} ({file})" if registers else file


def _annex_note(case: Case) -> str:
    return (
        "Hasil pindai naskah bertanda tangan"
        if case.annex.kind == SIGNED
        else "Belum bertanda tangan; dicetak dari arsip elektronik"
    )


def _litmas_note(case: Case) -> str:
    return (
        "Salinan; asli bertanda tangan elektronik ada dalam berkas klien"
        if case.litmas.signed
        else f"Tanggal {day(case.litmas.date)}"
    )


def divider(case: Case, place: Range) -> dict[str, object]:
    """Return the values of the divider before Lampiran I, whose pages lie at `place`."""
    pages = f"{place.first} s.d. {place.last}" if place.count > 1 else str(place.first)
    rows = {
        "Nomor": case.result.number or "",
        "Tanggal": day(case.result.date),
        "Klien": _name(case),
        "Nomor register": _register(case),
        "Asesor": case.result.isi["asesor"]["nama"],
        "Bentuk": _annex_note(case),
        "Letak dalam bundel": f"Halaman {pages} ({place.count} halaman)",
    }
    return {
        "sifat": SECRET,
        "bundel": "Bundel Litmas Pembimbingan",
        "nomor": f"Nomor register Litmas {case.litmas.number}",
        "angka": "I",
        "judul": _ANNEX,
        "identitas": [{"label": label, "isi": words} for label, words in rows.items() if words],
        "catatan": "",
    }


def contents(case: Case, placed: tuple[Range, ...]) -> dict[str, object]:
    """Return the values of the contents sheet, once the pages of every part are known."""
    own, litmas, between, annex = placed
    ordered_on = office_date(case.order.ordered_at, case.profile.zone)
    rows = {
        "Nama klien": _name(case),
        "Nomor register": _register(case),
        "Nomor register Litmas": case.litmas.number,
        "Pembimbing Kemasyarakatan": case.paper.isi["pk"]["nama"],
        "Tanggal penyusunan": day(ordered_on),
    }
    return {
        "judul": "Penelitian Kemasyarakatan (Litmas) Pembimbingan",
        "kop": letterhead(case.profile),
        "sifat": SECRET,
        "identitas": [{"label": label, "isi": words} for label, words in rows.items()],
        "daftar": [
            _line("Pembuka", "Daftar isi bundel", own, main=False),
            _line("Litmas", _LITMAS, litmas, _litmas_note(case)),
            _line(
                "Lampiran I",
                _ANNEX,
                Range(between.first, annex.last),
                f"Nomor {case.result.number}, {day(case.result.date)}",
                _annex_note(case),
            ),
        ],
        "jumlah_halaman": annex.last,
        "kode": case.order.code,
    }


def _line(part: str, title: str, where: Range, *remarks: str, main: bool = True) -> dict[str, Any]:
    return {
        "bagian": part,
        "judul": title,
        "utama": main,
        "keterangan": list(remarks),
        "halaman": str(where),
        "jumlah": where.count,
    }


def record(case: Case, placed: tuple[Range, ...], pdfs: tuple[bytes, ...]) -> dict[str, object]:
    """Return the `isi` of the `bundel`: which pages are which document, with their digests."""
    titles = (
        ("daftar-isi", "Daftar isi bundel", None),
        ("litmas", _LITMAS, case.litmas.id),
        ("pemisah", "Lampiran I", None),
        ("lampiran", _ANNEX, case.annex.id),
    )
    return {
        "litmas": case.litmas.id,
        "hasil": case.result.id,
        "nomor": case.litmas.number,
        "kode_bundel": case.order.code,
        "halaman": placed[-1].last,
        "bagian": [
            {
                "peran": role,
                "judul": title,
                "dokumen": document,
                "dari": where.first,
                "sampai": where.last,
                "sha256": hashlib.sha256(pdf).hexdigest(),
            }
            for (role, title, document), where, pdf in zip(titles, placed, pdfs, strict=True)
        ],
    }
