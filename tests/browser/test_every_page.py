"""Every page of the site, on a desk and on a phone: to be read by all, in Indonesian, in order."""

import re
from collections.abc import Iterator, Mapping

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page

from tests.browser.conftest import Enter
from tests.browser.pages import Place, places, prepare, unlisted
from tests.chromium import SIZES
from tests.website import PEOPLE, Site

pytestmark = [pytest.mark.browser, pytest.mark.office]

AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
ENGLISH = re.compile(
    r"\b(the|and|of|with|search|submit|password|error|page|next|save|saved|loading|login|logout"
    r"|upload|download|cancel|delete|edit|none|true|false|null|undefined|nan)\b",
    re.IGNORECASE,
)
FACTS = """() => {
  const faults = [];
  const inline = "[style], style, script:not([src]), [onclick], [onchange], [onsubmit]";
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide > 0) faults.push(`${wide} px too wide`);
  const heads = document.querySelectorAll("h1").length;
  if (heads !== 1) faults.push(`${heads} h1`);
  const tell = (what, one) => faults.push(`${what}: ${one.outerHTML.slice(0, 80)}`);
  document.querySelectorAll(inline).forEach((one) => tell("inline", one));
  const open = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  for (const one of document.querySelectorAll(open)) {
    const seen = one.checkVisibility({visibilityProperty: true});
    if (!seen || one.disabled || one.tabIndex < 0) continue;
    one.focus({preventScroll: true});
    const marks = [one, one.parentElement].map((each) => getComputedStyle(each));
    if (!marks.some((mark) => parseFloat(mark.outlineWidth) >= 2 && mark.outlineStyle !== "none"))
      tell("focus unseen", one);
  }
  return faults;
}"""


@pytest.fixture(scope="session")
def addresses(site: Site) -> Mapping[str, str]:
    return prepare(site)


@pytest.fixture(scope="session")
def listed(addresses: Mapping[str, str]) -> list[Place]:
    return list(places(addresses))


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest) -> dict[str, int]:
    width, height = SIZES[request.param]
    return {"width": width, "height": height}


def faults(page: Page, path: str, *, axe: bool = True) -> Iterator[str]:
    """Open a page and find what is wrong with it."""
    told = list[str]()

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            told.append(message.text)

    page.on("console", hear)
    answer = page.goto(path)
    status = answer.status if answer else 0
    page.keyboard.press("Tab")  # from here on the focus is shown as to one who uses the keyboard
    yield from page.evaluate(FACTS)
    yield from (f"English: {word}" for word in set(ENGLISH.findall(page.inner_text("body"))))
    if axe:
        for found in Axe().run(page, options=AXE).response["violations"]:
            yield f"{found['id']}: {found['nodes'][0]['html'][:160]}"
    yield from (line for line in told if f"status of {status}" not in line)
    page.remove_listener("console", hear)
    if status >= 500:
        yield f"status {status}"


def test_no_page_of_the_site_is_forgotten(site: Site, listed: list[Place]) -> None:
    assert unlisted(site.app, iter(listed)) == set()


def test_every_page_is_in_order_for_who_works_with_it(
    enter: Enter, listed: list[Place], size: dict[str, int]
) -> None:
    found, desks, axed = list[str](), dict[str, Page](), set[str]()
    for place in listed:
        page = desks.get(place.login) or enter(place.login, viewport=size)
        desks[place.login] = page
        axe = size["width"] > 1000 and place.endpoint not in axed  # the long sweep: all, both sizes
        axed.add(place.endpoint)
        found += [f"{place.login} {place.path}: {x}" for x in faults(page, place.path, axe=axe)]

    assert "\n".join(found) == ""


@pytest.mark.full
@pytest.mark.parametrize("login", PEOPLE)
def test_every_page_is_in_order_for_everybody(
    enter: Enter, listed: list[Place], size: dict[str, int], login: str
) -> None:
    page = enter(login, viewport=size)

    found = [
        f"{path}: {one}"
        for path in dict.fromkeys(place.path for place in listed)
        for one in faults(page, path)
    ]

    assert "\n".join(found) == ""
