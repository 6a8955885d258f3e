"""How a parent and its child talk: one JSON header, then the bytes it announces.

Not pickle: what the child says is not trusted, for it has read a stranger's file.
"""

import json
import socket
import struct
from collections.abc import Sequence

__all__ = ["receive", "send"]

_LENGTH = struct.Struct(">Q")
_LARGEST = 512 * 1024 * 1024


def send(channel: socket.socket, facts: object, blobs: Sequence[bytes] = ()) -> None:
    """Send facts that JSON can hold, and bytes beside them."""
    header = json.dumps({"facts": facts, "sizes": [len(blob) for blob in blobs]}).encode()
    channel.sendall(_LENGTH.pack(len(header)) + header)
    for blob in blobs:
        channel.sendall(blob)


def receive(channel: socket.socket) -> tuple[object, list[bytes]]:
    """Return the facts and bytes that were sent; EOFError where the other side stopped."""
    (length,) = _LENGTH.unpack(_exactly(channel, _LENGTH.size))
    if length > _LARGEST:
        raise EOFError("a message beyond all measure")
    header = json.loads(_exactly(channel, length))
    if sum(header["sizes"]) > _LARGEST:
        raise EOFError("a message beyond all measure")
    return header["facts"], [_exactly(channel, size) for size in header["sizes"]]


def _exactly(channel: socket.socket, size: int) -> bytes:
    received = bytearray(size)
    view = memoryview(received)
    done = 0
    while done < size:
        count = channel.recv_into(view[done:])
        if not count:
            raise EOFError("the other side has stopped")
        done += count
    return bytes(received)
