"""One LibreOffice, its bridge and its profile: started, asked, and killed as one group."""

import contextlib
import json
import os
import select
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from rendering.offline import without_network

__all__ = ["Listener", "NoAnswer", "OfficeMissing", "Unreadable"]

_PYTHON = "/usr/bin/python3"
_BRIDGE = Path(__file__).with_name("bridge.py")


class OfficeMissing(Exception):
    """LibreOffice, or its bridge, is not on this machine; `package` is Debian's."""

    def __init__(self, package: str) -> None:
        super().__init__(package)
        self.package = package


class NoAnswer(Exception):
    """LibreOffice hangs, has crashed, or did not start: it is of no more use."""


class Unreadable(Exception):
    """LibreOffice is well, but could not make a PDF of this file."""


class Listener:
    """A running LibreOffice that makes one PDF after another."""

    def __init__(self, program: str, seconds: float) -> None:
        self.converted = 0
        self.offline = bool(without_network())
        self._seconds = seconds
        if not Path(_PYTHON).exists():
            raise OfficeMissing("python3-uno")
        self._folder = Path(tempfile.mkdtemp(prefix="berkas-office-"))
        self._process = subprocess.Popen(  # noqa: S603 - the system's Python and our own file
            [*without_network(), _PYTHON, "-I", str(_BRIDGE), str(self._folder), program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PATH": os.defpath, "LANG": "C.UTF-8", "HOME": str(self._folder)},
            start_new_session=True,
        )
        try:
            self._ready()
        except BaseException:
            self.kill()
            raise

    @property
    def pid(self) -> int:
        """Return the process, which is also the group, of bridge and LibreOffice."""
        return self._process.pid

    def convert(self, docx: bytes) -> bytes:
        """Return the PDF of the Word file, unseen: who asked must look at it."""
        source, target = self._folder / "dokumen.docx", self._folder / "dokumen.pdf"
        target.unlink(missing_ok=True)
        source.write_bytes(docx)
        order = json.dumps({"source": str(source), "target": str(target)}) + "\n"
        if self._process.stdin is None:
            raise NoAnswer("no way in")
        try:
            self._process.stdin.write(order.encode())
            self._process.stdin.flush()
        except OSError as error:
            raise NoAnswer("the bridge is gone") from error
        answer = self._answer()
        self.converted += 1
        if "done" not in answer or not target.exists():
            raise Unreadable(str(answer.get("failed", "no file was written")))
        return target.read_bytes()

    def kill(self) -> None:
        """End LibreOffice and its bridge as a group and take their profile away."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(10)
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _ready(self) -> None:
        answer = self._answer()
        if package := answer.get("missing"):
            raise OfficeMissing(str(package))
        if "ready" not in answer:
            raise NoAnswer(str(answer.get("failed", "LibreOffice did not start")))

    def _answer(self) -> dict[str, object]:
        """Return the bridge's next line, or raise when it does not come in time."""
        if self._process.stdout is None:
            raise NoAnswer("no way out")
        handle = self._process.stdout.fileno()
        end = time.monotonic() + self._seconds
        line = b""
        while not line.endswith(b"\n"):
            remaining = end - time.monotonic()
            if remaining <= 0 or not select.select([handle], [], [], remaining)[0]:
                raise NoAnswer(f"no answer within {self._seconds:g} s")
            if not (piece := os.read(handle, 65536)):
                raise NoAnswer("the bridge has ended")
            line += piece
        answer: dict[str, object] = json.loads(line)
        return answer
