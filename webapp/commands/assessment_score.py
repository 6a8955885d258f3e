"""`berkas assessment score`: what answers come to, with nothing written."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
from sqlalchemy.orm import Session

from casework.assessments import history
from casework.assessments.sheet import audience_of, subject_of
from casework.clients import service as clients
from casework.clock import now, office_date
from casework.instruments import catalogue
from casework.instruments.applying import Subject
from casework.instruments.form import Audience, Instrument
from casework.instruments.scoring import Score, UnknownOption
from casework.instruments.trial import Tried, TriedForm, try_out
from casework.offices import service as offices
from webapp.commands.console import as_option, emit, fail, json_option, operator
from webapp.commands.files import read_json
from webapp.commands.home import opened

__all__ = ["score"]

_Answers = dict[str, dict[str, str]]


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@as_option
@json_option
def score(file: Path, *, as_name: str | None, as_json: bool) -> None:
    """Print what the answers in FILE come to: sums, bands, open items, parts that apply.

    FILE is as for import; instead of "berkas" it may hold "klien": {"jenis_kelamin": "L",
    "tindak_pidana": ["pencurian"], "anak": false, "ulang": false}. Nothing is written.
    """
    content = read_json(file)
    answers, versions = _answers(content.get("isi"))
    with opened() as parts, parts.database.reading() as session:
        office = operator(session, as_name).office
        subject, audience = _subject(session, content, as_name)
        forms = _forms(session, office, audience, versions)
        tried = _tried(forms, subject, answers)
    if as_json:
        emit(_facts(tried), as_json=True)
        return
    for one in tried.forms:
        click.echo(_line(one))
    if (need := tried.requirement) is not None:
        click.echo(f"kebutuhan: {'wajib' if need.needed else 'tidak'} ({need.reason})")


def _line(one: TriedForm) -> str:
    result = one.score
    left = f", open: {' '.join(one.open_items)}" if one.open_items else ""
    return f"{one.form.code}: {result.total}/{result.maximum} {result.provisional.code}{left}"


def _answers(content: Any) -> tuple[_Answers, dict[str, str]]:  # noqa: ANN401  (JSON)
    """Return the chosen options by form and item, and the versions that the file names."""
    found: _Answers = {}
    versions = {}
    try:
        for one in content["instrumen"]:
            rows = one.get("jawaban", [])
            found[one["kode"]] = {row["butir"]: row["pilihan"] or "" for row in rows}
            if "versi" in one:
                versions[one["kode"]] = one["versi"]
    except (KeyError, TypeError, AttributeError):
        fail('the file must hold {"isi": {"instrumen": [{"kode": …, "jawaban": […]}]}}')
    return found, versions


def _subject(
    session: Session, content: Mapping[str, Any], as_name: str | None
) -> tuple[Subject, Audience]:
    if (number := content.get("berkas")) is not None:
        client = clients.get(session, operator(session, as_name), str(number))
        again = client.id in history.latest(session, [client.id])
        return subject_of(client, reassessment=again), audience_of(client)
    told = content.get("klien")
    if not isinstance(told, dict) or told.get("jenis_kelamin") not in {"L", "P"}:
        fail('the file must hold "berkas", or "klien" with "jenis_kelamin" L or P')
    offences = told.get("tindak_pidana", [])
    if not isinstance(offences, list) or not all(isinstance(one, str) for one in offences):
        fail('"tindak_pidana" must be a list of codes')
    subject = Subject(told["jenis_kelamin"], tuple(offences), told.get("ulang") is True)
    return subject, Audience.CHILD if told.get("anak") is True else Audience.ADULT


def _forms(
    session: Session, office: str, audience: Audience, versions: Mapping[str, str]
) -> list[Instrument]:
    profile = offices.settings(session, office)
    day = office_date(now(), profile.zone)
    found = {one.code: one for one in catalogue.in_force(session, profile, audience, on=day)}
    found |= {
        code: catalogue.find(session, office, code, version) for code, version in versions.items()
    }
    return list(found.values())


def _tried(forms: list[Instrument], subject: Subject, answers: _Answers) -> Tried:
    known = {form.code: form for form in forms}
    for code, given in answers.items():
        if code not in known:
            fail(f"{code!r} is not an instrument that is in force; those are: {', '.join(known)}")
        for item in given:
            if known[code].item(item) is None:
                fail(f"{code} has no item {item!r}")
    try:
        return try_out(forms, subject, answers)
    except UnknownOption as unknown:
        fail(str(unknown))


def _facts(tried: Tried) -> dict[str, object]:
    need = tried.requirement
    return {
        "instrumen": [_form(one) for one in tried.forms],
        "kebutuhan": None
        if need is None
        else {
            "wajib": need.needed,
            "pasti": need.settled,
            "alasan": str(need.reason),
            "butir_ya": list(need.ticks),
        },
    }


def _form(one: TriedForm) -> dict[str, object]:
    result = one.score
    offered = {part.code for part, _ in one.parts}
    return {
        "kode": one.form.code,
        "versi": one.form.version,
        "nilai": result.total,
        "maksimum": result.maximum,
        "tingkat": result.band.code if result.band else None,
        "tingkat_sementara": result.provisional.code,
        "bagian": _parts(one.form, result, offered),
        "faktor": [
            {
                "kode": factor.code,
                "nilai": factor.total,
                "maksimum": factor.maximum,
                "tingkat": factor.band.code if factor.band else None,
                "tingkat_sementara": factor.provisional.code,
            }
            for factor in result.factors
        ],
        "kosong": list(one.open_items),
    }


def _parts(form: Instrument, result: Score, offered: set[str]) -> list[dict[str, object]]:
    found = {one.code: one for one in result.parts}
    return [
        {
            "kode": part.code,
            "diisi": part.code in offered,
            "nilai": found[part.code].total if part.code in found else None,
            "ya": list(found[part.code].ticks) if part.code in found else [],
        }
        for part in form.parts
    ]
