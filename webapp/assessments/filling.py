"""What the pages of an assessment show: its parts in order, and the rows of the one open now."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for

from casework.assessments.model import Assessment
from casework.assessments.sheet import Filled, Sheet
from casework.clients.model import Client
from casework.errors import Fault
from casework.instruments import rules
from casework.instruments.form import Item, Part
from webapp.client_file.head import Tab

__all__ = [
    "ADVICE",
    "ANALYSIS",
    "FRAME",
    "WRITTEN",
    "Page",
    "Row",
    "pages",
    "place_of",
    "rows",
    "slug",
    "step",
    "tabs",
]

FRAME, ANALYSIS, ADVICE = "pelaksanaan", "analisis", "rekomendasi"
WRITTEN = frozenset({FRAME, ANALYSIS, ADVICE})
_BESIDE: Mapping[str, tuple[str, str]] = {
    "persetujuan": ("consents.show", "Persetujuan"),
    "wawancara": ("assessments.overview", "Wawancara"),
    "sources": ("studying.show", "Sumber"),
}
# the office's names for the parts of the forms that come with Berkas
_SHORT = {
    ("kriminogenik", "A"): "Kriminogenik",
    ("kriminogenik", "B1"): "Pertimbangan",
    ("kriminogenik", "B2"): "Tambahan",
    ("risiko-anak", "A"): "Risiko",
    ("risiko-anak", "B"): "Pelindung",
    ("kriminogenik-anak", "A"): "Kriminogenik",
}
_NAMES = {"rri": "RRI", "kriminogenik": "Kriminogenik"}


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the form: a part of an instrument, or one of the three written parts."""

    slug: str
    label: str
    title: str
    instrument: str = ""
    part: Part | None = None
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One item as it is asked: what was chosen, what it rests on, and its factor's heading."""

    item: Item
    chosen: str
    evidence: str
    heading: str = ""


def slug(instrument: str, part: str) -> str:
    """Return the address of a part: rri-a, kriminogenik-b1."""
    return f"{instrument}-{part.lower()}"


def pages(sheet: Sheet, assessment: Assessment) -> tuple[Page, ...]:
    """Return the pages of this draft in order; the criminogenic ones only where they are needed."""
    framed = bool(assessment.started_on) + bool(assessment.finished_on)
    parts = [page for filled in sheet.asked for page in _parts(filled, sheet)]
    return (
        Page(FRAME, "Pelaksanaan", "Pelaksanaan asesmen", done=framed, total=2),
        *parts,
        Page(ANALYSIS, "Analisis", "Analisis", done=bool(assessment.analysis.strip()), total=1),
        Page(
            ADVICE,
            "Rekomendasi",
            "Rekomendasi",
            done=bool(assessment.recommendations),
            total=1,
        ),
    )


def _parts(filled: Filled, sheet: Sheet) -> list[Page]:
    form = filled.form
    offered = rules.offered_parts(form, sheet.subject, filled.answers)
    count = {one.code: one for one in filled.progress}
    return [
        Page(
            slug(form.code, part.code),
            _SHORT.get((form.code, part.code), f"{form.short} {part.code}"),
            f"{_NAMES.get(form.code, form.short)} Bagian {part.code}: {part.title}",
            form.code,
            part,
            count[part.code].answered,
            count[part.code].total,
        )
        for part in offered
    ]


def rows(sheet: Sheet, page: Page) -> tuple[Row, ...]:
    """Return the items of a page that are asked, the first of each factor with its heading."""
    if page.part is None:
        return ()
    filled = sheet.of(page.instrument)
    titles = {factor.code: factor.title for factor in page.part.factors}
    found, last = list[Row](), ""
    for item in page.part.items:
        if not rules.applies(filled.form, item, sheet.subject, filled.answers):
            continue
        factor = item.factor or ""
        heading = titles.get(factor, "") if factor != last else ""
        last = factor
        found.append(
            Row(
                item,
                filled.answers.get(item.code, ""),
                filled.evidence.get(item.code, ""),
                heading,
            )
        )
    return tuple(found)


def place_of(sheet: Sheet, client: Client, assessment: Assessment, fault: Fault) -> tuple[str, str]:
    """Return where a fault is mended: the address of its field, and the words of the link."""
    if fault.field in _BESIDE:
        endpoint, words = _BESIDE[fault.field]
        address = url_for(endpoint, number=client.number, ordinal=assessment.ordinal)
        return f"{address}#{fault.field}", words
    for page in pages(sheet, assessment):
        codes = [row.item.code for row in rows(sheet, page)]
        code = fault.field.removeprefix("bukti-").removeprefix("angka-")
        if code in codes:
            return _field(client, assessment, page, f"butir-{code}"), f"{page.label} butir {code}"
        field, _, row = fault.field.rpartition("-")
        if page.slug == ADVICE and field in _ADVICE_FIELDS:
            words = f"{page.label}, program {row}: {_ADVICE_FIELDS[field]}"
            return _field(client, assessment, page, f"f-{fault.field}"), words
        if fault.field in _WRITTEN.get(page.slug, ()):
            return _field(client, assessment, page, f"f-{fault.field}"), page.label
    return "#", ""


_WRITTEN = {
    FRAME: ("purpose", "started_on", "finished_on"),
    ANALYSIS: ("analysis",),
    ADVICE: ("recommendations", "summary"),
}
_ADVICE_FIELDS: Mapping[str, str] = {
    "kode": "rekomendasi",
    "jenis": "jenis",
    "bentuk": "bentuk",
    "uraian": "uraian",
    "sasaran": "sasaran",
    "mulai": "mulai",
    "selesai": "selesai",
}


def _field(client: Client, assessment: Assessment, page: Page, anchor: str) -> str:
    address = url_for(
        "filling.show", number=client.number, ordinal=assessment.ordinal, part=page.slug
    )
    return f"{address}#{anchor}"


def step(found: tuple[Page, ...], current: str) -> Page | None:
    """Return the page after the current one, None after the last.

    The first where the current one is not asked any more, as its answers elsewhere changed.
    """
    slugs = [page.slug for page in found]
    at = slugs.index(current) + 1 if current in slugs else 0
    return found[at] if at < len(found) else None


def tabs(
    found: tuple[Page, ...], client: Client, assessment: Assessment, current: str
) -> list[Tab]:
    """Return the tabs above the form, each with how far it is."""
    return [
        Tab(
            page.label,
            url_for(
                "filling.show", number=client.number, ordinal=assessment.ordinal, part=page.slug
            ),
            page.slug == current,
            f"{page.done}/{page.total}" if page.part is not None else "",
            page.done if page.part is not None else 0,
            page.total if page.part is not None else 0,
        )
        for page in found
    ]
