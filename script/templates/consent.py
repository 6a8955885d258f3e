"""The statement of consent to an assessment: for an adult or a child, given, refused, taken back.

What a person agrees to are the four elements of the ministry's form, in words of our own.
"""

from script.templates.edges import foot, later_head, letterhead, pictures
from script.templates.look import WIDTH
from script.templates.package import Paper
from script.templates.rows import identity
from script.templates.words import cell, paragraph, row, run, table, tag

__all__ = ["statement"]

_FOOT = "Berkas klien {{ nomor }}, dicetak {{ dicetak }}"
_TITLES = (
    ("setuju", "PERNYATAAN PERSETUJUAN ASESMEN"),
    ("menolak", "PERNYATAAN PENOLAKAN ASESMEN"),
    ("dicabut", "PERNYATAAN PENCABUTAN PERSETUJUAN ASESMEN"),
)
_EXPLAINED = "Setelah tujuan asesmen dijelaskan oleh petugas Balai Pemasyarakatan, saya menyatakan "
_AGREES = (
    "diwawancarai sebagai subjek asesmen risiko dan asesmen kebutuhan;",
    "memberi keterangan yang benar, juga dalam wawancara ulang;",
    "bekerja sama sampai asesmen selesai;",
    "mengikuti program pembinaan atau pembimbingan yang direkomendasikan dari hasil asesmen.",
)
_HANGING = '<w:ind w:left="567" w:hanging="283"/>'


def statement() -> Paper:
    """Return the statement; a blank has lines where somebody writes by hand."""
    body = "".join(
        (
            *(
                tag(f"{{%p if {flag} %}}")
                + paragraph(run(title), style="Judul")
                + tag("{%p endif %}")
                for flag, title in _TITLES
            ),
            paragraph(run("{{ perihal }}"), style="Subjudul"),
            paragraph(run("Yang bertanda tangan di bawah ini:"), keep=True),
            tag("{%p if anak %}"),
            identity("wali"),
            paragraph(
                run("sebagai orang tua atau wali dari anak:"),
                keep=True,
                more='<w:spacing w:before="120" w:after="120"/>',
            ),
            tag("{%p endif %}"),
            identity("identitas"),
            _gap(160),
            *_agreed(),
            *_ended(
                "menolak",
                "tidak bersedia menjalani asesmen ini",
                "tidak menyetujui asesmen atas anak tersebut",
                "Asesmen tidak dilakukan karena menolak.",
            ),
            *_ended(
                "dicabut",
                "mencabut persetujuan saya atas asesmen ini",
                "mencabut persetujuan saya atas asesmen anak tersebut",
                "Asesmen dihentikan karena persetujuan dicabut.",
            ),
            tag("{%p if catatan %}"),
            paragraph(run("Catatan: {{ catatan }}")),
            tag("{%p endif %}"),
            paragraph(
                run("Pernyataan ini saya buat dengan sadar, tanpa paksaan dari siapa pun."),
                keep=True,
            ),
            _gap(240, keep=True),
            _signatures(),
        )
    )
    return Paper(
        "Pernyataan Persetujuan Asesmen",
        body,
        letterhead(),
        later_head("Pernyataan Persetujuan Asesmen", "Berkas klien {{ nomor }}"),
        foot(_FOOT),
        pictures(),
    )


def _gap(height: int, *, keep: bool = False) -> str:
    return paragraph(
        style="Sela",
        keep=keep,
        more=f'<w:spacing w:before="{height}" w:line="20" w:lineRule="exact"/>',
    )


def _either(condition: str, yes: str, no: str) -> str:
    """Return two paragraphs of which filling in keeps one."""
    return "".join(
        (
            tag(f"{{%p if {condition} %}}"),
            paragraph(run(yes), keep=True),
            tag("{%p else %}"),
            paragraph(run(no), keep=True),
            tag("{%p endif %}"),
        )
    )


def _agreed() -> tuple[str, ...]:
    return (
        tag("{%p if setuju %}"),
        _either(
            "anak",
            f"{_EXPLAINED}setuju bahwa anak tersebut bersedia:",
            f"{_EXPLAINED}bersedia:",
        ),
        *(
            paragraph(run(f"{n}.  {words}"), style="Rapat", more=_HANGING)
            for n, words in enumerate(_AGREES, 1)
        ),
        _gap(160),
        paragraph(
            run(
                "Saya mengetahui bahwa persetujuan ini dapat saya cabut; asesmen lalu dihentikan "
                "dan hal itu dicatat."
            )
        ),
        tag("{%p endif %}"),
    )


def _ended(flag: str, own: str, of_child: str, end: str) -> tuple[str, ...]:
    return (
        tag(f"{{%p if {flag} %}}"),
        _either("anak", f"{_EXPLAINED}{of_child}. {end}", f"{_EXPLAINED}{own}. {end}"),
        tag("{%p endif %}"),
    )


def _signatures() -> str:
    """Return place and day, who explained and who states: one table, never parted."""
    half = WIDTH // 2
    widths = (half, WIDTH - half)

    def line(text: str) -> str:
        return paragraph(run(text), style="Rapat", keep=True)

    def chosen(yes: str, no: str) -> str:
        return "".join(
            (tag("{%p if anak %}"), line(yes), tag("{%p else %}"), line(no), tag("{%p endif %}"))
        )

    empty = cell(paragraph(style="Rapat", keep=True))
    officer = (
        line("{{ petugas.nama }}"),
        tag("{%p if petugas.nip %}"),
        line("NIP {{ petugas.nip }}"),
        tag("{%p endif %}"),
    )
    who = chosen("Orang tua atau wali,", "Yang menyatakan,")
    child = (tag("{%p if anak %}"), line("Anak yang bersangkutan,"), tag("{%p endif %}"))
    name = (tag("{%p if anak %}"), line("{{ nama_klien }}"), tag("{%p endif %}"))
    return table(
        widths,
        row(
            widths,
            cell(paragraph(style="Rapat", keep=True), line("Petugas yang menjelaskan,")),
            cell(line("{{ tempat_tanggal }}"), who),
        ),
        row(widths, empty, empty, height=1020),
        row(widths, cell(*officer), cell(line("{{ yang_menyatakan }}"))),
        row(widths, empty, cell(paragraph(style="Rapat", keep=True), *child)),
        row(widths, empty, empty, height=700),
        row(widths, empty, cell(paragraph(style="Rapat", keep=True), *name)),
        rules=False,
        side=0,
        gap=0,
    )
