"""The words of the report "Laporan Hasil Asesmen Risiko dan Kebutuhan", from a sealed record.

Pure: a record, the office's settings and its head go in, the template's values come out.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from archive.record import Record
from casework.assessments import recommendations
from casework.assessments.criminogenic_words import ALONE, reason
from casework.assessments.record import needs_of, risk_of
from casework.documents.letterhead import SECRET, day, letterhead, period
from casework.instruments.form import Band, Instrument, Number, Part
from casework.offices.model import Official
from casework.offices.profile import Profile

__all__ = ["values"]

_TICK = "ya"
# what a report calls the form that comes with Berkas; any other by its own short title
_NAMES = {"rri": "Risiko residivisme (RRI)"}
_NOT_OFFERED = "tidak berlaku bagi klien"


def values(
    record: Record, forms: Mapping[str, Instrument], profile: Profile, head: Official | None
) -> dict[str, object]:
    """Return what the template needs; the record alone decides what the report says.

    `forms` are the instruments that the record names, by their codes.
    """
    isi = record.isi
    risk, needs = risk_of(isi), needs_of(isi)
    before = isi["sebelumnya"] or {}
    return {
        "nomor": record.nomor or "",
        "sifat": SECRET,
        "kop": letterhead(profile),
        "identitas": _identity(isi["identitas"]),
        "ringkasan": {
            "sejak": day(date.fromisoformat(before["tanggal"])) if before else "",
            "hasil": [_summary(forms[one["kode"]], one, before) for one in isi["instrumen"]],
            "rekomendasi": _advice(isi),
        },
        "dasar": _basis(isi, tuple(forms.values())),
        "risiko": _risk(forms[risk["kode"]], risk),
        "kebutuhan": _needs(forms, risk, needs, before),
        "analisis": [{"judul": "", "alinea": _paragraphs(isi["analisis"])}],
        "rekomendasi": {
            "pengantar": _paragraphs(_advice(isi)),
            "program": [_programme(row) for row in isi["rekomendasi"]],
        },
        "asesmen_berikutnya": day(date.fromisoformat(isi["berikutnya"])),
        "tempat": profile.city or profile.name,
        "tanggal": day(record.tanggal),
        "kepala": {
            "jabatan": head.position if head else "Kepala",
            "nama": head.name if head else "................................",
            "nip": head.nip if head else "",
        },
        "asesor": {"jabatan": "Asesor", "nama": isi["asesor"]["nama"], "nip": isi["asesor"]["nip"]},
        "kode": isi["kode_dokumen"],
    }


# the rows of the identity block in the order of the paper; a record keeps no order
_ROWS = (
    "Nama lengkap",
    "Nomor register",
    "Tanggal lahir, jenis kelamin",
    "Tindak pidana",
    "Putusan",
    "Status dan masa bimbingan",
    "Lokasi pembimbingan",
    "Alasan dan tujuan asesmen",
    "Tanggal pelaksanaan",
    "Petugas asesmen",
)


def _identity(rows: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"label": label, "isi": rows[label]} for label in _ROWS if label in rows]


def _paragraphs(text: str) -> list[str]:
    return [one.strip() for one in re.split(r"\n\s*\n|\n", text) if one.strip()]


def _advice(isi: Mapping[str, Any]) -> str:
    """Return the sentence that sums the recommendation up: the assessor's, else the titles."""
    if text := (isi.get("kesimpulan") or "").strip():
        return str(text)
    titles = ", ".join(
        recommendations.title(code).lower()
        for code in dict.fromkeys(row["kode"] for row in isi["rekomendasi"])
    )
    return f"Asesor merekomendasikan {titles}."


def _summary(
    form: Instrument, sealed: Mapping[str, Any], before: Mapping[str, Any]
) -> dict[str, object]:
    done, last = sealed["dilaksanakan"], before.get(form.code)
    year = before["tanggal"][:4] if before else ""
    return {
        "nama": _name(form),
        "dinilai": done,
        "nilai": sealed["nilai"] or 0,
        "maksimum": form.maximum,
        "kotak": len(form.bands),
        "pita": [
            {
                "nama": band.title,
                "berlaku": done and band.code == sealed["tingkat"],
                "catatan": year
                if last and done and last["tingkat"] == band.code != sealed["tingkat"]
                else "",
            }
            for band in form.bands
        ],
        "perubahan": _change(sealed, last, first=not before),
        "semula": f"{last['nilai']}, {_title(form.bands, last['tingkat'])}" if last else "",
    }


def _change(sealed: Mapping[str, Any], last: Mapping[str, Any] | None, *, first: bool) -> str:
    if first:
        return "Asesmen pertama"
    if last is None or not sealed["dilaksanakan"]:
        return "Tidak dapat dibandingkan"
    step = sealed["nilai"] - last["nilai"]
    return "Tetap" if step == 0 else f"{'Naik' if step > 0 else 'Turun'} {abs(step)}"


def _title(bands: Sequence[Band], code: str) -> str:
    return next(band.title for band in bands if band.code == code)


def _basis(isi: Mapping[str, Any], forms: Sequence[Instrument]) -> list[str]:
    names = [f"{form.title} {form.edition}" for form in forms]
    decree = next(form.decree for form in forms)
    own = any(form.own_words for form in forms)
    words = " Bunyi butir adalah rumusan ringkas, bukan bunyi resminya." if own else ""
    days = period(
        date.fromisoformat(isi["pelaksanaan"]["mulai"]),
        date.fromisoformat(isi["pelaksanaan"]["selesai"]),
    )
    return [
        (
            "Dasar asesmen adalah Undang-Undang Nomor 22 Tahun 2022 tentang Pemasyarakatan dan "
            f"{decree}. Asesmen memakai {' dan '.join(names)}.{words}"
        ),
        (
            f"Asesmen dilaksanakan pada {days}. Bukti atau informasi pendukung dimuat di bawah "
            "setiap butir."
        ),
    ]


def _answers(form: Instrument, sealed: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    found = {}
    for one in sealed["jawaban"]:
        item = form.item(one["butir"])
        if item is None or (option := item.option(one["pilihan"])) is None:
            continue
        found[one["butir"]] = {
            "kode": item.code,
            "nomor": item.code,
            "pertanyaan": item.text,
            "bukti": one["bukti"],
            "jawaban": _with_number(option.title, item.number, one.get("angka")),
            "nilai": one["nilai"] or 0,
            "ya": option.code == _TICK,
            "faktor": item.factor,
        }
    return found


def _with_number(answer: str, number: Number | None, given: int | None) -> str:
    """Return an answer with the number given beside it: Ya (14 tahun)."""
    return answer if number is None or given is None else f"{answer} ({given} {number.unit})"


def _pick(row: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: row[name] for name in names}


def _limits(form: Instrument, current: str | None) -> list[dict[str, object]]:
    return [
        {
            "kategori": band.title,
            "rentang": f"{band.least}–{band.most}",  # noqa: RUF001
            "berlaku": band.code == current,
        }
        for band in form.bands
    ]


def _ticks(part: Part, answers: Mapping[str, dict[str, Any]]) -> dict[str, object]:
    rows = [answers[item.code] for item in part.items if item.code in answers]
    yes = [row["kode"] for row in rows if row["ya"]]
    return {
        "judul": f"{part.code}. {part.title}",
        "berlaku": bool(rows),
        "alasan": "" if rows else _NOT_OFFERED,
        "ringkasan": f"Ya: {', '.join(yes)}" if yes else "Tidak ada butir yang dijawab Ya",
        "butir": [_pick(row, "kode", "pertanyaan", "bukti", "ya") for row in rows],
    }


def _name(form: Instrument) -> str:
    return _NAMES.get(form.code, form.short)


def _risk(form: Instrument, sealed: Mapping[str, Any]) -> dict[str, object]:
    answers = _answers(form, sealed)
    scored = [part for part in form.parts if part.scored]
    alone = len(scored) == 1
    return {
        "judul": f"{_name(form)}, Bagian {scored[0].code}" if alone else _name(form),
        "bagian": [_scored(part, sealed, answers, alone=alone) for part in scored],
        "label": "Nilai total dan kategori" if alone else f"Nilai akhir = {_sum(scored)}",
        "nilai": sealed["nilai"],
        "maksimum": form.maximum,
        "kategori": _title(form.bands, sealed["tingkat"]),
        "batas": _limits(form, sealed["tingkat"]),
        "judul_tambahan": f"Bagian lain {form.short} (tidak menambah nilai)",
        "tambahan": [_ticks(part, answers) for part in form.parts if not part.scored],
    }


def _scored(
    part: Part, sealed: Mapping[str, Any], answers: Mapping[str, dict[str, Any]], *, alone: bool
) -> dict[str, object]:
    points = {one["kode"]: one["nilai"] for one in sealed["bagian"]}
    taken = " (mengurangi nilai)" if part.subtracted else ""
    return {
        "judul": "" if alone else f"Bagian {part.code}. {part.title}{taken}",
        "jumlah": "" if alone else f"Jumlah {part.title.lower()}",
        "nilai": points.get(part.code) or 0,
        "maksimum": part.maximum or 0,
        "butir": [
            _pick(answers[item.code], "kode", "pertanyaan", "bukti", "jawaban", "nilai")
            for item in part.items
            if item.code in answers
        ],
    }


def _sum(parts: Sequence[Part]) -> str:
    """Return how the parts make up the sum: faktor risiko − faktor pelindung."""  # noqa: RUF002
    words = parts[0].title.lower()
    for part in parts[1:]:
        words += f" {'−' if part.subtracted else '+'} {part.title.lower()}"  # noqa: RUF001
    return words


def _needs(
    forms: Mapping[str, Instrument],
    risk: Mapping[str, Any],
    sealed: Mapping[str, Any] | None,
    before: Mapping[str, Any],
) -> dict[str, object]:
    if sealed is None or not sealed["dilaksanakan"]:
        form = forms[risk["kode"]]
        named = _name(forms[sealed["kode"]]) if sealed else "Kebutuhan kriminogenik"
        why = sealed["alasan_tidak"] if sealed else ALONE
        return {
            "dilakukan": False,
            "judul": named,
            "nama": named,
            "alasan": reason(why, form.short, _title(form.bands, risk["tingkat"])),
        }
    form, last = forms[sealed["kode"]], before.get(sealed["kode"])
    answers = _answers(form, sealed)
    band = _title(form.bands, sealed["tingkat"])
    return {
        "dilakukan": True,
        "judul": f"{_name(form)} per faktor" if form.factors else _name(form),
        "nama": _name(form),
        "pengantar": [
            f"Jumlah nilai {sealed['nilai']} dari {form.maximum}, kategori {band}. "
            "Kotak hitam adalah nilai sekarang, kotak kosong sisa sampai nilai tertinggi."
            + (" Kotak abu-abu berkurang sejak asesmen sebelumnya." if last else "")
        ],
        "nilai": sealed["nilai"],
        "maksimum": form.maximum,
        "kategori": band,
        "semula": str(last["nilai"]) if last else "",
        "kategori_semula": _title(form.bands, last["tingkat"]) if last else "",
        "batas": _limits(form, sealed["tingkat"]),
        "faktor": [
            _factor(n, form, one, answers, (last or {}).get("faktor", {}))
            for n, one in enumerate(sealed["faktor"], 1)
        ]
        or [_undivided(form, sealed, answers)],
        "pertimbangan": [_ticks(part, answers) for part in form.parts if not part.scored],
    }


def _factor(
    n: int,
    form: Instrument,
    one: Mapping[str, Any],
    answers: Mapping[str, dict[str, Any]],
    before: Mapping[str, int],
) -> dict[str, object]:
    factor = next(factor for factor in form.factors if factor.code == one["kode"])
    points, last = one["nilai"], before.get(one["kode"])
    gone = max(0, last - points) if last is not None else 0
    was = "" if last is None else _title(factor.bands, _band(factor.bands, last))
    now = _title(factor.bands, one["tingkat"])
    return {
        "nomor": n,
        "nama": factor.title,
        "nilai": points,
        "maksimum": factor.maximum,
        "berkurang": gone,
        "sisa": factor.maximum - points - gone,
        "kategori": now,
        "semula": "" if last is None else str(last),
        "kategori_semula": "" if last is None else "tetap" if was == now else f"semula {was}",
        "keterangan": _remark(answers, factor.code),
        "butir": [
            _pick(row, "nomor", "pertanyaan", "bukti", "jawaban", "nilai")
            for row in answers.values()
            if row["faktor"] == factor.code
        ],
    }


def _undivided(
    form: Instrument, sealed: Mapping[str, Any], answers: Mapping[str, dict[str, Any]]
) -> dict[str, object]:
    """Return a form without factors as if it were one: its items must be printed all the same."""
    scored = {item.code for part in form.parts if part.scored for item in part.items}
    rows = [row for row in answers.values() if row["kode"] in scored]
    return {
        "nomor": 1,
        "nama": form.short,
        "nilai": sealed["nilai"],
        "maksimum": form.maximum,
        "berkurang": 0,
        "sisa": form.maximum - sealed["nilai"],
        "kategori": _title(form.bands, sealed["tingkat"]),
        "semula": "",
        "kategori_semula": "",
        "keterangan": "",
        "butir": [_pick(row, "nomor", "pertanyaan", "bukti", "jawaban", "nilai") for row in rows],
    }


def _band(bands: Sequence[Band], points: int) -> str:
    return next(band.code for band in bands if band.least <= points <= band.most)


def _remark(answers: Mapping[str, dict[str, Any]], factor: str) -> str:
    scored = [row["nomor"] for row in answers.values() if row["faktor"] == factor and row["nilai"]]
    return f"butir {', '.join(scored)}" if scored else "tidak ada butir bernilai"


def _programme(row: Mapping[str, Any]) -> dict[str, str]:
    def as_day(text: str | None) -> date | None:
        return date.fromisoformat(text) if text else None

    return {
        "uraian": row["uraian"] or recommendations.title(row["kode"]),
        "bentuk": f"{row['jenis'].capitalize()}, {row['bentuk']}",
        "sasaran": row["sasaran"],
        "waktu": period(as_day(row["mulai"]), as_day(row["selesai"])),
        "mitra": row["mitra"],
    }
