"""A template is code: what an edited one may not hold, and what it may not forget."""

import dataclasses
import io
import time
import zipfile

import pytest

import doc_templates
from doc_templates import Template
from rendering.fill import TemplateRefused, fill
from rendering.template_check import Problem, problems

NAME = "pemisah-lampiran"


@pytest.mark.parametrize("name", doc_templates.NAMES)
def test_the_project_s_own_templates_have_no_problem(name: str) -> None:
    assert problems(doc_templates.find(name)) == ()


def test_an_unknown_placeholder_is_named() -> None:
    edited = _edited("{{ judul }}", "{{ judul }} {{ nama_ibu }} {{ identitas }}")

    assert problems(edited) == (Problem("unknown-placeholder", "nama_ibu"),)


def test_a_forgotten_placeholder_is_named() -> None:
    assert problems(_edited("{{ judul }}", "Judul")) == (Problem("forgotten-placeholder", "judul"),)


@pytest.mark.parametrize(
    "tag",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ judul.upper() }}",
        "{{ 'a' * 30000000 }}",
        "{{ range(99999999) }}",
        "{% set x = 1 %}",
        "{% include '/etc/passwd' %}",
        "{% import 'x' as y %}",
        "{% macro m() %}{% endmacro %}",
        "{{ judul|attr('__class__') }}",
        "{{ judul|safe }}",
        "{{ identitas[0] }}",
        "{% for a in identitas if a %}{% endfor %}",
    ],
)
def test_a_tag_that_could_do_more_than_print_is_refused(tag: str) -> None:
    edited = _edited("{{ judul }}", "{{ judul }}" + tag)

    assert "tag-not-allowed" in {problem.code for problem in problems(edited)}
    with pytest.raises(TemplateRefused):
        fill(edited, doc_templates.sample(NAME))


def test_a_tag_that_is_not_closed_is_refused() -> None:
    assert problems(_edited("{{ judul }}", "{{ judul }}{{ judul"))


def test_a_template_that_never_ends_is_ended() -> None:
    loops = "{% for a in identitas %}" * 12 + "x" + "{% endfor %}" * 12
    start = time.monotonic()

    with pytest.raises(TemplateRefused):
        fill(_edited("{{ judul }}", "{{ judul }}" + loops), doc_templates.sample(NAME))

    assert time.monotonic() - start < 20


def test_a_template_with_macros_or_outside_links_is_refused() -> None:
    assert problems(_added("word/vbaProject.bin", b"x"))[0].code == "macros"
    row = '<Relationship Id="r" Type="http://x/image" Target="http://x" TargetMode="External"/>'
    relations = f"<Relationships>{row}</Relationships>".encode()
    assert problems(_added("word/_rels/header2.xml.rels", relations))[0].code == "external-links"


def _edited(before: str, after: str) -> Template:
    template = doc_templates.find(NAME)
    source = zipfile.ZipFile(io.BytesIO(template.docx))
    xml = source.read("word/document.xml").decode()
    assert before in xml
    return _added("word/document.xml", xml.replace(before, after).encode())


def _added(name: str, data: bytes) -> Template:
    template = doc_templates.find(NAME)
    source = zipfile.ZipFile(io.BytesIO(template.docx))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for part in source.namelist():
            if part != name:
                archive.writestr(part, source.read(part))
        archive.writestr(name, data)
    return dataclasses.replace(template, docx=target.getvalue())
