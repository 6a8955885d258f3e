"""The pieces WordprocessingML is made of: runs, paragraphs, cells, rows and tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from script.templates.look import GREY, HAIR, INK

__all__ = ["Cell", "cell", "control_row", "field", "paragraph", "row", "run", "table", "tag"]


def run(text: str, *, bold: bool = False, size: int = 0, color: str = "", boxed: str = "") -> str:
    """Return one run; `size` is in half points, `boxed` the colour of a frame around it."""
    look = "".join(
        (
            "<w:b/>" if bold else "",
            f'<w:color w:val="{color}"/>' if color else "",
            f'<w:sz w:val="{size}"/>' if size else "",
            f'<w:bdr w:val="single" w:sz="10" w:space="0" w:color="{boxed}"/>' if boxed else "",
        )
    )
    look = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def field(name: str) -> str:
    """Return a field that the word processor fills in: PAGE or NUMPAGES."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        "<w:r><w:t>1</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def paragraph(*runs: str, style: str = "Isi", keep: bool = False, more: str = "") -> str:
    """Return one paragraph; `more` holds further properties, in the order of the schema.

    The schema wants `keepNext` before all that `more` may hold.
    """
    properties = f'<w:pStyle w:val="{style}"/>{"<w:keepNext/>" if keep else ""}{more}'
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def tag(text: str) -> str:
    """Return a paragraph that holds nothing but a template tag, in the colour of tags."""
    return paragraph(run(text), style="Tag")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table, its width still open."""

    content: str
    span: int = 1
    borders: str = ""
    shade: str = ""
    middle: bool = False

    def xml(self, width: int) -> str:
        """Return the cell at its width: LibreOffice needs it beside the grid's."""
        properties = "".join(
            (
                f'<w:tcW w:w="{width}" w:type="dxa"/>',
                f'<w:gridSpan w:val="{self.span}"/>' if self.span > 1 else "",
                f"<w:tcBorders>{self.borders}</w:tcBorders>" if self.borders else "",
                f'<w:shd w:val="clear" w:color="auto" w:fill="{self.shade}"/>'
                if self.shade
                else "",
                '<w:vAlign w:val="center"/>' if self.middle else "",
            )
        )
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{self.content}</w:tc>"


def cell(*paragraphs: str, span: int = 1, shade: str = "", borders: str = "") -> Cell:
    """Return a cell that holds the paragraphs."""
    return Cell("".join(paragraphs), span, borders, shade)


def row(
    widths: Sequence[int], *cells: Cell, head: bool = False, height: int = 0, split: bool = False
) -> str:
    """Return a row; a head row is printed again on every page that the table reaches."""
    properties = "".join(
        (
            "" if split else "<w:cantSplit/>",
            f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else "",
            "<w:tblHeader/>" if head else "",
        )
    )
    columns = iter(widths)
    filled = "".join(one.xml(sum(next(columns, 400) for _ in range(one.span))) for one in cells)
    properties = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{properties}{filled}</w:tr>"


def control_row(widths: Sequence[int], text: str) -> str:
    """Return a row that only carries a tag; filling in takes the whole row away."""
    return row(widths, cell(tag(text), span=len(widths)))


def table(
    widths: Sequence[int], *rows: str, rules: bool = True, side: int = 70, gap: int = 34
) -> str:
    """Return a table of fixed columns: hairlines between the rows, heavier at head and foot."""
    heavy = f'w:val="single" w:sz="8" w:space="0" w:color="{INK}"'
    light = f'w:val="single" w:sz="{HAIR}" w:space="0" w:color="{GREY}"'
    none = 'w:val="nil"'
    edges = (heavy, none, heavy, none, light, none) if rules else (none,) * 6
    names = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f"<w:{name} {edge}/>" for name, edge in zip(names, edges, strict=True))
    margins = "".join(
        f'<w:{name} w:w="{size}" w:type="dxa"/>'
        for name, size in (("top", gap), ("left", side), ("bottom", gap), ("right", side))
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
