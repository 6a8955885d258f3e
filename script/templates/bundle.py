"""The papers of the Litmas bundle: contents sheet and divider."""

from script.templates.edges import code_rows, later_head, letterhead, pictures
from script.templates.look import CENTRE, HEAD, INK, RIGHT, SOFT, WIDTH
from script.templates.package import Paper
from script.templates.rows import identity
from script.templates.words import Cell, cell, control_row, paragraph, row, run, table, tag

__all__ = ["contents", "divider"]


def contents() -> Paper:
    """Return the first sheet of a bundle; the foot is left to the stamp that runs through it."""
    body = "".join(
        (
            paragraph(run("DAFTAR ISI BUNDEL"), style="Judul"),
            paragraph(run("{{ judul }}"), style="Subjudul"),
            identity("identitas"),
            paragraph(style="Sela", more='<w:spacing w:before="200" w:line="20" '
                      'w:lineRule="exact"/>'),
            _parts(),
            paragraph(
                run("Nomor halaman adalah nomor bundel pada kaki setiap lembar. Setiap lampiran "
                    "didahului satu lembar pemisah. Bundel lengkap apabila memuat "
                    "{{ jumlah_halaman }} halaman berurutan dengan kode bundel yang sama."),
                style="Catatan", more='<w:spacing w:before="120" w:after="200"/>',
            ),
            _code(),
        )
    )  # fmt: skip
    return Paper(
        "Daftar Isi Bundel",
        body,
        letterhead(),
        later_head("Daftar Isi Bundel", "{{ judul }}"),
        pictures=pictures(),
    )


def _parts() -> str:
    widths = (1430, 5642, 1000, WIDTH - 8072)

    def small(text: str, more: str = "") -> str:
        return paragraph(run(text), style="Bukti", more=more)

    def title(text: str, more: str = "") -> str:
        return paragraph(run(text), style="Kepala", more=more)

    name = (
        run("{%r if bagian.utama %}")
        + run("{{ bagian.judul }}", bold=True)
        + run("{%r else %}")
        + run("{{ bagian.judul }}")
        + run("{%r endif %}")
    )
    return table(
        widths,
        row(
            widths,
            cell(title("Bagian"), shade=HEAD),
            cell(title("Isi"), shade=HEAD),
            cell(title("Halaman", RIGHT), shade=HEAD),
            cell(title("Jumlah", RIGHT), shade=HEAD),
            head=True,
        ),
        control_row(widths, "{%tr for bagian in daftar %}"),
        row(
            widths,
            cell(paragraph(run("{{ bagian.bagian }}"), style="Tabel")),
            cell(
                paragraph(name, style="Tabel"),
                tag("{%p for baris in bagian.keterangan %}"),
                small("{{ baris }}"),
                tag("{%p endfor %}"),
            ),
            cell(paragraph(run("{{ bagian.halaman }}"), style="Tabel", more=RIGHT)),
            cell(paragraph(run("{{ bagian.jumlah }}"), style="Tabel", more=RIGHT)),
        ),
        control_row(widths, "{%tr endfor %}"),
        row(
            widths,
            cell(paragraph(run("Jumlah halaman", bold=True), style="Tabel"), span=3, shade=HEAD),
            cell(
                paragraph(run("{{ jumlah_halaman }}", bold=True), style="Tabel", more=RIGHT),
                shade=HEAD,
            ),
        ),
    )


def _code() -> str:
    widths = (1790, 3034, WIDTH - 4824)
    rows = code_rows(widths, "Kode bundel", "Keutuhan bundel dapat diperiksa di")
    return table(widths, rows, rules=False, side=0, gap=0)


def divider() -> Paper:
    """Return the sheet before an annex, with a mark at the edge for the thumb."""
    rule = f'<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="10" w:color="{INK}"/></w:pBdr>'
    body = "".join(
        (
            _thumb(),
            paragraph(
                run("LAMPIRAN {{ angka }}", bold=True, size=56),
                style="Bagian",
                more=f'{rule}<w:spacing w:before="3300" w:after="240"/>',
            ),
            paragraph(run("{{ judul }}", size=30), more='<w:spacing w:after="300"/>'),
            _rows(),
            tag("{%p if catatan %}"),
            paragraph(
                run("{{ catatan }}", color=SOFT),
                style="Catatan",
                more='<w:spacing w:before="240"/>',
            ),
            tag("{%p endif %}"),
        )
    )
    head = later_head("{{ bundel }}", "{{ nomor }}")
    return Paper("Pemisah lampiran", body, head, head)


def _thumb() -> str:
    """Return a grey mark at the right edge of the sheet, to be found with the thumb."""
    widths = (510,)
    mark = Cell(
        paragraph(run("{{ angka }}", bold=True, size=22), style="Tabel", more=CENTRE),
        shade="C8C8C8",
        middle=True,
    )
    place = (
        '<w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="page" '
        'w:horzAnchor="page" w:tblpX="11396" w:tblpY="4560"/>'
    )
    floating = table(widths, row(widths, mark, height=1250), rules=False, side=0, gap=0)
    return floating.replace("<w:tblPr>", f"<w:tblPr>{place}", 1)


def _rows() -> str:
    widths = (2300, 227, WIDTH - 2527)
    return table(
        widths,
        control_row(widths, "{%tr for baris in identitas %}"),
        row(
            widths,
            cell(paragraph(run("{{ baris.label }}"), style="Rapat")),
            cell(paragraph(run(":"), style="Rapat")),
            cell(paragraph(run("{{ baris.isi }}"), style="Rapat")),
        ),
        control_row(widths, "{%tr endfor %}"),
        rules=False,
        side=0,
        gap=28,
    )
