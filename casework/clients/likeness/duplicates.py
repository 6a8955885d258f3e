"""Who of the office's clients may be the person that is about to be registered.

Decision: what is told of a file that is not for the reader. A child's file is secret, but two
files of one child are worse, and only who registers can prevent them. So where the NIK or a
register's number is the same, and only then, the reader learns that the number is taken "in a
file not open to you", with neither number nor name, and is sent to registration or the
archivist. A name, a birth or any likeness of such a client is never told: from these a reader
could find out by trying who is known to the office. Whoever types the very number of a person
already has the document of that person at hand. Nothing of it is sealed either: the new file's
`pembukaan` names the compared files, and not the one that was not shown. Void files are nobody's.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.clients.draft import ClientDraft, RegisterEntry
from casework.clients.likeness import lookup
from casework.clients.likeness.blocking import Crowd
from casework.clients.likeness.lookup import People
from casework.clients.likeness.weighing import (
    PROOF,
    Judgement,
    Probe,
    ReadyProbe,
    Verdict,
    made_ready,
    weigh,
)
from casework.clients.model import Client
from casework.clients.queries import by_ids

__all__ = ["Candidate", "Pair", "against", "beside", "candidates", "probe_of", "within"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that may be of the same person; without a client where it is not for the reader."""

    verdict: Verdict
    reasons: tuple[str, ...]
    points: int
    client: Client | None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows of one sheet, by their place in it, that may be one person."""

    first: int
    second: int
    judgement: Judgement


def probe_of(source: ClientDraft | Client, former: Iterable[str] = ()) -> Probe:
    """Return by what a draft or a client is recognised."""
    return Probe(
        name=source.name,
        aliases=(*source.aliases, *former),
        bin_binti=source.bin_binti,
        birth_date=source.birth_date,
        birth_place=source.birth_place,
        nik=source.nik,
        registers=tuple(RegisterEntry(one.kind, one.number) for one in source.registers),
        sex=source.sex,
    )


def candidates(
    session: Session, actor: Actor, probe: Probe, most: int = 10
) -> tuple[Candidate, ...]:
    """Return the files that may be of this person, the likeliest first."""
    ready = made_ready(probe)
    rows = lookup.people(session, actor, lookup.ids(session, ready))
    judged = _judged(rows, ready, range(len(rows.people)), Verdict.POSSIBLE)[:most]
    clients = _clients(session, actor, rows, judged)
    return tuple(_candidate(one, clients.get(rows.ids[n])) for one, n in judged)


def against(
    session: Session, actor: Actor, probes: Sequence[Probe], most: int = 3
) -> list[tuple[Candidate, ...]]:
    """Return who is at least a likely double of each row of a sheet; the office is read once."""
    rows = lookup.people(session, actor, None)
    crowd = Crowd()
    for one in rows.people:
        crowd.add(one)
    ready = [made_ready(probe) for probe in probes]
    told = [_judged(rows, one, sorted(crowd.near(one)), Verdict.LIKELY)[:most] for one in ready]
    clients = _clients(session, actor, rows, [found for judged in told for found in judged])
    return [
        tuple(_candidate(one, clients.get(rows.ids[n])) for one, n in judged) for judged in told
    ]


def within(probes: Sequence[Probe]) -> list[Pair]:
    """Return the pairs of one sheet that are likely one person, in the order of the sheet."""
    crowd = Crowd()
    ready: list[ReadyProbe] = []
    found = []
    for n, one in enumerate(map(made_ready, probes)):
        for other in sorted(crowd.near(one)):
            judgement = weigh(ready[other], one, Verdict.LIKELY)
            if judgement.verdict >= Verdict.LIKELY:
                found.append(Pair(other, n, judgement))
        crowd.add(one)
        ready.append(one)
    return found


def beside(probes: Sequence[Probe], place: int) -> list[Pair]:
    """Return the pairs of `within` that one row is part of; nothing else is weighed."""
    ready = [made_ready(one) for one in probes]
    before, alone = Crowd(), Crowd()
    for one in ready[:place]:
        before.add(one)
    alone.add(ready[place])
    pairs = [(n, place) for n in sorted(before.near(ready[place]))]
    pairs += [(place, n) for n in range(place + 1, len(ready)) if alone.near(ready[n])]
    judged = [
        Pair(first, second, weigh(ready[first], ready[second], Verdict.LIKELY))
        for first, second in pairs
    ]
    return [one for one in judged if one.judgement.verdict >= Verdict.LIKELY]


def _judged(
    rows: People, ready: ReadyProbe, places: Iterable[int], least: Verdict
) -> list[tuple[Judgement, int]]:
    """Judge the people at these places; the likeliest first, as far as the reader may know."""
    found = [(weigh(ready, rows.people[n], least), n) for n in places]
    told = [
        (one, n)
        for one, n in found
        if one.verdict >= least and (rows.open[n] or PROOF & set(one.reasons))
    ]
    return sorted(told, key=lambda one: (-one[0].verdict, -one[0].points, rows.ids[one[1]]))


def _clients(
    session: Session, actor: Actor, rows: People, judged: Iterable[tuple[Judgement, int]]
) -> dict[str, Client]:
    wanted = {rows.ids[n] for _, n in judged if rows.open[n]}
    return by_ids(session, actor, sorted(wanted)) if wanted else {}


def _candidate(judged: Judgement, client: Client | None) -> Candidate:
    if client is not None:
        return Candidate(judged.verdict, judged.reasons, judged.points, client)
    proofs = tuple(code for code in judged.reasons if code in PROOF)
    return Candidate(judged.verdict, proofs, 0, None)
