"""The rows and tables that several parts of the papers are made of."""

from collections.abc import Sequence

from script.templates.look import HEAD, INK, RIGHT, WIDTH
from script.templates.words import Cell, cell, control_row, paragraph, row, run, table, tag

__all__ = [
    "answer", "bands", "code", "head", "identity", "points", "question", "ticks", "titled", "when",
]  # fmt: skip

_COLON = 227
_LAST = 3  # the fourth column holds points


def identity(
    name: str,
    *,
    width: int = WIDTH,
    label: int = 2778,
    gap: int = 17,
    look: str = "",
    air: str = "",
) -> str:
    """Return label, colon and value, one row each; the first value is a person's and bold."""
    widths = (label, _COLON, width - label - _COLON)
    bold, plain = run("{{ baris.isi }}", bold=True), run("{{ baris.isi }}")
    return table(
        widths,
        control_row(widths, f"{{%tr for baris in {name} %}}"),
        row(
            widths,
            cell(paragraph(run("{{ baris.label }}"), style="Tabel", more=look + air)),
            cell(paragraph(run(":"), style="Tabel", more=look)),
            cell(paragraph(when("loop.first", bold, plain), style="Tabel", more=look)),
        ),
        control_row(widths, "{%tr endfor %}"),
        rules=False,
        side=0,
        gap=gap,
    )


def head(*titles: str, right: tuple[str, ...] = ()) -> list[Cell]:
    """Return the cells of a table's head."""
    return [
        cell(
            paragraph(
                run(title),
                style="Kepala",
                more=RIGHT if title in right else "",
            ),
            shade=HEAD,
        )
        for title in titles
    ]


def when(condition: str, yes: str, no: str) -> str:
    """Return runs of which filling in keeps one side."""
    return run(f"{{%r if {condition} %}}") + yes + run("{%r else %}") + no + run("{%r endif %}")


def answer(value: str) -> Cell:
    """Return the answer, bold where it scores."""
    plain, bold = run(f"{{{{ {value} }}}}"), run(f"{{{{ {value} }}}}", bold=True)
    return cell(paragraph(when("butir.nilai", bold, plain), style="Tabel"))


def points(value: str) -> Cell:
    """Return the points, bold where there are any."""
    plain, bold = run(f"{{{{ {value} }}}}"), run(f"{{{{ {value} }}}}", bold=True)
    return cell(paragraph(when(value, bold, plain), style="Tabel", more=RIGHT))


def question(text: str = "butir.pertanyaan") -> Cell:
    """Return the question with its line of evidence."""
    return cell(
        paragraph(run(f"{{{{ {text} }}}}"), style="Tabel"),
        tag("{%p if butir.bukti %}"),
        paragraph(run("Bukti: {{ butir.bukti }}"), style="Bukti"),
        tag("{%p endif %}"),
    )


def code(value: str) -> Cell:
    """Return a cell that holds one short value."""
    return cell(paragraph(run(f"{{{{ {value} }}}}"), style="Tabel"))


def bands(name: str) -> str:
    """Return the line of reference: what each band means in points, however many there are."""
    bold = run("{{ batas.kategori }} {{ batas.rentang }}", bold=True)
    plain = run("{{ batas.kategori }} {{ batas.rentang }}")
    return paragraph(
        run("Batas kategori:   "),
        run(f"{{%r for batas in {name} %}}"),
        when("batas.berlaku", bold, plain),
        run("{%r if not loop.last %}"),
        run("   |   "),
        run("{%r endif %}"),
        run("{%r endfor %}"),
        style="Catatan",
    )


def titled(widths: Sequence[int], name: str, titles: Sequence[str], cells: Sequence[Cell]) -> str:
    """Return a row an item; the title of the group shares the row of its first item.

    A title in a row of its own would be left alone at the foot of a page.
    """
    rule = f'<w:top w:val="single" w:sz="6" w:space="0" w:color="{INK}"/>'
    first = (
        Cell(
            paragraph(
                run(title, bold=True),
                style="JudulButir",
                more=RIGHT if RIGHT in one.content else "",
            )
            + one.content,
            borders=rule,
        )
        for title, one in zip(titles, cells, strict=True)
    )
    return "".join(
        (
            control_row(widths, f"{{%tr for butir in {name} %}}"),
            control_row(widths, "{%tr if loop.first %}"),
            row(widths, *first),
            control_row(widths, "{%tr else %}"),
            row(widths, *cells),
            control_row(widths, "{%tr endif %}"),
            control_row(widths, "{%tr endfor %}"),
        )
    )


def ticks(widths: tuple[int, int, int], name: str) -> str:
    """Return the rows of one tick list: its items, or the reason why there are none."""
    yes = paragraph(when("butir.ya", run("Ya", bold=True), run("Tidak")), style="Tabel")
    reason = run("{% if bagian.alasan %}: {{ bagian.alasan }}{% endif %}")
    return "".join(
        (
            control_row(widths, f"{{%tr for bagian in {name} %}}"),
            control_row(widths, "{%tr if not bagian.berlaku %}"),
            row(
                widths,
                cell(
                    paragraph(run("{{ bagian.judul }}", bold=True), reason, style="Tabel"), span=3
                ),
            ),
            control_row(widths, "{%tr else %}"),
            titled(
                widths,
                "bagian.butir",
                ("", "{{ bagian.judul }}", ""),
                (code("butir.kode"), question(), cell(yes)),
            ),
            control_row(widths, "{%tr endif %}"),
            control_row(widths, "{%tr endfor %}"),
        )
    )
