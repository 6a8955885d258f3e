"""A result that waits for its PK as the pages show it: client, band, and the sentence to copy."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.assessments.model import Result
from casework.clients.rules import shown_name
from casework.litmas import queries
from casework.litmas.queries import NewResult
from webapp.litmas.sentences import litmas_sentence
from webapp.menu import counted

__all__ = ["ResultCard", "result_cards"]


@dataclass(frozen=True, slots=True)
class ResultCard:
    """One line of "Hasil baru"; a child by initials, `url` leads to where it is attached."""

    number: str
    name: str
    result: Result
    url: str
    sentence: str


@counted("litmas.index")
def _count(session: Session, actor: Actor) -> int:
    return queries.count_new_results(session, actor)


def result_cards(found: Sequence[NewResult]) -> list[ResultCard]:
    """Return the lines in the order given."""
    return [
        ResultCard(
            one.client.number,
            shown_name(one.client.name, child=one.client.child),
            one.result,
            _url(one),
            litmas_sentence(one.document),
        )
        for one in found
    ]


def _url(one: NewResult) -> str:
    if one.litmas is not None:
        return url_for("litmas.show", slug=one.litmas.slug)
    return url_for("litmas.new", berkas=one.client.number, hasil=one.result.ordinal)
