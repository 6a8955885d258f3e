"""Putting the office's pictures where the template holds a place for them.

Only after filling in: a picture object within a template's reach wrote a file through the sandbox.
"""

import io
import posixpath
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree
from PIL import Image

__all__ = ["PictureMissing", "place"]

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_LARGEST = 40_000_000  # pixels


class PictureMissing(Exception):
    """The paper shows a picture that nobody gave."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.facts = {"name": name}


@dataclass(frozen=True, slots=True)
class _Place:
    """One picture in one part of the document."""

    name: str
    part: str
    target: str
    drawing: etree._Element


def place(parts: dict[str, bytes], pictures: Mapping[str, bytes], needed: Collection[str]) -> None:
    """Replace the placeholder pictures and drop those whose place was not printed."""
    shown: set[str] = set()
    for part in [name for name in parts if name.startswith("word/") and name.endswith(".xml")]:
        if b"<w:drawing" not in parts[part]:
            continue
        root = etree.fromstring(parts[part])
        for spot in _places(root, part, parts):
            shown.add(spot.target)
            if spot.name in pictures:
                parts[spot.target] = _fit(spot.drawing, pictures[spot.name])
            elif spot.name in needed:
                raise PictureMissing(spot.name)
        _number(root)
        parts[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    _forget(parts, {name for name in parts if name.startswith("word/media/")} - shown)


def _places(root: etree._Element, part: str, parts: Mapping[str, bytes]) -> Iterator[_Place]:
    targets = _targets(part, parts)
    for drawing in root.iter(f"{_WP}inline", f"{_WP}anchor"):
        label, blip = drawing.find(f"{_WP}docPr"), drawing.find(f".//{_A}blip")
        if label is not None and blip is not None:
            target = targets[str(blip.get(f"{_R}embed"))]
            yield _Place(str(label.get("name")), part, target, drawing)


def _relations(part: str) -> str:
    folder, name = posixpath.split(part)
    return f"{folder}/_rels/{name}.rels"


def _targets(part: str, parts: Mapping[str, bytes]) -> dict[str, str]:
    root = etree.fromstring(parts[_relations(part)])
    return {
        str(row.get("Id")): posixpath.normpath(f"{posixpath.dirname(part)}/{row.get('Target')}")
        for row in root
    }


def _fit(drawing: etree._Element, picture: bytes) -> bytes:
    """Size the drawing to the picture within the placeholder's box; return the picture as PNG."""
    image = Image.open(io.BytesIO(picture), formats=("PNG", "JPEG"))
    wide, high = image.size
    if wide * high > _LARGEST:
        raise ValueError("a picture beyond all measure")
    extent = drawing.find(f"{_WP}extent")
    if extent is None:
        raise ValueError("a drawing without a size")
    box = int(extent.get("cx", "0")), int(extent.get("cy", "0"))
    scale = min(box[0] / wide, box[1] / high)
    for size in (extent, *drawing.iter(f"{_A}ext")):
        if size.get("cx"):
            size.set("cx", str(round(wide * scale)))
            size.set("cy", str(round(high * scale)))
    if image.format == "PNG":
        return picture
    target = io.BytesIO()
    image.convert("RGB").save(target, "PNG")
    return target.getvalue()


def _number(root: etree._Element) -> None:
    """Give every drawing of a part a number of its own: Word refuses two alike."""
    for number, label in enumerate(root.iter(f"{_WP}docPr"), 1):
        label.set("id", str(number))


def _forget(parts: dict[str, bytes], unused: set[str]) -> None:
    """Take pictures that are not shown out of the file, with what refers to them."""
    for relations in [name for name in parts if name.endswith(".rels") and "word/" in name]:
        root = etree.fromstring(parts[relations])
        folder = posixpath.dirname(posixpath.dirname(relations))
        for row in list(root):
            if posixpath.normpath(f"{folder}/{row.get('Target')}") in unused:
                root.remove(row)
        parts[relations] = etree.tostring(
            root, xml_declaration=True, encoding="UTF-8", standalone=True
        )
    for name in unused:
        del parts[name]
