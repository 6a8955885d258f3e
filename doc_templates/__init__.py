"""The Word files behind the office's papers, each with what may be filled in and a sample."""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

__all__ = ["NAMES", "Placeholder", "Template", "find", "sample"]

NAMES = (
    "daftar-isi-bundel",
    "laporan-hasil-asesmen",
    "lembar-identitas",
    "pemisah-lampiran",
    "persetujuan-asesmen",
    "sampul-berkas",
)


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One value of a template: its path (`rri.butir[].kode`), type, and whether it is a must."""

    path: str
    type: Literal["text", "number", "flag"]
    required: bool
    about: str


@dataclass(frozen=True, slots=True)
class Template:
    """One version of a Word file with its manifest; the digest is the Word file's.

    `pictures` says of each picture whether it must be given where its place is printed.
    """

    name: str
    version: int
    title: str
    docx: bytes
    manifest: tuple[Placeholder, ...]
    pictures: Mapping[str, bool]
    sha256: str


@cache
def find(name: str) -> Template:
    """Return the template of that name; KeyError where there is none."""
    if name not in NAMES:
        raise KeyError(name)
    folder = files(__name__) / name
    manifest = tomllib.loads((folder / "manifest.toml").read_text("utf-8"))
    docx = (folder / "template.docx").read_bytes()
    placeholders = tuple(Placeholder(path, **row) for path, row in manifest["values"].items())
    return Template(
        name=manifest["name"],
        version=manifest["version"],
        title=manifest["title"],
        docx=docx,
        manifest=placeholders,
        pictures=manifest["pictures"],
        sha256=hashlib.sha256(docx).hexdigest(),
    )


def sample(name: str) -> Mapping[str, object]:
    """Return complete, invented values for the template, to show it and to try it."""
    text = (files(__name__) / name / "sample.json").read_text("utf-8")
    values: Mapping[str, object] = json.loads(text)
    return values
