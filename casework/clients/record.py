"""What a client's file seals of the client, and how it is read back into rows."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from casework.clients.model import Client, ClientCase, ClientRegister, GuidanceStatus, Sex
from casework.deposits.model import Deposit
from casework.offices.model import Official

__all__ = ["name_key", "opening", "read_opening", "read_pk", "read_status"]


def name_key(name: str) -> str:
    """Return the form of a name by which lists are sorted and names compared."""
    return " ".join(name.casefold().split())


def opening(client: Client, pk: Official | None) -> dict[str, Any]:
    """Return the `isi` of a `pembukaan`: identity, cases, registers, guidance, first PK."""
    identity = {
        "nama": client.name,
        "bin_binti": client.bin_binti,
        "nik": client.nik,
        "tempat_lahir": client.birth_place,
        "agama": client.religion,
        "pendidikan": client.education,
        "pekerjaan": client.occupation,
        "alamat": client.address,
        "status_kawin": client.marital_status,
        "ciri": client.marks,
    }
    content: dict[str, Any] = {
        "identitas": {
            **{key: value for key, value in identity.items() if value is not None},
            "alias": list(client.aliases),
            "tanggal_lahir": client.birth_date.isoformat(),
            "jenis_kelamin": str(client.sex),
        },
        "perkara": [_case(case) for case in client.cases],
        "register": [{"jenis": one.kind, "nomor": one.number} for one in client.registers],
        "jenis_klien": client.client_type,
        "anak": client.child,
        "pembimbingan": {
            "diterima": client.received_on.isoformat(),
            "mulai": client.guidance_from.isoformat(),
            "status": str(GuidanceStatus.RUNNING),
        },
        "pk": None if pk is None else {"id": pk.id, "nama": pk.name, "nip": pk.nip},
    }
    if client.guidance_until is not None:
        content["pembimbingan"]["sampai"] = client.guidance_until.isoformat()
    if client.guarantor_name is not None:
        content["penjamin"] = {
            "nama": client.guarantor_name,
            "hubungan": client.guarantor_relation or "",
        }
        if client.guarantor_phone:
            content["penjamin"]["telepon"] = client.guarantor_phone
    if client.origin is not None:
        content["asal"] = client.origin
    return content


def _case(case: ClientCase) -> dict[str, Any]:
    facts = {
        "putusan": case.verdict,
        "pengadilan": case.court,
        "pidana": case.sentence,
        "tanggal_putusan": case.verdict_on.isoformat() if case.verdict_on else None,
        "ekspirasi": case.expires_on.isoformat() if case.expires_on else None,
    }
    return {
        "tindak_pidana": list(case.offences),
        "pasal": case.articles,
        **{key: value for key, value in facts.items() if value is not None},
    }


def read_opening(session: Session, deposit: Deposit) -> None:
    """Make the client's rows anew from the sealed `pembukaan`."""
    content = deposit.isi
    who, guidance = content["identitas"], content["pembimbingan"]
    surety: Mapping[str, str] = content.get("penjamin") or {}
    session.add(
        Client(
            id=deposit.id,
            office=deposit.office,
            number=deposit.file_number,
            registered_at=deposit.at,
            child=content["anak"],
            name=who["nama"],
            name_key=name_key(who["nama"]),
            bin_binti=who.get("bin_binti"),
            aliases=list(who["alias"]),
            nik=who.get("nik"),
            birth_place=who.get("tempat_lahir"),
            birth_date=date.fromisoformat(who["tanggal_lahir"]),
            sex=Sex(who["jenis_kelamin"]),
            religion=who.get("agama"),
            education=who.get("pendidikan"),
            occupation=who.get("pekerjaan"),
            address=who.get("alamat"),
            marital_status=who.get("status_kawin"),
            marks=who.get("ciri"),
            client_type=content["jenis_klien"],
            origin=content.get("asal"),
            received_on=date.fromisoformat(guidance["diterima"]),
            guidance_from=date.fromisoformat(guidance["mulai"]),
            guidance_until=_day(guidance.get("sampai")),
            guidance_status=GuidanceStatus(guidance["status"]),
            guidance_status_on=date.fromisoformat(guidance["mulai"]),
            pk_id=content["pk"]["id"] if content["pk"] else None,
            guarantor_name=surety.get("nama"),
            guarantor_relation=surety.get("hubungan"),
            guarantor_phone=surety.get("telepon"),
            cases=[_read_case(n, case) for n, case in enumerate(content["perkara"], 1)],
            registers=[
                ClientRegister(position=n, kind=one["jenis"], number=one["nomor"])
                for n, one in enumerate(content["register"], 1)
            ],
        )
    )
    session.flush()


def _read_case(position: int, case: Mapping[str, Any]) -> ClientCase:
    return ClientCase(
        position=position,
        offences=list(case["tindak_pidana"]),
        articles=case["pasal"],
        verdict=case.get("putusan"),
        court=case.get("pengadilan"),
        sentence=case.get("pidana"),
        verdict_on=_day(case.get("tanggal_putusan")),
        expires_on=_day(case.get("ekspirasi")),
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def read_status(session: Session, deposit: Deposit) -> None:
    """Take a sealed change of the guidance's state into the client's row."""
    client = _client_of(session, deposit)
    client.guidance_status = GuidanceStatus(deposit.isi["status"])
    client.guidance_status_on = date.fromisoformat(deposit.isi["berlaku"])


def read_pk(session: Session, deposit: Deposit) -> None:
    """Take a sealed assignment of a PK into the client's row."""
    if deposit.isi["peran"] == "pk":
        _client_of(session, deposit).pk_id = deposit.isi["petugas"]["id"]


def _client_of(session: Session, deposit: Deposit) -> Client:
    return session.query(Client).filter_by(office=deposit.office, number=deposit.file_number).one()
