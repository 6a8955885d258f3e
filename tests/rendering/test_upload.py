"""Files from outside: judged by content, refused with a reason, never a burden to the server."""

import contextlib
import io
import random
import resource
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from rendering.upload import LARGEST, Reason, Unusable, Upload, inspect

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
NOT_TAKEN = {
    "arturt-corrupted.pdf": Reason.CORRUPT,
    "arturt-encrypted.pdf": Reason.ENCRYPTED,
    "libreoffice-writer-password.pdf": Reason.ENCRYPTED,
    "pdflatex-forms.pdf": Reason.ACTIVE_CONTENT,
    "unreadablemetadata.pdf": Reason.CORRUPT,
    "shp-inline-shape-access.docx": Reason.EXTERNAL_LINKS,
}


def _reason(data: bytes, name: str = "litmas.pdf") -> Reason:
    with pytest.raises(Unusable) as refusal:
        inspect(data, name)
    return refusal.value.reason


def _pdf(change: Callable[[PdfWriter], object] = lambda _: None, pages: int = 1) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    change(writer)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def _word(text: str = "Penelitian Kemasyarakatan") -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _with(name: str, data: bytes, base: bytes | None = None) -> bytes:
    """Return a Word file in which a part is added or replaced."""
    source = zipfile.ZipFile(io.BytesIO(base or _word()))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in source.infolist():
            if entry.filename != name:
                archive.writestr(entry.filename, source.read(entry))
        archive.writestr(name, data)
    return target.getvalue()


def _without_warning(name: str) -> bytes:
    target = io.BytesIO(_word())
    with zipfile.ZipFile(target, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(name, b"<x/>")
    return target.getvalue()


def _ole(data: bytes = b"") -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + data


def test_every_file_of_the_corpora_is_taken_or_refused_with_a_reason(corpora: Path) -> None:
    refused = {}
    for path in sorted([*(corpora / "pdf").iterdir(), *(corpora / "docx").iterdir()]):
        try:
            taken = inspect(path.read_bytes(), path.name)
        except Unusable as refusal:
            refused[path.name] = refusal.reason
        else:
            assert path.suffix == f".{taken.kind}"

    assert refused == NOT_TAKEN


def test_a_pdf_says_its_pages_and_its_words(corpora: Path) -> None:
    taken = inspect((corpora / "pdf" / "minimal-document.pdf").read_bytes(), "C:\\tmp\\litmas.pdf")

    assert isinstance(taken, Upload)
    assert (taken.name, taken.kind, taken.pages, taken.signed) == ("litmas.pdf", "pdf", 1, False)
    assert taken.media_type == "application/pdf"
    assert "Lorem ipsum" in taken.text[0]


def test_a_word_file_has_no_pages_yet() -> None:
    taken = inspect(_word("Kesimpulan: tetap dibimbing"), "litmas.PDF")

    assert (taken.kind, taken.pages) == ("docx", None)
    assert "tetap dibimbing" in taken.text[0]


def test_a_signed_pdf_is_known_as_signed() -> None:
    def sign(writer: PdfWriter) -> None:
        signature = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Sig"),
                NameObject("/ByteRange"): ArrayObject([NumberObject(0)] * 4),
                NameObject("/Contents"): ByteStringObject(b"\x30\x00"),
            }
        )
        writer.root_object[NameObject("/Tanda")] = writer._add_object(signature)

    assert inspect(_pdf(sign), "litmas.pdf").signed


@pytest.mark.parametrize("data", [b"", b"   \r\n", bytes(1000)])
def test_nothing_is_empty(data: bytes) -> None:
    assert _reason(data) is Reason.EMPTY


@pytest.mark.parametrize(
    "data",
    [
        b"MZ" + b"\x90" * 200,
        EICAR,
        b"Kepada Yth. Kepala Bapas",
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        b"<html><script>alert(1)</script></html>",
        _ole(),
        random.Random(3).randbytes(5000),
        b"\n%PDF-1.7 after another line\n%%EOF",
    ],
)
def test_what_is_no_document_is_refused_whatever_its_name(data: bytes) -> None:
    assert _reason(data) is Reason.NOT_A_DOCUMENT


def test_a_file_beyond_the_limit_is_not_even_read() -> None:
    assert _reason(b"%PDF-1.7\n" + bytes(LARGEST)) is Reason.TOO_LARGE


def test_an_encrypted_word_file_is_known() -> None:
    assert _reason(_ole("EncryptedPackage".encode("utf-16-le"))) is Reason.ENCRYPTED


def test_a_protected_pdf_is_refused() -> None:
    data = _pdf(lambda writer: writer.encrypt("", "rahasia", algorithm="AES-256"))

    assert _reason(data) is Reason.ENCRYPTED


@pytest.mark.parametrize("part", [0.2, 0.5, 0.9, 0.99])
def test_a_truncated_file_is_refused(corpora: Path, part: float) -> None:
    whole = (corpora / "pdf" / "pdflatex-4-pages.pdf").read_bytes()
    word = _word()

    assert _reason(whole[: int(len(whole) * part)]) is Reason.CORRUPT
    assert _reason(word[: int(len(word) * part)]) is Reason.CORRUPT


@pytest.mark.parametrize("kind", ["/JavaScript", "/Launch", "/SubmitForm", "/ImportData"])
def test_a_pdf_that_acts_is_refused(kind: str) -> None:
    def act(writer: PdfWriter) -> None:
        action = DictionaryObject({NameObject("/S"): NameObject(kind)})
        writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): action})

    assert _reason(_pdf(act)) is Reason.ACTIVE_CONTENT


def test_a_script_that_starts_with_the_pdf_is_refused() -> None:
    def start(writer: PdfWriter) -> None:
        script = {
            NameObject("/S"): NameObject("/JavaScript"),
            NameObject("/JS"): TextStringObject("x"),
        }
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(script)

    assert _reason(_pdf(start)) is Reason.ACTIVE_CONTENT


def test_too_many_pages_are_refused() -> None:
    assert _reason(_pdf(pages=2000)) is Reason.TOO_MANY_PAGES


def test_a_page_as_large_as_a_field_is_refused() -> None:
    def widen(writer: PdfWriter) -> None:
        box = ArrayObject([FloatObject(0), FloatObject(0), FloatObject(1e6), FloatObject(1e6)])
        writer.pages[0][NameObject("/MediaBox")] = box

    assert _reason(_pdf(widen)) is Reason.PAGE_SIZE


def test_a_pdf_that_is_also_a_zip_is_refused() -> None:
    hidden = io.BytesIO()
    with zipfile.ZipFile(hidden, "w") as archive:
        archive.writestr("run.exe", b"MZ")

    assert _reason(_pdf() + hidden.getvalue()) is Reason.DISGUISED
    assert _reason(b"PK\x03\x04" + bytes(100) + _word()) is not None


def test_macros_are_refused() -> None:
    types = b"application/vnd.ms-word.document.macroEnabled.main+xml"

    assert _reason(_with("word/vbaProject.bin", b"x")) is Reason.MACROS
    assert _reason(_with("[Content_Types].xml", types)) is Reason.MACROS


def test_another_office_file_is_no_document() -> None:
    types = b'<Types><Override ContentType="application/x.spreadsheetml.sheet.main+xml"/></Types>'

    assert _reason(_with("[Content_Types].xml", types)) is Reason.NOT_A_DOCUMENT


@pytest.mark.parametrize("kind", ["image", "attachedTemplate", "oleObject"])
def test_a_word_file_that_fetches_from_outside_is_refused(kind: str) -> None:
    row = f'<Relationship Id="r9" Type="http://x/{kind}" Target="http://x/" TargetMode="External"/>'
    relations = f"<Relationships>{row}</Relationships>".encode()

    assert _reason(_with("word/_rels/footer9.xml.rels", relations)) is Reason.EXTERNAL_LINKS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_entity_is_refused_in_any_part_and_encoding(encoding: str) -> None:
    part = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'.encode(encoding)

    assert _reason(_with("word/settings.xml", part)) is Reason.ACTIVE_CONTENT


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "C:/x", "word\\..\\x"])
def test_a_part_that_leads_out_of_the_zip_is_refused(name: str) -> None:
    assert _reason(_with(name, b"x")) is Reason.UNSAFE_ARCHIVE


@pytest.mark.parametrize("name", ["word/document.xml", "WORD/Document.xml"])
def test_a_part_that_is_there_twice_is_refused(name: str) -> None:
    data = _without_warning(name) if name == "word/document.xml" else _with(name, b"<x/>")

    assert _reason(data) is Reason.UNSAFE_ARCHIVE


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    assert _reason(_with("word/media/a.bin", bytes(40 * 1024 * 1024))) is Reason.ZIP_BOMB


def test_a_part_that_lies_about_its_size_is_found_out() -> None:
    data = bytearray(_with("word/media/a.bin", bytes(60 * 1024 * 1024)))
    place = data.rfind(b"word/media/a.bin") - 46
    struct.pack_into("<L", data, place + 24, 900_000)

    assert _reason(bytes(data)) in {Reason.ZIP_BOMB, Reason.CORRUPT}


def test_too_many_parts_are_refused() -> None:
    target = io.BytesIO(_word())
    with zipfile.ZipFile(target, "a") as archive:
        for number in range(2001):
            archive.writestr(f"x/{number}", b"")

    assert _reason(target.getvalue()) is Reason.ZIP_BOMB


def test_two_million_paragraphs_do_not_keep_the_server_busy() -> None:
    body = b"".join(b"<w:p><w:r><w:t>%d</w:t></w:r></w:p>" % number for number in range(900_000))
    part = b'<w:document xmlns:w="x"><w:body>' + body + b"</w:body></w:document>"
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()

    assert _reason(_with("word/document.xml", part)) is Reason.TOO_HEAVY
    assert time.monotonic() - start < 15
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 400_000


def test_pages_that_lead_in_a_circle_are_refused() -> None:
    def bend(writer: PdfWriter) -> None:
        tree = writer.root_object["/Pages"].get_object()
        assert isinstance(tree, DictionaryObject)
        tree[NameObject("/Kids")] = ArrayObject([writer.root_object.raw_get("/Pages")])
        tree[NameObject("/Count")] = NumberObject(100000)

    assert isinstance(_reason(_pdf(bend)), Reason)


def test_a_name_is_kept_as_words_only() -> None:
    taken = inspect(_word(), "../../litmas\r\n\u202efdp.docx" + "x" * 500)

    assert taken.name.startswith("litmasfdp.docx")
    assert len(taken.name) == 120


def test_random_damage_never_does_more_than_refuse(corpora: Path) -> None:
    dice = random.Random(11)
    whole = (corpora / "pdf" / "libreoffice-form.pdf").read_bytes()
    for data in (whole, _word()):
        for _ in range(25):
            damaged = bytearray(data)
            for _ in range(dice.randrange(1, 30)):
                damaged[dice.randrange(len(damaged))] = dice.randrange(256)
            with contextlib.suppress(Unusable):
                assert inspect(bytes(damaged), "x").kind in {"pdf", "docx"}


def test_a_comment_of_a_form_is_still_a_document() -> None:
    data = _pdf(lambda writer: writer.add_metadata({"/Title": TextStringObject("Litmas")}))

    assert PdfReader(io.BytesIO(data)).get_num_pages() == inspect(data, "x.pdf").pages
