"""Risk over time: places on the drawing, the sentence of finding, the table."""

from dataclasses import replace
from datetime import date

import pytest

from casework.assessments.history import Measured
from casework.assessments.model import Result
from casework.instruments import shipped
from webapp.pieces.charts import risk_chart

RRI = shipped.find("rri", "02-2021")
_OTHER = replace(RRI, version="01-2019", alternates="first")
FORMS = {"02-2021": RRI, "01-2019": _OTHER}
BANDS = {4: "rendah", 9: "sedang", 12: "tinggi", 13: "tinggi", 16: "sangat-tinggi"}


def measured(score: int, on: date, version: str = "02-2021", **values: int) -> Measured:
    result = Result(risk_score=score, risk_band=BANDS[score], finished_on=on)
    return Measured(result, FORMS[version], values)


SERIES = (
    measured(12, date(2023, 9, 14), A5=4, A6=1),
    measured(9, date(2025, 3, 10), A4=0, A5=2, A6=0),
    measured(13, date(2026, 3, 9), A4=1, A5=4, A6=1),
)


def test_without_a_result_there_is_no_chart() -> None:
    assert risk_chart(()) is None


def test_every_result_is_a_point_at_its_height_with_its_value() -> None:
    chart = risk_chart(SERIES)

    assert chart is not None
    assert [(dot.x, dot.y, dot.score) for dot in chart.dots] == [
        (126, 62, 12),
        (198, 92, 9),
        (270, 52, 13),
    ]
    assert chart.paths == ("M126 62H198V92H270V52H304",)
    assert [dot.when for dot in chart.dots] == [("2023",), ("2025",), ("2026",)]
    # a value stands below the point that the line falls to
    assert [dot.score_y > dot.y for dot in chart.dots] == [False, True, False]


def test_the_bands_fill_the_edge_without_a_gap() -> None:
    chart = risk_chart(SERIES)

    assert chart is not None
    assert [bar.word for bar in chart.bars] == ["Rendah", "Sedang", "Tinggi", "Sangat Tinggi"]
    tops = [bar.top for bar in chart.bars]
    assert tops == [117, 67, 27, 8]
    assert [bar.top + bar.height for bar in chart.bars] == [182, *tops[:-1]]


@pytest.mark.parametrize(
    ("scores", "finding"),
    [
        ((9,), "Sedang 9 pada asesmen pertama."),
        ((9, 9), "Tetap Sedang 9."),
        ((9, 13), "Naik dari Sedang 9 ke Tinggi 13."),
        ((16, 4), "Turun dari Sangat Tinggi 16 ke Rendah 4."),
    ],
)
def test_the_finding_is_a_sentence(scores: tuple[int, ...], finding: str) -> None:
    results = [measured(score, date(2024 + n, 1, 1)) for n, score in enumerate(scores)]

    chart = risk_chart(results)

    assert chart is not None
    assert chart.finding == finding


def test_the_finding_names_the_items_that_changed() -> None:
    up, down = risk_chart(SERIES), risk_chart(SERIES[:2])

    assert up is not None
    assert down is not None
    assert up.finding == "Naik dari Sedang 9 ke Tinggi 13: butir A4, A5, dan A6 bertambah."
    assert down.finding == "Turun dari Tinggi 12 ke Sedang 9: butir A5 dan A6 berkurang."


def test_the_line_breaks_where_the_form_changed() -> None:
    other = measured(9, date(2025, 3, 10), "02-2021")
    chart = risk_chart((measured(12, date(2023, 9, 14), "01-2019"), other))

    assert chart is not None
    assert len(chart.paths) == 2
    assert list(chart.breaks) == [198]
    assert chart.finding == "Dari Tinggi 12 ke Sedang 9, dengan versi instrumen yang berbeda."
    assert [row.version for row in chart.rows] == ["01-2019", "02-2021"]


def test_two_results_of_one_year_are_told_apart_by_the_month() -> None:
    chart = risk_chart((measured(12, date(2026, 1, 5)), measured(9, date(2026, 8, 5))))

    assert chart is not None
    assert [dot.when for dot in chart.dots] == [("Jan", "2026"), ("Agu", "2026")]


def test_the_last_four_are_drawn_and_all_stand_in_the_table() -> None:
    results = [measured(9, date(2020 + n, 1, 1)) for n in range(7)]

    chart = risk_chart(results)

    assert chart is not None
    assert (len(chart.dots), len(chart.rows)) == (4, 7)
    assert chart.dots[-1].x == 270
