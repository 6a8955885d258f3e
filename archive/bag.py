"""The tag files of a bag (BagIt 1.0, RFC 8493): composed and read as bytes, no disk here."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from archive.chain import Chain
from archive.deposit import Label, SealedFile

__all__ = [
    "BAGIT",
    "BAGIT_TEXT",
    "DATA",
    "INFO",
    "MANIFEST",
    "TAGMANIFEST",
    "Info",
    "NotATagFile",
    "compose",
    "read_info",
    "read_manifest",
    "write_manifest",
]

DATA = "data"
BAGIT = "bagit.txt"
INFO = "bag-info.txt"
MANIFEST = "manifest-sha256.txt"
TAGMANIFEST = "tagmanifest-sha256.txt"
BAGIT_TEXT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

_LINE = re.compile(r"([0-9a-f]{64})  ([A-Za-z0-9][A-Za-z0-9._/-]*)")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_AGENT = "Berkas (berkas_1.0)"


class NotATagFile(ValueError):
    """The tag file does not read as this archive writes it."""


@dataclass(frozen=True, slots=True)
class Info:
    """What bag-info.txt says: the label, the place in the chain, the size of the payload.

    In staging a bag has the number nought until it is published.
    """

    label: Label
    sequence: int
    previous: str | None
    octets: int
    files: int

    def __post_init__(self) -> None:
        if self.sequence < 0 or (self.sequence > 1) != (self.previous is not None):
            raise NotATagFile("only the first bag of a chain has none before it")
        if self.previous is not None and not _DIGEST.fullmatch(self.previous):
            raise NotATagFile(f"no digest: {self.previous}")

    @classmethod
    def of(
        cls,
        label: Label,
        files: Iterable[SealedFile],
        sequence: int = 0,
        previous: str | None = None,
    ) -> "Info":
        """Count the payload."""
        sizes = [file.size for file in files]
        return cls(label, sequence, previous, sum(sizes), len(sizes))

    def to_bytes(self) -> bytes:
        """Write bag-info.txt; the standard's own names where it has one."""
        label = self.label
        fields = {
            "Source-Organization": label.chain.owner,
            "External-Identifier": label.id,
            "Bag-Group-Identifier": str(label.chain.path),
            "Bagging-Date": label.date.isoformat(),
            "Berkas-Urutan": str(self.sequence) if self.sequence else None,
            "Berkas-Jenis": label.kind,
            "Berkas-Sebelumnya": self.previous,
            "Berkas-Mengganti": label.supersedes,
            "Bag-Software-Agent": _AGENT,
            "Payload-Oxum": f"{self.octets}.{self.files}",
        }
        lines = (f"{name}: {value}\n" for name, value in fields.items() if value is not None)
        return "".join(lines).encode("ascii")


def compose(info: Info, files: Iterable[SealedFile]) -> dict[str, bytes]:
    """Return the tag files by name in the order of writing: the tagmanifest last."""
    tags = {
        BAGIT: BAGIT_TEXT,
        INFO: info.to_bytes(),
        MANIFEST: write_manifest({f"{DATA}/{file.name}": file.sha256 for file in files}),
    }
    digests = {name: sha256(content).hexdigest() for name, content in tags.items()}
    return {**tags, TAGMANIFEST: write_manifest(digests)}


def write_manifest(digests: Mapping[str, str]) -> bytes:
    """Write a manifest that `sha256sum -c` reads too."""
    return "".join(f"{digests[name]}  {name}\n" for name in sorted(digests)).encode("ascii")


def read_manifest(content: bytes) -> dict[str, str]:
    """Return the digests by path."""
    digests: dict[str, str] = {}
    for line in _lines(content):
        found = _LINE.fullmatch(line)
        if found is None or found[2] in digests:
            raise NotATagFile(f"line {line!r}")
        digests[found[2]] = found[1]
    return digests


def read_info(content: bytes) -> Info:
    """Read bag-info.txt; fields that this program does not know are passed over."""
    fields: dict[str, str] = {}
    for line in _lines(content):
        name, colon, value = line.partition(": ")
        if not colon or name in fields:
            raise NotATagFile(f"line {line!r}")
        fields[name] = value
    try:
        octets, _, files = fields["Payload-Oxum"].partition(".")
        return Info(
            Label(
                fields["External-Identifier"],
                Chain.parse(fields["Bag-Group-Identifier"]),
                fields["Berkas-Jenis"],
                date.fromisoformat(fields["Bagging-Date"]),
                fields.get("Berkas-Mengganti"),
            ),
            int(fields.get("Berkas-Urutan", "0")),
            fields.get("Berkas-Sebelumnya"),
            int(octets),
            int(files),
        )
    except (KeyError, ValueError) as error:
        raise NotATagFile(f"{INFO}: {error}") from error


def _lines(content: bytes) -> list[str]:
    try:
        text = content.decode("ascii")
    except UnicodeDecodeError as error:
        raise NotATagFile("not ASCII") from error
    if not text.endswith("\n"):
        raise NotATagFile("the last line is cut short")
    return text[:-1].split("\n")
