"""The words of a page that is only a picture: read by OCRmyPDF in a process of its own.

OCRmyPDF never sees a stranger's file: a page is drawn in the limited child first, and what is
read is that drawing. It has limits of memory and time, no network, and no other folder.
"""

import contextlib
import math
import os
import shutil
import signal
import struct
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rendering import limited, scan
from rendering.limited import Limits
from rendering.offline import without_network

__all__ = ["PACKAGES", "OcrMissing", "Reader", "Sheet", "Unread", "engine", "sheet"]

PACKAGES = "ocrmypdf tesseract-ocr-ind"
_DPI = 300
_A4 = 11.69  # inches: by it a photo without a measure is given one
_HIGHEST = 3508  # dots of A4 at that measure
_MEMORY = 1024 * 1024 * 1024
_PATIENT = Limits(memory=_MEMORY, cpu_seconds=30, wall_seconds=45.0)
_MISSING = 3  # OCRmyPDF's own word for: a program or a language is not there
_SURE = "4"  # OCRmyPDF's own 14 leaves a page of few words on its side
_SKIPPED = "[OCR skipped"  # what it writes of a page that took too long


class OcrMissing(Exception):
    """OCRmyPDF, Tesseract or its Indonesian is not on this machine."""


class Unread(Exception):
    """This page cannot be read; `reason` is a code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page drawn for reading, upright and in greys, and how many dots an inch has."""

    png: bytes
    dpi: int


def _of_pdf(pdf: bytes, number: int) -> Sheet:
    """Return one page of the PDF, counted from one."""
    order = {"number": number, "dpi": _DPI, "grey": 1}
    return Sheet(_drawn("page-image", order, pdf), _DPI)


def _of_picture(data: bytes, number: int) -> Sheet:
    """Return one page of a picture; its dots are told by its height, as if it were A4."""
    order = {"number": number, "wide": _HIGHEST, "high": _HIGHEST}
    png = _drawn("scan-page", order, data)
    wide, high = struct.unpack(">2I", png[16:24])
    return Sheet(png, max(70, round(max(wide, high) / _A4)))


def sheet(data: bytes, number: int) -> Sheet:
    """Return one page of a PDF or of a picture, whichever this is."""
    return _of_picture(data, number) if scan.is_picture(data) else _of_pdf(data, number)


def _drawn(task: str, order: dict[str, int], data: bytes) -> bytes:
    try:
        return limited.run(task, order, [data], limits=_PATIENT).blobs[0]
    except limited.Overrun as overrun:
        raise Unread("too-heavy") from overrun
    except limited.WorkFailed as failure:
        raise Unread("not-drawn") from failure


class Reader:
    """Reads one page at a time, in a folder that is emptied before each: no page stays behind."""

    def __init__(self, folder: Path, *, program: str = "ocrmypdf", seconds: float = 60.0) -> None:
        self._folder = folder
        self._program = program
        self._seconds = seconds

    def read(self, page: Sheet) -> str:
        """Return the words of the page; Unread where it took too long or could not be read."""
        if (program := shutil.which(self._program, path=os.defpath)) is None:
            raise OcrMissing(PACKAGES)
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(mode=0o700, parents=True)
        try:
            (self._folder / "halaman.png").write_bytes(page.png)
            code = self._run(program, page.dpi)
            return self._words(code)
        finally:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _run(self, program: str, dpi: int) -> int:
        """Return how it ended; a page that takes too long is ended as a group."""
        process = subprocess.Popen(  # noqa: S603 - the program is the one that was found
            [*_bounds(self._seconds), program, *_order(dpi, self._seconds)],
            cwd=self._folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={
                "PATH": os.defpath,
                "LANG": "C.UTF-8",
                "HOME": str(self._folder),
                "TMPDIR": str(self._folder),
                "OMP_THREAD_LIMIT": "1",
            },
            start_new_session=True,
        )
        try:
            return process.wait(self._seconds)
        except subprocess.TimeoutExpired as late:
            raise Unread("too-slow") from late
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait(10)

    def _words(self, code: int) -> str:
        if code == _MISSING:
            raise OcrMissing(PACKAGES)
        if code == -signal.SIGXCPU:
            raise Unread("too-slow")
        written = self._folder / "teks.txt"
        if code or not written.exists():
            raise Unread("not-read")
        words = written.read_text(errors="replace").replace("\f", "").strip()
        if words.startswith(_SKIPPED):
            raise Unread("too-slow")
        return words


def _order(dpi: int, seconds: float) -> list[str]:
    return [
        *("--quiet", "--language", "ind", "--jobs", "1"),
        *("--output-type", "none", "--sidecar", "teks.txt"),
        *("--rotate-pages", "--rotate-pages-threshold", _SURE),
        *("--image-dpi", str(dpi), "--tesseract-timeout", f"{seconds:g}"),
        *("halaman.png", "-"),
    ]


def _bounds(seconds: float) -> list[str]:
    """Return what stands before the command: no network, last in turn, and its limits.

    It ends with the process that started it, as far as the kernel lets it.
    """
    return [
        *without_network(),
        *("setpriv", "--pdeathsig", "KILL", "nice", "-n", "19"),
        *("prlimit", f"--as={_MEMORY}", f"--cpu={math.ceil(seconds)}", "--core=0", "--"),
    ]


@cache
def engine() -> str:
    """Return what reads, with its versions, as it is written down beside the words."""
    return " / ".join(
        _version(*command) for command in (("ocrmypdf", "--version"), ("tesseract", "--version"))
    )


def _version(program: str, flag: str) -> str:
    found = shutil.which(program, path=os.defpath)
    if found is None:
        raise OcrMissing(PACKAGES)
    said = subprocess.run([found, flag], capture_output=True, check=False, text=True)  # noqa: S603
    number = (said.stdout or said.stderr).split("\n")[0].removeprefix(program).strip()
    return f"{program} {number}"
