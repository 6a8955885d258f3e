"""Which values a template asks for, seen from its tags."""

from collections.abc import Iterator, Mapping
from typing import cast

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError
from lxml import etree

from rendering.work.archive import Refused, word_parts
from rendering.work.fill import FILLED, source
from rendering.work.sandbox import Sandbox, allowed

__all__ = ["task", "used"]


def task(facts: object, blobs: list[bytes]) -> tuple[object, list[bytes]]:
    """Return what is wrong with the template, as codes with what they are about."""
    manifest = cast("dict[str, bool]", facts)
    try:
        parts = word_parts(blobs[0])
    except Refused as refusal:
        return [{"code": refusal.facts["reason"], "what": "template.docx"}], []
    asked: set[str] = set()
    problems: list[dict[str, str]] = []
    for name in filter(FILLED.fullmatch, parts):
        try:
            parsed = Sandbox().parse(source(etree.fromstring(parts[name])))
        except TemplateSyntaxError as error:
            problems.append({"code": "tag-not-allowed", "what": str(error.message)})
            continue
        problems += [{"code": "tag-not-allowed", "what": what} for what, _ in allowed(parsed)]
        asked |= set(used(parsed, {}))
    problems += [
        {"code": "unknown-placeholder", "what": path}
        for path in sorted(asked)
        if not any(
            known == path or known.startswith((f"{path}.", f"{path}[]")) for known in manifest
        )
    ]
    problems += [
        {"code": "forgotten-placeholder", "what": path}
        for path, required in manifest.items()
        if required and path not in asked
    ]
    return problems, []


def used(node: nodes.Node, names: Mapping[str, str]) -> Iterator[str]:
    """Yield the path of every value that the template reads; a loop's name stands for its list."""
    if isinstance(node, nodes.For):
        path = _path(node.iter, names)
        yield path
        inner = (
            {**names, node.target.name: f"{path}[]"}
            if isinstance(node.target, nodes.Name)
            else names
        )
        for child in node.body:
            yield from used(child, inner)
        return
    if isinstance(node, nodes.Name | nodes.Getattr):
        if path := _path(node, names):
            yield path
        return
    for child in node.iter_child_nodes():
        yield from used(child, names)


def _path(node: nodes.Node, names: Mapping[str, str]) -> str:
    """Return the dotted path of a name or an attribute of one; a loop's own facts have none."""
    if isinstance(node, nodes.Name):
        return "" if node.name == "loop" else names.get(node.name, node.name)
    if isinstance(node, nodes.Getattr):
        before = _path(node.node, names)
        return f"{before}.{node.attr}" if before else ""
    return ""
