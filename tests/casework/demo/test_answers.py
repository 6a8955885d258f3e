"""The invented assessments can be issued as they are, and say what the answers say."""

from collections import Counter
from datetime import date

import pytest

from casework.assessments import rules
from casework.assessments.rules import Circumstances, Draft, FilledForm, Row
from casework.demo import answers
from casework.demo.answers import LEVELS, Writing, subject_of, write
from casework.demo.people import Person, people
from casework.demo.source import fork
from casework.instruments import shipped
from casework.instruments.scoring import score

TODAY = date(2026, 3, 9)
CROWD = [one for one in people(7, 160, TODAY) if not one.draft.child]


def written(n: int, level: str, *, reassessment: bool = False) -> Writing:
    dice = fork(7, "assessment", n)
    return write(dice, CROWD[n], level, finished=TODAY, reassessment=reassessment)


def as_draft(writing: Writing) -> Draft:
    return Draft(
        purpose="pembimbingan",
        started_on=TODAY,
        finished_on=TODAY,
        forms=tuple(
            FilledForm(
                shipped.find(code),
                {item: one.option for item, one in given.items()},
                {item: one.evidence for item, one in given.items()},
            )
            for code, given in writing.answers.items()
        ),
        analysis=writing.analysis,
        recommendations=tuple(
            Row(row.code, row.kind, row.form, row.starts_on, row.ends_on)
            for row in writing.recommendations
        ),
    )


def circumstances(person: Person, *, reassessment: bool = False) -> Circumstances:
    draft = person.draft
    return Circumstances(
        subject_of(person, reassessment=reassessment),
        draft.birth_date,
        draft.received_on,
        TODAY,
        first_verdict_on=draft.cases[0].verdict_on,
    )


@pytest.mark.parametrize("reassessment", [False, True])
@pytest.mark.parametrize("level", LEVELS)
def test_every_invented_assessment_can_be_issued(level: str, *, reassessment: bool) -> None:
    for n, person in enumerate(CROWD[:40]):
        draft = as_draft(written(n, level, reassessment=reassessment))
        client = circumstances(person, reassessment=reassessment)
        found = rules.warnings(draft, client)

        assert rules.faults(draft, client) == ()
        assert {one.code for one in found} <= {"no-evidence"}


@pytest.mark.parametrize("level", LEVELS)
def test_the_risk_falls_in_the_band_that_was_asked_for(level: str) -> None:
    risk = shipped.find("rri")

    for n, person in enumerate(CROWD[:40]):
        given = {code: one.option for code, one in written(n, level).answers["rri"].items()}
        band = score(risk, subject_of(person), given).band
        assert band is not None
        assert band.code == level


def test_the_same_dice_write_the_same() -> None:
    assert written(3, "sedang") == written(3, "sedang")
    assert written(3, "sedang") != written(4, "sedang")


def test_a_low_risk_without_ticks_ends_with_the_risk_form() -> None:
    forms = Counter(len(written(n, "rendah").answers) for n in range(60))

    assert forms[1] > 5
    assert forms[2] > 5
    assert all(len(written(n, "sedang").answers) == 2 for n in range(10))


def test_the_texts_are_filled_in_and_vary() -> None:
    all_written = [written(n, answers.level(fork(7, "level", n))) for n in range(100)]
    texts = [one.analysis for one in all_written] + [
        answer.evidence
        for one in all_written
        for form in one.answers.values()
        for answer in form.values()
    ]

    assert not any("{" in text or "None" in text or "  " in text for text in texts)
    assert len({one.analysis for one in all_written}) == 100
    assert len(set(texts)) > 600


def test_what_is_recommended_varies_so_that_searching_is_worth_while() -> None:
    rows = [
        row
        for n in range(120)
        for row in written(n, answers.level(fork(7, "level", n))).recommendations
    ]
    codes = Counter(row.code for row in rows)

    assert len(codes) >= 12
    assert codes["rehabilitasi-napza"] > 5
    assert codes["konseling-keluarga"] > 5
    assert any("narkotika" in row.text for row in rows)


def test_almost_every_answer_says_what_it_rests_on() -> None:
    cited = [
        bool(answer.evidence)
        for n in range(60)
        for form in written(n, "tinggi").answers.values()
        for answer in form.values()
    ]

    assert 0.9 < sum(cited) / len(cited) < 1


def test_a_level_that_no_instrument_knows_is_refused() -> None:
    with pytest.raises(KeyError):
        write(fork(7), CROWD[0], "biasa", finished=TODAY)
