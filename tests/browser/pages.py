"""Every page of the site, with a file in which something of everything is, and who reads it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import Flask

from tests.lists import prepare_lists
from tests.papers import pdf
from tests.steps import (
    await_steps,
    carry,
    client_fields,
    consent,
    fill_in,
    hear,
    old_results,
    open_assessment,
    register,
    upload_litmas,
)
from tests.visitor import Upload, Visitor
from tests.website import Site, days_ago
from webapp.words.formatting import day

__all__ = ["NO_PAGES", "Place", "places", "prepare", "unlisted"]

# what answers with a file or with figures for a script, not with a page
NO_PAGES = frozenset(
    {
        "backup.status",
        "bootstrap.static",
        "client_papers.cover",
        "client_papers.identity_sheet",
        "consents.blank",
        "consents.statement",
        "documents.download",
        "documents.status",
        "help.authority",
        "imports.faulty",
        "imports.sample",
        "imports.status",
        "instruments.source",
        "issuing.status",
        "litmas.status",
        "site.health",
        "static",
    }
)
_GIVEN = {"rri-A1": "ya", "rri-A2": "ya", "rri-A5": "3-lebih", "rri-A9": "narkotika"}


@dataclass(frozen=True, slots=True)
class Place:
    """One page: its endpoint, where it is, and who of the office works with it."""

    endpoint: str
    path: str
    login: str


def prepare(site: Site) -> Mapping[str, str]:
    """Carry clients along the road; return the addresses that the pages are made from."""
    rina, sari = Visitor(site, "rina"), Visitor(site, "sari")
    form = rina.open("/berkas/baru")
    pk_id = str(form.tree.xpath('//select[@name="pk_id"]/option[2]/@value')[0])
    whole = carry(rina, client_fields("Agus Wibowo", pk_id=pk_id), _GIVEN)
    litmas = upload_litmas(sari, whole, Upload("litmas.pdf", pdf("Litmas", "Dua")), result="1")
    await_steps(sari, f"{litmas.path}/status")
    draft = register(rina, client_fields("Putri Lestari", pk_id=pk_id, sex="P"))
    open_assessment(rina, draft)
    ready = register(rina, client_fields("Dimas Prakoso", pk_id=pk_id))
    fill_in(rina, open_assessment(rina, ready), worst=True)
    hear(rina, f"/berkas/{ready}/asesmen/1")
    unasked = register(rina, client_fields("Bayu Nugroho", pk_id=pk_id))
    rina.press(rina.open(f"/berkas/{unasked}"), "Buka asesmen")
    refused = register(rina, client_fields("Tono Wijaya", pk_id=pk_id))
    consent(
        rina,
        rina.press(rina.open(f"/berkas/{refused}"), "Buka asesmen"),
        outcome="menolak",
        remark="Klien tidak bersedia diwawancarai.",
        sure="1",
    )
    waiting = carry(rina, client_fields("Yoga Pratama", pk_id=pk_id))
    child = client_fields("Anak Rekaan", birth_date=day(days_ago(15 * 366)), pk_id=pk_id)
    young = register(sari, {**child, "client_type": "diversi", "register_1_kind": "DIV"})
    search = rina.press(rina.open("/cari"), "Cari", {"q": "agus"}).path
    made = Visitor(site, "made")
    paper = made.press(made.open("/sistem/cadangan"), "Buat kunci dan tampilkan")
    made.press(paper, "Sudah dicetak, lanjutkan")
    person = str(made.open("/pengguna").tree.xpath('//a[text()="Rina Wulandari, S.Psi."]/@href')[0])
    cabinet = old_results(rina, register(rina, client_fields("Slamet Riyadi", pk_id=pk_id)))
    open_assessment(rina, cabinet.rpartition("/")[2])
    site.settle()
    lists = prepare_lists(site, Visitor(site, "wulan"))
    return {
        **lists,
        "cabinet": cabinet,
        "person": person,
        "whole": f"/berkas/{whole}",
        "litmas": litmas.path,
        "draft": f"/berkas/{draft}",
        "ready": f"/berkas/{ready}",
        "unasked": f"/berkas/{unasked}",
        "refused": f"/berkas/{refused}",
        "waiting": f"/berkas/{waiting}",
        "number": waiting,
        "child": f"/berkas/{young}",
        "search": search,
    }


def places(at: Mapping[str, str]) -> Iterator[Place]:
    """Return every page in the states in which it looks different."""
    whole, draft, ready = at["whole"], at["draft"], at["ready"]
    yield Place("account.sign_in", "/masuk", "")
    yield Place("help.certificate", "/bantuan/sertifikat", "")
    yield Place("account.profile", "/profil", "made")
    for login in ("rina", "sari", "bambang", "lestari", "made"):
        yield Place("home.today", "/", login)
    yield from _office(at["person"])
    yield Place("client_changes.show", f"{whole}/ubah", "sari")
    yield Place("assessments.index", "/asesmen", "rina")
    yield Place("clients.index", "/berkas?punya=semua", "rina")
    yield Place("client_lists.printed", "/berkas/cetak?punya=semua", "rina")
    yield Place("clients.new", "/berkas/baru", "rina")
    yield Place("clients.file", whole, "lestari")
    yield Place("clients.file", draft, "rina")
    yield from _guidance(at)
    yield Place("client_file.identity", f"{whole}/identitas", "rina")
    yield Place("client_file.access", f"{whole}/akses", "rina")
    yield Place("client_file.access", f"{at['child']}/akses", "sari")
    yield Place("client_file.printed", f"{whole}/cetak", "rina")
    yield Place("documents.read", f"{whole}/dokumen/0003", "rina")
    yield Place("documents.read", f"{whole}/dokumen/0001", "bambang")
    yield from (*_sources(at["cabinet"]), *_lists(at))
    yield from (*_assessments(whole, draft, ready), *_hearing(at, ready))
    yield Place("litmas.index", "/litmas", "sari")
    yield Place("litmas.new", "/litmas/baru", "sari")
    yield Place("litmas.new", f"/litmas/baru?berkas={at['number']}", "sari")
    yield Place("litmas.show", at["litmas"], "sari")
    yield Place("search.form", "/cari", "rina")
    yield Place("search.show", at["search"], "rina")
    yield Place("", "/tidak-ada", "rina")


def _office(person: str) -> Iterator[Place]:
    yield Place("office.show", "/kantor", "made")
    yield Place("people.index", "/pengguna", "made")
    yield Place("people.index", "/pengguna?keadaan=berakhir", "made")
    yield Place("people.new", "/pengguna/baru", "made")
    yield Place("people.show", person, "made")
    yield Place("setup.overview", "/penyiapan", "made")
    for stage in ("kop", "pejabat", "nomor", "zona", "klien"):
        yield Place("setup.step", f"/penyiapan/{stage}", "made")
    yield Place("backup.show", "/sistem/cadangan", "made")
    yield from _instruments()
    yield Place("rules.show", "/aturan", "made")
    yield Place("rules.show", "/aturan?daftar=tindak-pidana", "made")


def _instruments() -> Iterator[Place]:
    yield Place("instruments.index", "/instrumen", "made")
    yield Place("instruments.show", "/instrumen/rri/02-2021.2", "rina")
    yield Place("instruments.show", "/instrumen/anak/01", "made")
    yield Place("instruments.difference", "/instrumen/rri/02-2021.2/beda", "made")
    yield Place("instruments.difference", "/instrumen/anak/01/beda", "made")
    yield Place("instruments.attempt", "/instrumen/rri/02-2021.2/coba", "made")
    yield Place("instruments.attempt", "/instrumen/anak/01/coba", "made")


def _assessments(whole: str, draft: str, ready: str) -> Iterator[Place]:
    yield Place("assessments.overview", f"{draft}/asesmen/1", "rina")
    yield Place("assessments.overview", f"{whole}/asesmen/1", "hendra")
    for part in ("pelaksanaan", "rri-a", "rri-b", "rri-c", "analisis", "rekomendasi"):
        yield Place("filling.show", f"{draft}/asesmen/1/isi/{part}", "rina")
    for part in ("kriminogenik-a", "kriminogenik-b1", "kriminogenik-b2"):
        yield Place("filling.show", f"{ready}/asesmen/1/isi/{part}", "rina")
    yield Place("issuing.show", f"{draft}/asesmen/1/terbit", "rina")
    yield Place("issuing.show", f"{ready}/asesmen/1/terbit", "rina")
    yield Place("issuing.show", f"{whole}/asesmen/1/terbit", "rina")
    yield Place("issuing.look", f"{ready}/asesmen/1/terbit/pratinjau", "rina")


def _hearing(at: Mapping[str, str], ready: str) -> Iterator[Place]:
    for file in (at["unasked"], ready, at["refused"]):
        yield Place("assessments.overview", f"{file}/asesmen/1", "rina")
        yield Place("consents.show", f"{file}/asesmen/1/persetujuan", "rina")
    yield Place("consents.show", f"{ready}/asesmen/1/persetujuan", "hendra")
    yield Place("interviews.new", f"{ready}/asesmen/1/wawancara/baru", "rina")
    yield Place("interviews.planning", f"{ready}/asesmen/1/wawancara/rencana", "rina")
    for login in ("rina", "ratna"):
        yield Place("assignments.show", f"{ready}/asesmen/1/penugasan", login)
    yield Place("documents.read", f"{ready}/dokumen/0003", "rina")


def _lists(at: Mapping[str, str]) -> Iterator[Place]:
    yield Place("imports.index", "/impor", "wulan")
    yield Place("imports.columns", at["list-columns"], "wulan")
    for name in ("list-checked", "list-done", "list-undone"):
        yield Place("imports.show", at[name], "wulan")
    yield Place("imports.row", at["list-faulty"], "wulan")
    yield Place("imports.row", at["list-twin"], "wulan")
    yield Place("import_words.show", f"{at['list-checked']}/kata", "wulan")


def _sources(cabinet: str) -> Iterator[Place]:
    yield Place("clients.file", cabinet, "lestari")
    yield Place("documents.read", f"{cabinet}/dokumen/0002", "rina")
    yield Place("documents.read", f"{cabinet}/dokumen/0003", "rina")
    yield Place("documents.read", f"{cabinet}/dokumen/0002/hlm/2?cari=keluarga", "rina")
    yield Place("sources.new", f"{cabinet}/sumber/baru", "wulan")
    yield Place("studying.show", f"{cabinet}/asesmen/1/sumber", "rina")


def _guidance(at: Mapping[str, str]) -> Iterator[Place]:
    yield Place("clients.file", at["child"], "sari")
    yield Place("guidance.show", f"{at['draft']}/status", "sari")
    yield Place("guidance.show", f"{at['child']}/status", "sari")
    yield Place("due.index", "/tenggat", "sari")
    yield Place("due.index", "/tenggat?petugas=semua&kelompok=tujuh-hari", "kartika")
    yield Place("assigning.index", "/penugasan", "kartika")
    yield Place("assigning.one", f"/penugasan/{at['number']}", "kartika")
    yield Place("home.today", "/", "kartika")


def unlisted(app: Flask, listed: Iterator[Place]) -> set[str]:
    """Return the pages of the site that nobody looks at."""
    shown = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.methods is not None and "GET" in rule.methods
    }
    # the page of an empty office is gone once it is furnished; the tests of the first run open it
    return shown - NO_PAGES - {"first.begin"} - {place.endpoint for place in listed}
