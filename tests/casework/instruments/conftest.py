"""The two instruments for adults, and answers as an assessor gives them."""

import pytest

from casework.instruments import shipped
from casework.instruments.form import Instrument


@pytest.fixture(scope="session")
def risk() -> Instrument:
    return shipped.find("rri")


@pytest.fixture(scope="session")
def needs() -> Instrument:
    return shipped.find("kriminogenik")


@pytest.fixture
def calm(risk: Instrument) -> dict[str, str]:
    """Every item of the risk form answered with what counts nothing."""
    return {item.code: item.options[0].code for item in risk.items}
