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
            _heading("B.  {{ risiko.judul }}"),
            _risk(),
            _additional(),
            _heading("C.  {{ kebutuhan.judul }}"),
            tag("{%p if kebutuhan.dilakukan %}"),
            _paragraphs("kebutuhan.pengantar"),
            needs.factors(),
            tag("{%p else %}"),
            paragraph(run("Asesmen {{ kebutuhan.nama|lower }} tidak dilakukan karena "
                          "{{ kebutuhan.alasan }}.")),
            tag("{%p endif %}"),
            _heading("D.  Analisis"),
            _analysis(),
            _heading("E.  Rekomendasi"),
            _paragraphs("rekomendasi.pengantar"),
            _programmes(),
            paragraph(style="Sela", more='<w:spacing w:before="160" w:line="20" '
                      'w:lineRule="exact"/>'),
            _closing(),
            tag("{%p if kebutuhan.dilakukan %}"),
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


_BANDS = (322, 322, 321) * 4  # twelve columns, so that three bands get as much room as four


def _summary() -> str:
    widths = (1960, 1220, *_BANDS, WIDTH - 3180 - sum(_BANDS))
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{SOFT}"'
    side = f"<w:left {line}/><w:right {line}/>"
    since = run("{% if ringkasan.sejak %}Sejak {{ ringkasan.sejak }}{% else %}Perubahan{% endif %}")
    top = row(
        widths,
        *head("RINGKASAN", "Nilai"),
        cell(paragraph(run("Kategori"), style="Kepala"), span=12, shade=HEAD),
        cell(paragraph(since, style="Kepala"), shade=HEAD),
    )
    rows = (
        control_row(widths, "{%tr for hasil in ringkasan.hasil %}"),
        control_row(widths, "{%tr if hasil.kotak == 4 %}"),
        _result(widths, side, 3),
        control_row(widths, "{%tr elif hasil.kotak == 3 %}"),
        _result(widths, side, 4),
        control_row(widths, "{%tr else %}"),
        row(widths, *_points(), Cell(_bands_in_words(), 12, side, middle=True), _change(),
            height=510),
        control_row(widths, "{%tr endif %}"),
        control_row(widths, "{%tr endfor %}"),
        row(
            widths,
            cell(paragraph(run("Rekomendasi", bold=True), style="Tabel")),
            cell(paragraph(run("{{ ringkasan.rekomendasi }}"), style="Tabel"), span=14),
        ),
    )  # fmt: skip
    boxed = table(widths, top, *rows, gap=40)
    edge = f'w:val="single" w:sz="8" w:space="0" w:color="{INK}"'
    return boxed.replace('<w:left w:val="nil"/>', f"<w:left {edge}/>", 1).replace(
        '<w:right w:val="nil"/>', f"<w:right {edge}/>", 1
    )


def _result(widths: tuple[int, ...], side: str, span: int) -> str:
    """Return one line of the summary: the band in force is white on black, the others stay."""
    remark = (
        tag("{%p if pita.catatan %}")
        + paragraph(run("({{ pita.catatan }})", size=17, color=SOFT), style="Bukti", more=CENTRE)
        + tag("{%p endif %}")
    )
    band = run("{{ pita.nama|upper }}", bold=True, size=18, color="FFFFFF")
    other = run("{{ pita.nama }}", size=18, color=SOFT)
    box = _BANDS[:span]
    return row(
        (*widths[:2], 200, 200, *box, 200, *box, 200, 200, widths[-1]),
        *_points(),
        cell(tag("{%tc for pita in hasil.pita %}")),
        cell(tag("{%tc if pita.berlaku %}")),
        Cell(paragraph(band, style="Tabel", more=CENTRE), span, side, BLACK, middle=True),
        cell(tag("{%tc else %}")),
        Cell(paragraph(other, style="Tabel", more=CENTRE) + remark, span, side, middle=True),
        cell(tag("{%tc endif %}")),
        cell(tag("{%tc endfor %}")),
        _change(),
        height=510,
    )


def _bands_in_words() -> str:
    """Return the bands one after the other, for a form that has more or fewer."""
    bold, plain = run("{{ pita.nama|upper }}", bold=True), run("{{ pita.nama }}", color=SOFT)
    return paragraph(
        run("{%r for pita in hasil.pita %}"),
        when("pita.berlaku", bold, plain),
        run("{%r if not loop.last %}"),
        run(" · "),
        run("{%r endif %}"),
        run("{%r endfor %}"),
        style="Tabel",
        more=CENTRE,
    )


def _points() -> tuple[Cell, Cell]:
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
    name = paragraph(run("{{ hasil.nama }}", bold=True), style="Tabel", keep=True)
    return Cell(name, middle=True), Cell(points, middle=True)


def _change() -> Cell:
    return Cell(
        "".join(
            (
                paragraph(run("{{ hasil.perubahan }}", bold=True), style="Tabel", keep=True),
                tag("{%p if hasil.semula %}"),
                paragraph(run("semula {{ hasil.semula }}", size=18), style="Tabel", keep=True),
                tag("{%p endif %}"),
            )
        ),
        middle=True,
    )


def _risk() -> str:
    """Return a table for each part that is added up; the last one ends with the sum of all."""
    widths = (640, 6162, 1570, WIDTH - 8372)
    return "".join(
        (
            tag("{%p for bagian in risiko.bagian %}"),
            tag("{%p if bagian.judul %}"),
            paragraph(run("{{ bagian.judul }}"), style="Anak"),
            tag("{%p endif %}"),
            table(
                widths,
                row(widths, *head("No.", "Pertanyaan dan bukti", "Jawaban", "Nilai",
                                  right=("Nilai",)), head=True),
                control_row(widths, "{%tr for butir in bagian.butir %}"),
                row(widths, code("butir.kode"), question(), answer("butir.jawaban"),
                    points("butir.nilai")),
                control_row(widths, "{%tr endfor %}"),
                control_row(widths, "{%tr if bagian.jumlah %}"),
                _sum(widths, "{{ bagian.jumlah }}", " (maksimum {{ bagian.maksimum }})", "",
                     "{{ bagian.nilai }}"),
                control_row(widths, "{%tr endif %}"),
                control_row(widths, "{%tr if loop.last %}"),
                _sum(widths, "{{ risiko.label }}", " (maksimum {{ risiko.maksimum }})",
                     "{{ risiko.kategori|upper }}", "{{ risiko.nilai }}"),
                control_row(widths, "{%tr endif %}"),
            ),
            tag("{%p endfor %}"),
            bands("risiko.batas"),
        )
    )  # fmt: skip


def _sum(widths: tuple[int, ...], label: str, beside: str, band: str, points: str) -> str:
    return row(
        widths,
        cell(
            paragraph(run(label, bold=True), run(beside), style="Tabel", keep=True),
            span=2,
            shade=HEAD,
        ),
        cell(paragraph(run(band, bold=True), style="Tabel"), shade=HEAD),
        cell(paragraph(run(points, bold=True), style="Tabel", more=RIGHT), shade=HEAD),
    )


def _additional() -> str:
    widths = (640, 6972, WIDTH - 7612)
    return "".join(
        (
            tag("{%p if risiko.tambahan %}"),
            paragraph(run("{{ risiko.judul_tambahan }}"), style="Anak"),
            table(
                widths,
                row(widths, *head("No.", "Pernyataan dan bukti", "Jawaban"), head=True),
                ticks(widths, "risiko.tambahan"),
            ),
            tag("{%p endif %}"),
        )
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
