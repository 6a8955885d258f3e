"""The officer's words: an Indonesian sentence for every fault and every refusal of the trade."""

from collections.abc import Mapping
from dataclasses import dataclass

from casework.errors import Fault, Invalid, NotFound, Refusal
from casework.users.service import WrongCode, WrongCredentials
from casework.users.throttle import Throttled

__all__ = ["FAULTS", "REFUSALS", "Words", "fault_sentence", "refusal_words"]

# Facts of the fault are filled in by name. {field} is the label where the table below has one.
FAULTS: Mapping[str, str] = {
    "login-form": "Nama pengguna hanya memakai huruf, angka, titik, atau garis, tanpa spasi.",
    "login-taken": "Nama pengguna ini sudah dipakai. Pilih yang lain.",
    "number-pattern": "Pola nomor harus memuat {{n}} dan hanya boleh ditambah {{year}}.",
    "office-code": "Kode kantor hanya memakai huruf kecil, angka, dan tanda hubung.",
    "password-guessable": "Kata sandi ini terlalu mudah ditebak. Pakai beberapa kata yang tidak "
    "berhubungan.",
    "password-long": "Kata sandi paling panjang {most} karakter.",
    "password-repeat": "Kedua kata sandi baru tidak sama. Ketik ulang.",
    "password-short": "Kata sandi paling sedikit {least} karakter; yang ditulis {given}.",
    "password-wrong": "Kata sandi sekarang tidak cocok.",
    "positive": "Isi dengan angka lebih dari nol.",
    "setup-code": "Kode ini tidak dikenal atau sudah dipakai.",
    "nip-length": "NIP harus 18 angka; yang ditulis {given}.",
    "before-start": "Tanggal akhir mendahului tanggal mulai.",
    "required": "Bagian ini wajib diisi.",
}


@dataclass(frozen=True, slots=True)
class Words:
    """How a refusal is told: the status of the answer, its title and its sentence.

    `sentence` may name attributes of the refusal in braces.
    """

    status: int
    title: str
    sentence: str


NOT_FOUND = Words(404, "Tidak ditemukan", "Halaman ini tidak ada atau tidak terbuka untuk Anda.")

REFUSALS: Mapping[type[Refusal], Words] = {
    NotFound: NOT_FOUND,
    Invalid: Words(422, "Perlu diperbaiki", "Ada isian yang belum dapat diterima."),
    Throttled: Words(
        429,
        "Tunggu sebentar",
        "Terlalu banyak percobaan masuk. Coba lagi {seconds} detik lagi.",
    ),
    WrongCode: Words(422, "Kode tidak dikenal", "Kode ini tidak dikenal atau sudah dipakai."),
    WrongCredentials: Words(422, "Belum dapat masuk", "Nama pengguna atau kata sandi tidak cocok."),
    Refusal: Words(
        409,
        "Tidak dapat dilakukan",
        "Langkah ini tidak dapat dilakukan dalam keadaan sekarang. Tidak ada yang berubah.",
    ),
}


def fault_sentence(fault: Fault) -> str:
    """Return the sentence for a fault with its facts filled in."""
    return FAULTS[fault.code].format(**fault.facts)


def refusal_words(refusal: Refusal) -> Words:
    """Return the words of the nearest class that the table names, facts filled in."""
    words = next(REFUSALS[kind] for kind in type(refusal).__mro__ if kind in REFUSALS)
    facts = {
        name: getattr(refusal, name)
        for name in vars(refusal)
        if isinstance(getattr(refusal, name), str | int)
    }
    return Words(words.status, words.title, words.sentence.format(**facts))
