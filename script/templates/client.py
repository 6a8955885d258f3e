"""The papers of a client's folder: its front sheet and the sheet of identity."""

from script.templates.edges import code_rows, foot, later_head, letterhead, pictures
from script.templates.look import CENTRE, GREY, INK, SOFT, WIDTH
from script.templates.package import Paper
from script.templates.rows import identity, when
from script.templates.words import Cell, cell, control_row, paragraph, row, run, table, tag

__all__ = ["cover", "identity_sheet"]

_FOOT = "Berkas klien {{ nomor }}, dicetak {{ dicetak }}"
_PHOTO = (2268, 3402)  # 4 by 6 cm
_LABEL, _COLON = 2500, 227
_SINGLE = '<w:spacing w:line="240" w:lineRule="auto"/>'  # one case with every row fits one page
_CLOSE = '<w:spacing w:before="200" w:after="60"/>'
_AIR = '<w:ind w:right="100"/>'  # a long label must not touch the colon


def cover() -> Paper:
    """Return the front sheet: the number is read from across the room, the rest at the cabinet."""
    body = "".join(
        (
            _gap(700),
            paragraph(run("BERKAS KLIEN"), style="Judul"),
            paragraph(run("{{ jenis }}"), style="Subjudul"),
            _number(),
            _gap(260),
            paragraph(
                when(
                    "nama_panjang",
                    run("{{ nama }}", bold=True, size=28),
                    run("{{ nama }}", bold=True, size=40),
                ),
                more=f'<w:spacing w:after="60"/>{CENTRE}',
            ),
            tag("{%p if keterangan_nama %}"),
            paragraph(run("{{ keterangan_nama }}", color=SOFT), style="Bukti", more=CENTRE),
            tag("{%p endif %}"),
            _gap(360),
            _rows("keterangan", WIDTH),
            _gap(300),
            _handling(),
            tag("{%p if tautan %}"),
            _gap(300),
            _code(),
            tag("{%p endif %}"),
        )
    )
    return Paper(
        "Sampul Berkas",
        body,
        letterhead(),
        later_head("Sampul Berkas", "{{ nomor }}"),
        foot(_FOOT),
        pictures(),
    )


def _gap(height: int, *, keep: bool = False) -> str:
    return paragraph(
        style="Sela",
        keep=keep,
        more=f'<w:spacing w:before="{height}" w:line="20" w:lineRule="exact"/>',
    )


def _frame(size: int) -> str:
    line = f'w:val="single" w:sz="{size}" w:space="0" w:color="{INK}"'
    return "".join(f"<w:{side} {line}/>" for side in ("top", "left", "bottom", "right"))


def _number() -> str:
    """Return the file's number in a frame of its own."""
    side = 1100
    widths = (side, WIDTH - 2 * side, side)
    number = paragraph(
        run("{{ nomor }}", bold=True, size=108),
        style="Tabel",
        more=f'<w:spacing w:before="140" w:after="140"/>{CENTRE}',
    )
    empty = cell(paragraph(style="Tabel"))
    framed = Cell(number, 1, _frame(24), middle=True)
    return table(widths, row(widths, empty, framed, empty), rules=False, side=0, gap=0)


def _rows(name: str, width: int) -> str:
    """Return label, colon and value, one row each."""
    widths = (_LABEL, _COLON, width - _LABEL - _COLON)
    return table(
        widths,
        control_row(widths, f"{{%tr for baris in {name} %}}"),
        row(
            widths,
            cell(paragraph(run("{{ baris.label }}"), style="Rapat", more=_AIR)),
            cell(paragraph(run(":"), style="Rapat")),
            cell(paragraph(run("{{ baris.isi }}"), style="Rapat")),
        ),
        control_row(widths, "{%tr endfor %}"),
        rules=False,
        side=0,
        gap=24,
    )


def _handling() -> str:
    """Return how the folder is to be kept, between two rules."""
    widths = (WIDTH,)
    rule = f'w:val="single" w:sz="6" w:space="0" w:color="{GREY}"'
    borders = f"<w:top {rule}/><w:bottom {rule}/>"
    words = paragraph(run("{{ penanganan }}", size=20), style="Tabel")
    return table(widths, row(widths, Cell(words, 1, borders)), rules=False, side=0, gap=110)


def _code() -> str:
    widths = (1790, 3034, WIDTH - 4824)
    rows = code_rows(widths, "Berkas klien", "Berkas elektronik dibuka di")
    return table(widths, rows.replace("{{ kode }}", "{{ nomor }}"), rules=False, side=0, gap=0)


def identity_sheet() -> Paper:
    """Return the sheet of identity: person and photo, cases, guidance, who registered it."""
    body = "".join(
        (
            paragraph(run("LEMBAR IDENTITAS KLIEN"), style="Judul"),
            paragraph(
                run("Nomor berkas {{ nomor }}"),
                style="Subjudul",
                more=f'<w:spacing w:after="140"/>{CENTRE}',
            ),
            _person(),
            tag("{%p for bagian in bagian_lain %}"),
            paragraph(run("{{ bagian.judul }}"), style="Bagian", more=_CLOSE),
            _part(),
            tag("{%p endfor %}"),
            _gap(120, keep=True),
            _signature(),
        )
    )
    return Paper(
        "Lembar Identitas Klien",
        body,
        letterhead(),
        later_head("Lembar Identitas Klien", "Berkas klien {{ nomor }}"),
        foot(_FOOT),
        pictures(),
    )


def _person() -> str:
    """Return the identity beside the box of the photo."""
    photo, gap = _PHOTO[0], 260
    widths = (WIDTH - photo - gap, gap, photo)
    words = paragraph(run("Pas foto", color=SOFT), style="Bukti", more=CENTRE) + paragraph(
        run("4 x 6 cm", color=SOFT), style="Bukti", more=CENTRE
    )
    box = (photo,)
    framed = Cell(words, 1, _frame(6), middle=True)
    frame = table(box, row(box, framed, height=_PHOTO[1]), rules=False, side=0, gap=0)
    last = paragraph(style="Sela")  # a cell ends with a paragraph
    return table(
        widths,
        row(
            widths,
            cell(
                identity("identitas", width=widths[0], label=2150, gap=0, look=_SINGLE, air=_AIR),
                last,
            ),
            cell(paragraph(style="Sela")),
            cell(frame, last),
            split=True,
        ),
        rules=False,
        side=0,
        gap=0,
    )


def _part() -> str:
    """Return the rows of one part, which stay together; the last part stays with the signature."""
    widths = (2800, _COLON, WIDTH - 2800 - _COLON)

    def line(*, keep: bool) -> str:
        return row(
            widths,
            cell(
                paragraph(run("{{ baris.label }}"), style="Tabel", keep=keep, more=_SINGLE + _AIR)
            ),
            cell(paragraph(run(":"), style="Tabel", keep=keep, more=_SINGLE)),
            cell(paragraph(run("{{ baris.isi }}"), style="Tabel", keep=keep, more=_SINGLE)),
        )

    return table(
        widths,
        control_row(widths, "{%tr for baris in bagian.baris %}"),
        control_row(widths, "{%tr if loop.last and not bagian.terakhir %}"),
        line(keep=False),
        control_row(widths, "{%tr else %}"),
        line(keep=True),
        control_row(widths, "{%tr endif %}"),
        control_row(widths, "{%tr endfor %}"),
        rules=False,
        side=0,
        gap=0,
    )


def _signature() -> str:
    """Return place, day and who registered the client: one table, never parted."""
    widths = (4824, WIDTH - 4824)

    def line(text: str) -> str:
        return paragraph(run(text), style="Rapat", keep=True)

    empty = cell(paragraph(style="Rapat", keep=True))
    name = "".join(
        (
            line("{{ petugas.nama }}"),
            tag("{%p if petugas.nip %}"),
            line("NIP {{ petugas.nip }}"),
            tag("{%p endif %}"),
        )
    )
    return table(
        widths,
        row(widths, empty, cell(line("{{ tempat_tanggal }}"), line("Petugas yang mendaftarkan,"))),
        row(widths, empty, empty, height=760),
        row(widths, empty, cell(name)),
        rules=False,
        side=0,
        gap=0,
    )
