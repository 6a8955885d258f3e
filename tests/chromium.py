"""The real Chromium: how it is started, the sizes of the two screens, and what a person does."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.website import PASSWORD

__all__ = ["DESK", "PHONE", "SIZES", "chromium", "fill_at_once", "fill_by_keyboard", "sign_in"]

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
DESK, PHONE = "1366x768", "390x844"
SIZES = {DESK: (1366, 768), PHONE: (390, 844)}
_PATIENCE = 20_000  # milliseconds: a busy machine is slow, not wrong
_MOST = 80  # no page of the form has more items


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the browser of the machine; one at a time in a process."""
    expect.set_options(timeout=_PATIENCE)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(FLAGS))
        yield opened
        opened.close()


def sign_in(page: Page, login: str) -> None:
    """Sign in as one who is there by name."""
    page.goto("/masuk?next=/profil")
    page.get_by_label("Nama pengguna").fill(login)
    page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url("**/profil")


def fill_by_keyboard(page: Page) -> None:
    """Answer every open item of the page with its first option, from one open item to the next."""
    page.locator("[data-item] input[type=radio]").first.focus()
    for _ in range(_MOST):
        page.keyboard.press("F8")
        if page.locator("[data-item]:focus-within:not(:has(input:checked))").count() == 0:
            return
        page.keyboard.press("1")
    raise AssertionError("F8 always finds another open item")


def fill_at_once(page: Page) -> None:
    """Click the first option of every item of the page."""
    page.locator("[data-item] .answers label:first-child").evaluate_all(
        "labels => labels.forEach((label) => label.click())"
    )
    page.locator("[data-item] input[type=radio]").first.focus()
