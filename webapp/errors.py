"""From exception to page: one table of statuses and titles, and no trace ever shown."""

import logging
from collections.abc import Mapping

from flask import Flask, jsonify, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError

from casework.db.engine import DatabaseBusy
from casework.errors import Refusal
from webapp.log import request_id
from webapp.words.refusals import NOT_FOUND, Words, refusal_words

__all__ = ["PAGES", "init_app"]

_log = logging.getLogger(__name__)
_TROUBLE = 500
_RETRY_SECONDS = 10

_NOT_UNDERSTOOD = Words(
    400,
    "Permintaan tidak dapat dibaca",
    "Peramban mengirim sesuatu yang tidak dapat dibaca. Tidak ada yang berubah.",
)

PAGES: Mapping[int, Words] = {
    400: _NOT_UNDERSTOOD,
    403: NOT_FOUND,  # forbidden equals absent
    404: NOT_FOUND,
    405: NOT_FOUND,
    413: Words(
        413,
        "Kiriman terlalu besar",
        "Dokumen paling besar 30 MB. Tidak ada yang berubah; kecilkan atau pecah dokumennya, "
        "lalu unggah lagi.",
    ),
    500: Words(
        500,
        "Ada gangguan di sistem",
        "Ada gangguan di sistem, bukan kesalahan Anda. Jawaban bertanda Tersimpan aman. "
        "Sebutkan kode {code} kepada admin.",
    ),
    503: Words(
        503,
        "Sistem sedang sibuk",
        "Sistem sedang menyelesaikan pekerjaan lain. Isian Anda belum tersimpan; kembali ke "
        "halaman tadi dan kirim lagi sebentar lagi.",
    ),
}
_CSRF = Words(
    400,
    "Halaman sudah kedaluwarsa",
    "Halaman ini dibuka sebelum Anda masuk lagi, jadi kirimannya tidak diterima. Tidak ada yang "
    "berubah. Kembali ke halaman tadi, muat ulang, lalu kirim lagi.",
)


def _answer(words: Words) -> ResponseReturnValue:
    if request.accept_mimetypes.best_match(("text/html", "application/json")) == "application/json":
        return jsonify(title=words.title, message=words.sentence), words.status
    page = render_template("errors/page.html", words=words, onward=_onward(words))
    return make_response(page, words.status)


def _onward(words: Words) -> str:
    """Return the address of the page that explains the refusal, where it is about a client."""
    number = (request.view_args or {}).get("number")
    if words.onward is None or number is None:
        return ""
    return url_for(words.onward[1], number=number)


def _refused(refusal: Refusal) -> ResponseReturnValue:
    return _answer(refusal_words(refusal))


def _not_ours(error: CSRFError) -> ResponseReturnValue:
    _log.warning("request without a valid token: %s", error.description)
    return _answer(_CSRF)


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None:
        return error.response
    status = error.code or _TROUBLE
    if status < 400:  # noqa: PLR2004  (a redirect that routing asks for)
        return error.get_response()
    return _answer(PAGES.get(status) or Words(status, _NOT_UNDERSTOOD.title, PAGES[400].sentence))


def _foreign_host(error: SecurityError) -> ResponseReturnValue:
    # no address can be built for a host that is not ours, so this page stands without any
    del error
    return make_response("Alamat ini bukan alamat Berkas.\n", 400, {"Content-Type": "text/plain"})


def _busy(error: DatabaseBusy) -> ResponseReturnValue:
    _log.warning("the database stayed busy: %s", type(error).__name__)
    response = make_response(_answer(PAGES[503]))
    response.headers["Retry-After"] = str(_RETRY_SECONDS)
    return response


def _trouble(error: Exception) -> ResponseReturnValue:
    _log.error("unhandled", exc_info=error)
    words = PAGES[_TROUBLE]
    return _answer(Words(words.status, words.title, words.sentence.format(code=request_id())))


def init_app(app: Flask) -> None:
    """Tell Flask which page answers which exception; the most particular class wins."""
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(CSRFError, _not_ours)
    app.register_error_handler(SecurityError, _foreign_host)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(DatabaseBusy, _busy)
    app.register_error_handler(Exception, _trouble)
