"""Files that commands are given, and where they may not write."""

import json
from pathlib import Path
from typing import Any

from webapp.commands.console import fail

__all__ = ["read_bytes", "read_json", "write_new"]

_LARGEST = 64 * 1024 * 1024


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file, or end the command with why not."""
    try:
        if path.stat().st_size > _LARGEST:
            fail(f"{path} is larger than {_LARGEST // 1024 // 1024} MB")
        return path.read_bytes()
    except OSError as error:
        fail(f"{path} cannot be read: {error.strerror}")


def read_json(path: Path) -> dict[str, Any]:
    """Return the JSON object in a file, or end the command with where it is wrong."""
    try:
        found = json.loads(read_bytes(path).decode())
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        fail(f"{path} is not JSON: {error}")
    if not isinstance(found, dict):
        fail(f"{path} must hold one JSON object")
    return found


def write_new(path: Path, content: bytes) -> None:
    """Write a file; one that is there is replaced whole, never half."""
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        fail(f"{path} cannot be written: {error.strerror}")
