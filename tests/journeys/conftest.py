"""One real site for a whole run of journeys, and one client carried along the whole main road."""

import re
from dataclasses import dataclass

import pytest

from tests.steps import await_steps, client_fields, fill_in, issue, open_assessment, register
from tests.visitor import Visitor
from tests.website import Site, days_ago
from webapp.words.formatting import day

NAME = "Budi Santoso"
NUMBER = re.compile(r"WP\.10\.PAS\.PAS\.8-UM\.01\.01 - \d+")
GIVEN = {
    "rri-A1": "ya",
    "rri-A2": "ya",
    "rri-A5": "3-lebih",
    "rri-A9": "narkotika",
    "rri-A10": "ya",
    "rri-B3": "ya",
    "kriminogenik-1": "tidak",
}


@dataclass(frozen=True, slots=True)
class Issued:
    """A client whose first result is issued and findable."""

    number: str
    register: str
    letter: str
    states: list[list[str]]

    @property
    def file(self) -> str:
        """The address of the file."""
        return f"/berkas/{self.number}"

    @property
    def issuing(self) -> str:
        """The address of the page on which the result was issued."""
        return f"/berkas/{self.number}/asesmen/1/terbit"


@pytest.fixture(scope="session")
def site(whole_site: Site) -> Site:
    return whole_site


@pytest.fixture(scope="session")
def assessor(site: Site) -> Visitor:
    return Visitor(site, "rina")


@pytest.fixture(scope="session")
def pk(site: Site) -> Visitor:
    return Visitor(site, "sari")


@pytest.fixture(scope="session")
def pk_id(assessor: Visitor) -> str:
    """The one PK whom the form offers."""
    form = assessor.open("/berkas/baru")
    return str(form.tree.xpath('//select[@name="pk_id"]/option[2]/@value')[0])


@pytest.fixture(scope="session")
def issued(assessor: Visitor, pk_id: str) -> Issued:
    """Carry a client over the forms as far as the sealed and findable result."""
    fields = client_fields(NAME, nik="9999011706910001", pk_id=pk_id)
    number = register(assessor, fields)
    page = fill_in(assessor, open_assessment(assessor, number), GIVEN)
    page = issue(assessor, page)
    states = await_steps(assessor, f"{page.path}/status")
    found = NUMBER.search(assessor.open(page.path).words)
    assert found
    return Issued(number, fields["register_1_number"], found[0], states)


@pytest.fixture
def child(pk_id: str) -> dict[str, str]:
    return client_fields(
        "Anak Rekaan",
        birth_date=day(days_ago(15 * 366)),
        client_type="diversi",
        register_1_kind="DIV",
        pk_id=pk_id,
    )
