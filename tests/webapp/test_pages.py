"""What holds for every page and every template, whatever it shows."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

import webapp
from webapp.access import OPEN_ENDPOINTS

ROOT = Path(webapp.__file__).parent
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
STYLES = sorted((ROOT / "static").glob("*.css"))
SCRIPTS = sorted((ROOT / "static").glob("*.js"))
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}

Token = Callable[[TestResponse], str]


@dataclass
class Page(HTMLParser):
    """The elements of a page with their attributes, and what is left open."""

    elements: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in {"script", "style"}:
            self.scripts.append(data.strip())

    def of(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.elements if tag in tags]


def read(text: str) -> Page:
    page = Page()
    page.feed(text)
    page.close()
    assert page.open == [], "something is left open"
    return page


def plain_addresses(app: Flask) -> list[str]:
    return [
        rule.rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or set())
        and not rule.arguments
        and rule.endpoint not in OPEN_ENDPOINTS
    ]


@pytest.fixture
def pages(app: Flask, client: FlaskClient, signed_in: FlaskClient, token: Token) -> dict[str, str]:
    """Every page that has an address without a variable, those of trouble, and a faulty form."""
    found = {f"visitor {a}": client.get(a) for a in (*plain_addresses(app), "/tidak-ada")}
    found |= {f"officer {a}": signed_in.get(a) for a in plain_addresses(app)}
    found["no token"] = client.post("/masuk")
    fields = {"csrf_token": token(signed_in.get("/profil")), "new": "pendek", "again": "lain"}
    found["faulty form"] = signed_in.post("/profil/kata-sandi", data=fields)
    return {
        name: answer.text
        for name, answer in found.items()
        if answer.mimetype == "text/html" and answer.status_code not in {302, 303}
    }


def test_there_are_pages_to_look_at(pages: dict[str, str]) -> None:
    assert {"visitor /masuk", "officer /profil", "visitor /tidak-ada", "faulty form"} <= set(pages)


def test_no_page_has_a_script_or_a_style_of_its_own(pages: dict[str, str]) -> None:
    for name, text in pages.items():
        page = read(text)
        assert not any(page.scripts), name
        for tag, attributes in page.elements:
            assert tag != "style", name
            for attribute, value in attributes.items():
                assert not attribute.startswith("on"), (name, attribute)
                assert attribute != "style", (name, tag)
                assert not (value or "").startswith("javascript:"), name


def test_every_page_is_indonesian_with_one_heading_and_the_same_landmarks(
    pages: dict[str, str],
) -> None:
    for name, text in pages.items():
        page = read(text)
        assert page.of("html")[0]["lang"] == "id", name
        assert len(page.of("h1")) == 1, name
        assert len(page.of("main")) == 1, name
        assert page.of("a")[0]["href"] == "#isi", f"{name}: the skip link is first"


def test_no_page_uses_an_id_twice(pages: dict[str, str]) -> None:
    for name, text in pages.items():
        ids = Counter(a["id"] for _, a in read(text).elements if "id" in a)
        assert [i for i, times in ids.items() if times > 1] == [], name


def test_whatever_a_page_refers_to_is_on_it(pages: dict[str, str]) -> None:
    for name, text in pages.items():
        page = read(text)
        ids = {attributes.get("id") for _, attributes in page.elements}
        for _, attributes in page.elements:
            for attribute in ("for", "aria-describedby", "aria-labelledby", "aria-controls"):
                for target in (attributes.get(attribute) or "").split():
                    assert target in ids, (name, attribute, target)


def test_every_field_has_a_label(pages: dict[str, str]) -> None:
    for name, text in pages.items():
        page = read(text)
        labelled = {label.get("for") for label in page.of("label")}
        for attributes in page.of("input", "select", "textarea"):
            if attributes.get("type") not in {"hidden", "submit"}:
                assert attributes.get("id") in labelled, (name, attributes)


def test_every_form_that_changes_something_carries_the_token(pages: dict[str, str]) -> None:
    for name, text in pages.items():
        posts = sum(form.get("method") == "post" for form in read(text).of("form"))
        assert text.count('name="csrf_token"') == posts, name


def test_no_link_leads_to_a_page_that_does_not_exist_yet(app: Flask, pages: dict[str, str]) -> None:
    adapter = app.url_map.bind("127.0.0.1")
    missing = {
        (name, href)
        for name, text in pages.items()
        for href in (link.get("href") or "" for link in read(text).of("a"))
        if href.startswith("/") and href != "/" and not adapter.test(href.partition("?")[0], "GET")
    }

    assert not missing


def test_no_page_asks_for_anything_from_outside(pages: dict[str, str]) -> None:
    for name, text in pages.items():
        for tag, attributes in read(text).elements:
            for attribute in ("src", "href", "action"):
                value = attributes.get(attribute) or ""
                assert not re.match(r"(https?:)?//", value), (name, tag, value)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_no_template_switches_escaping_off(template: Path) -> None:
    text = template.read_text()

    assert not re.search(r"\|\s*safe\b|autoescape|Markup", text)
    assert not re.search(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=", text)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_a_script_is_one_short_file_that_says_how_it_is_used(script: Path) -> None:
    lines = script.read_text().splitlines()

    assert len(lines) <= 120
    assert lines[0].startswith("// ")
    assert not re.search(r"innerHTML|insertAdjacentHTML|document\.write|\beval\b", "\n".join(lines))


@pytest.mark.parametrize("sheet", STYLES, ids=lambda path: path.stem)
def test_colours_are_named_in_the_theme_alone(sheet: Path) -> None:
    text = sheet.read_text()
    if sheet.stem in {"theme", "print"}:
        return

    assert set(re.findall(r"#[0-9A-Fa-f]{3,8}\b", text)) <= {"#fff"}
    assert "@import" not in text
    assert "url(" not in text


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("text", "ground", "least"),
    [
        ("ink", "ground", 14.6),
        ("muted", "ground", 6.8),
        ("primary", "ground", 8.8),
        ("ink", "row", 13.9),
        ("error", "error-tint", 6.8),
        ("edge", "ground", 3),
        ("focus", "ground", 3),
        ("focus-bar", "bar", 10.5),
        ("ink", "hit", 14.1),
        ("offline", "offline-tint", 10.5),
        *((tone, f"{tone}-tint", 6.9) for tone in ("green", "amber", "orange", "blue", "teal")),
        ("violet", "violet-tint", 7.8),
        ("muted", "grey-tint", 6.3),
    ],
)
def test_the_colours_of_the_theme_keep_the_contrast_that_was_measured(
    text: str, ground: str, least: float
) -> None:
    theme = (ROOT / "static" / "theme.css").read_text()
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9A-F]{6})", theme))

    assert contrast(colours[text], colours[ground]) >= least


def test_every_icon_that_is_named_is_drawn() -> None:
    drawn = set(re.findall(r'symbol id="([a-z0-9-]+)"', (ROOT / "static/icons.svg").read_text()))
    named = {mark.icon for table in _marks() for mark in table.values()}
    for template in TEMPLATES:
        named |= set(re.findall(r'icon\("([a-z0-9-]+)"', template.read_text()))

    assert named <= drawn


def test_every_tone_of_a_mark_has_its_colours() -> None:
    styles = (ROOT / "static" / "parts.css").read_text()
    tones = {mark.tone for table in _marks() for mark in table.values()} - {"grey"}

    assert all(f".mark--{tone} " in styles for tone in tones)


def _marks() -> list[dict[str, "webapp.words.marks.Mark"]]:
    return [
        dict(webapp.words.marks.MARKS),
        dict(webapp.words.marks.BANDS),
        dict(webapp.words.marks.CHILD_BANDS),
    ]
