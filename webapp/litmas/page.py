"""What the page of a Litmas shows: its bundle with the steps, the results, what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from casework.clients.model import Client
from casework.clients.rules import shown_name
from casework.deposits.model import Deposit
from casework.jobs import service as jobs
from casework.litmas import queries, service
from casework.litmas.model import Bundle, BundleOrder, Litmas
from casework.litmas.queries import Attachable, LitmasRow, MadeBundle
from webapp.client_file.head import ClientHead
from webapp.client_file.tabs import brief_head
from webapp.documents.issue_steps import Step
from webapp.litmas.sentences import litmas_sentence
from webapp.words.formatting import second
from webapp.words.refusals import trouble_sentence

__all__ = [
    "BundleView",
    "LitmasLine",
    "LitmasPage",
    "PartRow",
    "ResultRow",
    "litmas_lines",
    "litmas_page",
    "progress",
]


@dataclass(frozen=True, slots=True)
class LitmasLine:
    """One Litmas in a list; a child by initials."""

    litmas: Litmas
    number: str
    name: str
    bundle: Bundle | None


def litmas_lines(rows: Sequence[LitmasRow]) -> list[LitmasLine]:
    """Return the lines in the order given."""
    return [
        LitmasLine(
            row.litmas,
            row.client.number,
            shown_name(row.client.name, child=row.client.child),
            row.bundle,
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part of a bundle: which pages it takes, and the document it was made of, if any."""

    name: str
    title: str
    pages: str
    count: int
    sequence: int | None


@dataclass(frozen=True, slots=True)
class BundleView:
    """A sealed bundle, part by part."""

    made: MadeBundle
    parts: tuple[PartRow, ...]


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A result that can be attached, and the sentence that the Litmas says of it."""

    found: Attachable
    sentence: str


@dataclass(frozen=True, slots=True)
class LitmasPage:
    """Everything the page shows; `next_result` is what the one filled button attaches."""

    head: ClientHead
    document: Deposit
    order: BundleOrder | None
    steps: tuple[Step, ...]
    bundle: BundleView | None
    older: tuple[MadeBundle, ...]
    results: tuple[ResultRow, ...]
    next_result: Attachable | None
    missing: tuple[str, ...]
    outdated: str


def litmas_page(session: Session, litmas: Litmas, client: Client) -> LitmasPage:
    """Put the page together; the reader's right to the file was asked before."""
    document = service.document(session, litmas)
    order = queries.under_way(session, litmas)
    made = queries.bundles(session, litmas)
    results = queries.attachable(session, litmas)
    newest = made[0] if made else None
    waiting = next((one for one in results[:1] if not one.bundled), None)
    return LitmasPage(
        head=brief_head(session, client),
        document=document,
        order=order,
        steps=_steps(session, order) if order else (),
        bundle=_view(session, newest) if newest else None,
        older=tuple(made[1:]),
        results=tuple(ResultRow(one, litmas_sentence(one.document)) for one in results),
        next_result=waiting if order is None else None,
        missing=_missing(results, jobs.trouble(session, litmas.id)),
        outdated=_outdated(newest, results),
    )


def _missing(results: Sequence[Attachable], trouble: str | None) -> tuple[str, ...]:
    """Return what a bundle lacks: a result to attach, or a Litmas that could not be sealed yet."""
    found = []
    if trouble is not None:
        found.append(f"Litmas ini belum disegel. {trouble_sentence(trouble)}")
    if not results:
        found.append("Lampiran I belum ada: klien ini belum punya hasil asesmen yang terbit.")
    return tuple(found)


def _outdated(newest: MadeBundle | None, results: Sequence[Attachable]) -> str:
    """Say why the newest bundle is no longer the one to send, nothing while it is."""
    if newest is None or not results or results[0].bundled:
        return ""
    latest = results[0]
    if newest.bundle.result_id == latest.result.id:
        return "Lampiran I kini bertanda tangan: buat bundel baru."
    return f"Ada hasil asesmen yang lebih baru, nomor {latest.result.number}: lampirkan hasil itu."


# of the parts of a bundle: how the contents sheet names them
_PARTS = {
    "daftar-isi": "Pembuka",
    "litmas": "Litmas",
    "pemisah": "Pemisah",
    "lampiran": "Lampiran I",
}


def _view(session: Session, made: MadeBundle) -> BundleView:
    return BundleView(made, tuple(_part(session, one) for one in made.document.isi["bagian"]))


def _part(session: Session, part: dict[str, object]) -> PartRow:
    first, last, source = part["dari"], part["sampai"], part["dokumen"]
    if not isinstance(first, int) or not isinstance(last, int):
        raise TypeError("a sealed bundle says where its parts are")
    divider = part["peran"] == "pemisah"
    document = session.get(Deposit, source) if source else None
    return PartRow(
        _PARTS[str(part["peran"])],
        "Lembar pemisah Lampiran I" if divider else str(part["judul"]),
        f"{first}-{last}" if last > first else str(first),
        last - first + 1,
        document.sequence if document else None,
    )


# of each step: the words before it is done, meanwhile and after
_STEPS = (
    ("Daftar isi", "Daftar isi dibuat...", "Daftar isi dibuat"),
    ("Digabung", "Litmas dan Lampiran I digabung...", "Litmas dan Lampiran I digabung"),
    ("Disegel", "Disegel...", "Disegel di berkas klien"),
    ("Dapat dicari", "Dimasukkan ke pencarian...", "Dapat dicari"),
)


def _steps(session: Session, order: BundleOrder) -> tuple[Step, ...]:
    """Return the steps of an order; the first one that is not done is the current one."""
    found_at = queries.findable_at(session, order.id)
    sealed_at = order.sealed_at or found_at
    times = (order.contents_at, order.merged_at or sealed_at, sealed_at, found_at)
    done = [at is not None for at in times]
    current = done.index(False) if False in done else len(done)
    trouble = jobs.trouble(session, order.id)
    remark = trouble_sentence(trouble) if trouble else ""
    stopped = "failed" if trouble else "current"
    return tuple(
        Step("done", after, second(at))
        if at is not None
        else Step(stopped, meanwhile, remark=remark)
        if n == current
        else Step("waiting", before)
        for n, (at, (before, meanwhile, after)) in enumerate(zip(times, _STEPS, strict=True))
    )


def progress(session: Session, litmas: Litmas) -> dict[str, object]:
    """Return what `progress.js` asks for."""
    order = queries.under_way(session, litmas)
    if order is None:
        return {"done": True, "message": "Bundel selesai.", "steps": []}
    steps = _steps(session, order)
    remark = next((step.remark for step in steps if step.remark), "")
    return {
        "done": False,
        "message": remark,
        "steps": [{"state": step.state, "text": step.text, "time": step.time} for step in steps],
    }
