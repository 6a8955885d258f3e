"""The steps of a guidance in the officer's words: the button, the question, the line afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass

from casework.clients.workflow import GuidanceStatus, GuidanceStep
from webapp.words.people import STATUSES

__all__ = ["STEPS", "StepWords", "past_words"]


@dataclass(frozen=True, slots=True)
class StepWords:
    """How one step is offered, asked about and told; `fields` are those it asks for beside them.

    `asks` stands above the form of a step that ends the guidance, and has to be agreed to.
    """

    label: str
    button: str
    told: str
    happened: str
    fields: tuple[str, ...] = ()
    asks: str = ""
    day: str = "Berlaku sejak"
    reason: str = "Alasan"
    hint: str = ""


_T = GuidanceStep
_STOPS = "Jam asesmen berhenti dan asesmen baru tidak dapat dibuka."

STEPS: Mapping[GuidanceStep, StepWords] = {
    _T.SUSPEND: StepWords(
        "Tangguhkan",
        "Tangguhkan pembimbingan",
        "Pembimbingan ditangguhkan.",
        "Ditangguhkan",
        ("reason",),
        hint="Jam asesmen berhenti sampai pembimbingan dilanjutkan.",
    ),
    _T.RESUME: StepWords(
        "Lanjutkan",
        "Lanjutkan pembimbingan",
        "Pembimbingan dilanjutkan.",
        "Dilanjutkan",
        ("reason",),
    ),
    _T.STAGE: StepWords(
        "Ubah tahap",
        "Simpan tahap",
        "Tahap pembimbingan diubah.",
        "Tahap diubah",
        ("stage", "reason"),
    ),
    _T.TERM: StepWords(
        "Ubah masa bimbingan",
        "Simpan masa bimbingan",
        "Masa bimbingan diubah.",
        "Masa bimbingan diubah",
        ("until", "reason"),
        day="Perubahan berlaku sejak",
    ),
    _T.RETURN: StepWords(
        "Catat ditemukan kembali",
        "Catat ditemukan kembali",
        "Klien dicatat ditemukan kembali.",
        "Ditemukan kembali",
        ("reason",),
        day="Ditemukan tanggal",
    ),
    _T.RECEIVE: StepWords(
        "Terima kembali",
        "Terima kembali",
        "Klien diterima kembali; hitungan asesmen awal dimulai lagi.",
        "Diterima kembali",
        ("since", "until", "stage", "reason"),
        day="Diterima tanggal",
        hint="Pembimbingan baru pada berkas yang sama: hitungan 7 hari asesmen awal dimulai lagi "
        "dari tanggal diterima.",
    ),
    _T.COMPLETE: StepWords(
        "Akhiri: selesai",
        "Akhiri, selesai",
        "Pembimbingan selesai.",
        "Selesai",
        ("reason",),
        asks=f"Akhiri pembimbingan karena selesai? {_STOPS}",
    ),
    _T.REVOKE: StepWords(
        "Akhiri: dicabut",
        "Akhiri, dicabut",
        "Pembimbingan dicabut.",
        "Dicabut",
        ("reason",),
        asks=f"Akhiri pembimbingan karena dicabut? {_STOPS}",
    ),
    _T.TRANSFER: StepWords(
        "Akhiri: pelimpahan",
        "Akhiri, dilimpahkan",
        "Pembimbingan dilimpahkan.",
        "Dilimpahkan",
        ("destination", "reason"),
        asks=f"Limpahkan pembimbingan ke Bapas lain? {_STOPS} Berkas ini tetap di sini.",
    ),
    _T.DIE: StepWords(
        "Akhiri: meninggal dunia",
        "Akhiri, meninggal dunia",
        "Klien dicatat meninggal dunia.",
        "Meninggal dunia",
        ("reason",),
        asks=f"Catat klien meninggal dunia? {_STOPS}",
        day="Meninggal tanggal",
        reason="Dasar",
        hint="Misalnya: surat keterangan kematian nomor dan tanggalnya.",
    ),
    _T.ABSCOND: StepWords(
        "Akhiri: melarikan diri",
        "Catat melarikan diri",
        "Klien dicatat melarikan diri.",
        "Melarikan diri",
        ("reason",),
        asks=f"Catat klien melarikan diri? {_STOPS}",
        day="Melarikan diri sejak",
    ),
    _T.STRIKE: StepWords(
        "Coret perubahan terakhir",
        "Coret perubahan ini",
        "Perubahan dicoret; keadaan sebelumnya berlaku lagi.",
        "Pencoretan",
        ("reason",),
        reason="Mengapa keliru",
    ),
}


def past_words(step: str, status: GuidanceStatus) -> str:
    """Return what happened, in words; of a step that this version does not know, its outcome."""
    if step == "buka":
        return "Klien diterima"
    return STEPS[GuidanceStep(step)].happened if step in set(GuidanceStep) else STATUSES[status]
