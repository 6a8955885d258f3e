"""The macros draw label, hint and error together and escape what they are given."""

from collections.abc import Callable, Mapping

import pytest
from flask import Flask, render_template_string

from casework.errors import Fault
from webapp.pieces.forms import Form
from webapp.words.fields import Names

Draw = Callable[..., str]
HOSTILE = "\"'><x-canary-1>{{ 7*7 }}"


@pytest.fixture
def draw(app: Flask) -> Draw:
    def render(source: str, **values: object) -> str:
        libraries = {
            "forms": "field, area, selection, choice, ticks, tick, upload, summary, confirm",
            "page": "mark, note, band, spine, title, breadcrumb, empty, pager, notices, sheet",
            "client": "client_head, fact, tab_row",
            "table": "table, pairs",
        }
        imports = "".join(
            f'{{% from "macros/{name}.html" import {macros} %}}'
            for name, macros in libraries.items()
        )
        with app.test_request_context():
            return render_template_string(imports + source, **values)

    return render


NAMES = Names({"nik": "NIK", "nama": "Nama", "pola": "Pola nomor"})
FIELDS = {
    "field": '{{ field(form, "nik", "NIK", hint="16 angka.") }}',
    "area": '{{ area(form, "nik", "NIK", hint="16 angka.") }}',
    "selection": '{{ selection(form, "nik", "NIK", [("a", "A")], hint="16 angka.") }}',
    "choice": '{{ choice(form, "nik", "NIK", [("a", "A"), ("b", "B")], hint="16 angka.") }}',
    "ticks": '{{ ticks(form, "nik", "NIK", [("a", "A"), ("b", "B")], hint="16 angka.") }}',
    "tick": '{{ tick(form, "nik", "NIK", hint="16 angka.") }}',
    "upload": '{{ upload(form, "nik", "NIK", hint="16 angka.") }}',
}


@pytest.mark.parametrize("source", FIELDS.values(), ids=FIELDS)
def test_a_field_is_described_by_its_hint_and_its_error(draw: Draw, source: str) -> None:
    html = draw(source, form=Form({}, (Fault("nik", "required"),), NAMES))

    assert 'aria-describedby="h-nik e-nik"' in html
    assert 'id="h-nik"' in html
    assert 'id="e-nik"' in html
    assert 'aria-invalid="true"' in html
    assert "NIK wajib diisi." in html
    assert html.index("wajib diisi") < html.index('id="f-nik"')


@pytest.mark.parametrize("source", FIELDS.values(), ids=FIELDS)
def test_a_field_without_mistakes_claims_none(draw: Draw, source: str) -> None:
    html = draw(source, form=Form())

    assert 'aria-describedby="h-nik"' in html
    assert "aria-invalid" not in html
    assert "checked" not in html
    assert "selected" not in html


@pytest.mark.parametrize("source", FIELDS.values(), ids=FIELDS)
def test_what_was_typed_comes_back_as_text(draw: Draw, source: str) -> None:
    html = draw(source, form=Form({"nik": HOSTILE}))

    assert "<x-canary" not in html


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("selection", '<option value="a" selected>'),
        ("choice", 'value="a" checked'),
        ("ticks", 'value="a" checked'),
    ],
)
def test_what_was_chosen_is_still_chosen(draw: Draw, name: str, told: str) -> None:
    assert told in draw(FIELDS[name], form=Form({"nik": "a"}))


def test_a_password_is_never_sent_back(draw: Draw) -> None:
    html = draw('{{ field(form, "p", "Sandi", type="password") }}', form=Form({"p": "rahasia"}))

    assert "rahasia" not in html


def test_the_summary_counts_the_mistakes_and_leads_to_each_field(draw: Draw) -> None:
    faults = (
        Fault("nik", "required"),
        Fault("nama", "name-without-letters"),
        Fault("pola", "positive"),
    )

    html = draw("{{ summary(form) }}", form=Form({}, faults, NAMES))

    assert "Ada 3 hal yang perlu diperbaiki. Isian lain tidak hilang." in html
    assert html.index('href="#f-nik"') < html.index('href="#f-nama"') < html.index('href="#f-pola"')
    assert 'href="#f-nik">NIK wajib diisi.</a>' in html
    assert 'href="#f-nama">Nama harus memuat huruf.</a>' in html, "it says its name itself"
    assert 'href="#f-pola"><b>Pola nomor:</b> Isi dengan angka' in html
    assert 'tabindex="-1"' in html
    assert "autofocus" in html


def test_faults_that_nobody_could_name_are_no_form() -> None:
    with pytest.raises(ValueError, match="names"):
        Form({}, (Fault("nik", "required"),))


def test_a_form_without_mistakes_has_no_summary(draw: Draw) -> None:
    assert draw("{{ summary(form) }}", form=Form()).strip() == ""


@pytest.mark.parametrize(
    ("band", "child", "icon", "word"),
    [
        ("rendah", False, "bars-1", "Rendah"),
        ("sangat-tinggi", False, "bars-4", "Sangat Tinggi"),
        ("tinggi", True, "child-3", "Tinggi"),
        ("", False, "blank", "Belum dinilai"),
    ],
)
def test_a_band_is_an_icon_and_a_word(
    draw: Draw, band: str, icon: str, word: str, *, child: bool
) -> None:
    html = draw("{{ band(b, child=child) }}", b=band, child=child)

    assert f"#{icon}" in html
    assert word in html


def test_the_client_is_named_the_same_way_on_every_page(draw: Draw) -> None:
    from webapp.client_file.head import ClientHead, Tab  # noqa: PLC0415

    values: Mapping[str, object] = {
        "head": ClientHead("2025-00123", HOSTILE, ("L, lahir 1991",), "/berkas/2025-00123"),
        "tabs": (Tab("Linimasa", "/berkas/2025-00123", current=True, done=7, total=10),),
    }

    full = draw(
        '{% call(part) client_head(head, tabs=tabs) %}{% if part == "facts" %}'
        '{{ fact("Map kertas", value="Boks 14") }}{% endif %}{% endcall %}',
        **values,
    )
    brief = draw("{{ client_head(head, brief=true) }}", **values)

    for html in (full, brief):
        assert "2025-00123" in html
        assert "RAHASIA" in html
        assert "<x-canary" not in html
    assert full.count("<h1") == 1
    assert 'aria-label="7 dari 10 terjawab"' in full
    assert "<h1" not in brief
    assert 'href="/berkas/2025-00123"' in brief


def test_a_page_of_a_list_says_which_part_of_the_whole_it_is(draw: Draw) -> None:
    html = draw('{{ pager("Berkas", 1, 20, 1500, next="/berkas?hlm=2") }}')

    assert "Berkas 1-20 dari 1.500" in html
    assert 'rel="next" href="/berkas?hlm=2"' in html
    assert "Sebelumnya" not in html


def test_a_table_scrolls_by_itself_and_is_named(draw: Draw) -> None:
    html = draw(
        '{% call table("Isi yang diterbitkan", ["Bagian", ("Nilai", "number")]) %}'
        '<tr><th scope="row">RRI A</th><td class="number">13</td></tr>{% endcall %}'
    )

    assert 'role="region" aria-label="Isi yang diterbitkan" tabindex="0"' in html
    assert '<th scope="col" class="number">Nilai</th>' in html


def test_an_empty_list_says_what_to_do(draw: Draw) -> None:
    html = draw(
        '{% call empty("Belum ada klien.") %}<a href="/berkas/baru">Daftar</a>{% endcall %}'
    )

    assert "Belum ada klien." in html
    assert "/berkas/baru" in html


def test_a_step_that_cannot_be_taken_back_is_asked_in_the_page(draw: Draw) -> None:
    html = draw('{% call confirm("Terbitkan", primary=true) %}<p>Terbitkan?</p>{% endcall %}')

    assert "<details" in html
    assert '<summary class="btn btn-primary">Terbitkan</summary>' in html
