"""A backup that is damaged or forged is refused by name, and leaves nothing at the target."""

import gzip
import io
import json
import os
import tarfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pytest

from archive import io as disk
from archive.errors import NoRoom
from casework.backup import key
from casework.backup.create import Made
from casework.backup.errors import BackupDamaged, NoBackup
from casework.backup.place import Place, write_side
from casework.backup.restore import restore
from casework.backup.sink import encrypt

BackUp = Callable[[datetime], Made]
Member = tuple[tarfile.TarInfo, bytes]
MEGA = 1024 * 1024
GOOD = json.dumps({"format": "cadangan/1", "waktu": "x", "kantong": []}).encode()


def member(name: str, content: bytes = b"hai", **facts: object) -> Member:
    head = tarfile.TarInfo(name)
    head.size = len(content)
    for fact, value in facts.items():
        setattr(head, fact, value)
    return head, content


def listed(*line: object) -> Member:
    content = json.dumps({"format": "cadangan/1", "waktu": "x", "kantong": [line]}).encode()
    return member("isi.json", content)


def packed(members: Iterable[Member]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz", format=tarfile.PAX_FORMAT) as tar:
        for head, content in members:
            tar.addfile(head, io.BytesIO(content))
    return out.getvalue()


def claims(size: int) -> bytes:
    """A head that claims a file of this size, with nothing after it."""
    head, _ = member("berkas.sqlite3")
    head.size = size
    return gzip.compress(head.tobuf(tarfile.GNU_FORMAT) + bytes(1024))


def comments(size: int) -> bytes:
    """A head before the head, this large: the library reads it into the memory whole."""
    head = tarfile.TarInfo("x")
    head.type, head.size = tarfile.XHDTYPE, size
    return gzip.compress(head.tobuf(tarfile.USTAR_FORMAT) + bytes(size))


def chained(count: int) -> bytes:
    """Heads that each announce another one: the library goes down into them."""
    head = tarfile.TarInfo("x")
    head.type, head.size = tarfile.GNUTYPE_LONGNAME, 512
    return gzip.compress((head.tobuf(tarfile.GNU_FORMAT) + b"a" * 512) * count)


SUM = "0" * 64
FORGED: dict[str, bytes] = {
    "no list": packed([member("berkas.sqlite3")]),
    "no database": packed([member("isi.json", GOOD)]),
    "a database that is none": packed([member("isi.json", GOOD), member("berkas.sqlite3")]),
    "a list that is no list": packed([member("isi.json", b"[" * 100_000)]),
    "a name too long for a disk": packed([member("arsip/" + "a" * 300)]),
    "a path too long for a disk": packed([member("arsip/" + "a/" * 3000 + "b")]),
    "a name with a break in it": packed([member("arsip/a\nb")]),
    "a nought in the name": packed([member("arsip/x", pax_headers={"path": "arsip/a\0b"})]),
    "upwards": packed([member("arsip/../../luar.txt")]),
    "from the root on": packed([member("/luar.txt")]),
    "a dot": packed([member("arsip/./luar.txt")]),
    "another file": packed([member("lain.txt")]),
    "a link": packed([member("arsip/tautan", b"", type=tarfile.SYMTYPE, linkname="/etc/passwd")]),
    "a hard link": packed([member("kunci/a", b"", type=tarfile.LNKTYPE, linkname="/etc/passwd")]),
    "a device": packed([member("arsip/alat", b"", type=tarfile.CHRTYPE, devmajor=1, devminor=5)]),
    "a pipe": packed([member("arsip/pipa", b"", type=tarfile.FIFOTYPE)]),
    "a folder": packed([member("arsip/folder", b"", type=tarfile.DIRTYPE)]),
    "holes": packed([member("arsip/x", pax_headers={"GNU.sparse.size": "9" * 12})]),
    "the same name twice": packed([member("kunci/a"), member("kunci/a")]),
    "a file below a file": packed([member("kunci/a"), member("kunci/a/b")]),
    "a bomb that says so": claims(1 << 40),
    "a bomb in fact": packed([member("berkas.sqlite3", bytes(80 * MEGA))]),
    "a bomb before a name": comments(70 * MEGA),
    "names within names": chained(20_000),
    "cut off": packed([member("berkas.sqlite3", os.urandom(9000))])[:5000],
    "a sum that is spoilt": packed([member("isi.json", GOOD)])[:-8] + bytes(8),
    "no packed file": b"bukan gzip",
    "nothing": b"",
}
LISTS = {
    "a bag upwards": listed("../../luar/0001_2026-01-01_status", SUM, SUM),
    "a bag that is a number": listed(7, SUM, SUM),
    "a digest that leads elsewhere": listed("berkas/a/2026/2026-1/x", "../../luar", SUM),
    "half a line": listed("berkas/a/2026/2026-1/x"),
}


@pytest.fixture
def forge(back_up: BackUp, home: Path, at: datetime) -> Callable[[bytes], None]:
    """Put these bytes in place of the snapshot, encrypted and summed as if they were ours."""
    made = back_up(at)
    assert made.backup
    backup = made.backup

    def put(content: bytes) -> None:
        plain = home / "tiruan"
        plain.write_bytes(content)
        total = encrypt(plain, backup.path, key.recipients(home / "kunci"))
        write_side(replace(backup, sha256=total))

    return put


def refused(
    home: Path, place: Place, secret: str, refusal: type[Exception] = BackupDamaged
) -> None:
    """The restore is refused as that, and neither a fresh nor an empty target holds anything."""
    (home / "kosong").mkdir()
    for name in ("baru", "kosong"):
        with pytest.raises(refusal):
            restore(place.root, home / name, key.read_secret(secret))
    assert not (home / "baru").exists()
    assert list((home / "kosong").iterdir()) == []
    assert not list(home.rglob("luar*"))


@pytest.mark.parametrize("content", FORGED.values(), ids=FORGED.keys())
def test_what_is_not_of_our_making_is_refused(
    forge: Callable[[bytes], None], home: Path, place: Place, secret: str, content: bytes
) -> None:
    forge(content)

    refused(home, place, secret)


@pytest.mark.parametrize("line", LISTS.values(), ids=LISTS.keys())
def test_a_list_that_names_what_is_no_bag_is_refused(
    forge: Callable[[bytes], None], home: Path, place: Place, secret: str, line: Member
) -> None:
    database = (home / "berkas.sqlite3").read_bytes()
    forge(packed([line, member("berkas.sqlite3", database), member("arsip/x")]))

    refused(home, place, secret)


@pytest.mark.parametrize("cut", [0, 1, 100, 200, -1])
def test_a_file_that_was_cut_off_is_refused_by_its_sum_and_without_it(
    back_up: BackUp, home: Path, place: Place, secret: str, at: datetime, cut: int
) -> None:
    made = back_up(at)
    assert made.backup
    content = made.backup.path.read_bytes()[:cut]
    made.backup.path.unlink()
    made.backup.path.write_bytes(content)
    refused(home, place, secret)
    (home / "kosong").rmdir()

    write_side(replace(made.backup, sha256=sha256(content).hexdigest()))
    refused(home, place, secret)


def test_a_disk_that_is_too_small_is_told_before_anything_is_written(
    back_up: BackUp,
    home: Path,
    place: Place,
    secret: str,
    at: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    back_up(at)
    monkeypatch.setattr(disk, "free", lambda _: 4096)

    refused(home, place, secret, NoRoom)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("2026-99-99T999999Z.sha256", "# kantong=1 rusak=0 bita=1\n{sum}  {name}.age\n"),
        ("2027-01-01T000000Z.sha256", "# kantong=1 rusak=0 bita=" + "9" * 5000),
        ("2027-01-01T000000Z.sha256", "\0\xff"),
    ],
)
def test_a_sidecar_that_tells_of_nothing_does_not_hide_the_good_backup(
    back_up: BackUp, home: Path, place: Place, secret: str, at: datetime, name: str, text: str
) -> None:
    made = back_up(at)
    assert made.backup
    side = made.backup.path.with_name(name)
    side.write_text(text.format(sum=SUM, name=name.partition(".")[0]), encoding="utf-8")

    restored = restore(place.root, home / "pulih", key.read_secret(secret))

    assert restored.backup.moment == at


def test_where_there_is_no_backup_nothing_is_made(home: Path, place: Place, secret: str) -> None:
    refused(home, place, secret, NoBackup)


def test_a_bag_that_is_damaged_leaves_no_half_of_itself(
    back_up: BackUp, home: Path, place: Place, secret: str, at: datetime
) -> None:
    made = back_up(at)
    assert made.backup
    bag = next((made.backup.path.parent / "arsip").glob("*/*.age"))
    plain = home / "tiruan"
    plain.write_bytes(packed([member("arsip/../luar.txt")]))
    bag.unlink()
    encrypt(plain, bag, key.recipients(home / "kunci"))

    restored = restore(place.root, home / "pulih", key.read_secret(secret))

    (line,) = restored.missing
    assert not (home / "pulih" / "arsip" / line.partition(": ")[0]).exists()
    assert not list(home.rglob("luar*"))
