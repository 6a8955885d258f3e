"""What was typed but cannot be printed: letters that the papers' font does not have."""

from collections.abc import Iterator

from casework import typed
from casework.assessments.model import Assessment
from casework.clients.model import Client
from casework.errors import Fault

__all__ = ["unprintable"]

_ROW = (("uraian", "text"), ("sasaran", "target"), ("mitra", "partner"))


def unprintable(client: Client, assessment: Assessment) -> tuple[Fault, ...]:
    """Return one fault for each field with such a letter, naming the first of them."""
    return tuple(
        fault
        for field, text in _texts(client, assessment)
        if (fault := typed.not_on_paper(text, field=field)) is not None
    )


def _texts(client: Client, assessment: Assessment) -> Iterator[tuple[str, str]]:
    yield "name", f"{client.name} {client.bin_binti or ''}"
    yield "registers", " ".join(one.number for one in client.registers)
    for case in client.cases:
        yield (
            "cases",
            " ".join(
                text for text in (case.articles, case.court, case.verdict, case.sentence) if text
            ),
        )
    for answer in assessment.answers:
        yield f"bukti-{answer.item}", answer.evidence
    yield "analysis", assessment.analysis
    yield "summary", assessment.summary
    for row in assessment.recommendations:
        for field, name in _ROW:
            yield f"{field}-{row.position}", getattr(row, name)
