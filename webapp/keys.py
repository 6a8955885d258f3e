"""The keys of the server: made once, readable by its account alone."""

import os
import secrets
from pathlib import Path

__all__ = ["keep", "session_key"]

_BYTES = 32


def session_key(folder: Path) -> bytes:
    """Return the key that signs the cookie; losing it only ends every session."""
    path = folder / "sesi.key"
    if not path.exists():
        keep(path, secrets.token_bytes(_BYTES))
    return path.read_bytes()


def keep(path: Path, content: bytes) -> None:
    """Write a secret file whole or not at all, with mode 0600 in a folder of mode 0700."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
