"""What a source is called and what it may be: tables, and reading a kind as people type it."""

import re
from collections.abc import Mapping

__all__ = ["KINDS", "LARGEST", "ORIGINAL", "OTHER", "read_kind", "title_of"]

LARGEST = 25 * 1024 * 1024
ORIGINAL = "asli"  # the name of the file in the bag, before its ending
OTHER = "lainnya"

# code → the title of one that bears no title of its own
KINDS: Mapping[str, str] = {
    "hasil-asesmen": "Hasil asesmen",
    "putusan": "Putusan",
    "bap": "Berita acara pemeriksaan",
    "litmas": "Litmas terdahulu",
    "persetujuan": "Persetujuan asesmen",
    "surat": "Surat",
    OTHER: "Dokumen",
}
_ALSO: Mapping[str, str] = {
    "asesmen": "hasil-asesmen",
    "berita-acara-pemeriksaan": "bap",
    "dokumen": OTHER,
    "dokumen-lainnya": OTHER,
    "hasil-asesmen-lapas": "hasil-asesmen",
    "lain": OTHER,
    "lain-lain": OTHER,
    "laporan-hasil-asesmen": "hasil-asesmen",
    "litmas-terdahulu": "litmas",
    "informed-consent": "persetujuan",
    "penelitian-kemasyarakatan": "litmas",
    "persetujuan-asesmen": "persetujuan",
    "putusan-pengadilan": "putusan",
    "salinan-putusan": "putusan",
}
_BETWEEN = re.compile(r"[^a-z0-9]+")


def read_kind(typed: str) -> str | None:
    """Return the code of a kind as it was typed, `OTHER` for nothing, None for no kind of ours."""
    code = _BETWEEN.sub("-", typed.casefold()).strip("-")
    if not code:
        return None if typed.strip() else OTHER
    return code if code in KINDS else _ALSO.get(code)


def title_of(kind: str, origin: str, title: str = "") -> str:
    """Return the title that a source is listed under: its own, else its kind and its origin."""
    return title or f"{KINDS[kind]} {origin}".strip()
