"""The trial run of an instrument in the real Chromium, with scripts and without."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Enter

pytestmark = [pytest.mark.browser, pytest.mark.office]

TRIAL = "/instrumen/rri/02-2021.2/coba"
PHONE = {"width": 390, "height": 844}


@pytest.mark.parametrize("scripts", [True, False])
def test_a_trial_counts_as_it_is_filled_in_or_by_its_button(enter: Enter, *, scripts: bool) -> None:
    page = enter("rina", java_script_enabled=scripts, viewport=PHONE)
    page.goto(TRIAL)
    expect(page.locator("#bagian-rri-C")).to_be_hidden()

    page.check('input[name="j-rri-A1"][value="ya"]')
    page.check('input[name="j-rri-A5"][value="3-lebih"]')
    page.check('input[name="sex"][value="P"]')
    if not scripts:
        page.get_by_role("button", name="Hitung").click()

    result = page.locator("[data-trial-result]")
    expect(result).to_contain_text("7/17 Sedang")
    expect(result).to_contain_text("wajib")
    expect(page.locator("#bagian-rri-C")).to_be_visible()
    expect(page.locator('input[name="j-rri-A1"][value="ya"]')).to_be_checked()


def test_the_pages_of_an_edition_lead_to_one_another(enter: Enter) -> None:
    page = enter("rina")
    page.goto("/instrumen/anak/01")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Anak")
    page.get_by_role("link", name="Beda versi").click()
    expect(page.get_by_text("Ini versi pertama")).to_be_visible()
