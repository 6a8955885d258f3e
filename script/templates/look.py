"""How the papers look: one font, few sizes, ink and greys; sizes are in half points."""

__all__ = [
    "BLACK", "CENTRE", "FONT", "GREY", "HAIR", "HEAD", "INK", "RED", "RIGHT", "SOFT", "STYLES",
    "TAG", "WIDTH",
]  # fmt: skip

FONT = "Liberation Sans"
WIDTH = 9072  # sixteen centimetres, in twentieths of a point
INK, BLACK, SOFT, GREY, HEAD = "000000", "1F1F1F", "404040", "7F7F7F", "EDEDED"
RED, TAG = "B00000", "3A5FA0"
HAIR = 4
RIGHT, CENTRE = '<w:jc w:val="right"/>', '<w:jc w:val="center"/>'

_NEXT, _BOLD = "<w:keepNext/>", "<w:b/>"
_HEADING = f"{_NEXT}<w:keepLines/>"


def _space(*, before: int = 0, after: int = 0, line: int = 240) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _level(number: int) -> str:
    return f'<w:outlineLvl w:val="{number}"/>'


def _ink(color: str) -> str:
    return f'<w:color w:val="{color}"/>'


# id, name, size, paragraph properties (in the schema's order), run properties
_PARAGRAPH_STYLES = (
    ("Isi", "Isi", 22, _space(after=120, line=269), ""),
    ("Rapat", "Isi rapat", 22, _space(line=264), ""),
    ("Judul", "Title", 27, f"{_NEXT}{_space(before=60, after=30)}{CENTRE}", _BOLD),
    ("Subjudul", "Subtitle", 22, f"{_NEXT}{_space(after=200)}{CENTRE}", ""),
    ("Bagian", "heading 1", 23, f"{_HEADING}{_space(before=280, after=90)}{_level(0)}", _BOLD),
    ("Anak", "heading 2", 21, f"{_HEADING}{_space(before=200, after=80)}{_level(1)}", _BOLD),
    ("Lampiran", "heading 3", 25, f"{_HEADING}<w:pageBreakBefore/>{_space(after=30)}{_level(0)}",
     _BOLD),
    ("Tabel", "Tabel", 20, _space(line=247), ""),
    ("JudulButir", "Judul butir", 20, _space(before=30, after=30, line=247), ""),
    ("Kepala", "Kepala tabel", 19, _NEXT, _BOLD),
    ("Bukti", "Bukti", 18, _space(line=247), _ink(SOFT)),
    ("Catatan", "Catatan", 18, _space(before=80, after=60), _ink(SOFT)),
    ("Kop", "Kop", 21, CENTRE, ""),
    ("KopAlamat", "Kop alamat", 17, CENTRE, ""),
    ("Tepi", "header", 17, "", ""),
    ("Sela", "Sela", 2, '<w:spacing w:line="20" w:lineRule="exact"/>', ""),
    ("Tag", "Tag", 16, _NEXT, _ink(TAG)),
)  # fmt: skip


def _style(identity: str, name: str, size: int, paragraph: str, run: str) -> str:
    known = name in {"Title", "Subtitle", "header"} or name.startswith("heading")
    custom = "" if known else ' w:customStyle="1"'
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{identity}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f'<w:pPr>{paragraph}</w:pPr><w:rPr>{run}<w:sz w:val="{size}"/></w:rPr></w:style>'
    )


STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr>'
    f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
    '<w:sz w:val="22"/><w:szCs w:val="22"/>'
    '<w:lang w:val="id-ID" w:eastAsia="id-ID" w:bidi="id-ID"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    "</w:pPr></w:pPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    "<w:qFormat/><w:pPr><w:suppressAutoHyphens/></w:pPr></w:style>"
    + "".join(_style(*one) for one in _PARAGRAPH_STYLES)
)  # fmt: skip
