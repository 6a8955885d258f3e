"""The data home as a command works on it: opened, and closed again however the command ends."""

from collections.abc import Iterator
from contextlib import contextmanager

from archive.errors import ArchiveRefusal
from casework.db.engine import DatabaseBusy
from casework.errors import Fault, Invalid, Refusal
from rendering.office import OfficeFailed, OfficeMissing
from rendering.upload import Unusable
from webapp.commands.console import fail, settings
from webapp.parts import Parts
from webapp.wiring import NotReady, open_parts

__all__ = ["opened", "told"]


@contextmanager
def opened() -> Iterator[Parts]:
    """Open the data home; whatever is refused inside ends the command with the reason."""
    try:
        home = open_parts(settings())
    except NotReady as reason:
        fail(str(reason))
    try:
        yield home.parts
    except OfficeMissing as missing:
        fail(f"LibreOffice is missing: install the package {missing.package}")
    except DatabaseBusy:
        fail("another program has been writing to the database for too long; try again")
    except (Refusal, ArchiveRefusal, OfficeFailed, Unusable) as refusal:
        fail(told(refusal))
    finally:
        home.close()


def told(refusal: Exception) -> str:
    """Return a refusal as plain English, every fault on a line of its own."""
    if isinstance(refusal, Invalid):
        return "\n".join(["not accepted:", *(_fault(one) for one in refusal.faults)])
    meaning = (type(refusal).__doc__ or type(refusal).__name__).strip().splitlines()[0]
    return f"{meaning} ({refusal})" if str(refusal) else meaning


def _fault(fault: Fault) -> str:
    facts = ", ".join(f"{name} {value}" for name, value in fault.facts.items())
    code = fault.code.replace("-", " ")
    return f"  {fault.field}: {code} ({facts})" if facts else f"  {fault.field}: {code}"
