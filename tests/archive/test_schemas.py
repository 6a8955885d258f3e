"""The schemas: well made, strict, and a fitting record of each kind passes its own."""

from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from archive import schemas

KINDS = [
    "aturan",
    "audit",
    "batal",
    "bundel",
    "hasil-asesmen",
    "litmas",
    "lokasi",
    "pejabat",
    "pembukaan",
    "penugasan",
    "persetujuan",
    "perubahan-data",
    "register",
    "salinan-bertanda-tangan",
    "status",
    "sumber",
    "teks-sumber",
    "tunjuk-silang",
    "wawancara",
]


def validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(schemas.schema(kind, 1), format_checker=FormatChecker())


def sample(schema: dict[str, Any], root: dict[str, Any]) -> Any:  # noqa: ANN401 - any JSON
    """Make the least value that a schema of ours accepts."""
    if "$ref" in schema:
        return sample(root["$defs"][schema["$ref"].rpartition("/")[2]], root)
    if "anyOf" in schema:
        return sample(schema["anyOf"][0], root)
    if fixed := [schema["const"]] if "const" in schema else schema.get("enum"):
        return fixed[0]
    if "pattern" in schema:
        return TEXTS[schema["pattern"]]
    kind = schema["type"] if isinstance(schema["type"], str) else schema["type"][0]
    if kind == "object":
        inner = schema.get("properties", {})
        return {name: sample(inner[name], root) for name in schema.get("required", ())}
    items = [sample(schema["items"], root)] if kind == "array" else []
    return {"string": "x", "integer": 1, "boolean": True, "array": items}[kind]


TEXTS = {
    "^[0-7][0-9A-HJKMNP-TV-Z]{25}$": "01J8Z0000000000000000000AB",
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}$": "2026-03-02",
    "^[0-9a-f]{64}$": "0" * 64,
    "^([0-9]{4}-[0-9]{5,})?$": "",
    "^[0-9]{4}-[0-9]{5,}$": "2025-00123",
    "^[0-9]{16}$": "1234567890123456",
    schemas.schema("status", 1)["properties"]["waktu"]["pattern"]: "2026-03-02T01:02:03Z",
}


def test_the_kinds_of_the_first_road_have_schemas() -> None:
    assert schemas.kinds() == tuple(KINDS)


def test_an_unknown_kind_has_none() -> None:
    assert schemas.schema_bytes("jenis-baru", 1) is None
    assert schemas.schema_bytes("status", 99) is None
    with pytest.raises(KeyError):
        schemas.schema("jenis-baru", 1)


@pytest.mark.parametrize("kind", KINDS)
def test_each_schema_is_well_made(kind: str) -> None:
    Draft202012Validator.check_schema(schemas.schema(kind, 1))


@pytest.mark.parametrize("kind", KINDS)
def test_a_fitting_record_passes_and_anything_beside_it_does_not(kind: str) -> None:
    schema = schemas.schema(kind, 1)
    value = sample(schema, schema)

    validator(kind).validate(value)
    for spoiled in [
        value | {"tambahan": 1},
        value | {"isi": value["isi"] | {"tambahan": 1}},
        value | {"jenis": "lain"},
        value | {"waktu": "2026-03-02T08:02:03+07:00"},
        *({k: v for k, v in value.items() if k != field} for field in value),
        *(value | {"isi": {k: v for k, v in value["isi"].items() if k != f}} for f in value["isi"]),
    ]:
        assert not validator(kind).is_valid(spoiled)
