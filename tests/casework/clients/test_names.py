"""Every kind of name that an office meets, judged apart from the code: kept, folded or refused."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from casework.clients import intake
from casework.clients.intake import IntakeLists
from casework.errors import Invalid

ENTRIES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[2] / "data" / "nama.toml").read_text("utf-8")
)["entry"]
KNOWN = IntakeLists({"pembebasan-bersyarat": False}, {"pencurian"}, (), date(2026, 3, 9))
WHOLE = {
    "birth_date": "17 Juni 1991",
    "sex": "L",
    "client_type": "pembebasan-bersyarat",
    "received_on": "3-3-2026",
    "guidance_from": "3-3-2026",
    "case_1_offence_1": "pencurian",
}


def kept(name: str) -> str | None:
    """Return the name as it would be registered, None where it is refused."""
    try:
        return intake.read({**WHOLE, "name": name}, KNOWN).draft.name
    except Invalid as refused:
        return None if {fault.field for fault in refused.faults} == {"name"} else "?"


def outcome(entry: dict[str, Any]) -> str:
    found = kept(entry["name"])
    if found is None:
        return "refused"
    return "kept" if found == entry["name"] else "folded"


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["kind"])
def test_a_name_is_taken_as_a_careful_registrar_would(entry: dict[str, Any]) -> None:
    assert outcome(entry) in {entry["expect"], *entry.get("also_fine", ())}
    if outcome(entry) == "folded" and "folded" in entry:
        assert kept(entry["name"]) == entry["folded"]


def test_the_judged_names_are_of_forty_kinds_at_least() -> None:
    assert len({entry["kind"] for entry in ENTRIES}) >= 40
