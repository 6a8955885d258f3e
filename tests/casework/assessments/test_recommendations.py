"""The table of what can be recommended."""

from casework.assessments import recommendations

CODES = [
    "bimbingan-standar",
    "bimbingan-individual",
    "bimbingan-intensif",
    "pengawasan-ketat",
    "konseling-keluarga",
    "pendidikan",
    "pelatihan-kerja",
    "rehabilitasi-napza",
    "pergaulan-prososial",
    "kegiatan-konstruktif",
    "pengelolaan-keuangan",
    "empati-prososial",
    "layanan-psikologis",
    "asesmen-mendalam",
    "rujukan-lain",
]


def test_fifteen_programmes_can_be_recommended() -> None:
    assert list(recommendations.table()) == CODES
    assert all(recommendations.known(code) for code in CODES)


def test_every_programme_has_a_title_of_its_own_and_a_usual_kind_and_form() -> None:
    programmes = recommendations.table().values()

    assert len({one.title for one in programmes}) == 15
    assert {str(one.kind) for one in programmes} == {"kepribadian", "kemandirian"}
    assert {str(one.form) for one in programmes} == {"individu", "kelompok"}


def test_a_code_that_left_the_table_is_still_shown() -> None:
    assert not recommendations.known("kerja-bakti")
    assert recommendations.title("kerja-bakti") == "kerja-bakti"
    assert recommendations.title("rehabilitasi-napza") == "Rehabilitasi NAPZA"
