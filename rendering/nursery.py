"""The warm process that forks one limited child for each piece of work.

It ends by itself when its parent has gone, however the parent went.
"""

import array
import gc
import io
import os
import resource
import signal
import socket
import sys
import zipfile
from types import FrameType

from doc_templates import NAMES, find
from rendering.tasks import TASKS
from rendering.wire import receive, send
from rendering.work.fill import FILLED, compiled

__all__ = ["main"]

_HANDLES = array.array("i").itemsize


def main(descriptor: int) -> None:
    """Take one channel after the other and fork a child for each."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, _bury)
    _know_the_papers()
    gc.freeze()
    control = socket.socket(fileno=descriptor)
    while True:
        message, handles, _, _ = control.recvmsg(1, socket.CMSG_SPACE(_HANDLES))
        if not message:
            return
        for _, _, handle in handles:
            (number,) = array.array("i", handle[:_HANDLES])
            if os.fork() == 0:
                control.close()
                _work(number)
            os.close(number)


def _know_the_papers() -> None:
    """Compile the project's own templates once, here, so that no child has to."""
    for name in NAMES:
        with zipfile.ZipFile(io.BytesIO(find(name).docx)) as docx:
            for part in filter(FILLED.fullmatch, docx.namelist()):
                compiled(docx.read(part))


def _bury(_number: int, _frame: FrameType | None) -> None:
    """Take leave of the children that have ended."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


def _work(number: int) -> None:
    """Do one piece of work under its limits, answer, and end this process."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    try:
        with socket.socket(fileno=number) as channel:
            order, blobs = receive(channel)
            if isinstance(order, dict):
                _limit(order["memory"], order["cpu"], order["wall"])
                _answer(channel, order["task"], order["facts"], blobs)
    finally:
        os._exit(0)


def _answer(channel: socket.socket, task: str, facts: object, blobs: list[bytes]) -> None:
    try:
        given, attached = TASKS[task](facts, blobs)
    except Exception as error:  # noqa: BLE001 - whatever a stranger's file provokes is the answer
        kind, message = type(error).__name__, str(error)[:2000]
        send(channel, {"kind": kind, "message": message, "facts": getattr(error, "facts", None)})
    else:
        send(channel, {"kind": "", "message": "", "facts": given}, attached)


def _limit(memory: int, cpu: int, wall: float) -> None:
    """Set the limits; the timer is the kernel's and ends even a child stuck in C code."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, wall)
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # no task has a file to write


if __name__ == "__main__":
    main(int(sys.argv[1]))
