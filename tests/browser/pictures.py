"""Pictures of every page at both sizes: `python -m tests.browser.pictures FOLDER [SHRUNK]`.

With a second folder the client's file is put there too, in few colours, for the README.
"""

import io
import re
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from tests.browser.pages import Place, places, prepare
from tests.chromium import SIZES, chromium, sign_in
from tests.website import Site

__all__ = ["main"]

_SHOWN = "berkas.png"
_COLOURS = 128


def main(folder: Path, shrunk: Path | None = None) -> None:
    """Furnish a site, open every page of it and keep the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        site = Site(Path(home))
        try:
            addresses = prepare(site)
            with chromium() as browser:
                for name, (width, height) in SIZES.items():
                    _draw(browser, site, list(places(addresses)), folder, (name, width, height))
                if shrunk is not None:
                    _show(browser, site, addresses["whole"], shrunk)
        finally:
            site.close()


def _desk(browser: Browser, site: Site, login: str, width: int, height: int) -> Page:
    context = browser.new_context(
        base_url=site.address, viewport={"width": width, "height": height}, locale="id-ID"
    )
    page = context.new_page()
    if login:
        sign_in(page, login)
    return page


def _draw(
    browser: Browser, site: Site, listed: list[Place], folder: Path, size: tuple[str, int, int]
) -> None:
    name, width, height = size
    desks = dict[str, Page]()
    for number, place in enumerate(listed, 1):
        page = desks.get(place.login) or _desk(browser, site, place.login, width, height)
        desks[place.login] = page
        page.goto(place.path)
        words = re.sub(r"[^a-z0-9]+", "-", f"{place.endpoint} {place.login}").strip("-")
        page.screenshot(path=folder / f"{number:02}-{words}-{name}.png", full_page=True)
    for page in desks.values():
        page.context.close()


def _show(browser: Browser, site: Site, path: str, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    width, height = SIZES["1366x768"]
    page = _desk(browser, site, "sari", width, height)
    page.goto(path)
    picture = Image.open(io.BytesIO(page.screenshot()))
    few = picture.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
    few.save(folder / _SHOWN, optimize=True)


if __name__ == "__main__":
    main(*(Path(one) for one in sys.argv[1:3]))
