"""People at a browser without scripts: they open pages, fill forms in and press buttons."""

import http.client
import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin, urlsplit

from lxml import html
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from tests.website import PASSWORD, Site

__all__ = ["Answer", "Upload", "Visitor"]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file to upload."""

    name: str
    content: bytes


Fields = Mapping[str, "str | Upload"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server answered, read as a browser would read it."""

    status: int
    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()

    @property
    def json(self) -> dict[str, object]:
        """The body as JSON."""
        found: dict[str, object] = json.loads(self.body)
        return found

    @property
    def tree(self) -> html.HtmlElement:
        """The page as a tree."""
        return html.fromstring(self.body.decode())

    @property
    def words(self) -> str:
        """The words that can be read on the page, on one line."""
        main = self.tree.xpath("//body")[0]
        for hidden in main.xpath(".//script|.//style|.//template"):
            hidden.drop_tree()
        return re.sub(r"\s+", " ", main.text_content()).strip()

    @property
    def flash(self) -> str:
        """The words of the notices on top of the page."""
        return " ".join(_line(one) for one in self.tree.find_class("notice"))

    @property
    def rows(self) -> list[str]:
        """The rows of the page's tables, a line each, a space between cells."""
        return [" ".join(_line(cell) for cell in row) for row in self.tree.iter("tr")]

    def link(self, words: str) -> str:
        """Return where the link with these words leads."""
        for one in self.tree.iter("a"):
            label = one.get("aria-label") or ""
            if _line(one) == words or label == words:
                return urljoin(self.path, str(one.get("href")))
        raise AssertionError(f"no link {words!r} on {self.path}")

    def value(self, name: str) -> str:
        """Return what a field holds, the chosen option where it is a choice."""
        found = dict(_values(self.tree.xpath("//main")[0]))
        return found.get(name, "")

    def fault(self, name: str) -> str:
        """Return what the summary on top of the page says about a field."""
        found = self.tree.xpath(f'//*[contains(@class,"summary")]//a[@href="#f-{name}"]')
        return " ".join(_line(one) for one in found)


def _line(element: html.HtmlElement) -> str:
    return re.sub(r"\s+", " ", element.text_content()).strip()


def _values(within: html.HtmlElement) -> list[tuple[str, str]]:
    """Return the fields as a browser sends them, without buttons and files."""
    found = list[tuple[str, str]]()
    for one in within.xpath(".//input|.//select|.//textarea"):
        name, kind = one.get("name"), (one.get("type") or "").lower()
        if not name or one.get("disabled") is not None or kind in {"file", "submit", "button"}:
            continue
        if kind in {"radio", "checkbox"}:
            if one.get("checked") is not None:
                found.append((name, one.get("value") or "on"))
        elif one.tag == "select":
            chosen = one.xpath("./option[@selected]") or one.xpath("./option[1]")
            found.append((name, chosen[0].get("value", "") if chosen else ""))
        elif one.tag == "textarea":
            found.append((name, (one.text or "").removeprefix("\n")))
        else:
            found.append((name, one.get("value") or ""))
    return found


class Visitor:
    """One person at one browser without scripts: opens pages, fills forms in, presses buttons."""

    def __init__(self, site: Site, login: str = "") -> None:
        self._site = site
        self._cookies = dict[str, str]()
        if login:
            page = self.open("/masuk?next=/profil")
            page = self.press(page, "Masuk", {"login": login, "password": PASSWORD})
            assert page.status == 200, page.words
            assert not page.path.startswith("/masuk"), page.words

    def open(self, path: str) -> Answer:
        """Open a page, wherever it leads."""
        return self._follow(self._ask("GET", path), path)

    def get(self, path: str) -> Answer:
        """Ask for an address and take the answer as it is."""
        return self._ask("GET", path)

    def post(self, path: str, fields: Mapping[str, str]) -> Answer:
        """Send fields with the token of the person's own pages, and go where it leads."""
        token = self.open("/profil").value("csrf_token")
        return self._send(path, {"csrf_token": token, **fields})

    def press(self, page: Answer, button: str, fields: Fields | None = None) -> Answer:
        """Fill fields of the button's form in, each of which must be there, and press it."""
        found = [one for one in page.tree.iter("button") if _line(one) == button]
        assert found, f"no button {button!r} on {page.path}"
        pressed = found[-1]
        form = next(one for one in pressed.iterancestors("form"))
        values: dict[str, str | Upload] = dict(_values(form))
        for name, value in (fields or {}).items():
            _require(form, name, value, page)
            values[name] = value
        if pressed.get("name"):
            values[pressed.get("name")] = pressed.get("value") or ""
        target = urljoin(page.path, pressed.get("formaction") or form.get("action") or page.path)
        if (form.get("method") or "get").lower() == "get":
            return self.open(f"{target}?{urlencode({k: str(v) for k, v in values.items()})}")
        return self._send(target, values)

    def _send(self, path: str, values: Fields) -> Answer:
        if any(isinstance(one, Upload) for one in values.values()):
            boundary, body = _multipart(values)
            kind = f"multipart/form-data; boundary={boundary}"
        else:
            body = urlencode({name: str(value) for name, value in values.items()}).encode()
            kind = "application/x-www-form-urlencoded"
        return self._follow(self._ask("POST", path, body, kind), path)

    def _follow(self, answer: Answer, path: str) -> Answer:
        for _ in range(5):
            if answer.status not in {301, 302, 303}:
                return answer
            path = urljoin(path, answer.headers["location"])
            answer = self._ask("GET", path)
        raise AssertionError(f"{path} leads in a circle")

    def _ask(self, method: str, path: str, body: bytes = b"", kind: str = "") -> Answer:
        parts = urlsplit(path)
        where = parts.path + (f"?{parts.query}" if parts.query else "")
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self._cookies.items())}
        if kind:
            headers["Content-Type"] = kind
        connection = http.client.HTTPConnection("127.0.0.1", self._site.port, timeout=60)
        try:
            connection.request(method, where, body, headers)
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie", []):
            self._cookies |= {name: one.value for name, one in SimpleCookie(line).items()}
        kept = {name.lower(): value for name, value in answer.headers.items()}
        return Answer(answer.status, where, kept, content)


def _multipart(values: Fields) -> tuple[str, bytes]:

    whole: dict[str, str | FileStorage] = {
        name: FileStorage(io.BytesIO(one.content), filename=one.name)
        if isinstance(one, Upload)
        else one
        for name, one in values.items()
    }
    return encode_multipart(whole)


def _require(form: html.HtmlElement, name: str, value: str | Upload, page: Answer) -> None:
    """Refuse what nobody could do in a browser: a field or an option that the form has not."""
    found = form.xpath(f'.//*[@name="{name}"]')
    assert found, f"no field {name!r} in the form on {page.path}"
    kinds = {(one.get("type") or one.tag).lower() for one in found}
    if "radio" in kinds:
        assert value in {one.get("value") for one in found}, f"{name} offers no {value!r}"
    if "select" in kinds:
        offered = {one.get("value") for one in found[0].iter("option")}
        assert value in offered, f"{name} offers no {value!r}"
