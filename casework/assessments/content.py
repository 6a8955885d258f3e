"""What a result seals: the draft frozen into the `isi` of a `hasil-asesmen`."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

import doc_templates
from casework.assessments.model import Assessment, Result
from casework.assessments.record import needs_of, risk_of
from casework.assessments.rules import next_due
from casework.assessments.sheet import Filled, Sheet, lay_out
from casework.clients.model import Client
from casework.clients.rules import age
from casework.consents import queries as consents
from casework.consents.record import stated
from casework.deposits.model import Deposit
from casework.documents.letterhead import day, period
from casework.instruments import lists, own_lists, rules
from casework.offices import service as offices
from casework.offices.profile import Profile

__all__ = ["TEMPLATE", "freeze", "previous"]

TEMPLATE = "laporan-hasil-asesmen"
_SEX = {"L": "laki-laki", "P": "perempuan"}


def freeze(
    session: Session, client: Client, assessment: Assessment, *, urut: int | None, code: str
) -> dict[str, Any]:
    """Return the content of the record; the draft must have passed every check before."""
    sheet = lay_out(session, client, assessment)
    profile = offices.settings(session, assessment.office)
    assessor = offices.official(session, assessment.office, assessment.assessor_id)
    consent = consents.holding(session, assessment.id)
    started, finished = assessment.started_on, assessment.finished_on
    if started is None or finished is None:
        raise ValueError("a result needs the days on which it was made")
    template = doc_templates.find(TEMPLATE)
    return {
        "asesmen": assessment.id,
        "ke": assessment.ordinal,
        "urut": urut,
        "alasan": "ulang" if assessment.reassessment else "awal",
        "tujuan": assessment.purpose,
        "pelaksanaan": {"mulai": started.isoformat(), "selesai": finished.isoformat()},
        "asesor": {"id": assessor.id, "nama": assessor.name, "nip": assessor.nip},
        "identitas": _identity(client, assessment, profile, assessor.name),
        "instrumen": [_instrument(one, sheet) for one in sheet.filled],
        "analisis": assessment.analysis,
        "kesimpulan": assessment.summary,
        "rekomendasi": [
            {
                "kode": row.code,
                "jenis": row.kind,
                "bentuk": row.form,
                "uraian": row.text,
                "sasaran": row.target,
                "mulai": row.starts_on.isoformat() if row.starts_on else None,
                "selesai": row.ends_on.isoformat() if row.ends_on else None,
                "mitra": row.partner,
            }
            for row in assessment.recommendations
        ],
        "sebelumnya": previous(session, client),
        "berikutnya": next_due(finished, profile.reassessment_months).isoformat(),
        "kode_dokumen": code,
        "templat": {
            "nama": template.name,
            "versi": str(template.version),
            "sha256": template.sha256,
        },
        "persetujuan": stated(consent) if consent is not None else None,
    }


def _identity(
    client: Client, assessment: Assessment, profile: Profile, assessor: str
) -> dict[str, str]:
    """Return the identity block as it is printed, label by label."""
    case = client.cases[0] if client.cases else None
    kind = own_lists.client_types(profile).get(client.client_type)
    finished = assessment.finished_on or client.received_on
    reason = "Asesmen ulang" if assessment.reassessment else "Asesmen awal"
    purpose = lists.purposes()[assessment.purpose].title
    registers = ", ".join(one.number for one in client.registers)
    file = f"berkas klien {client.number}"
    rows = {
        "Nama lengkap": f"{client.name} {client.bin_binti or ''}".strip(),
        "Nomor register": f"{registers} ({file})" if registers else file,
        "Tanggal lahir, jenis kelamin": (
            f"{day(client.birth_date)} ({age(client.birth_date, finished)} tahun), "
            f"{_SEX[str(client.sex)]}"
        ),
        "Tindak pidana": _offence(profile, case.offences, case.articles) if case else "",
        "Putusan": _joined(case.court, case.verdict, case.sentence) if case else "",
        "Status dan masa bimbingan": _joined(
            kind.title if kind else client.client_type,
            period(client.guidance_from, client.guidance_until),
        ),
        "Lokasi pembimbingan": profile.name,
        "Alasan dan tujuan asesmen": f"{reason}, {purpose.lower()}",
        "Tanggal pelaksanaan": period(assessment.started_on, assessment.finished_on),
        "Petugas asesmen": assessor,
        "Penugasan": _assignment(assessment),
    }
    return {label: text for label, text in rows.items() if text}


def _assignment(assessment: Assessment) -> str:
    since = f"sejak {day(assessment.assigned_on)}" if assessment.assigned_on else ""
    letter = f"surat nomor {assessment.assigned_letter}" if assessment.assigned_letter else ""
    by = f"oleh {assessment.assigned_by}" if assessment.assigned_by else ""
    return _joined(since, letter, by)


def _offence(profile: Profile, codes: list[str], articles: str) -> str:
    known = own_lists.offences(profile)
    return _joined(*(known[code].title if code in known else code for code in codes), articles)


def _joined(*texts: str | None) -> str:
    return ", ".join(text for text in texts if text)


def _instrument(filled: Filled, sheet: Sheet) -> dict[str, Any]:
    form, done = filled.form, filled in sheet.asked
    facts: dict[str, Any] = {
        "kode": form.code,
        "judul": form.title,
        "singkatan": form.short,
        "versi": form.version,
        "sha256": form.sha256,
        "jawaban": [],
        "bagian": [],
        "nilai": None,
        "maksimum": None,
        "tingkat": None,
        "faktor": [],
        "dilaksanakan": done,
    }
    if not done:
        return {**facts, "alasan_tidak": str(sheet.requirement.reason)}
    asked = rules.applicable_items(form, sheet.subject, filled.answers)
    chosen = {item.code: item.option(filled.answers[item.code]) for item in asked}
    result = filled.score
    return facts | {
        "jawaban": [
            {
                "butir": item.code,
                "pilihan": filled.answers[item.code],
                "nilai": option.value if (option := chosen[item.code]) else None,
                "bukti": filled.evidence.get(item.code, ""),
            }
            | ({} if item.number is None else {"angka": filled.numbers.get(item.code)})
            for item in asked
        ],
        "bagian": [
            {"kode": one.code, "judul": one.title, "nilai": one.total, "maksimum": one.maximum}
            for one in result.parts
        ],
        "nilai": result.total,
        "maksimum": result.maximum,
        "tingkat": result.provisional.code,
        "kategori": result.provisional.title,
        "faktor": [
            {
                "kode": one.code,
                "judul": one.title,
                "nilai": one.total,
                "maksimum": one.maximum,
                "tingkat": one.provisional.code,
            }
            for one in result.factors
        ],
    }


def previous(session: Session, client: Client) -> dict[str, Any] | None:
    """Return what the client's last result came to, for the comparison; None at the first."""
    last = session.scalars(
        select(Result).where(Result.client_id == client.id).order_by(Result.ordinal.desc()).limit(1)
    ).one_or_none()
    if last is None:
        return None
    sealed = session.get_one(Deposit, last.id).isi
    risk, needs = risk_of(sealed), needs_of(sealed)
    return {
        "id": last.id,
        "nomor": last.number,
        "tanggal": last.issued_on.isoformat(),
        "ke": last.ordinal,
        risk["kode"]: {
            "versi": risk["versi"],
            "nilai": last.risk_score,
            "tingkat": last.risk_band,
        },
    } | (
        {}
        if needs is None or last.needs_score is None
        else {
            needs["kode"]: {
                "versi": needs["versi"],
                "nilai": last.needs_score,
                "tingkat": last.needs_band,
                "faktor": {one["kode"]: one["nilai"] for one in needs["faktor"]},
            }
        }
    )
