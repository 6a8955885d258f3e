"""The record of a bag, `data/rekaman.json`: canonical JSON in one envelope for every kind."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

__all__ = [
    "FORMAT",
    "Maker",
    "NotARecord",
    "Record",
    "Rule",
    "canonical",
    "is_id",
    "parse",
    "version",
]

FORMAT = "rekaman/1"
_FORMAT = re.compile(r"rekaman/([1-9][0-9]*)")
_ID = re.compile(r"[0-7][0-9A-HJKMNP-TV-Z]{25}")


class NotARecord(ValueError):
    """The bytes or the values are not what a record is made of."""


def is_id(text: str) -> bool:
    """Tell whether `text` is a ULID as the archive writes them: 26 capitals and digits."""
    return _ID.fullmatch(text) is not None


def canonical(value: object) -> bytes:
    """Return the one way to write `value`: UTF-8, sorted keys, no spaces, no floats."""
    _refuse_odd(value)
    text = json.dumps(
        value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    )
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise NotARecord("a lone surrogate") from error


def parse(content: bytes) -> dict[str, Any]:
    """Read a JSON object; floats, doubled keys and anything but UTF-8 are refused."""
    try:
        value = json.loads(
            content.decode("utf-8"),
            parse_float=_no_float,
            parse_constant=_no_float,
            object_pairs_hook=_no_double,
        )
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise NotARecord("not JSON") from error
    if not isinstance(value, dict):
        raise NotARecord("not a JSON object")
    return value


def version(value: Mapping[str, Any]) -> int:
    """Return the number in a record's format."""
    if (found := _FORMAT.fullmatch(str(value.get("format")))) is None:
        raise NotARecord(f"format {value.get('format')}")
    return int(found[1])


@dataclass(frozen=True, slots=True)
class Maker:
    """Who made the record (`pelaku`), with the roles held at that moment."""

    id: str
    nama: str
    nip: str
    peran: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule the record was made under (`aturan`): an instrument, a template, a letterhead."""

    jenis: str
    versi: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The envelope; fields bear the names under which they are sealed."""

    id: str
    jenis: str
    berkas: str
    waktu: datetime
    tanggal: date
    zona: str
    pelaku: Maker
    isi: Mapping[str, Any]
    nomor: str | None = None
    mengganti: str | None = None
    rujukan: tuple[str, ...] = ()
    aturan: tuple[Rule, ...] = field(default=())

    def __post_init__(self) -> None:
        if not is_id(self.id):
            raise NotARecord(f"no id: {self.id}")
        if self.waktu.tzinfo is None:
            raise NotARecord("a time without its zone")

    def as_dict(self) -> dict[str, Any]:
        """Return the record as it is written."""
        return {
            "format": FORMAT,
            "id": self.id,
            "jenis": self.jenis,
            "berkas": self.berkas,
            "waktu": self.waktu.astimezone(UTC).isoformat().replace("+00:00", "Z"),
            "tanggal": self.tanggal.isoformat(),
            "zona": self.zona,
            "pelaku": {
                "id": self.pelaku.id,
                "nama": self.pelaku.nama,
                "nip": self.pelaku.nip,
                "peran": list(self.pelaku.peran),
            },
            "nomor": self.nomor,
            "mengganti": self.mengganti,
            "rujukan": list(self.rujukan),
            "aturan": [
                {"jenis": rule.jenis, "versi": rule.versi, "sha256": rule.sha256}
                for rule in self.aturan
            ],
            "isi": dict(self.isi),
        }

    def to_bytes(self) -> bytes:
        """Return the bytes to seal as `rekaman.json`."""
        return canonical(self.as_dict())

    @classmethod
    def from_dict(cls, value: Mapping[str, Any]) -> "Record":
        """Read a record back; a later format than this program's is refused."""
        if value.get("format") != FORMAT:
            raise NotARecord(f"format {value.get('format')}")
        try:
            return cls._taken_from(value)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise NotARecord(f"not a {FORMAT}: {error}") from error

    @classmethod
    def _taken_from(cls, value: Mapping[str, Any]) -> "Record":
        maker = value["pelaku"]
        return cls(
            id=value["id"],
            jenis=value["jenis"],
            berkas=value["berkas"],
            waktu=datetime.fromisoformat(value["waktu"]),
            tanggal=date.fromisoformat(value["tanggal"]),
            zona=value["zona"],
            pelaku=Maker(maker["id"], maker["nama"], maker["nip"], tuple(maker["peran"])),
            nomor=value["nomor"],
            mengganti=value["mengganti"],
            rujukan=tuple(value["rujukan"]),
            aturan=tuple(
                Rule(rule["jenis"], rule["versi"], rule["sha256"]) for rule in value["aturan"]
            ),
            isi=value["isi"],
        )


def _refuse_odd(value: object) -> None:
    """Walk the value: json.dumps would quietly turn a key 1 into "1" and take a float."""
    if isinstance(value, dict):
        if not all(isinstance(key, str) for key in value):
            raise NotARecord("a key that is not text")
        for inner in value.values():
            _refuse_odd(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _refuse_odd(inner)
    elif value is not None and not isinstance(value, str | int):
        raise NotARecord(f"a {type(value).__name__} cannot be sealed")


def _no_float(text: str) -> object:
    raise NotARecord(f"a number with a fraction: {text}")


def _no_double(pairs: list[tuple[str, object]]) -> dict[str, object]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise NotARecord("a key twice")
    return value
