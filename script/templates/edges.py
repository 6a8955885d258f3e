"""What stands at the edges of every paper: letterhead, later heads, feet, code and pictures."""

import io
from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

import segno
from PIL import Image, ImageDraw, ImageFont

from script.templates.look import FONT, GREY, INK, RED, RIGHT, WIDTH
from script.templates.words import Cell, control_row, field, paragraph, row, run, table, tag

__all__ = ["code_rows", "foot", "later_head", "letterhead", "pictures"]

_EMU = 36000  # a millimetre
_SEAL = " {{ sifat }} "


def letterhead() -> str:
    """Return the head of the first page; every line of it is a value."""
    widths = (1247, WIDTH - 1247)
    rule = f'<w:bottom w:val="single" w:sz="18" w:space="0" w:color="{INK}"/>'
    lines = "".join(
        (
            tag("{%p for baris in kop.instansi %}"),
            paragraph(run("{{ baris }}"), style="Kop"),
            tag("{%p endfor %}"),
            paragraph(
                run("{{ kop.kantor }}", bold=True, size=25),
                style="Kop",
                more='<w:spacing w:before="20" w:after="40"/>',
            ),
            tag("{%p for baris in kop.alamat %}"),
            paragraph(run("{{ baris }}"), style="KopAlamat"),
            tag("{%p endfor %}"),
        )
    )
    logo = paragraph(_drawing("logo", "Logo instansi", 17.5, 20.0, "rId1"), style="Tepi")
    return (
        paragraph(
            run(_SEAL, bold=True, color=RED, size=22, boxed=RED),
            style="Tepi",
            more='<w:spacing w:after="60"/>',
        )
        + table(
            widths,
            row(widths, Cell(logo, borders=rule, middle=True), Cell(lines, 1, rule, middle=True)),
            rules=False,
            side=28,
            gap=40,
        )
        + paragraph(
            style="Sela",
            more=f'<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="{INK}"/></w:pBdr>'
            '<w:spacing w:after="200" w:line="40" w:lineRule="exact"/>',
        )
    )


def later_head(left: str, right: str) -> str:
    """Return the head of every later page: class, kind and number, each as long as it is."""
    widths = (5300, WIDTH - 5300)
    rule = f'<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{GREY}"/>'
    kind = paragraph(
        run(_SEAL, bold=True, color=RED, size=18, boxed=RED), run(f"   {left}"), style="Tepi"
    )
    number = paragraph(run(right), style="Tepi", more=RIGHT)
    return table(
        widths,
        row(widths, Cell(kind, borders=rule, middle=True), Cell(number, 1, rule, middle=True)),
        rules=False,
        side=0,
        gap=90,
    ) + paragraph(style="Sela", more='<w:spacing w:after="200" w:line="20" w:lineRule="exact"/>')


def foot(left: str = "Kode dokumen {{ kode }}") -> str:
    """Return the foot of every page: the document's code, or what it is, and the page."""
    return paragraph(
        run(left),
        "<w:r><w:tab/></w:r>",
        run("halaman "),
        field("PAGE"),
        run(" dari "),
        field("NUMPAGES"),
        style="Tepi",
        more=f'<w:pBdr><w:top w:val="single" w:sz="4" w:space="5" w:color="{GREY}"/></w:pBdr>'
        f'<w:tabs><w:tab w:val="right" w:pos="{WIDTH}"/></w:tabs>',
    )


def code_rows(widths: Sequence[int], label: str, sentence: str, last: str = "") -> str:
    """Return the rows of the code; with the QR in the first column where there is an address."""
    name = paragraph(run(f"{label} "), run("{{ kode }}", bold=True), style="Tabel", keep=True)
    end = paragraph(run(last), style="Bukti", keep=True) if last else ""
    address = paragraph(run(f"{sentence} {{{{ tautan }}}}"), style="Bukti", keep=True)
    qr = paragraph(
        _drawing("qr", "Kode QR dengan alamat pemeriksaan", 30.0, 30.0, "rId7"),
        style="Tabel",
        keep=True,
        # the white of the quiet zone hangs in the margin; LibreOffice cuts what does, and up to
        # version 6 (an address of 106 letters) this cuts no black
        more='<w:ind w:left="-130"/>',
    )
    return "".join(
        (
            control_row(widths, "{%tr if tautan %}"),
            row(widths, Cell(qr, middle=True), Cell(name + address + end, 2, middle=True)),
            control_row(widths, "{%tr else %}"),
            row(widths, Cell(name + end, 3)),
            control_row(widths, "{%tr endif %}"),
        )
    )


def _drawing(name: str, words: str, wide: float, high: float, relation: str) -> str:
    """Return a picture; its name tells filling in which picture of the office goes here."""
    size = f'cx="{round(wide * _EMU)}" cy="{round(high * _EMU)}"'
    label = f"name={quoteattr(name)} descr={quoteattr(words)}"
    number = {"logo": 1, "qr": 2}[name]
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {size}/><wp:docPr id="{number}" {label}/><wp:cNvGraphicFramePr>'
        '<a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="{name}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def pictures() -> dict[str, bytes]:
    """Return the pictures that hold the places of the office's own."""
    qr = io.BytesIO()
    segno.make("contoh", error="m", micro=False).save(qr, kind="png", scale=8, border=4)
    return {"logo": _shield(), "qr": qr.getvalue()}


def _shield() -> bytes:
    """Return a drawn shield with the word LOGO, so that a missing logo is seen at once."""
    scale = 4
    image = Image.new("L", (350 * scale, 400 * scale), 255)
    drawing = ImageDraw.Draw(image)
    for inset, width in ((6, 6), (20, 3)):
        left, right, low = inset, 350 - inset, 400 - inset * 1.35
        points = [(left, inset), (right, inset), (right, 255 - inset), (175, low)]
        points += [(left, 255 - inset), (left, inset)]
        drawing.line([(x * scale, y * scale) for x, y in points], fill=95, width=width * scale,
                     joint="curve")  # fmt: skip
    font = ImageFont.truetype(f"{FONT.replace(' ', '')}-Regular.ttf", 62 * scale)
    drawing.text((175 * scale, 165 * scale), "LOGO", fill=95, font=font, anchor="mm")
    target = io.BytesIO()
    image.resize((350, 400), Image.Resampling.LANCZOS).save(target, "PNG", optimize=True)
    return target.getvalue()
