"""Every template: its manifest, its sample, and the script that makes it."""

import io
import zipfile

import docx
import pytest
from lxml import etree

import doc_templates
from rendering.values import complete
from script.templates.__main__ import PAPERS
from script.templates.package import build

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(params=doc_templates.NAMES)
def template(request: pytest.FixtureRequest) -> doc_templates.Template:
    return doc_templates.find(str(request.param))


def test_the_word_file_is_the_one_the_script_makes(template: doc_templates.Template) -> None:
    assert build(PAPERS[template.name]()) == template.docx


def test_the_sample_fits_the_manifest(template: doc_templates.Template) -> None:
    assert complete(template.manifest, doc_templates.sample(template.name))


def test_word_can_open_the_file(template: doc_templates.Template) -> None:
    document = docx.Document(io.BytesIO(template.docx))

    assert document.sections[0].different_first_page_header_footer


def test_every_table_has_cells_as_wide_as_its_grid(template: doc_templates.Template) -> None:
    root = etree.fromstring(_part(template.docx, "word/document.xml"))
    for table in root.iter(f"{_W}tbl"):
        columns = table.findall(f"{_W}tblGrid/{_W}gridCol")  # a cell may hold another table
        grid = [int(column.get(f"{_W}w")) for column in columns]
        plain = [row for row in table.findall(f"{_W}tr") if "{%tc" not in "".join(row.itertext())]
        for row in plain:
            own = row.findall(f"{_W}tc/{_W}tcPr/{_W}tcW")
            widths = [int(width.get(f"{_W}w")) for width in own]
            assert sum(widths) == sum(grid)


def test_no_font_but_the_papers_own_is_named(template: doc_templates.Template) -> None:
    with zipfile.ZipFile(io.BytesIO(template.docx)) as archive:
        for name in archive.namelist():
            if name.endswith(".xml"):
                for fonts in etree.fromstring(archive.read(name)).iter(f"{_W}rFonts"):
                    assert set(fonts.attrib.values()) == {"Liberation Sans"}


def test_a_template_that_does_not_exist_is_not_found() -> None:
    with pytest.raises(KeyError):
        doc_templates.find("surat-cinta")


def _part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)
