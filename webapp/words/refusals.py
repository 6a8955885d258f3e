"""The officer's words: an Indonesian sentence for every fault, refusal and delay of the trade."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from babel.dates import format_date

from casework.clients.workflow import GuidanceStatus
from casework.errors import Fault, Refusal
from webapp.words.faults import FAULTS

__all__ = [
    "FAULTS",
    "NOT_FOUND",
    "REFUSALS",
    "TROUBLES",
    "Words",
    "fault_sentence",
    "refusal_words",
    "trouble_sentence",
]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Words:
    """How a refusal is told: the status of the answer, its title and its sentence.

    `sentence` may name attributes of the refusal in braces. `onward` is a link to a page of the
    same client: its words and its endpoint.
    """

    status: int
    title: str
    sentence: str
    onward: tuple[str, str] | None = None


NOT_FOUND = Words(404, "Tidak ditemukan", "Halaman ini tidak ada atau tidak terbuka untuk Anda.")

# by the name of the class, the nearest in its ancestry: a page needs no import of every slice
REFUSALS: Mapping[str, Words] = {
    "NotFound": NOT_FOUND,
    "Invalid": Words(422, "Perlu diperbaiki", "Ada isian yang belum dapat diterima."),
    "Refusal": Words(
        409,
        "Tidak dapat dilakukan",
        "Langkah ini tidak dapat dilakukan dalam keadaan sekarang. Tidak ada yang berubah.",
    ),
    "AlreadyChild": Words(
        409,
        "Sudah berkas anak",
        "Berkas ini sudah berkas anak. Tidak ada yang berubah.",
        ("Lihat status", "guidance.show"),
    ),
    "AlreadyFiled": Words(
        409,
        "Litmas sudah tersimpan",
        "Dokumen ini sudah tersimpan sebagai Litmas {number}. Tidak ada yang berubah.",
    ),
    "AlreadyKept": Words(
        409,
        "Dokumen sudah tersimpan",
        "Dokumen {name} sudah tersimpan di berkas ini sebagai {title}. Tidak ada yang berubah.",
    ),
    "NothingToRead": Words(
        409,
        "Tidak ada yang perlu dibaca lagi",
        "Dokumen ini sudah dibaca atau sedang dibaca. Tidak ada yang berubah.",
    ),
    "ChangedMeanwhile": Words(
        409,
        "Data diubah orang lain",
        "Data klien ini diubah orang lain setelah halaman dibuka. Tidak ada yang berubah.",
    ),
    "BackupRefusal": Words(
        409,
        "Cadangan tidak dapat dibuat",
        "Langkah ini tidak dapat dilakukan dalam keadaan cadangan sekarang. "
        "Tidak ada yang berubah.",
    ),
    "KeyExists": Words(
        409,
        "Kunci cadangan sudah ada",
        "Kunci cadangan hanya ditampilkan sekali, saat dibuat. Bila cetakannya hilang, buat kunci "
        "baru di halaman Cadangan.",
    ),
    "KeyReplaced": Words(
        409,
        "Bukan kunci yang ditunggu",
        "Kunci ini sudah dipakai, atau sesudahnya dibuat kunci lain. Buka halaman Cadangan, lalu "
        "cocokkan cetakan yang ada. Tidak ada yang berubah.",
    ),
    "PlaceMissing": Words(
        409,
        "Disk kedua tidak ditemukan",
        "Folder disk kedua tidak ada. Pasang disknya, lalu coba lagi. Tidak ada yang ditulis.",
    ),
    "PersonChanged": Words(
        409,
        "Data petugas sudah berubah",
        "Data atau akun petugas ini diubah sesudah halaman Anda dibuka. Langkah ini tidak "
        "dijalankan. Kembali ke halaman petugas, muat ulang, lalu ulangi bila masih perlu.",
    ),
    "AssignedMeanwhile": Words(
        409,
        "PK sudah ditugaskan",
        "Orang lain menugaskan PK untuk klien ini lebih dulu. Tidak ada yang berubah.",
    ),
    "ChangedGuidance": Words(
        409,
        "Status diubah orang lain",
        "Status klien ini diubah orang lain setelah halaman dibuka. Tidak ada yang berubah.",
        ("Lihat status", "guidance.show"),
    ),
    "NoInstrument": Words(
        409,
        "Asesmen belum dapat dibuka",
        "Tidak ada instrumen yang berlaku hari ini bagi klien ini. Administrator dapat menerbitkan "
        "instrumen, atau memberlakukan lagi yang lama.",
        ("Lihat status", "guidance.show"),
    ),
    "VersionTaken": Words(
        409,
        "Versi sudah terbit",
        "Instrumen {code} versi {version} sudah terbit dengan isi lain, dan yang sudah terbit "
        "tidak diubah. Beri versi lain. Tidak ada yang berubah.",
    ),
    "NotInUse": Words(
        409,
        "Versi ini tidak dipakai",
        "Instrumen {code} versi {version} tidak dipakai, jadi tidak dapat dihentikan. "
        "Tidak ada yang berubah.",
    ),
    "DocumentDamaged": Words(
        409,
        "Dokumen tidak ditampilkan",
        "Dokumen ini berbeda dari catatan arsip, jadi tidak ditampilkan. Beri tahu arsiparis dan "
        "pakai kertasnya.",
    ),
    "AlreadyEntered": Words(
        409,
        "Nomor tidak dapat dibatalkan",
        "Dokumen nomor ini sudah disegel atau belum pernah diberi nomor. Tidak ada yang berubah.",
    ),
    "AlreadyPutRight": Words(
        409,
        "Sudah diperbaiki",
        "Catatan ini sudah diperbaiki oleh catatan lain. Perbaiki catatan yang terbaru. Tidak ada "
        "yang berubah.",
    ),
    "ConsentMissing": Words(
        409,
        "Persetujuan belum dicatat",
        "Butir baru dapat dijawab sesudah persetujuan klien, atau orang tua atau wali anak, "
        "dicatat. Tidak ada yang berubah.",
    ),
    "OutcomeNotAllowed": Words(
        409,
        "Persetujuan sudah dicatat",
        "Hasil ini tidak dapat dicatat sesudah yang sudah ada. Tidak ada yang berubah.",
    ),
    "DraftOpen": Words(
        409,
        "Asesmen masih terbuka",
        "Asesmen {ordinal} klien ini belum terbit. Lanjutkan asesmen itu lebih dulu.",
        ("Lihat status", "guidance.show"),
    ),
    "StepNotAllowed": Words(
        409,
        "Asesmen tidak dapat diubah lagi",
        "Asesmen ini sudah terbit atau dibatalkan, jadi isinya tidak dapat diubah. Tidak ada yang "
        "berubah. Hasil yang sudah terbit diperbaiki dengan ralat.",
    ),
    "BatchStepNotAllowed": Words(
        409,
        "Langkah impor tidak dapat dilakukan",
        "Impor ini berstatus {state}, jadi langkah tersebut tidak dapat dilakukan. Tidak ada yang "
        "berubah.",
    ),
    "FilesChanged": Words(
        409,
        "Impor tidak dapat dibatalkan",
        "Sudah ada catatan baru pada berkas {files}. Impor ini tidak dapat dibatalkan lagi; "
        "perbaiki berkas satu per satu.",
    ),
    "NothingReady": Words(
        409,
        "Belum ada baris yang siap",
        "Tidak ada baris yang dapat didaftarkan. Perbaiki baris yang salah lebih dulu.",
    ),
    "FolderRefused": Words(
        409,
        "Folder tidak dapat dibaca",
        "Folder ini tidak dapat dibaca seluruhnya. Tidak ada yang berubah.",
    ),
    "SheetRefused": Words(
        409,
        "Daftar tidak dapat dibaca",
        "Daftar ini tidak dapat dibaca. Pakai contoh daftar, lalu coba lagi. Tidak ada yang "
        "berubah.",
    ),
    "NotSignable": Words(
        409,
        "Bukan dokumen yang ditandatangani",
        "Salinan bertanda tangan hanya untuk dokumen yang terbit dari Berkas. Tidak ada yang "
        "berubah.",
    ),
    "NotTheAssessor": Words(
        409,
        "Draf petugas lain",
        "Draf ini diisi oleh petugas yang membukanya. Tidak ada yang berubah.",
    ),
    "NotTheirClient": Words(
        409,
        "Bukan klien Anda",
        "Data klien diubah oleh petugas registrasi atau PK-nya. Tidak ada yang berubah.",
    ),
    "NotUnderGuidance": Words(
        409,
        "Asesmen belum dapat dibuka",
        "Asesmen belum dapat dibuka: klien tidak sedang dalam pembimbingan atau pengawasan "
        "(status: {status}, sejak {since}).",
        ("Lihat status", "guidance.show"),
    ),
    "HandedOver": Words(
        409,
        "Diteruskan pada berkas anak",
        "Pembimbingan klien ini diteruskan pada berkas anaknya. Tidak ada yang berubah.",
        ("Lihat status", "guidance.show"),
    ),
    "NothingToStrike": Words(
        409,
        "Tidak ada yang dicoret",
        "Belum ada perubahan sejak berkas dibuka. Tidak ada yang berubah.",
        ("Lihat status", "guidance.show"),
    ),
    "StepImpossible": Words(
        409,
        "Langkah tidak mungkin lagi",
        "Langkah ini tidak mungkin selama status pembimbingan {status}. Tidak ada yang berubah.",
        ("Lihat status", "guidance.show"),
    ),
    "NumberTaken": Words(
        409,
        "Nomor sudah dipakai",
        "Nomor {text} sudah dipakai. Periksa buku agenda, lalu ketik nomor yang benar.",
    ),
    "Stale": Words(
        409,
        "Ada dua isian berbeda",
        "Draf ini sudah berubah di tempat lain. Keduanya tersimpan. Pilih yang dipakai.",
    ),
    "TermNotBegun": Words(
        403,
        "Masa tugas belum mulai",
        "Masa tugas Anda dimulai {since}. Akun ini dapat dipakai mulai hari itu.",
    ),
    "Throttled": Words(
        429,
        "Tunggu sebentar",
        "Terlalu banyak percobaan masuk. Coba lagi {seconds} detik lagi.",
    ),
    "WrongCode": Words(422, "Kode tidak dikenal", "Kode ini tidak dikenal atau sudah dipakai."),
    "WrongCredentials": Words(
        422, "Belum dapat masuk", "Nama pengguna atau kata sandi tidak cocok."
    ),
}

# why work behind a page waits: the code before a colon, what follows it is {detail}
TROUBLES: Mapping[str, str] = {
    "NoRoom": "Belum dapat disegel: ruang simpan hampir penuh. Beri tahu admin; sistem "
    "melanjutkan sendiri.",
    "office-failed": "PDF belum jadi: LibreOffice belum berjalan. Sistem melanjutkan sendiri.",
    "office-missing": "PDF belum jadi: LibreOffice tidak ditemukan. Admin memasang paket {detail}; "
    "sesudah itu sistem melanjutkan sendiri.",
    "not-sealed": "Menunggu dokumen disegel. Sistem melanjutkan sendiri.",
    "ocr-missing": "Pindaian belum dapat dibaca. Admin memasang paket {detail}; sesudah itu sistem "
    "melanjutkan sendiri.",
    "part-damaged": "Bundel tidak dibuat: {detail} berbeda dari catatan arsip atau hilang. Beri "
    "tahu arsiparis; sesudah dipulihkan sistem melanjutkan sendiri.",
    "part-unusable": "Bundel tidak dibuat: {detail} tidak dapat dibaca. Beri tahu arsiparis.",
    "parts-not-sealed": "Menunggu dokumen disegel. Sistem melanjutkan sendiri.",
}
_OTHER_TROUBLE = "Terhenti sementara. Sistem mencoba lagi sendiri; nomor tidak hilang."
_OTHER_FAULT = "Isian ini belum dapat diterima. Periksa lagi."


class _Facts(dict[str, object]):
    """Facts by name; one that is not there leaves a gap instead of an error."""

    def __missing__(self, key: str) -> str:
        _log.error("a sentence wants the fact %s, which is not there", key)
        return ""


def fault_sentence(fault: Fault) -> str:
    """Return the sentence for a fault with its facts filled in."""
    if fault.code not in FAULTS:
        _log.error("no words for the fault %s", fault.code)
    facts = {name: _told(value) for name, value in fault.facts.items()}
    return FAULTS.get(fault.code, _OTHER_FAULT).format_map(_Facts(facts))


def refusal_words(refusal: Refusal) -> Words:
    """Return the words of the nearest class that the table names, facts filled in."""
    words = next(
        REFUSALS[kind.__name__] for kind in type(refusal).__mro__ if kind.__name__ in REFUSALS
    )
    facts = _Facts({name: _told(value) for name, value in vars(refusal).items()})
    return replace(words, sentence=words.sentence.format_map(facts))


def trouble_sentence(trouble: str) -> str:
    """Return why a job waits; a class name that the worker left behind is not shown."""
    code, _, detail = trouble.partition(":")
    return TROUBLES.get(code, _OTHER_TROUBLE).format(detail=detail)


def _told(value: object) -> object:
    if isinstance(value, date) and not isinstance(value, datetime):
        return format_date(value, "d MMMM y", locale="id")
    return str(value).replace("-", " ") if isinstance(value, GuidanceStatus) else value
