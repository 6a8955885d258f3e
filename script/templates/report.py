"""The paper "Laporan Hasil Asesmen Risiko dan Kebutuhan"."""

from script.templates import needs
from script.templates.edges import code_rows, foot, later_head, letterhead, pictures
from script.templates.look import BLACK, CENTRE, HEAD, INK, RIGHT, SOFT, WIDTH
from script.templates.package import Paper
from script.templates.rows import answer, bands, code, head, identity, points, question, ticks, when
from script.templates.words import Cell, cell, control_row, paragraph, row, run, table, tag

__all__ = ["paper"]


def paper() -> Paper:
    """Return the report, answer first and every detail behind it."""
    body = "".join(
        (
            paragraph(run("LAPORAN HASIL ASESMEN RISIKO DAN KEBUTUHAN"), style="Judul"),
            paragraph(run("Nomor {{ nomor }}"), style="Subjudul"),
            identity("identitas"),
            paragraph(style="Sela", more='<w:spacing w:before="180" w:line="20" '
                      'w:lineRule="exact"/>'),
            _summary(),
            _heading("A.  Dasar dan pelaksanaan"),
            _paragraphs("dasar"),
            _heading("B.  Risiko residivisme (RRI), Bagian A"),
            _risk(),
            _additional(),
            _heading("C.  Kebutuhan kriminogenik per faktor"),
            tag("{%p if kriminogenik.dilakukan %}"),
            _paragraphs("kriminogenik.pengantar"),
            needs.factors(),
            tag("{%p else %}"),
            paragraph(run("Asesmen kebutuhan kriminogenik tidak dilakukan karena "
                          "{{ kriminogenik.alasan }}.")),
            tag("{%p endif %}"),
            _heading("D.  Analisis"),
            _analysis(),
            _heading("E.  Rekomendasi"),
            _paragraphs("rekomendasi.pengantar"),
            _programmes(),
            paragraph(style="Sela", more='<w:spacing w:before="160" w:line="20" '
                      'w:lineRule="exact"/>'),
            _closing(),
            tag("{%p if kriminogenik.dilakukan %}"),
            needs.annex(),
            tag("{%p endif %}"),
        )
    )  # fmt: skip
    return Paper(
        "Laporan Hasil Asesmen Risiko dan Kebutuhan",
        body,
        letterhead(),
        later_head("Laporan Hasil Asesmen Risiko dan Kebutuhan", "Nomor {{ nomor }}"),
        foot(),
        pictures(),
    )


def _heading(text: str) -> str:
    return paragraph(run(text), style="Bagian")


def _paragraphs(name: str) -> str:
    return "".join(
        (
            tag(f"{{%p for alinea in {name} %}}"),
            paragraph(run("{{ alinea }}")),
            tag("{%p endfor %}"),
        )
    )


def _summary() -> str:
    widths = (1960, 1220, *(965,) * 4, WIDTH - 7040)
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{SOFT}"'
    side = f"<w:left {line}/><w:right {line}/>"
    since = run("{% if ringkasan.sejak %}Sejak {{ ringkasan.sejak }}{% else %}Perubahan{% endif %}")
    top = row(
        widths,
        *head("RINGKASAN", "Nilai"),
        cell(paragraph(run("Kategori"), style="Kepala"), span=4, shade=HEAD),
        cell(paragraph(since, style="Kepala"), shade=HEAD),
    )
    rows = (
        control_row(widths, "{%tr for hasil in ringkasan.hasil %}"),
        row((widths[0], widths[1], 200, 200, widths[2], 200, widths[2], 200, 200, widths[6]),
            *_result_cells(side), height=510),
        control_row(widths, "{%tr endfor %}"),
        row(
            widths,
            cell(paragraph(run("Rekomendasi", bold=True), style="Tabel")),
            cell(paragraph(run("{{ ringkasan.rekomendasi }}"), style="Tabel"), span=6),
        ),
    )  # fmt: skip
    boxed = table(widths, top, *rows, gap=40)
    edge = f'w:val="single" w:sz="8" w:space="0" w:color="{INK}"'
    return boxed.replace('<w:left w:val="nil"/>', f"<w:left {edge}/>", 1).replace(
        '<w:right w:val="nil"/>', f"<w:right {edge}/>", 1
    )


def _result_cells(side: str) -> tuple[Cell, ...]:
    """Return one line of the summary: the band in force is white on black, the others stay."""
    points = paragraph(
        when(
            "hasil.dinilai",
            run("{{ hasil.nilai }}", bold=True, size=27)
            + run(" dari {{ hasil.maksimum }}", size=19),
            run("tidak dilakukan", size=19),
        ),
        style="Tabel",
        keep=True,
    )
    remark = (
        tag("{%p if pita.catatan %}")
        + paragraph(run("({{ pita.catatan }})", size=17, color=SOFT), style="Bukti", more=CENTRE)
        + tag("{%p endif %}")
    )
    band = run("{{ pita.nama|upper }}", bold=True, size=18, color="FFFFFF")
    other = run("{{ pita.nama }}", size=18, color=SOFT)
    change = "".join(
        (
            paragraph(run("{{ hasil.perubahan }}", bold=True), style="Tabel", keep=True),
            tag("{%p if hasil.semula %}"),
            paragraph(run("semula {{ hasil.semula }}", size=18), style="Tabel", keep=True),
            tag("{%p endif %}"),
        )
    )
    return (
        Cell(paragraph(run("{{ hasil.nama }}", bold=True), style="Tabel", keep=True), middle=True),
        Cell(points, middle=True),
        cell(tag("{%tc for pita in hasil.pita %}")),
        cell(tag("{%tc if pita.berlaku %}")),
        Cell(paragraph(band, style="Tabel", more=CENTRE), 1, side, BLACK, middle=True),
        cell(tag("{%tc else %}")),
        Cell(paragraph(other, style="Tabel", more=CENTRE) + remark, 1, side, middle=True),
        cell(tag("{%tc endif %}")),
        cell(tag("{%tc endfor %}")),
        Cell(change, middle=True),
    )


def _risk() -> str:
    widths = (640, 6162, 1570, WIDTH - 8372)
    total = row(
        widths,
        cell(
            paragraph(
                run("Nilai total dan kategori", bold=True),
                run(" (maksimum {{ rri.maksimum }})"),
                style="Tabel",
                keep=True,
            ),
            span=2,
            shade=HEAD,
        ),
        cell(paragraph(run("{{ rri.kategori|upper }}", bold=True), style="Tabel"), shade=HEAD),
        cell(paragraph(run("{{ rri.nilai }}", bold=True), style="Tabel", more=RIGHT), shade=HEAD),
    )
    return table(
        widths,
        row(widths, *head("No.", "Pertanyaan dan bukti", "Jawaban", "Nilai", right=("Nilai",)),
            head=True),
        control_row(widths, "{%tr for butir in rri.butir %}"),
        row(widths, code("butir.kode"), question(), answer("butir.jawaban"),
            points("butir.nilai")),
        control_row(widths, "{%tr endfor %}"),
        total,
    ) + bands("rri.batas")  # fmt: skip


def _additional() -> str:
    widths = (640, 6972, WIDTH - 7612)
    return paragraph(run("Bagian lain RRI (tidak menambah nilai)"), style="Anak") + table(
        widths,
        row(widths, *head("No.", "Pernyataan dan bukti", "Jawaban"), head=True),
        ticks(widths, "rri.tambahan"),
    )


def _analysis() -> str:
    title = run("{%r if loop.first and pokok.judul %}") + run("{{ pokok.judul }}. ", bold=True)
    return "".join(
        (
            tag("{%p for pokok in analisis %}"),
            tag("{%p for alinea in pokok.alinea %}"),
            paragraph(title, run("{%r endif %}"), run("{{ alinea }}")),
            tag("{%p endfor %}"),
            tag("{%p endfor %}"),
        )
    )


def _programmes() -> str:
    widths = (520, 1900, 1440, 1960, 1570, WIDTH - 7390)
    words = [
        cell(paragraph(run(f"{{{{ program.{name} }}}}", size=19), style="Tabel"))
        for name in ("uraian", "bentuk", "sasaran", "waktu", "mitra")
    ]
    return "".join(
        (
            tag("{%p if rekomendasi.program %}"),
            table(
                widths,
                row(widths, *head("No.", "Program", "Jenis, bentuk", "Sasaran", "Jangka waktu",
                                   "Mitra"), head=True),
                control_row(widths, "{%tr for program in rekomendasi.program %}"),
                row(widths, code("loop.index"), *words),
                control_row(widths, "{%tr endfor %}"),
            ),
            tag("{%p endif %}"),
        )
    )  # fmt: skip


def _closing() -> str:
    """Return next date, last sentence, signatures and code: one table, never parted."""
    widths = (1790, 3034, WIDTH - 4824)
    sentence = '<w:spacing w:after="100"/>'

    def side(name: str, first: str) -> str:
        return "".join(
            (
                paragraph(run(first), style="Rapat", keep=True),
                paragraph(run(f"{{{{ {name}.jabatan }}}},"), style="Rapat", keep=True),
            )
        )  # fmt: skip

    def name(of: str) -> str:
        return "".join(
            (
                paragraph(run(f"{{{{ {of}.nama }}}}"), style="Rapat", keep=True),
                tag(f"{{%p if {of}.nip %}}"),
                paragraph(run(f"NIP {{{{ {of}.nip }}}}"), style="Rapat", keep=True),
                tag("{%p endif %}"),
            )
        )  # fmt: skip

    empty = paragraph(style="Rapat", keep=True)
    rows = (
        row(
            widths,
            cell(
                tag("{%p if asesmen_berikutnya %}"),
                paragraph(
                    run("Asesmen berikutnya dilaksanakan paling lambat {{ asesmen_berikutnya }}, "
                        "atau lebih awal apabila ada informasi baru yang valid."),
                    keep=True, more=sentence,
                ),
                tag("{%p endif %}"),
                paragraph(run("Demikian laporan ini dibuat untuk digunakan sebagaimana mestinya."),
                          keep=True, more=sentence),
                span=3,
            ),
        ),
        row(widths, cell(paragraph(style="Sela", keep=True), span=3), height=120),
        row(widths, cell(side("kepala", "Mengetahui,"), span=2),
            cell(side("asesor", "{{ tempat }}, {{ tanggal }}"))),
        row(widths, cell(empty, span=2), cell(empty), height=1020),
        row(widths, cell(name("kepala"), span=2), cell(name("asesor"))),
        row(widths, cell(paragraph(style="Sela", keep=True), span=3), height=200),
        code_rows(widths, "Kode dokumen",
                  "Nomor, tanggal, dan jenis dokumen ini dapat diperiksa di",
                  "Ditandatangani dengan tangan; bukan dokumen bertanda tangan elektronik."),
    )  # fmt: skip
    return table(widths, *rows, rules=False, side=0, gap=0)
