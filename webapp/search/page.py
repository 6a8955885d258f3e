"""What the page of results shows: files with their documents, in the officer's words."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for
from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.offices import service as offices
from casework.search.answer import Answer, FoundFile, Hit, Suggestion
from indexer.highlight import Fragment, Segment
from webapp.words.formatting import day
from webapp.words.kinds import kind_of
from webapp.words.marks import BANDS
from webapp.words.people import client_type, listed_name, officer

__all__ = ["FileShown", "FoundPage", "HitShown", "Quote", "Tick", "found_page"]

# where in a document the words stand, as the officer says it
_WHERE: Mapping[str, str] = {
    "text": "isi",
    "title": "judul",
    "recommendation": "rekomendasi",
    "decision": "keputusan",
    "place": "tempat",
    "officer": "petugas",
    "names": "nama",
    "numbers": "nomor",
}
_FRAGMENTS = 2
_DOTS = "\u2026"


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of a page as it is quoted: dots where a sentence is cut."""

    page: int
    parts: tuple[Segment, ...]
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class HitShown:
    """One document among the results."""

    title: str
    number: str
    line: str
    url: str
    page: int
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class FileShown:
    """One client's file among the results; a child by initials."""

    number: str
    url: str
    name: str
    line: str
    child: bool
    band: str
    score: str
    place: str | None
    hits: tuple[HitShown, ...]
    more: int
    client_id: str


@dataclass(frozen=True, slots=True)
class Tick:
    """One line to tick beside the results, with what it would find."""

    code: str
    label: str
    count: int
    ticked: bool


@dataclass(frozen=True, slots=True)
class FoundPage:
    """All that the page shows beside the form."""

    answer: Answer
    files: tuple[FileShown, ...]
    kinds: tuple[Tick, ...]
    bands: tuple[Tick, ...]
    suggestions: tuple[Suggestion, ...]


def found_page(session: Session, actor: Actor, answer: Answer) -> FoundPage:
    """Put an answer into words."""
    pks = {one.id: officer(one) for one in offices.officials(session, actor.office)}
    asked = answer.criteria
    kinds = {code: kind_of(code).title for code in {*answer.kinds, *asked.kinds}}
    found = {*answer.bands, *asked.bands}
    known = dict.fromkeys([*BANDS, *sorted(found)])  # the own bands of an instrument come last
    bands = {code: BANDS[code].word for code in known if code in found}
    return FoundPage(
        answer,
        tuple(_file(one, pks.get(one.client.pk_id or "", "")) for one in answer.files),
        kinds=_ticks(dict(sorted(kinds.items(), key=_by_title)), answer.kinds, asked.kinds),
        bands=_ticks(bands, answer.bands, asked.bands),
        suggestions=answer.suggestions,
    )


def _by_title(pair: tuple[str, str]) -> str:
    return pair[1]


def _ticks(
    labels: Mapping[str, str], counts: Mapping[str, int], ticked: tuple[str, ...]
) -> tuple[Tick, ...]:
    return tuple(
        Tick(code, label, counts.get(code, 0), code in ticked) for code, label in labels.items()
    )


def _file(found: FoundFile, pk: str) -> FileShown:
    client = found.client
    result = found.result
    return FileShown(
        number=client.number,
        url=url_for("clients.file", number=client.number),
        name=listed_name(client),
        line=", ".join(filter(None, (client_type(client.client_type), pk and f"PK {pk}"))),
        child=client.child,
        band=result.risk_band if result else "",
        score=f"{result.risk_score}/{result.risk_maximum}" if result and not client.child else "",
        place=found.place,
        hits=tuple(map(_hit, found.hits)),
        more=found.count - len(found.hits),
        client_id=client.id,
    )


def _hit(hit: Hit) -> HitShown:
    fragments = hit.highlight.fragments[:_FRAGMENTS]
    page = fragments[0].page if fragments else 1
    where = [_WHERE[one] for one in hit.highlight.where if one in _WHERE]
    told = f"cocok: {', '.join(where)}" if where else hit.officer.partition(",")[0]
    return HitShown(
        title=hit.title,
        number=hit.number or "",
        line=", ".join(filter(None, (day(hit.date), told))),
        url=url_for("documents.read", number=hit.file_number, sequence=hit.sequence, page=page),
        page=page,
        quotes=tuple(map(_quote, fragments)),
    )


def _quote(fragment: Fragment) -> Quote:
    text = fragment.text.strip()
    return Quote(
        fragment.page,
        fragment.segments,
        before="" if text[:1].isupper() else _DOTS,
        after="" if text.endswith((".", "!", "?")) else _DOTS,
    )
