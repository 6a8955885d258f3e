"""The report's tables of criminogenic needs: by factor, and item by item."""

from script.templates.look import HEAD, SOFT, WIDTH
from script.templates.rows import answer, bands, code, head, points, question, ticks, titled
from script.templates.words import cell, control_row, paragraph, row, run, table, tag

__all__ = ["annex", "factors"]


def factors() -> str:
    """Return the table of seven factors, each with its bar of squares."""
    widths = (540, 1830, 1700, 1150, 1440, WIDTH - 6660)
    squares = "".join(
        (
            run("{{ '■'|ulang(faktor.nilai) }}"),
            run("{{ '■'|ulang(faktor.berkurang) }}", color="B4B4B4"),
            run("{{ '□'|ulang(faktor.sisa) }}", color=SOFT),
        )
    )
    before = _earlier("faktor.semula", "semula ")
    band_before = _earlier("faktor.kategori_semula", "")
    return "".join(
        (
            table(
                widths,
                row(widths, *head("No.", "Faktor", "Grafik nilai", "Nilai", "Kategori",
                                   "Keterangan"), head=True),
                control_row(widths, "{%tr for faktor in kebutuhan.faktor %}"),
                row(
                    widths,
                    code("faktor.nomor"),
                    code("faktor.nama"),
                    cell(paragraph(squares, style="Tabel")),
                    cell(_of("faktor"), before),
                    cell(
                        paragraph(run("{{ faktor.kategori }}", bold=True), style="Tabel"),
                        band_before,
                    ),
                    cell(paragraph(run("{{ faktor.keterangan }}", size=19), style="Tabel")),
                ),
                control_row(widths, "{%tr endfor %}"),
                _factor_total(widths),
            ),
            bands("kebutuhan.batas"),
            paragraph(
                run("■ nilai sekarang   "),
                run("■", color="B4B4B4"),
                run(" berkurang sejak asesmen sebelumnya   □ sisa sampai maksimum"),
                style="Catatan",
            ),
            tag("{%p for bagian in kebutuhan.pertimbangan %}"),
            paragraph(
                run("{{ bagian.judul }}: ", bold=True),
                run("{{ bagian.ringkasan }}"),
                style="Catatan",
            ),
            tag("{%p endfor %}"),
        )
    )  # fmt: skip


def _of(what: str) -> str:
    return paragraph(
        run(f"{{{{ {what}.nilai }}}}", bold=True),
        run(f" dari {{{{ {what}.maksimum }}}}"),
        style="Tabel",
    )


def _earlier(value: str, word: str) -> str:
    """Return the small line that says what it was last time, where there was a last time."""
    return "".join(
        (
            tag(f"{{%p if {value} %}}"),
            paragraph(run(f"{word}{{{{ {value} }}}}"), style="Bukti"),
            tag("{%p endif %}"),
        )
    )


def _factor_total(widths: tuple[int, ...]) -> str:
    return row(
        widths,
        cell(paragraph(run("Jumlah", bold=True), style="Tabel", keep=True), span=3, shade=HEAD),
        cell(_of("kebutuhan"), _earlier("kebutuhan.semula", "semula "), shade=HEAD),
        cell(
            paragraph(run("{{ kebutuhan.kategori|upper }}", bold=True), style="Tabel"),
            _earlier("kebutuhan.kategori_semula", "semula "),
            span=2,
            shade=HEAD,
        ),
    )


def annex() -> str:
    """Return the annex: every item with its evidence, a factor's title above its items."""
    widths = (640, 6162, 1570, WIDTH - 8372)
    return "".join(
        (
            paragraph(run("LAMPIRAN. RINCIAN {{ kebutuhan.nama|upper }}"), style="Lampiran"),
            paragraph(
                run("Laporan Hasil Asesmen Risiko dan Kebutuhan Nomor {{ nomor }} "
                    "tanggal {{ tanggal }}"),
                style="Catatan", more='<w:spacing w:before="0" w:after="120"/>',
            ),
            table(
                widths,
                row(widths, *head("No.", "Pertanyaan dan bukti", "Jawaban", "Nilai",
                                   right=("Nilai",)), head=True),
                control_row(widths, "{%tr for faktor in kebutuhan.faktor %}"),
                titled(
                    widths,
                    "faktor.butir",
                    ("", "{{ faktor.nomor }}. {{ faktor.nama }}", "{{ faktor.kategori }}",
                     "{{ faktor.nilai }}/{{ faktor.maksimum }}"),
                    (code("butir.nomor"), question(), answer("butir.jawaban"),
                     points("butir.nilai")),
                ),
                control_row(widths, "{%tr endfor %}"),
            ),
            tag("{%p if kebutuhan.pertimbangan %}"),
            paragraph(run("Pertimbangan lain (tidak menambah nilai)"), style="Anak"),
            _annex_ticks(),
            tag("{%p endif %}"),
        )
    )  # fmt: skip


def _annex_ticks() -> str:
    widths = (640, 6972, WIDTH - 7612)
    return table(
        widths,
        row(widths, *head("No.", "Pernyataan dan bukti", "Jawaban"), head=True),
        ticks(widths, "kebutuhan.pertimbangan"),
    )
