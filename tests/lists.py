"""An office's list of clients on its way over the site's own pages."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from casework.clock import Zone, now, office_date
from casework.demo.client_list import HEADS, ClientList, client_list
from rendering.sheet import write_sheet
from tests.visitor import Answer, Upload, Visitor
from tests.website import Site

__all__ = ["check_list", "confirm_list", "office_list", "prepare_lists", "upload_list"]

_PK = "Sari Dewi, S.Sos."


def office_list(count: int, seed: int = 5) -> ClientList:
    """Return an invented list for the office of the tests; one row in 25 is wrong."""
    today = office_date(now(), Zone.WIB) - timedelta(days=1)
    return client_list(seed, count, today, {"pk": _PK})


def upload_list(wulan: Visitor, rows: Sequence[Sequence[str]], name: str) -> Answer:
    """Upload a list and return the page of its columns."""
    sheet = Upload(name, write_sheet(HEADS, rows))
    page = wulan.press(wulan.open("/impor"), "Unggah lembar", {"file": sheet})
    assert page.path.endswith("/kolom"), page.words
    return page


def check_list(
    site: Site, wulan: Visitor, rows: Sequence[Sequence[str]], name: str = "klien 2025.xlsx"
) -> Answer:
    """Upload a list, keep the proposed columns, and return the page on which it is looked at."""
    page = wulan.press(upload_list(wulan, rows, name), "Periksa semua baris")
    site.settle()
    return wulan.open(page.path)


def confirm_list(site: Site, wulan: Visitor, page: Answer) -> Answer:
    """Confirm a list that was checked and return its page when all of it is sealed."""
    page = wulan.press(page, "Ya, impor sekarang")
    site.settle()
    return wulan.open(page.path)


def prepare_lists(site: Site, wulan: Visitor) -> Mapping[str, str]:
    """Bring lists to every state in which their pages look different."""
    office = office_list(60)
    mapped = upload_list(wulan, office.rows, "belum dipetakan.xlsx")
    done = confirm_list(site, wulan, check_list(site, wulan, office.rows[:4], "pos lama.xlsx"))
    gone = confirm_list(site, wulan, check_list(site, wulan, office.rows[4:6], "keliru.xlsx"))
    wulan.press(gone, "Batalkan seluruh impor", {"reason": "Lembar tahun lalu"})
    own = list(office.rows[0])
    own[HEADS.index("Perkara")] = "Nyolong ayam"  # a word of no list, for its page
    checked = check_list(site, wulan, [*office.rows, own])
    twin = next(
        row for row in checked.tree.find_class("import-row") if "Kembar" in row.text_content()
    )
    return {
        "list-columns": mapped.path,
        "list-done": done.path,
        "list-undone": gone.path,
        "list-checked": checked.path,
        "list-twin": str(twin.xpath(".//a/@href")[0]),
        "list-faulty": f"{checked.path}/baris/{next(iter(office.faults))}",
    }
