"""`berkas instrument list`, `show` and `diff`: the editions looked at, with nothing written."""

from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import click
from sqlalchemy.orm import Session

from casework.clock import now, office_date
from casework.instruments import catalogue
from casework.instruments.catalogue import Listed
from casework.instruments.comparing import differences
from casework.instruments.fitting import read_fitting
from casework.instruments.form import Edition, Instrument, Item
from casework.instruments.lines import line_of
from casework.instruments.toml import BadFile
from casework.offices import service as offices
from webapp.commands.console import as_option, emit, emit_rows, fail, json_option, operator
from webapp.commands.files import read_bytes
from webapp.commands.home import opened

__all__ = ["diff", "list_", "show", "tell"]


@click.command("list")
@as_option
@json_option
def list_(*, as_name: str | None, as_json: bool) -> None:
    """List every edition: whom it is for, from when to when it is used, what is used today."""
    with opened() as parts, parts.database.reading() as session:
        profile = offices.settings(session, operator(session, as_name).office)
        today = office_date(now(), profile.zone)
        used = catalogue.current(session, profile, on=today)
        rows = [_row(one, used) for one in catalogue.listed(session, profile)]
    emit_rows(rows, as_json=as_json)


def _row(one: Listed, used: frozenset[tuple[str, str]]) -> dict[str, object]:
    edition = one.edition
    return {
        "kode": edition.code,
        "versi": edition.version,
        "judul": edition.title,
        "edisi": edition.edition,
        "untuk": str(edition.audience),
        "sejak": one.since.isoformat() if one.since else None,
        "sampai": one.until.isoformat() if one.until else None,
        "berlaku": (edition.code, edition.version) in used,
        "milik": "kantor" if one.own else "berkas",
        "rumusan": edition.wording,
        "sha256": edition.sha256,
    }


@click.command()
@click.argument("code")
@click.argument("version", required=False)
@as_option
@json_option
def show(code: str, version: str | None, *, as_name: str | None, as_json: bool) -> None:
    """Print an edition as a form: parts, items, answers with their values, bands, factors."""
    with opened() as parts, parts.database.reading() as session:
        actor = operator(session, as_name)
        edition = catalogue.edition(session, actor.office, code, version)
    if as_json:
        emit(_whole(edition), as_json=True)
        return
    for line in _outline(edition):
        click.echo(line)


def _whole(edition: Edition) -> dict[str, object]:
    return {
        "kode": edition.code,
        "versi": edition.version,
        "judul": edition.title,
        "dasar": edition.decree,
        "untuk": str(edition.audience),
        "rumusan": edition.wording,
        "sha256": edition.sha256,
        "formulir": [
            {
                "kode": form.code,
                "judul": form.title,
                "maksimum": form.maximum,
                "tingkat": [[one.code, one.least, one.most] for one in form.bands],
                "bagian": [
                    {
                        "kode": part.code,
                        "judul": part.title,
                        "diisi": str(part.offered),
                        "maksimum": part.maximum,
                        "mengurangi": part.subtracted,
                        "butir": [_item(one) for one in part.items],
                    }
                    for part in form.parts
                ],
            }
            for form in edition.forms
        ],
    }


def _item(item: Item) -> dict[str, object]:
    return {
        "kode": item.code,
        "pertanyaan": item.text,
        "faktor": item.factor,
        "pilihan": [[one.code, one.title, one.value] for one in item.options],
    }


def _outline(edition: Edition) -> Iterator[str]:
    yield f"{edition.code} {edition.version}: {edition.title}, {edition.edition}"
    yield edition.decree
    for form in edition.forms:
        bands = ", ".join(f"{one.title} {one.least}-{one.most}" for one in form.bands)
        yield f"\n{form.code}: {form.title} ({bands})"
        yield from _parts(form)


def _parts(form: Instrument) -> Iterator[str]:
    for part in form.parts:
        counted = (
            "" if part.maximum is None else f", {'-' if part.subtracted else '0-'}{part.maximum}"
        )
        yield f"\n  {part.code}. {part.title} ({part.offered}{counted})"
        for item in part.items:
            yield f"    {item.code}  {item.text}"
            for option in item.options:
                value = "" if option.value is None else f" = {option.value}"
                yield f"         {option.code}: {option.title}{value}"


@click.command()
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@as_option
@json_option
def diff(before: str, after: str, *, as_name: str | None, as_json: bool) -> None:
    """Print in what B differs from A; each is a FILE.toml or CODE@VERSION."""
    with opened() as parts, parts.database.reading() as session:
        office = operator(session, as_name).office
        old, new = (_named(session, office, one) for one in (before, after))
    rows: list[dict[str, object]] = [
        {
            "formulir": one.form,
            "apa": str(one.what),
            "kode": one.code,
            "perubahan": str(one.change),
            "bidang": aspect.name,
            "semula": aspect.before,
            "menjadi": aspect.after,
        }
        for one in differences(old, new)
        for aspect in one.aspects
    ]
    emit_rows(rows, as_json=as_json)


def _named(session: Session, office: str, name: str) -> Edition:
    path = Path(name)
    if path.is_file():
        content = read_bytes(path)
        try:
            return read_fitting(path.name, content)
        except BadFile as mistake:
            tell(path, content, mistake)
    code, _, version = name.partition("@")
    return catalogue.edition(session, office, code, version or None)


def tell(file: Path, content: bytes, mistake: BadFile) -> NoReturn:
    """End the command with the line of the file on which the mistake is, and the reason."""
    key = f"{mistake.key}: " if mistake.key else ""
    fail(f"{file.name}, line {line_of(content, mistake)}: {key}{mistake.reason}")
