"""From a sealed deposit to its lines in the catalogue and its entry in the index."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from casework.assessments import recommendations
from casework.clients.model import Client
from casework.deposits.model import Deposit
from casework.search.model import CatalogueEntry, CatalogueNumber, CatalogueRecommendation
from indexer.analysis import name_keys, number_terms
from indexer.entry import Entry

__all__ = ["KINDS", "catalogue", "client_of", "entry_of"]


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a kind of record says of itself for lists and searches."""

    title: str
    band: str | None = None
    recommendations: tuple[str, ...] = ()
    words: str = ""
    officer: str = ""


def _result(content: Mapping[str, Any]) -> _Facts:
    rows = content["rekomendasi"]
    return _Facts(
        "Hasil asesmen risiko dan kebutuhan",
        next((one["tingkat"] for one in content["instrumen"] if one["tingkat"]), None),
        tuple(dict.fromkeys(row["kode"] for row in rows)),
        "\n".join(f"{recommendations.title(row['kode'])} {row['uraian']}" for row in rows),
        content["asesor"]["nama"],
    )


def _named(title: str) -> Callable[[Mapping[str, Any]], _Facts]:
    return lambda _: _Facts(title)


# every kind that the search finds; a kind that is not here is an event of the timeline only
KINDS: dict[str, Callable[[Mapping[str, Any]], _Facts]] = {
    "pembukaan": _named("Pembukaan berkas"),
    "hasil-asesmen": _result,
    "salinan-bertanda-tangan": _named("Salinan bertanda tangan"),
    "litmas": lambda content: _Facts("Litmas Pembimbingan", officer=content["pk"]["nama"]),
    "bundel": _named("Bundel Litmas"),
    "sumber": lambda content: _Facts(content["judul"]),
}


def _numbers(client: Client, deposit: Deposit) -> tuple[str, ...]:
    own = (client.number, deposit.number, client.nik)
    registers = (one.number for one in client.registers)
    return tuple(dict.fromkeys(number for number in (*own, *registers) if number))


def _names(client: Client) -> tuple[str, ...]:
    name = f"{client.name} {client.bin_binti}" if client.bin_binti else client.name
    return (name, *client.aliases)


def _name_words(client: Client) -> str:
    """Return the keys of all names between spaces: the same that the index compares by."""
    keys = {key for name in _names(client) for key in name_keys(name)}
    return f" {' '.join(sorted(keys))} "


def client_of(session: Session, deposit: Deposit) -> Client | None:
    """Return the client in whose file the deposit lies, None for the office's own series.

    A file that was taken back with its import is nobody's either.
    """
    if deposit.file_number is None:
        return None
    return session.scalars(
        select(Client).where(
            Client.office == deposit.office,
            Client.number == deposit.file_number,
            Client.void.is_(False),
        )
    ).one_or_none()


def catalogue(session: Session, deposit: Deposit) -> None:
    """Write a sealed deposit's lines anew; nothing for a kind that is not searched."""
    client = client_of(session, deposit)
    if client is None or deposit.kind not in KINDS or deposit.sequence is None:
        return
    session.execute(delete(CatalogueEntry).where(CatalogueEntry.deposit_id == deposit.id))
    facts = KINDS[deposit.kind](deposit.isi)
    session.add(
        CatalogueEntry(
            deposit_id=deposit.id,
            office=deposit.office,
            client_id=client.id,
            file_number=client.number,
            child=client.child,
            kind=deposit.kind,
            number=deposit.number,
            title=facts.title,
            date=deposit.date,
            band=facts.band,
            officer=facts.officer or deposit.record["pelaku"]["nama"],
            names=_name_words(client),
        )
    )
    session.flush()
    session.add_all(
        CatalogueRecommendation(deposit_id=deposit.id, code=code) for code in facts.recommendations
    )
    session.add_all(
        CatalogueNumber(deposit_id=deposit.id, folded=number)
        for number in sorted(set().union(*map(number_terms, _numbers(client, deposit))))
    )


def entry_of(
    deposit: Deposit, client: Client, pages: tuple[str, ...], place: str | None
) -> Entry | None:
    """Return what the index keeps of a deposit, None for a kind that is not searched."""
    if deposit.kind not in KINDS:
        return None
    facts = KINDS[deposit.kind](deposit.isi)
    return Entry(
        id=deposit.id,
        client=client.id,
        file_number=client.number,
        names=_names(client),
        numbers=_numbers(client, deposit),
        date=deposit.date,
        kind=deposit.kind,
        title=facts.title,
        band=facts.band or "",
        recommendations=facts.recommendations,
        recommendation_words=facts.words,
        place=place or "",
        officer=facts.officer or deposit.record["pelaku"]["nama"],
        pages=pages,
        child=client.child,
    )
