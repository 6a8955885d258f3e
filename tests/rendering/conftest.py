"""What the tests of rendering share: the papers' values and one LibreOffice for all."""

import copy
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import doc_templates
import rendering.qr
from rendering import fill, limited
from rendering.office import Office

ROOT = Path(__file__).resolve().parents[2]
CORPORA = ROOT.parent / "shared" / "corpora"

Make = Callable[..., bytes]


@pytest.fixture(scope="session", autouse=True)
def _children() -> Iterator[None]:
    yield
    limited.close()


@pytest.fixture(scope="session")
def office() -> Iterator[Office]:
    listener = Office()
    yield listener
    listener.close()


@pytest.fixture(scope="session")
def qr() -> bytes:
    return rendering.qr.png("https://bapas.contoh.example/v/P7K29QMX4HTA")


@pytest.fixture
def report() -> dict[str, Any]:
    """Return the report's sample, to be changed at will."""
    return copy.deepcopy(dict(doc_templates.sample("laporan-hasil-asesmen")))


@pytest.fixture
def make_report(report: dict[str, Any], qr: bytes) -> Make:
    """Return a maker of reports: the sample with other values at the top level."""

    def make(**values: object) -> bytes:
        template = doc_templates.find("laporan-hasil-asesmen")
        return fill.fill(template, report | values, {"qr": qr})

    return make


@pytest.fixture(scope="session")
def corpora() -> Path:
    if not CORPORA.is_dir():
        pytest.skip("the corpora are not beside the checkout")
    return CORPORA
