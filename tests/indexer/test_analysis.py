import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import analysis
from indexer.vocabulary import EXCEPTIONS, STOP_WORDS

PAIRS = (
    ("Moh.", "Muhammad"), ("Muh", "Mohammad"), ("Moch.", "Mochamad"), ("Muchammad", "Muhamad"),
    ("Soeharto", "Suharto"), ("Soekarno", "Sukarno"), ("Oemar", "Umar"), ("Djoko", "Joko"),
    ("Djamal", "Jamal"), ("Tjahjo", "Cahyo"), ("Tjokro", "Cokro"), ("Sjamsul", "Syamsul"),
    ("Sjahrir", "Syahrir"), ("Yusuf", "Jusuf"), ("Yono", "Jono"), ("Achmad", "Ahmad"),
    ("Akhmad", "Ahmad"), ("Rochman", "Rohman"), ("Khairul", "Hairul"), ("Saeful", "Saiful"),
    ("Aep", "Aip"), ("Yophi", "Yofi"), ("Thalib", "Talib"), ("Novi", "Nofi"), ("Zainal", "Sainal"),
    ("Rizki", "Riski"), ("Hassan", "Hasan"), ("Hery", "Heri"), ("Yenny", "Yeni"),
    ("Ma'ruf", "Maruf"), ("JOSÉ", "jose"),
)  # fmt: skip


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_spellings_of_one_name_meet(one: str, other: str) -> None:
    assert analysis.name_keys(one) == analysis.name_keys(other)


def test_names_that_differ_stay_apart() -> None:
    names = "Budi Siti Joko Dewi Agus Rina Sari Eko Putri Wahyu Hendra Andi Ani Ayu Adi Edi"

    assert len(set(analysis.name_keys(names))) == len(names.split())


def test_links_between_names_are_no_names() -> None:
    assert analysis.name_keys("Budi bin Santoso alias Sanusi") == ("budi", "santoso", "sanusi")


@pytest.mark.parametrize(
    ("word", "root"),
    [
        ("pembimbingan", "bimbing"), ("membimbing", "bimbing"), ("dibina", "bina"),
        ("pemasyarakatan", "masyarakat"), ("kemasyarakatan", "masyarakat"), ("menilai", "nilai"),
        ("penyelesaian", "selesai"), ("meninggalkan", "tinggal"), ("berutang", "hutang"),
        ("menulis", "tulis"), ("pelaku", "laku"), ("mencuri", "curi"), ("pencurian", "curi"),
    ],
)  # fmt: skip
def test_a_word_is_found_by_its_root(word: str, root: str) -> None:
    assert analysis.stem(word) == root


@given(
    st.from_regex(r"(men|pem|ber|di|ke|per|ter|se)?[a-z]{2,8}(kan|an|i|nya|lah)?", fullmatch=True)
)
def test_the_root_of_a_root_is_itself_and_stands_in_the_word(word: str) -> None:
    root = analysis.stem(word)

    assert analysis.stem(root) == root
    assert word in EXCEPTIONS or root in EXCEPTIONS or root[1:] in word


@pytest.mark.parametrize("word", ["diversi", "keluarga", "litmas", "lapas", "penelitian", "tinggi"])
def test_words_of_the_trade_are_left_whole(word: str) -> None:
    assert analysis.stem(word) == word


@pytest.mark.parametrize("word", ["tidak", "belum", "bukan", "jangan", "tinggi"])
def test_a_word_that_decides_a_sentence_is_never_dropped(word: str) -> None:
    assert word not in STOP_WORDS
    assert analysis.terms(f"yang {word} di") == (word,)


def test_accents_case_and_composition_make_no_difference() -> None:
    assert analysis.terms("Kafé") == analysis.terms("KAFE\u0301") == ("kafe",)
    assert analysis.terms("reha\u00adbili\u200btasi") == ("rehabilitasi",)


@pytest.mark.parametrize(
    "part",
    ["892", "UM.01.01", "um.01", "UM.01.01-892", "PAS.8", "wp.10.pas.pas.8-um.01.01 \u2013 892"],
)
def test_a_letter_number_is_found_whole_and_in_part(part: str) -> None:
    terms = analysis.number_terms("WP.10.PAS.PAS.8-UM.01.01 - 892")

    assert set(analysis.number_forms(part)) & terms


@pytest.mark.parametrize("typed", ["2025-00123", "2025-123", "123", "00123", "2025 / 00123"])
def test_leading_noughts_of_a_number_may_be_left_out(typed: str) -> None:
    assert set(analysis.number_forms(typed)) & analysis.number_terms("2025-00123")


@pytest.mark.parametrize("typed", ["2025-00124", "23", "025-00123", "0012"])
def test_another_number_is_another_number(typed: str) -> None:
    assert not set(analysis.number_forms(typed)) & analysis.number_terms("2025-00123")
