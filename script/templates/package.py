"""A Word file from its parts: nothing in it but what the papers need, and the same bytes twice."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from script.templates.look import FONT, STYLES

__all__ = ["Paper", "build"]

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SPACES = (
    f'xmlns:w="{_W}" xmlns:r="{_R}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = {  # part: (content type, relationship, root element)
    "styles": (f"{_KIND}.styles+xml", "styles"),
    "settings": (f"{_KIND}.settings+xml", "settings"),
    "fontTable": (f"{_KIND}.fontTable+xml", "fontTable"),
    "header1": (f"{_KIND}.header+xml", "header"),
    "header2": (f"{_KIND}.header+xml", "header"),
    "footer1": (f"{_KIND}.footer+xml", "footer"),
}
_SETTINGS = (
    '<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
)


@dataclass(frozen=True, slots=True)
class Paper:
    """What differs from one paper to the next; every other byte is common to all."""

    title: str
    body: str
    first_header: str
    header: str
    footer: str = ""
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def build(paper: Paper) -> bytes:
    """Return the Word file."""
    fonts = (
        f'<w:font w:name="{FONT}"><w:panose1 w:val="020B0604020202020204"/><w:charset w:val="00"/>'
        '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>'
    )
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            ("officeDocument", "word/document.xml"),
            ("metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": _core(paper.title),
        "word/document.xml": _part("document", f"<w:body>{paper.body}{_section()}</w:body>"),
        "word/styles.xml": _part("styles", STYLES),
        "word/settings.xml": _part("settings", _SETTINGS),
        "word/fontTable.xml": _part("fonts", fonts),
        "word/header1.xml": _part("hdr", paper.first_header),
        "word/header2.xml": _part("hdr", paper.header),
        "word/footer1.xml": _part("ftr", paper.footer or '<w:p><w:pPr><w:pStyle w:val="Tepi"/>'
                                  "</w:pPr></w:p>"),
        "word/_rels/document.xml.rels": _relationships(
            *((kind, f"{name}.xml") for name, (_, kind) in _PARTS.items()),
            *(("image", f"media/{name}.png") for name in paper.pictures if name != "logo"),
        ),
    }  # fmt: skip
    if "logo" in paper.pictures:
        parts["word/_rels/header1.xml.rels"] = _relationships(("image", "media/logo.png"))
    files = {name: text.encode() for name, text in parts.items()}
    files |= {f"word/media/{name}.png": data for name, data in paper.pictures.items()}
    return _zipped(files)


def _part(root: str, content: str) -> str:
    return f"{_HEAD}<w:{root} {_SPACES}>{content}</w:{root}>"


def _content_types() -> str:
    overrides = "".join(
        f'<Override PartName="/{part}" ContentType="{kind}"/>'
        for part, kind in (
            ("word/document.xml", f"{_KIND}.document.main+xml"),
            ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
            *((f"word/{name}.xml", kind) for name, (kind, _) in _PARTS.items()),
        )
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="png" ContentType="image/png"/>{overrides}</Types>'
    )


def _relationships(*targets: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{_kind(kind)}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _kind(kind: str) -> str:
    return f"{_PACKAGE}/relationships/{kind}" if "/" in kind else f"{_R}/{kind}"


def _core(title: str) -> str:
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title><dc:creator>Berkas</dc:creator>"
        "<dc:language>id-ID</dc:language></cp:coreProperties>"
    )


def _section() -> str:
    """Return A4, 3 cm at the left for the binder's holes, 2 cm at the right."""
    references = "".join(
        f'<w:{what}Reference w:type="{kind}" r:id="rId{number}"/>'
        for what, kind, number in (
            ("header", "first", 4), ("header", "default", 5),
            ("footer", "first", 6), ("footer", "default", 6),
        )
    )  # fmt: skip
    return (
        f'<w:sectPr>{references}<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1474" w:right="1133" w:bottom="1418" w:left="1701" '
        'w:header="624" w:footer="680" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )


def _zipped(files: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return target.getvalue()
