"""A Word file or a sheet is a zip: what it may hold is decided before anything reads the parts."""

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator

__all__ = ["Refused", "sheet_parts", "word_parts"]

_MOST_ENTRIES = 2_000
_MOST_BYTES = 50 * 1024 * 1024
_MOST_OF_A_SHEET = 160 * 1024 * 1024  # a sheet of 50,000 rows is opened to say how many there are
_HIGHEST_RATIO = 100
_SMALL = 1024 * 1024  # a small part may be as repetitive as it likes
_LOCAL = struct.Struct("<4s5H3L2H")
_MAIN = b"wordprocessingml.document.main+xml"
_BOOK = b"spreadsheetml.sheet.main+xml"
_BAD_NAME = re.compile(r"^[/\\]|^[A-Za-z]:|\\|(^|/)\.\.(/|$)|\x00")
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_EXTERNAL = re.compile(rb"<[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>")
_HYPERLINK = re.compile(rb"Type\s*=\s*[\"'][^\"']*/hyperlink[\"']")


class Refused(Exception):
    """The file is refused; the reason is one of the codes of `rendering.upload.Reason`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.facts = {"reason": reason}


def word_parts(data: bytes) -> dict[str, bytes]:
    """Return the parts of a Word file that holds nothing but a document."""
    parts = _parts(data, _MOST_BYTES)
    _content(parts, _MAIN, "word/document.xml")
    return parts


def sheet_parts(data: bytes) -> dict[str, bytes]:
    """Return the parts of an XLSX file that holds nothing but tables of its own."""
    parts = _parts(data, _MOST_OF_A_SHEET)
    _content(parts, _BOOK, "xl/workbook.xml")
    if any(name.startswith(("xl/externalLinks/", "xl/connections")) for name in parts):
        raise Refused("external-links")
    return parts


def _parts(data: bytes, most: int) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _directory(entries, most)
            _places(data, entries, archive.start_dir)
            return dict(_inflated(archive, entries, most))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, struct.error) as error:
        raise Refused("corrupt") from error


def _directory(entries: list[zipfile.ZipInfo], most: int) -> None:
    """Judge the table of contents alone."""
    if len(entries) > _MOST_ENTRIES:
        raise Refused("zip-bomb")
    names = [entry.filename.casefold() for entry in entries]
    if len(set(names)) != len(names):
        raise Refused("unsafe-archive")
    for entry in entries:
        if _BAD_NAME.search(entry.orig_filename) or stat.S_ISLNK(entry.external_attr >> 16):
            raise Refused("unsafe-archive")
        if entry.flag_bits & 1:
            raise Refused("encrypted")
        ratio = entry.file_size / max(1, entry.compress_size)
        if entry.file_size > _SMALL and ratio > _HIGHEST_RATIO:
            raise Refused("zip-bomb")
    if sum(entry.file_size for entry in entries) > most:
        raise Refused("zip-bomb")


def _places(data: bytes, entries: list[zipfile.ZipInfo], directory: int) -> None:
    """Refuse entries that overlap, and bytes before the first: a file within the file."""
    end = 0
    for entry in sorted(entries, key=lambda one: one.header_offset):
        start = entry.header_offset
        if start < end or (end == 0 and start != 0):
            raise Refused("unsafe-archive" if start else "disguised")
        header = _LOCAL.unpack(data[start : start + _LOCAL.size])
        end = start + _LOCAL.size + header[9] + header[10] + entry.compress_size
    if end > directory:
        raise Refused("unsafe-archive")


def _inflated(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], most: int
) -> Iterator[tuple[str, bytes]]:
    """Yield every part, counting its bytes: declared sizes lie."""
    left = most
    for entry in entries:
        with archive.open(entry) as part:
            data = part.read(left + 1)
        left -= len(data)
        if left < 0:
            raise Refused("zip-bomb")
        yield entry.filename, data


def _content(parts: dict[str, bytes], main: bytes, document: str) -> None:
    types = parts.get("[Content_Types].xml", b"")
    if b"macroEnabled" in types or any("vbaproject" in name.lower() for name in parts):
        raise Refused("macros")
    if main not in types or document not in parts:
        raise Refused("not-a-document")
    for name, data in parts.items():
        if name.endswith((".xml", ".rels")):
            plain = _plain(data)
            if _DOCTYPE.search(plain):
                raise Refused("active-content")
            if name.endswith(".rels") and _leads_out(plain):
                raise Refused("external-links")
        if re.search(r"(?i)(activex|oleobject)[^/]*\.(bin|xml)$", name):
            raise Refused("active-content")


def _plain(data: bytes) -> bytes:
    """Return UTF-16 as UTF-8: what must not be there may not hide behind an encoding."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace").encode()
    return data.replace(b"\x00", b"")


def _leads_out(relations: bytes) -> bool:
    return any(not _HYPERLINK.search(row) for row in _EXTERNAL.findall(relations))
