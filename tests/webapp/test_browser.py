"""The shell in a real browser: accessibility, narrow screens, and saving while one types."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask, jsonify, render_template_string, request
from flask.typing import ResponseReturnValue
from playwright.sync_api import Browser, BrowserContext, Page, expect
from werkzeug.serving import make_server

from casework.users.permissions import Permission
from webapp.access import public, requires

pytestmark = pytest.mark.browser

SIZES = {"desk": {"width": 1366, "height": 768}, "phone": {"width": 390, "height": 844}}
FORM = """
{% extends "base.html" %}
{% from "macros/saving.html" import indicator, trouble %}
{% block title %}Isi{% endblock %}
{% block content %}
<h1>Isi</h1>
{{ indicator() }}{{ trouble() }}
<p data-live="score">0/17</p>
<form data-autosave="/uji/simpan" data-version="1" data-key="asesmen/1" data-conflict="/uji/pulih"
      data-answer-keys method="post" action="/uji/kirim">
  <input type="hidden" name="csrf_token" value="{{ csrf_token() }}">
  <input type="hidden" name="version" value="1">
  {% for item in ("A1", "A2", "A3") %}
  <fieldset data-item id="{{ item }}"><legend>{{ item }}</legend>
    {% for value, label in (("1", "Tidak"), ("2", "Ya")) %}
    <label><input type="radio" name="{{ item }}" value="{{ value }}"
      {%- if kept.get(item) == value %} checked{% endif %}> {{ label }}</label>
    {% endfor %}
  </fieldset>
  {% endfor %}
  <label>Bukti <textarea name="bukti">{{ kept.get("bukti", "") }}</textarea></label>
  <button data-save-next>Simpan</button>
</form>
<a href="/uji/lain">Ke halaman lain</a>
{% endblock %}
{% block scripts %}
{% for name in ("autosave", "answer-keys") %}
<script type="module" src="{{ url_for('static', filename=name ~ '.js') }}"></script>
{% endfor %}
{% endblock %}
"""


@dataclass
class Draft:
    """The draft as the server of the test holds it."""

    version: int = 1
    kept: dict[str, str] = field(default_factory=dict)
    received: list[dict[str, str]] = field(default_factory=list)
    status: int = 200

    def save(self) -> ResponseReturnValue:
        if self.status != 200:
            return jsonify(message="Nomor ini sudah dipakai."), self.status
        changes = json.loads(request.form["changes"])
        self.received.append(changes)
        self.kept |= changes
        self.version += 1
        return jsonify(version=self.version, saved_at="14.32", live={"score": "13/17"})


@pytest.fixture
def draft() -> Draft:
    return Draft()


@pytest.fixture
def site(app: Flask, draft: Draft) -> Iterator[str]:
    own = requires(Permission.OWN_ACCOUNT)

    def crack() -> str:
        raise RuntimeError

    app.add_url_rule("/uji/retak", view_func=public(crack))
    app.add_url_rule(
        "/uji/isi", "uji.isi", own(lambda: render_template_string(FORM, kept=draft.kept))
    )
    app.add_url_rule("/uji/simpan", "uji.simpan", own(draft.save), methods=["POST"])
    app.add_url_rule("/uji/lain", "uji.lain", own(lambda: "<title>lain</title>lain"))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(params=SIZES)
def sized(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Page]:
    size = SIZES[request.param]
    context = browser.new_context(
        base_url=site,
        viewport={"width": size["width"], "height": size["height"]},
        has_touch=request.param == "phone",
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def context(
    browser: Browser, site: str, make_person: Callable[..., object]
) -> Iterator[BrowserContext]:
    make_person()
    opened = browser.new_context(base_url=site)
    yield opened
    opened.close()


def enter(page: Page) -> None:
    page.goto("/masuk")
    page.get_by_label("Nama pengguna").fill("rina")
    page.get_by_label("Kata sandi").fill("tujuh gajah menari pelan")
    page.get_by_role("button", name="Masuk").click()


@pytest.fixture
def form(context: BrowserContext) -> Page:
    page = context.new_page()
    enter(page)
    page.goto("/uji/isi")
    return page


def faults(page: Page) -> list[str]:
    found = Axe().run(
        page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
    )
    return [f"{v['id']}: {v['nodes'][0]['html']}" for v in found.response["violations"]]


def test_the_pages_before_the_sign_in_are_accessible_and_fit(sized: Page) -> None:
    for address in ("/masuk", "/tidak-ada", "/uji/retak", "/bantuan/sertifikat"):
        sized.goto(address)

        assert faults(sized) == [], address
        assert sized.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_a_refused_sign_in_is_accessible(sized: Page) -> None:
    enter(sized)

    expect(sized.get_by_role("alert")).to_have_text("Nama pengguna atau kata sandi tidak cocok.")
    assert faults(sized) == []


def test_a_page_with_menu_and_mistakes_is_accessible_and_the_summary_is_in_focus(
    sized: Page, make_person: Callable[..., object]
) -> None:
    make_person()
    enter(sized)
    sized.goto("/profil")
    sized.get_by_role("button", name="Ganti kata sandi").click()

    expect(sized.get_by_role("alert")).to_be_focused()
    assert faults(sized) == []
    assert sized.evaluate("document.documentElement.scrollWidth <= innerWidth")
    sized.get_by_role("link", name="Kata sandi sekarang tidak cocok.").click()
    expect(sized.get_by_label("Kata sandi sekarang")).to_be_focused()


def test_the_page_reflows_at_320_pixels(context: BrowserContext) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 320, "height": 640})
    for address in ("/masuk", "/tidak-ada", "/bantuan/sertifikat"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_everything_works_without_a_script(
    browser: Browser, site: str, make_person: Callable[..., object]
) -> None:
    make_person()
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    enter(page)
    page.goto("/profil")
    page.locator(".account summary").click()
    page.locator(".account").get_by_role("button", name="Keluar").click()

    expect(page.get_by_role("heading", name="Masuk ke Berkas")).to_be_visible()
    context.close()


def test_the_browser_finds_nothing_against_the_policy(form: Page) -> None:
    told: list[str] = []
    form.on("console", lambda message: told.append(message.text))
    form.on("pageerror", lambda error: told.append(str(error)))
    form.goto("/uji/isi")
    form.goto("/bantuan/sertifikat")

    assert told == []


def test_an_answer_is_saved_by_itself_within_two_seconds(form: Page, draft: Draft) -> None:
    form.locator("#A1").get_by_label("Ya").check()

    expect(form.locator("[data-saved-text]")).to_have_text("Tersimpan pukul 14.32", timeout=2500)
    expect(form.locator("[data-live=score]")).to_have_text("13/17")
    expect(form.locator("[name=version]")).to_have_value("2")
    assert draft.received == [{"A1": "2"}]
    assert form.evaluate("Object.keys(localStorage).length") == 0


def test_only_what_was_changed_is_sent_and_typing_is_gathered(form: Page, draft: Draft) -> None:
    form.get_by_label("Bukti").press_sequentially("Putusan hlm. 3")
    form.locator("#A2").get_by_label("Tidak").check()

    expect(form.locator("[data-saved-text]")).to_have_text("Tersimpan pukul 14.32", timeout=15000)
    assert draft.kept == {"bukti": "Putusan hlm. 3", "A2": "1"}
    assert len(draft.received) <= 2


def test_a_lost_network_is_told_and_nothing_is_lost_even_when_the_page_is_opened_again(
    form: Page, context: BrowserContext, draft: Draft
) -> None:
    context.set_offline(True)
    form.locator("#A1").get_by_label("Ya").check()
    expect(form.locator("[data-trouble-text]")).to_contain_text(
        "Sambungan terputus.", timeout=15000
    )
    expect(form.locator("[data-saved-text]")).to_have_text(
        "Belum terkirim. Salinan ada di perangkat ini."
    )
    assert draft.kept == {}
    form.close()
    context.set_offline(False)

    again = context.new_page()
    again.goto("/uji/isi")

    # the closing page's beacon may be quicker than the page that is opened again
    expect(again.locator("#A1").get_by_label("Ya")).to_be_checked()
    again.wait_for_function("Object.keys(localStorage).length === 0", timeout=15000)
    assert draft.kept == {"A1": "2"}


def test_what_this_device_still_keeps_is_sent_when_the_page_is_opened(
    form: Page, draft: Draft
) -> None:
    form.goto("/profil")
    copy = {"url": "/uji/simpan", "version": "1", "changes": {"A1": "2"}}
    form.evaluate(
        "copy => localStorage.setItem("
        "`berkas/${document.body.dataset.account}/asesmen/1`, JSON.stringify(copy))",
        copy,
    )
    form.goto("/uji/isi")

    expect(form.locator("[data-saved-text]")).to_have_text("Tersimpan pukul 14.32", timeout=15000)
    expect(form.locator("#A1").get_by_label("Ya")).to_be_checked()
    assert draft.kept == {"A1": "2"}


def test_the_network_that_comes_back_is_told_with_the_count(form: Page) -> None:
    form.route("**/uji/simpan", lambda route: route.abort())
    form.locator("#A1").get_by_label("Ya").check()
    form.locator("#A2").get_by_label("Ya").check()
    expect(form.locator("[data-trouble]")).to_be_visible(timeout=15000)

    form.unroute("**/uji/simpan")

    expect(form.locator("[data-saved-status]")).to_have_text(
        "Tersambung lagi. 2 jawaban sudah terkirim.", timeout=8000
    )
    expect(form.locator("[data-trouble]")).to_be_hidden()


@pytest.mark.parametrize(
    ("status", "told", "link"),
    [
        (401, "Sesi berakhir demi keamanan.", "Masuk lagi"),
        (409, "Ada dua isian berbeda untuk 1 butir.", "Pilih yang dipakai"),
        (422, "Belum dapat menyimpan: Nomor ini sudah dipakai. Isian Anda masih ada.", "Coba lagi"),
    ],
)
def test_a_refusal_says_what_is_safe_and_what_next(
    form: Page, draft: Draft, status: int, told: str, link: str
) -> None:
    draft.status = status
    form.locator("#A1").get_by_label("Ya").check()

    expect(form.locator("[data-trouble-text]")).to_contain_text(told, timeout=15000)
    expect(form.get_by_role("link", name=link)).to_be_visible()
    assert form.evaluate("Object.keys(localStorage).length") == 1


def test_a_link_waits_until_the_last_answer_is_sent(form: Page, draft: Draft) -> None:
    form.locator("#A3").get_by_label("Ya").check()
    form.get_by_role("link", name="Ke halaman lain").click()
    form.wait_for_url("**/uji/lain")

    assert draft.kept == {"A3": "2"}


def test_closing_the_page_at_once_still_sends_the_answer(
    form: Page, context: BrowserContext, draft: Draft
) -> None:
    form.locator("#A3").get_by_label("Ya").check()
    form.close(run_before_unload=False)
    other = context.new_page()
    other.goto("/uji/isi")

    expect(other.locator("#A3").get_by_label("Ya")).to_be_checked(timeout=15000)
    other.wait_for_function("Object.keys(localStorage).length === 0", timeout=15000)
    assert draft.kept == {"A3": "2"}


def test_signing_out_asks_before_answers_are_dropped(form: Page) -> None:
    form.route("**/uji/simpan", lambda route: route.abort())
    form.locator("#A1").get_by_label("Ya").check()
    form.locator(".account summary").click()
    form.locator(".account").get_by_role("button", name="Keluar").click()

    expect(form.locator("[data-unsent-text]")).to_have_text("1 jawaban belum terkirim.")
    form.get_by_role("button", name="Keluar dan hapus dari perangkat ini").click()
    form.wait_for_url("**/masuk")
    assert form.evaluate("Object.keys(localStorage).length") == 0


def test_an_item_is_answered_from_the_keyboard(form: Page) -> None:
    form.locator("#A1 input").first.focus()
    form.keyboard.press("2")
    expect(form.locator("#A1").get_by_label("Ya")).to_be_checked()
    form.keyboard.press("F8")
    form.keyboard.press("1")
    expect(form.locator("#A2").get_by_label("Tidak")).to_be_checked()
    form.keyboard.press("Delete")
    expect(form.locator("#A2").get_by_label("Tidak")).not_to_be_checked()


def test_a_digit_typed_into_a_text_stays_a_digit(form: Page) -> None:
    form.get_by_label("Bukti").press_sequentially("hlm. 12")

    expect(form.get_by_label("Bukti")).to_have_value("hlm. 12")
