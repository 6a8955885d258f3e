"""An office's own edition: published from a day, used from that day, retired, kept for ever."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from casework.audit.model import AuditEvent
from casework.db.engine import Database
from casework.errors import Invalid
from casework.instruments import catalogue, publishing, shipped
from casework.instruments.catalogue import UnknownInstrument
from casework.instruments.form import Audience, Edition
from casework.instruments.publishing import NotInUse, VersionTaken
from casework.instruments.toml import BadFile
from casework.offices import service as offices
from tests.conftest import AT, Staff

OWN = Path(__file__).parents[2] / "data" / "alat-contoh.toml"
TODAY = date(2026, 3, 9)
Publish = Callable[..., Edition]


@pytest.fixture
def publish(database: Database, staff: Staff) -> Publish:
    def put(content: str | None = None, *, since: date = TODAY, at: datetime = AT) -> Edition:
        given = OWN.read_bytes() if content is None else content.encode()
        with database.transaction() as session:
            return publishing.publish(session, staff.admin, OWN.name, given, since=since, at=at)

    return put


def in_force(database: Database, on: date, audience: Audience = Audience.ADULT) -> list[str]:
    with database.reading() as session:
        profile = offices.only_office(session)
        assert profile is not None
        forms = catalogue.in_force(session, profile.settings, audience, on=on)
        return [form.code for form in forms]


def test_what_is_published_is_used_from_its_day_on(database: Database, publish: Publish) -> None:
    publish(since=TODAY + timedelta(days=3))

    assert in_force(database, TODAY + timedelta(days=2)) == ["rri", "kriminogenik"]
    assert in_force(database, TODAY + timedelta(days=3)) == ["risiko-contoh", "kebutuhan-contoh"]
    assert in_force(database, TODAY + timedelta(days=3), Audience.CHILD)[0] == "risiko-anak"


def test_the_file_is_sealed_byte_by_byte_and_the_act_is_in_the_log(
    database: Database, staff: Staff, publish: Publish
) -> None:
    publish()

    with database.reading() as session:
        found = catalogue.edition(session, staff.admin.office, "alat-contoh", "1")
        told = [(one.what, one.object) for one in session.query(AuditEvent)]
    assert found.source == OWN.read_bytes()
    assert ("instrumen.terbit", "instrumen/alat-contoh/1") in told


def test_other_bytes_under_the_same_version_are_refused(publish: Publish) -> None:
    publish()

    with pytest.raises(VersionTaken):
        publish(OWN.read_text().replace("Hijau", "Biru"))
    with pytest.raises(VersionTaken):
        publish(shipped.edition("rri").source.decode().replace("Sedang", "Cukup"))


def test_the_same_bytes_again_get_another_day(database: Database, publish: Publish) -> None:
    publish(since=TODAY + timedelta(days=9))
    publish(since=TODAY + timedelta(days=2))

    assert in_force(database, TODAY + timedelta(days=2))[0] == "risiko-contoh"


def test_a_day_that_is_over_is_refused(publish: Publish) -> None:
    with pytest.raises(Invalid, match="since: date-past"):
        publish(since=TODAY - timedelta(days=1))


def test_a_retired_edition_gives_way_to_the_one_before_and_comes_back(
    database: Database, staff: Staff, publish: Publish
) -> None:
    publish()
    later = TODAY + timedelta(days=5)
    with database.transaction() as session:
        publishing.retire(session, staff.admin, "alat-contoh", "1", until=later, at=AT)

    assert in_force(database, later - timedelta(days=1))[0] == "risiko-contoh"
    assert in_force(database, later)[0] == "rri"

    publish(since=later, at=AT + timedelta(days=5))
    assert in_force(database, later)[0] == "risiko-contoh"


def test_a_shipped_edition_can_be_retired_too(database: Database, staff: Staff) -> None:
    with database.transaction() as session:
        publishing.retire(session, staff.admin, "anak", "01", until=TODAY, at=AT)

    assert in_force(database, TODAY, Audience.CHILD) == []


def test_what_is_not_in_use_cannot_be_retired(
    database: Database, staff: Staff, publish: Publish
) -> None:
    publish(since=TODAY + timedelta(days=5))

    with database.transaction() as session:
        with pytest.raises(Invalid, match="before-start"):
            publishing.retire(session, staff.admin, "alat-contoh", "1", until=TODAY, at=AT)
        day = TODAY - timedelta(days=1)
        with pytest.raises(Invalid, match="date-past"):
            publishing.retire(session, staff.admin, "rri", "02-2021", until=day, at=AT)
        with pytest.raises(UnknownInstrument):
            publishing.retire(session, staff.admin, "rri", "99", until=TODAY, at=AT)
        publishing.retire(session, staff.admin, "anak", "01", until=TODAY, at=AT)
        with pytest.raises(NotInUse):
            publishing.retire(session, staff.admin, "anak", "01", until=TODAY, at=AT)


@pytest.mark.parametrize(
    ("old", "new", "key", "reason"),
    [
        ('"U1"', f'"{"U" * 17}"', "items[UUUUUUUUUUUUUUUUU].code", "16"),
        ('"U1"', '"u1"', "items[u1].code", "capital"),
        ('"sementara"', f'"{"s" * 41}"', ".code", "40"),
        ('code = "hijau"', f'code = "{"h" * 41}"', "].code", "40"),
        ('code = "alat-contoh"', f'code = "{"a" * 41}"', "code", "40"),
        ('code = "T"', 'code = "T-1"', "parts[T-1].code", "capital"),
        ('version = "1"', 'version = "1/2"', "version", "letters"),
        ('"kebutuhan-contoh"\nleast', '"kebutuhan-lain"\nleast', "gate.opens", "not a form"),
        ('code = "risiko-contoh"', 'code = "rri"', "forms[rri].code", "the instrument 'rri'"),
        ('code = "risiko-contoh"', 'code = "tanggal"', "forms[tanggal].code", "meaning"),
        ('code = "kuning"', 'code = "hijau"', "forms[risiko-contoh].bands", "of its own"),
        ("pindah rumah", "pindah\u202erumah", "items[U1].text", "turning character"),
        ("pindah rumah", "pindah 房", "items[U1].text", "unprintable"),
        ('{ code = "ya", title = "Ya" }', '{ code = "y", title = "Ya" }', "items[T1]", "'ya'"),
        ("most = 50", "most = 50000", "number.most", "at most"),
        ("Risiko contoh", "R" * 61, "forms[risiko-contoh].short", "60"),
    ],
)
def test_what_an_office_could_not_store_or_print_is_refused(
    publish: Publish, old: str, new: str, key: str, reason: str
) -> None:
    content = OWN.read_text()
    assert old in content
    if old == 'code = "T"':
        content = content.replace('parts = ["T"]', 'parts = ["T-1"]')

    with pytest.raises(BadFile) as refused:
        publish(content.replace(old, new, 1))

    assert key in refused.value.key
    assert reason in refused.value.reason


def test_a_gate_leads_to_a_form_for_needs_of_the_same_people(publish: Publish) -> None:
    single = shipped.edition("rri").source.decode()
    other = single.replace('code = "rri"', 'code = "rri-lain"', 1)

    with pytest.raises(BadFile, match="is a form nobody has"):
        publish(other.replace('opens = "kriminogenik"', 'opens = "tidak-ada"'))
    with pytest.raises(BadFile, match="no form for needs of the same people"):
        publish(other.replace('opens = "kriminogenik"', 'opens = "kriminogenik-anak"'))
    assert publish(other).code == "rri-lain"


def test_the_newest_of_what_is_shipped_is_used(database: Database, staff: Staff) -> None:
    with database.reading() as session:
        profile = offices.settings(session, staff.admin.office)

        assert catalogue.current(session, profile, on=date(2026, 12, 1)) == {
            ("rri", "02-2021.2"),
            ("kriminogenik", "02-2021"),
            ("anak", "01"),
        }
