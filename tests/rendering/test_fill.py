"""Filling a template: what was typed comes out as typed, or is refused with its place."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from PIL import Image

import doc_templates
from rendering import text
from rendering.fill import PictureMissing, UnprintableText, ValuesDoNotFit, fill
from rendering.letters import unprintable

Make = Callable[..., bytes]
TEMPLATE = doc_templates.find("laporan-hasil-asesmen")


@pytest.mark.parametrize(
    "typed",
    [
        "{{ 7*7 }}",
        "{% for x in y %}",
        "{_{ 7 }_}",
        "{_% if %_}",
        "{# catatan #}",
        "{{r x }} {%tr endfor %}",
        "<w:t>tebal</w:t>",
        "&amp; & < > \" '",
        "]]><!-- --><?x?>",
        "${jndi:ldap://x} $(rm -rf) %s %n",
        "dua  spasi   tiga",
        "I Gusti Ngurah “Rai” Jr., S.H.",
    ],
)
def test_what_a_user_types_stays_text(make_report: Make, typed: str) -> None:
    docx = make_report(dasar=[f"Awal {typed} akhir"])

    assert f"Awal {typed} akhir" in _raw(docx)


def test_paragraphs_and_line_breaks_stay_what_they_are(make_report: Make) -> None:
    docx = make_report(dasar=["satu\r\ndua\rtiga", "empat\tlima"])

    assert "satu\ndua\ntiga\nempat\tlima" in text.of_docx(docx)[0]


def test_a_very_long_text_comes_out_whole(make_report: Make) -> None:
    long = "kata " * 4000

    assert text.of_docx(make_report(dasar=[long]))[0].count("kata") >= 4000


@pytest.mark.parametrize(
    "character", ["\x00", "\x07", "\x0b", "\x0c", "\ufffe", "\ud800", "\u202e"]
)
def test_a_character_that_cannot_be_printed_is_refused_with_its_place(
    make_report: Make, character: str
) -> None:
    with pytest.raises(UnprintableText) as refusal:
        make_report(analisis=[{"judul": "Risiko", "alinea": ["baik", f"abc{character}def"]}])

    assert refusal.value.field == "analisis[0].alinea[1]"
    assert refusal.value.position == 3
    assert refusal.value.codepoint == ord(character)


def test_naughty_strings_come_out_as_typed_or_are_refused(make_report: Make, corpora: Path) -> None:
    naughty = json.loads((corpora / "naughty-strings.json").read_text("utf-8"))
    fine = [one for one in naughty if one.strip() and not list(unprintable(one))]

    words = _raw(make_report(dasar=fine))

    assert len(fine) > 300
    assert all(one in words for one in fine if "\n" not in one and "\t" not in one)


def test_the_same_values_give_the_same_bytes(make_report: Make) -> None:
    assert make_report() == make_report()


def test_unknown_and_missing_values_are_all_named(report: dict[str, Any]) -> None:
    del report["nomor"]
    report["nama_ibu"] = "tidak ada tempatnya"
    report["risiko"]["nilai"] = "8"

    with pytest.raises(ValuesDoNotFit) as refusal:
        fill(TEMPLATE, report)

    assert set(refusal.value.faults) == {
        ("nama_ibu", "unknown"),
        ("nomor", "missing"),
        ("risiko.nilai", "not a number"),
    }


def test_a_code_without_its_qr_is_never_printed(report: dict[str, Any]) -> None:
    with pytest.raises(PictureMissing) as refusal:
        fill(TEMPLATE, report)

    assert refusal.value.name == "qr"


def test_without_an_address_there_is_no_qr(report: dict[str, Any]) -> None:
    docx = fill(TEMPLATE, report | {"tautan": ""})

    assert _names(docx, "word/media/") == ["word/media/logo.png"]


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_the_logo_keeps_its_shape_within_its_place(report: dict[str, Any], kind: str) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (400, 100), "navy").save(picture, kind)

    docx = fill(TEMPLATE, report | {"tautan": ""}, {"logo": picture.getvalue()})

    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        header = etree.fromstring(archive.read("word/header1.xml"))
        logo = Image.open(io.BytesIO(archive.read("word/media/logo.png")))
    extent = next(header.iter("{*}extent"))
    assert logo.size == (400, 100)
    assert int(extent.get("cx")) == pytest.approx(4 * int(extent.get("cy")), abs=4)


@pytest.mark.parametrize("lines", [2, 3, 4, 5])
def test_a_letterhead_has_as_many_lines_as_the_office_has(
    report: dict[str, Any], make_report: Make, lines: int
) -> None:
    kop = report["kop"] | {"instansi": [f"BARIS {number}" for number in range(lines)]}

    head = text.of_docx(make_report(kop=kop))[1]

    assert [line for line in head.splitlines() if line.startswith("BARIS")] == kop["instansi"]


def _raw(docx: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return "\n".join("".join(part.itertext()) for part in root.iter("{*}p"))


def _names(docx: bytes, folder: str) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return [name for name in archive.namelist() if name.startswith(folder)]
