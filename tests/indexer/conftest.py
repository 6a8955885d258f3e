import datetime as dt
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from indexer.entry import Entry
from indexer.index import Index

MakeEntry = Callable[..., Entry]

NAMES = (
    "Budi Santoso", "Siti Aminah", "Muhammad Rizky", "Moch. Rizki", "Soeharto Wibowo",
    "Suharto Wibawa", "Djoko Susilo", "Joko Susilo", "Tjahjo Kurniawan", "Cahyo Kurniawan",
    "Achmad Fauzi", "Ahmad Fauzy", "Dewi Lestari", "Ma'ruf Hidayat", "Yusuf Hidayat",
)  # fmt: skip
SENTENCES = (
    "Klien mengikuti rehabilitasi narkotika di lembaga mitra",
    "Keluarga klien mendukung pembimbingan dan pelatihan kerja",
    "Klien belum pernah dihukum dan tidak menyesali perbuatannya",
    "Tekanan ekonomi menjadi penyebab pencurian dengan pemberatan",
    "Penelitian kemasyarakatan menyarankan diversi bagi klien",
    "Undang-undang mengatur pembebasan bersyarat",
    "Risiko pengulangan tinggi karena pergaulan dengan kelompok kriminal",
    "Klien bekerja sebagai buruh bangunan dan tinggal bersama orang tua",
    "Pembimbing membimbing klien setiap bulan, klien melapor tepat waktu",
    "Menindaklanjuti surat nomor WP.10.PAS.PAS.8-UM.01.01 - 892 tentang klien",
    "Klien dibina di Lapas, pembinaan kemandirian berupa pelatihan menjahit",
    "Korban telah memaafkan, perdamaian dibuat di hadapan kepala desa",
)
RECOMMENDATIONS = (
    "bimbingan-standar",
    "rehabilitasi-napza",
    "pelatihan-kerja",
    "konseling-keluarga",
)


def make_entry(number: int = 1, **changes: object) -> Entry:
    values: dict[str, object] = {
        "id": f"01J{number:023}",
        "client": f"KLIEN{number % 40}",
        "file_number": f"2025-{number:05}",
        "names": ("Budi Santoso",),
        "numbers": (f"WP.10.PAS.PAS.8-UM.01.01 - {number}",),
        "date": dt.date(2026, 1, 1),
        "kind": "hasil-asesmen",
        "title": "Hasil asesmen risiko dan kebutuhan",
    }
    return Entry(**(values | changes))  # type: ignore[arg-type]


def some_entries(count: int, seed: int = 7) -> list[Entry]:
    chance = random.Random(seed)
    return [
        make_entry(
            number,
            names=(chance.choice(NAMES),),
            date=dt.date(2023, 1, 1) + dt.timedelta(days=chance.randrange(1200)),
            kind=chance.choice(("hasil-asesmen", "litmas", "pembukaan")),
            title=chance.choice(
                ("Hasil asesmen risiko", "Litmas Pembimbingan", "Pembukaan berkas")
            ),
            band=chance.choice(("rendah", "sedang", "tinggi", "")),
            recommendations=tuple(chance.sample(RECOMMENDATIONS, chance.randrange(3))),
            recommendation_words=chance.choice(
                ("", "Rehabilitasi enam bulan", "Konseling keluarga")
            ),
            officer=chance.choice(("Rina Wulandari", "Agus Setiawan")),
            place=chance.choice(("Lemari 1 > Boks 2", "Lemari 2 > Boks 9")),
            decision=chance.choice(("", "disetujui", "ditolak")),
            pages=tuple(
                ". ".join(chance.sample(SENTENCES, chance.randrange(1, 4)))
                for _ in range(chance.randrange(4))
            ),
        )
        for number in range(1, count + 1)
    ]


@pytest.fixture(scope="session")
def entries() -> list[Entry]:
    return some_entries(240)


@pytest.fixture(scope="session")
def filled(entries: list[Entry], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index as an office has it: built, then written to, with some documents removed."""
    index = Index(tmp_path_factory.mktemp("indeks"))
    gone = [make_entry(9000 + number, pages=SENTENCES) for number in range(5)]
    index.rebuild([*entries[:150], *gone])
    for start in range(150, len(entries), 30):
        index.put(entries[start : start + 30])
    index.put(entries[10:20])
    index.remove(entry.id for entry in gone)
    yield index
    index.close()


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    found = Index(tmp_path / "indeks")
    found.rebuild(())
    yield found
    found.close()


@pytest.fixture
def make() -> MakeEntry:
    return make_entry


@pytest.fixture
def many() -> Callable[[int], list[Entry]]:
    return some_entries
