"""Whether a page's summary of faults can be read alone: each names its field and leads to it."""

from typing import Any

from lxml import html

__all__ = ["unnamed"]

Element = Any  # lxml's own types name no element of HTML


def unnamed(page: str) -> list[str]:
    """Return what a reader of the summary could not find, or would not know the field of."""
    tree = html.fromstring(page)
    ids = {one.get("id"): one for one in tree.iter() if one.get("id")}
    found = list[str]()
    for link in tree.xpath("//div[@class='summary']//li/a"):
        text, target = " ".join(link.text_content().split()), link.get("href", "#")[1:]
        if (field := ids.get(target)) is None:
            found.append(f"{text!r} leads to #{target}, which is not on the page")
            continue
        found += _unsaid(tree, ids, field, text)
    return found


def _unsaid(tree: Element, ids: dict[str, Element], field: Element, text: str) -> list[str]:
    if field.tag in {"form", "section"}:  # what is wrong with all of it
        return []
    said = field if field.get("aria-invalid") else _group(field)
    found = list[str]()
    if said.get("aria-invalid") != "true":
        found.append(f"{text!r}: #{field.get('id')} does not say that it is wrong")
    described = (said.get("aria-describedby") or "").split()
    if not any(one.startswith("e-") for one in described) or not set(described) <= set(ids):
        found.append(f"{text!r}: #{field.get('id')} is not described by its fault")
    if (name := _name(tree, field)).casefold() not in text.casefold():
        found.append(f"{text!r} does not name the field {name!r}")
    return found


def _group(field: Element) -> Element:
    groups = field.xpath("ancestor::fieldset[1]")
    return groups[0] if groups else field


def _name(tree: Element, field: Element) -> str:
    """Return what the page calls the field, without what stands beside it in brackets."""
    if name := field.get("aria-label"):
        return str(name).split(",", maxsplit=1)[0]
    if field.get("type") in {"radio", "checkbox"} and (legends := _group(field).xpath("./legend")):
        bold = legends[0].xpath("./b")
        return " ".join((bold or legends)[0].xpath("string()").split())
    labels = tree.xpath("//label[@for=$name]", name=field.get("id"))
    return " ".join("".join(labels[0].xpath("text()")).split()) if labels else "?"
