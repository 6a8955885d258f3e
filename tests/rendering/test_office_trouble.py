"""LibreOffice in trouble: hung, killed, asked by many, offered the network."""

import contextlib
import io
import os
import signal
import socket
import stat
import threading
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import docx
import pytest

from rendering.office import Office, OfficeFailed, OfficeMissing

Make = Callable[..., bytes]
pytestmark = pytest.mark.office


@pytest.fixture
def own() -> Iterator[Office]:
    listener = Office()
    yield listener
    listener.close()


def _word(words: str) -> bytes:
    document = docx.Document()
    document.add_paragraph(words)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _program(folder: Path, script: str) -> str:
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_a_libreoffice_that_hangs_is_killed_as_a_group_and_tried_once_more(
    tmp_path: Path,
) -> None:
    notes = tmp_path / "pids"
    program = _program(tmp_path, f"sleep 300 & echo $! $$ >> {notes}; wait")
    office = Office(program=program, seconds=0.5)

    with pytest.raises(OfficeFailed, match="no answer"):
        office.convert(b"x")

    started = [int(number) for number in notes.read_text().split()]
    assert len(started) == 4
    assert _gone(started)
    assert not office.state().running


def test_a_libreoffice_that_ends_at_once_fails_and_leaves_no_folder(tmp_path: Path) -> None:
    before = set(Path("/tmp").glob("berkas-office-*"))  # noqa: S108 - where profiles are made

    with pytest.raises(OfficeFailed):
        Office(program=_program(tmp_path, "exit 0")).convert(b"x")

    assert set(Path("/tmp").glob("berkas-office-*")) <= before  # noqa: S108 - as above


def test_after_a_kill_the_next_document_comes_out(own: Office, make_report: Make) -> None:
    own.start()
    assert own._listener is not None
    os.killpg(own._listener.pid, signal.SIGKILL)

    assert own.convert(make_report()).startswith(b"%PDF-")
    assert own.state().restarts == 1


def test_the_listener_is_renewed_after_so_many_documents() -> None:
    with contextlib.closing(Office(renew_after=2)) as listener:
        for _ in range(3):
            listener.convert(_word("satu"), own=False)

        assert (listener.state().converted, listener.state().restarts) == (3, 1)


def test_twenty_at_once_give_twenty_right_documents(office: Office) -> None:
    from rendering import text  # noqa: PLC0415 - beside its one use

    said: dict[int, str] = {}

    def ask(number: int) -> None:
        said[number] = text.of_pdf(office.convert(_word(f"nomor{number}"), own=False))[0]

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert {number: words.strip() for number, words in said.items()} == {
        number: f"nomor{number}" for number in range(20)
    }


def test_nothing_is_fetched_from_outside_and_a_pdf_comes_out(office: Office) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(1.0)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/gambar.png"
        pdf = office.convert(_with_outside_picture(address), own=False)

        with pytest.raises(TimeoutError):
            server.accept()

    assert pdf.startswith(b"%PDF-")


def test_a_stranger_s_font_is_refused_in_an_own_paper(office: Office) -> None:
    document = docx.Document()
    document.add_paragraph().add_run("huruf lain").font.name = "Liberation Mono"
    target = io.BytesIO()
    document.save(target)

    with pytest.raises(OfficeFailed, match="substituted"):
        office.convert(target.getvalue())
    assert office.convert(target.getvalue(), own=False).startswith(b"%PDF-")


def test_when_its_owner_is_killed_libreoffice_goes_too(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    if (child := os.fork()) == 0:
        try:
            office = Office()
            office.start()
            assert office._listener is not None
            note.write_text(str(office._listener.pid))
        finally:
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)

    group = int(note.read_text())
    deadline = time.monotonic() + 10
    while _group(group) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert _group(group) == []


def test_without_its_bridge_the_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rendering.listener._PYTHON", "/usr/bin/python3-yang-tidak-ada")

    with pytest.raises(OfficeMissing) as refusal:
        Office().start()

    assert refusal.value.package == "python3-uno"


def _with_outside_picture(address: str) -> bytes:
    from PIL import Image  # noqa: PLC0415 - beside its one use

    picture = io.BytesIO()
    Image.new("RGB", (9, 9)).save(picture, "PNG")
    document = docx.Document()
    document.add_picture(picture)
    plain = io.BytesIO()
    document.save(plain)
    source, target = zipfile.ZipFile(plain), io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                data = data.replace(b"r:embed=", b"r:link=")
            if name == "word/_rels/document.xml.rels":
                data = data.replace(
                    b'Target="media/image1.png"',
                    f'Target="{address}" TargetMode="External"'.encode(),
                )
            archive.writestr(name, data)
    return target.getvalue()


def _gone(numbers: Sequence[int]) -> bool:
    """Tell whether all have ended; a killed process may need a moment on a busy machine."""
    end = time.monotonic() + 5
    while (left := [one for one in numbers if _alive(one)]) and time.monotonic() < end:
        time.sleep(0.05)
    return left == []


def _alive(number: int) -> bool:
    try:
        fields = Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return False
    return fields[0] != "Z"


def _group(group: int) -> list[int]:
    found = []
    for folder in Path("/proc").iterdir():
        with contextlib.suppress(ValueError, ProcessLookupError):
            if os.getpgid(int(folder.name)) == group and _alive(int(folder.name)):
                found.append(int(folder.name))
    return found
