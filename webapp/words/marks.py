"""The marks of a state: for each the tone, the icon and the word, always all three."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask

__all__ = ["BANDS", "CHILD_BANDS", "MARKS", "Mark", "init_app"]


@dataclass(frozen=True, slots=True)
class Mark:
    """How one state looks: tone names a class of the style sheet, icon a symbol of the sprite."""

    tone: str
    icon: str
    word: str


MARKS: Mapping[str, Mark] = {
    "late": Mark("red", "clock-late", "Terlambat"),
    "today": Mark("orange", "clock-today", "Hari ini"),
    "soon": Mark("amber", "clock", "Segera"),
    "scheduled": Mark("blue", "calendar", "Terjadwal"),
    "paused": Mark("grey", "pause", "Dijeda"),
    "unrated": Mark("grey", "blank", "Belum dinilai"),
    "draft": Mark("grey", "pen", "Draf"),
    "ready": Mark("blue", "tick", "Siap terbit"),
    "issuing": Mark("blue", "dots", "Sedang diterbitkan"),
    "issued": Mark("green", "tick", "Terbit"),
    "void": Mark("grey", "cross", "Batal"),
    "to-print": Mark("grey", "dots", "Menunggu cetak"),
    "printed": Mark("blue", "printer", "Dicetak"),
    "signed": Mark("violet", "pen", "Ditandatangani"),
    "filed": Mark("green", "folder", "Di map"),
    "electronic": Mark("teal", "screen", "Hanya elektronik"),
    "lent": Mark("amber", "out", "Dipinjam"),
    "lost": Mark("red", "question", "Hilang"),
    "new": Mark("blue", "document", "Hasil baru"),
    "warning": Mark("amber", "warning", "Periksa"),
    "failed": Mark("red", "warning", "Gagal"),
}


class _Bands(dict[str, Mark]):
    """The bands by their codes; one that an office's own instrument names is marked plainly."""

    def __missing__(self, code: str) -> Mark:
        return Mark("blue", "dots", code.replace("-", " ").capitalize())


BANDS: Mapping[str, Mark] = _Bands(
    {
        "rendah": Mark("green", "bars-1", "Rendah"),
        "sedang": Mark("amber", "bars-2", "Sedang"),
        "tinggi": Mark("orange", "bars-3", "Tinggi"),
        "sangat-tinggi": Mark("red", "bars-4", "Sangat Tinggi"),
        "menengah": Mark("amber", "bars-2", "Menengah"),
    }
)

# a child's form has three bands and so three bars
CHILD_BANDS: Mapping[str, Mark] = _Bands(
    {
        "rendah": Mark("green", "child-1", "Rendah"),
        "sedang": Mark("amber", "child-2", "Sedang"),
        "menengah": Mark("amber", "child-2", "Menengah"),
        "tinggi": Mark("orange", "child-3", "Tinggi"),
    }
)


def init_app(app: Flask) -> None:
    """Offer the tables to the macros."""
    app.jinja_env.globals.update(MARKS=MARKS, BANDS=BANDS, CHILD_BANDS=CHILD_BANDS)
