"""What each form calls its fields, so that a fault can be told far from the field it is of."""

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = [
    "ANSWERS",
    "ASSIGNING",
    "ASSIGNMENT",
    "AUDIENCE",
    "CLIENT",
    "COLUMNS",
    "CONSENT",
    "FIRST",
    "INTERVIEW",
    "LIST",
    "LITMAS",
    "OFFICE",
    "PASSWORD",
    "PERSON",
    "PLACE",
    "RESULT",
    "ROW",
    "SCAN",
    "SEARCH",
    "SHEET",
    "SOURCE",
    "WORDS",
    "Names",
]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Names:
    """The labels of a form's fields; `rows` names those that are numbered, by pattern."""

    fixed: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[tuple[str, str], ...] = ()

    def of(self, name: str) -> str:
        """Return the label of a field; empty, and in the log, where the form has no such field."""
        if name in self.fixed:
            return self.fixed[name]
        for pattern, label in self.rows:
            if found := re.fullmatch(pattern, name):
                return label.format(*found.groups())
        _log.error("no label for the field %s", name)
        return ""


_REASON: Mapping[str, str] = {"reason": "Alasan"}

CLIENT = Names(
    {
        "name": "Nama lengkap",
        "bin_binti": "Bin atau binti",
        "aliases": "Nama lain",
        "nik": "NIK",
        "birth_place": "Tempat lahir",
        "birth_date": "Tanggal lahir",
        "sex": "Jenis kelamin",
        "ethnicity": "Suku",
        "nationality": "Kewarganegaraan",
        "religion": "Agama",
        "education": "Pendidikan terakhir",
        "marital_status": "Status kawin",
        "occupation": "Pekerjaan",
        "address": "Alamat",
        "marks": "Ciri khusus",
        "client_type": "Jenis klien",
        "origin": "Kiriman dari",
        "post": "Pos Bapas",
        "pk_id": "Pembimbing Kemasyarakatan",
        "received_on": "Tanggal diterima",
        "guidance_from": "Mulai bimbingan",
        "guidance_until": "Akhir bimbingan",
        "stage": "Tahap",
        "child_override": "Anak atau dewasa",
        "child_reason": "Alasan anak atau dewasa",
        "guarantor_name": "Nama penjamin",
        "guarantor_relation": "Hubungan penjamin",
        "guarantor_phone": "Telepon penjamin",
        "twin_reason": "Alasan tetap membuat berkas baru",
        "reason": "Alasan perubahan",
    },
    (
        ("case_([0-9]+)_offence_[0-9]+", "Tindak pidana perkara {}"),
        ("case_([0-9]+)_articles", "Pasal perkara {}"),
        ("case_([0-9]+)_offence_on", "Tanggal kejadian perkara {}"),
        ("case_([0-9]+)_sentence", "Pidana perkara {}"),
        ("case_([0-9]+)_verdict", "Nomor putusan atau penetapan perkara {}"),
        ("case_([0-9]+)_verdict_on", "Tanggal putusan perkara {}"),
        ("case_([0-9]+)_court", "Pengadilan perkara {}"),
        ("case_([0-9]+)_third_on", "1/3 masa pidana perkara {}"),
        ("case_([0-9]+)_half_on", "1/2 masa pidana perkara {}"),
        ("case_([0-9]+)_two_thirds_on", "2/3 masa pidana perkara {}"),
        ("case_([0-9]+)_expires_on", "Ekspirasi perkara {}"),
        ("case_([0-9]+)_parole_expires_on", "Ekspirasi PB perkara {}"),
        ("case_([0-9]+)_number", "Perkara {}"),
        ("register_([0-9]+)_kind", "Jenis register {}"),
        ("register_([0-9]+)_number", "Nomor register {}"),
    ),
)
AUDIENCE = Names(
    {
        "anak_reason": "Alasan",
        "anak_sure": "Sudah memeriksa nama dan nomor berkas ini",
        "lain_other": "Nomor berkas lain",
        "lain_reason": "Alasan",
    }
)
ASSIGNING = Names({"pk_id": "PK", "on": "Berlaku sejak", **_REASON})
PLACE = Names({"place": "Tempat map"}, (("place_([0-9]+)", "Tempat dokumen {}"),))

_OFFICIAL: Mapping[str, str] = {
    "name": "Nama lengkap dan gelar",
    "nip": "NIP",
    "position": "Jabatan",
    "roles": "Peran",
    "login": "Nama pengguna",
}
PERSON = Names(
    {
        **_OFFICIAL,
        "since": "Bertugas sejak",
        "until": "Sampai",
        "on": "Hari terakhir bertugas",
        **_REASON,
    }
)
FIRST = Names(
    {
        **_OFFICIAL,
        "roles": "Peran lain yang dipegang",
        "code": "Kode sekali pakai",
        "bapas": "Nama kantor",
        "office": "Kode kantor",
        "password": "Kata sandi",
        "again": "Ketik ulang kata sandi",
    }
)
PASSWORD = Names(
    {"old": "Kata sandi sekarang", "new": "Kata sandi baru", "again": "Ketik ulang kata sandi baru"}
)
OFFICE = Names(
    {
        "letterhead": "Baris di atas nama kantor",
        "name": "Nama kantor",
        "address": "Alamat",
        "contact": "Telepon, laman, pos-el",
        "city": "Kota untuk tanggal surat",
        "number_source": "Nomor hasil asesmen dan Litmas",
        "number_pattern": "Pola nomor hasil asesmen",
        "litmas_pattern": "Pola nomor register Litmas",
        "zone": "Zona waktu",
        "first_assessment_days": "Asesmen awal selesai dalam (hari)",
        "reassessment_months": "Asesmen lanjutan setiap (bulan)",
        "public_url": "Alamat publik untuk kode QR",
        "posts": "Pos Bapas",
        "register_patterns": "Pola nomor register",
    }
)
LIST = Names(
    {
        "title": "Sebutan",
        "audience": "Golongan",
        "group": "Kelompok",
        "register": "Awalan register",
        "narcotics": "Termasuk perkara narkotika",
    },
)

SHEET = Names({"file": "Lembar klien", **_REASON})
COLUMNS = Names(
    {
        "sheet": "Lembar",
        "head": "Judul kolom di baris",
        "kolom": "Arti kolom",
        "keep_as": "Simpan pemetaan ini dengan nama",
    }
)
ROW = Names({"reason": "Alasan membuka berkas baru"})
WORDS = Names({"keep_as": "Simpan pemetaan ini dengan nama"})

LITMAS = Names(
    {
        "milik": "Klien saya",
        "berkas": "Nomor berkas klien",
        "file": "Dokumen Litmas Pembimbingan",
        "dated": "Tanggal Litmas",
        "number": "Nomor register Litmas",
        "hasil": "Lampirkan hasil asesmen",
    }
)
SOURCE = Names(
    {
        "files": "Dokumen",
        "kind": "Jenis dokumen",
        "origin": "Asal",
        "number": "Nomor pada dokumen",
        "dated": "Tanggal pada dokumen",
        "title": "Judul",
    }
)
SCAN = Names({"scan": "Pindaian bertanda tangan"})
RESULT = Names({"number": "Nomor naskah dinas", **_REASON})
ASSIGNMENT = Names(
    {
        "assessor_id": "Asesor",
        "on": "Ditugaskan sejak",
        "letter": "Nomor surat tugas",
        "by": "Ditugaskan oleh",
    }
)
CONSENT = Names(
    {
        "outcome": "Hasil",
        "given_on": "Tanggal",
        "explained_by": "Dijelaskan oleh",
        "guardian": "Nama orang tua atau wali",
        "relation": "Hubungan dengan klien",
        "remark": "Catatan",
        "sure": "Sudah yakin",
        "files": "Pindaian bertanda tangan",
    }
)
INTERVIEW = Names(
    {
        "party": "Yang diwawancarai",
        "name": "Nama",
        "relation": "Hubungan dengan klien",
        "held_on": "Tanggal wawancara",
        "planned_on": "Tanggal rencana",
        "means": "Cara",
        "place": "Tempat",
        "ground": "Dasar menghubungi pihak korban",
        "statement": "Keterangan yang diberikan",
        "note": "Yang perlu ditanyakan",
    }
)
ANSWERS = Names(
    {
        "purpose": "Tujuan asesmen",
        "started_on": "Asesmen mulai",
        "finished_on": "Asesmen selesai",
        "analysis": "Analisis",
        "summary": "Ikhtisar rekomendasi",
        "recommendations": "Rekomendasi",
        "version": "Isian",
    },
    (
        ("bukti-(.+)", "Bukti butir {}"),
        ("angka-(.+)", "Angka butir {}"),
        ("kode-([0-9]+)", "Rekomendasi program {}"),
        ("jenis-([0-9]+)", "Jenis program {}"),
        ("bentuk-([0-9]+)", "Bentuk program {}"),
        ("uraian-([0-9]+)", "Uraian program {}"),
        ("sasaran-([0-9]+)", "Sasaran program {}"),
        ("mulai-([0-9]+)", "Mulai program {}"),
        ("selesai-([0-9]+)", "Selesai program {}"),
        ("mitra-([0-9]+)", "Mitra program {}"),
        ("([A-Z0-9.-]+)", "Butir {}"),
    ),
)
SEARCH = Names(
    {
        "q": "Nama, nomor, atau isi dokumen",
        "klien": "Nama klien",
        "nomor": "Nomor",
        "dari": "Dari tanggal",
        "sampai": "Sampai tanggal",
        "rekomendasi": "Rekomendasi",
        "tingkat": "Risiko",
        "jenis": "Jenis dokumen",
    }
)
