"""The whole site in the real browser, with people who are signed in."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.chromium import sign_in
from tests.website import Site

Enter = Callable[..., Page]


@pytest.fixture(scope="session")
def site(whole_site: Site) -> Site:
    return whole_site


@pytest.fixture
def enter(browser: Browser, site: Site) -> Iterator[Enter]:
    """Sign one person in at a browser of their own; the context's options may be given."""
    opened = list[BrowserContext]()

    def begin(login: str, **options: object) -> Page:
        context = browser.new_context(base_url=site.address, locale="id-ID", **options)  # type: ignore[arg-type]
        context.set_default_timeout(20_000)
        opened.append(context)
        page = context.new_page()
        if login:
            sign_in(page, login)
        return page

    yield begin
    for context in opened:
        context.close()
