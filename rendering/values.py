"""What may go into a template: held against its manifest, and made whole."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from doc_templates import Placeholder
from rendering.letters import unprintable

__all__ = ["UnprintableText", "ValuesDoNotFit", "complete"]

_EMPTY = {"text": "", "number": 0, "flag": False}
_TYPES = {"text": str, "number": int, "flag": bool}


class UnprintableText(Exception):
    """A text holds a character that cannot come out on paper as it was typed."""

    def __init__(self, field: str, position: int, codepoint: int) -> None:
        super().__init__(f"{field}: U+{codepoint:04X} at {position}")
        self.field = field
        self.position = position
        self.codepoint = codepoint


class ValuesDoNotFit(Exception):
    """The values are not those of the manifest; `faults` are pairs of field and what is wrong."""

    def __init__(self, faults: tuple[tuple[str, str], ...]) -> None:
        super().__init__(", ".join(f"{place}: {what}" for place, what in faults))
        self.faults = faults


@dataclass(slots=True)
class _Node:
    """One place of the manifest: a value, a group of places, or a list of either."""

    many: bool = False
    leaf: Placeholder | None = None
    parts: dict[str, "_Node"] = field(default_factory=dict)


def complete(manifest: Sequence[Placeholder], values: Mapping[str, object]) -> dict[str, object]:
    """Return the values with every optional place filled, or raise with all that is wrong."""
    root = _Node()
    for placeholder in manifest:
        node = root
        for step in placeholder.path.split("."):
            name = step.removesuffix("[]")
            node = node.parts.setdefault(name, _Node(many=step.endswith("[]")))
        node.leaf = placeholder
    faults: list[tuple[str, str]] = []
    whole = _group(root, values, "", faults)
    if faults:
        raise ValuesDoNotFit(tuple(faults))
    return whole


def _group(
    node: _Node, value: object, place: str, faults: list[tuple[str, str]]
) -> dict[str, object]:
    if not isinstance(value, Mapping):
        faults.append((place, "not a group"))
        return {}
    faults.extend((f"{place}{name}", "unknown") for name in value.keys() - node.parts.keys())
    return {
        name: _member(part, value.get(name), f"{place}{name}", faults)
        for name, part in node.parts.items()
    }


def _member(node: _Node, value: object, place: str, faults: list[tuple[str, str]]) -> object:
    if not node.many:
        return _one(node, value, place, faults)
    if value is None:
        value = ()
    if not isinstance(value, list | tuple):
        faults.append((place, "not a list"))
        return []
    if not value and node.leaf is not None and node.leaf.required:
        faults.append((place, "missing"))
    return [_one(node, item, f"{place}[{number}]", faults) for number, item in enumerate(value)]


def _one(node: _Node, value: object, place: str, faults: list[tuple[str, str]]) -> object:
    if node.leaf is None:
        return _group(node, {} if value is None else value, f"{place}.", faults)
    leaf = node.leaf
    if value is None:
        value = _EMPTY[leaf.type]
        if leaf.required:
            faults.append((place, "missing"))
    elif type(value) is not _TYPES[leaf.type]:
        faults.append((place, f"not a {leaf.type}"))
    elif leaf.required and isinstance(value, str) and not value.strip():
        faults.append((place, "missing"))
    return _text(value, place) if isinstance(value, str) else value


def _text(value: str, place: str) -> str:
    text = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    for position, character in unprintable(text):
        raise UnprintableText(place, position, ord(character))
    return text


def paths(manifest: Sequence[Placeholder]) -> Iterator[str]:
    """Yield the paths of the manifest."""
    for placeholder in manifest:
        yield placeholder.path
