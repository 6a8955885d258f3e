"""One JSON Schema a kind and version, as data files; unknown kinds have none and are kept."""

import functools
import json
import re
from importlib import resources
from typing import Any

__all__ = ["kinds", "schema", "schema_bytes"]

_NAME = re.compile(r"[a-z][a-z0-9-]*")


@functools.cache
def kinds() -> tuple[str, ...]:
    """Return the kinds that have a schema."""
    here = resources.files(__name__)
    return tuple(
        sorted(each.name for each in here.iterdir() if each.is_dir() and _is_kind(each.name))
    )


def schema_bytes(kind: str, version: int) -> bytes | None:
    """Return the schema's file as it is shipped and copied; `None` for an unknown kind."""
    if kind not in kinds():
        return None
    file = resources.files(__name__) / kind / f"{version}.json"
    return file.read_bytes() if file.is_file() else None


def schema(kind: str, version: int) -> dict[str, Any]:
    """Return the schema of a kind; `KeyError` for a kind or a version that has none."""
    if (content := schema_bytes(kind, version)) is None:
        raise KeyError(f"{kind}/{version}")
    loaded: dict[str, Any] = json.loads(content)
    return loaded


def _is_kind(name: str) -> bool:
    return _NAME.fullmatch(name) is not None
