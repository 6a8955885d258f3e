"""A client's data as the archive knows it: from a draft or a row to plain values, and back.

The two directions are each other's inverse: what `content` says of a row, `fill` writes.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from casework.clients.draft import CaseDraft, ClientDraft, RegisterEntry
from casework.clients.likeness.weighing import sound_key
from casework.clients.model import (
    Client,
    ClientCase,
    ClientName,
    ClientRegister,
    Guarantor,
    NameKind,
    Sex,
)

__all__ = ["content", "fill", "name_key"]

# the record's word and the attribute, the same on a draft and on a row
_IDENTITY = (
    ("nama", "name"),
    ("bin_binti", "bin_binti"),
    ("nik", "nik"),
    ("tempat_lahir", "birth_place"),
    ("suku", "ethnicity"),
    ("kewarganegaraan", "nationality"),
    ("agama", "religion"),
    ("pendidikan", "education"),
    ("pekerjaan", "occupation"),
    ("alamat", "address"),
    ("status_kawin", "marital_status"),
    ("ciri", "marks"),
)
_CASE_TEXTS = (("putusan", "verdict"), ("pengadilan", "court"), ("pidana", "sentence"))
_CASE_DAYS = (
    ("tanggal_kejadian", "offence_on"),
    ("tanggal_putusan", "verdict_on"),
    ("sepertiga", "third_on"),
    ("separuh", "half_on"),
    ("dua_pertiga", "two_thirds_on"),
    ("ekspirasi", "expires_on"),
    ("ekspirasi_pb", "parole_expires_on"),
)
_CHOICES = (("asal", "origin"), ("pos", "post"), ("anak_alasan", "child_reason"))


def name_key(name: str) -> str:
    """Return the form of a name by which lists are sorted and names compared."""
    return " ".join(name.casefold().split())


def content(source: ClientDraft | Client) -> dict[str, Any]:
    """Return identity, cases, registers, type and guarantor as they are sealed."""
    found: dict[str, Any] = {
        "identitas": {
            **_known(source, _IDENTITY),
            "alias": list(source.aliases),
            "tanggal_lahir": source.birth_date.isoformat(),
            "jenis_kelamin": str(source.sex),
        },
        "perkara": [_case(case) for case in source.cases],
        "register": [{"jenis": one.kind, "nomor": one.number} for one in source.registers],
        "jenis_klien": source.client_type,
        "anak": source.child,
        **_known(source, _CHOICES),
    }
    if (surety := source.guarantor) is not None:
        found["penjamin"] = {"nama": surety.name, "hubungan": surety.relation}
        if surety.phone:
            found["penjamin"]["telepon"] = surety.phone
    return found


def _known(source: object, table: Sequence[tuple[str, str]]) -> dict[str, Any]:
    values = {key: getattr(source, name) for key, name in table}
    return {key: value for key, value in values.items() if value is not None}


def _case(case: CaseDraft | ClientCase) -> dict[str, Any]:
    days = _known(case, _CASE_DAYS)
    return {
        "tindak_pidana": list(case.offences),
        "pasal": case.articles,
        **_known(case, _CASE_TEXTS),
        **{key: day.isoformat() for key, day in days.items()},
    }


def fill(client: Client, values: Mapping[str, Any]) -> None:
    """Write the values over those of the row; a name that is left stays among its names."""
    who = values["identitas"]
    former = [one.name for one in client.names if one.kind is NameKind.FORMER]
    if client.names and client.name != who["nama"]:
        former.append(client.name)
    for key, name in _IDENTITY:
        setattr(client, name, who.get(key))
    for key, name in _CHOICES:
        setattr(client, name, values.get(key))
    client.name_key = name_key(who["nama"])
    client.aliases = list(who["alias"])
    client.birth_date = date.fromisoformat(who["tanggal_lahir"])
    client.sex = Sex(who["jenis_kelamin"])
    client.client_type = values["jenis_klien"]
    client.child = values["anak"]
    client.guarantor = _guarantor(values.get("penjamin"))
    client.cases = [_read_case(n, case) for n, case in enumerate(values["perkara"], 1)]
    client.registers = [
        _register(n, RegisterEntry(one["jenis"], one["nomor"]))
        for n, one in enumerate(values["register"], 1)
    ]
    client.names = _names(client, former)


def _guarantor(values: Mapping[str, str] | None) -> Guarantor | None:
    if not values:
        return None
    return Guarantor(values["nama"], values["hubungan"], values.get("telepon", ""))


def _register(position: int, entry: RegisterEntry) -> ClientRegister:
    return ClientRegister(position=position, kind=entry.kind, number=entry.number)


def _read_case(position: int, case: Mapping[str, Any]) -> ClientCase:
    row = ClientCase(
        position=position, offences=list(case["tindak_pidana"]), articles=case["pasal"]
    )
    for key, name in _CASE_TEXTS:
        setattr(row, name, case.get(key))
    for key, name in _CASE_DAYS:
        setattr(row, name, date.fromisoformat(case[key]) if key in case else None)
    return row


def _names(client: Client, former: Sequence[str]) -> list[ClientName]:
    kinds = [
        (client.name, NameKind.NAME),
        *((name, NameKind.ALIAS) for name in client.aliases),
        *((name, NameKind.FORMER) for name in dict.fromkeys(former) if name != client.name),
    ]
    return [
        ClientName(
            position=n,
            kind=kind,
            name=name,
            name_key=name_key(name),
            sound_key=sound_key(name),
        )
        for n, (name, kind) in enumerate(kinds, 1)
    ]
