"""Who a row is like, as far as the one who looks may know it."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for

from casework.clients.likeness.weighing import PROOF
from casework.imports.model import ImportBatch
from webapp.imports.words import twin_reasons

__all__ = ["TwinLine", "twins"]


@dataclass(frozen=True, slots=True)
class TwinLine:
    """Who a row is like: a file of the office or another row, and why."""

    label: str
    url: str
    reasons: str


def twins(
    batch: ImportBatch, found: Iterable[Mapping[str, Any]], open_files: Container[str]
) -> list[TwinLine]:
    """Return them as lines; the list may have been checked by somebody who may open more."""
    return [_twin(batch, one, open_files) for one in found]


def _twin(batch: ImportBatch, one: Mapping[str, Any], open_files: Container[str]) -> TwinLine:
    if one["row"] is not None:
        url = url_for("imports.row", batch_id=batch.id, n=one["row"])
        return TwinLine(f"baris {one['row']} lembar ini", url, twin_reasons(one["reasons"]))
    if one["file"] is None or one["file"] not in open_files:
        # of a closed file only a number that was typed is told (casework.clients.likeness)
        proofs = [code for code in one["reasons"] if code in PROOF]
        told = twin_reasons(proofs) if proofs else ""
        return TwinLine("berkas yang tidak terbuka untuk Anda", "", told)
    url = url_for("clients.file", number=one["file"])
    return TwinLine(f"berkas {one['file']}", url, twin_reasons(one["reasons"]))
