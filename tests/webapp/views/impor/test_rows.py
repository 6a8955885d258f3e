"""A row is mended by choosing, its doubles are told by rights, words get their meaning once."""

from collections.abc import Callable
from http import HTTPStatus

from flask.testing import FlaskClient
from lxml import html
from sqlalchemy import update

from casework.clients.model import Client
from tests.webapp.views.impor.conftest import BUDI, Post
from webapp.parts import Parts
from webapp.work import make_worker

SITI = ["Siti", *BUDI[1:5], "2/PB/2025", *BUDI[6:]]


def field(page: str, code: str) -> html.HtmlElement:
    (found,) = html.fromstring(page).xpath(f"//*[@name='isi-{code}']")
    return found


def test_a_cell_of_a_list_is_mended_by_choosing_beside_what_was_written(
    checked: Callable[..., str], post: Post, registrar: FlaskClient
) -> None:
    at = checked([*BUDI[:2], "X", "PB", "Nyolong", *BUDI[5:]])
    page = registrar.get(f"{at}/baris/2").text

    sex, offence = field(page, "sex"), field(page, "offence")
    assert [one.text for one in sex.iter("option")][1:] == ["Laki-laki", "Perempuan"]
    assert "Pencurian" in [one.text for one in offence.iter("option")]
    assert "Tertulis di lembar: <b>X</b>" in page
    assert "Bukan L atau P: X. Pilih laki-laki atau perempuan." in page
    assert "Tidak ada di daftar kantor: X" not in page
    assert "09-03-2026" in page  # the forms of a day stand at its field
    chosen = {"isi-sex": "Laki-laki", "isi-offence": "Pencurian"}
    post(f"{at}/baris/2", **sent(page) | chosen)
    assert "1 klien siap didaftarkan" in registrar.get(at).text


def sent(page: str) -> dict[str, str]:
    """Return what the page's form sends when nothing is touched."""
    form = next(one for one in html.fromstring(page).forms if "isi-name" in one.fields)
    return {name: value or "" for name, value in form.form_values() if name != "csrf_token"}


def test_a_row_that_is_saved_untouched_keeps_what_the_sheet_says(
    checked: Callable[..., str], post: Post, registrar: FlaskClient
) -> None:
    at = checked([*BUDI[:3], "Pembebasan bersyarat", "pencurian; narkotika", *BUDI[5:]])
    page = registrar.get(f"{at}/baris/2").text

    assert sent(page)["isi-client_type"] == "Pembebasan bersyarat"
    assert sent(page)["isi-offence"] == "pencurian; narkotika"
    post(f"{at}/baris/2", **sent(page))
    assert "1 klien siap didaftarkan" in registrar.get(at).text
    assert "Tertulis di lembar" not in registrar.get(f"{at}/baris/2").text


def test_a_word_of_the_office_gets_its_meaning_once_for_all_rows(
    checked: Callable[..., str], post: Post, registrar: FlaskClient, parts: Parts
) -> None:
    at = checked([*BUDI[:4], "Nyolong", *BUDI[5:]], [*SITI[:4], "nyolong", *SITI[5:]])
    assert "1 kata kantor belum dikenal." in registrar.get(at).text
    page = html.fromstring(registrar.get(f"{at}/kata").text)
    (select,) = page.xpath("//select[starts-with(@name, 'arti.')]")
    assert select.name == "arti.offence.nyolong"
    here = page.xpath("//nav//a[@aria-current='page']")
    assert "Impor" in {one.text_content().strip() for one in here}

    refused = post(f"{at}/kata", **{select.name: "bukan-kode"})
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    answer = post(f"{at}/kata", **{select.name: "pencurian", "keep_as": "Lembar kita"})
    assert answer.status_code == HTTPStatus.SEE_OTHER
    make_worker(parts).drain()

    assert "2 klien siap didaftarkan" in registrar.get(at).text
    assert "Sudah diberi arti" in registrar.get(f"{at}/kata").text
    assert "2 klien siap" in registrar.get(checked([*BUDI[:4], "NYOLONG", *BUDI[5:]], SITI)).text


def test_the_number_of_a_double_is_told_by_the_rights_of_who_looks(
    parts: Parts, checked: Callable[..., str], post: Post, registrar: FlaskClient
) -> None:
    first = checked(BUDI)
    post(f"{first}/jalankan")
    make_worker(parts).drain()
    at = checked(BUDI)
    page = registrar.get(at).text
    assert "Mirip <a" in page
    number = page.partition("berkas/")[2][:10]

    with parts.database.transaction() as session:
        session.execute(update(Client).values(child=True))
    for page in (registrar.get(at).text, registrar.get(f"{at}/baris/2").text):
        assert "berkas yang tidak terbuka untuk Anda" in page
        assert "nomor register sama" in page
        assert "nama sama" not in page
        assert number not in page
