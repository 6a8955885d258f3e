from collections.abc import Callable

import pytest

from indexer.analysis import fold, stem, terms
from indexer.criteria import Criteria
from indexer.entry import Entry
from indexer.highlight import Highlight, highlight
from indexer.index import Index
from indexer.parse import parse
from indexer.vocabulary import EXCEPTIONS
from indexer.wanted import wanted

MakeEntry = Callable[..., Entry]
SENTENCES = (
    "Menimbang bahwa terpidana menyesali perbuatannya, memperbaiki diri, menafkahi keluarganya",
    "Pengawasan, penyuluhan, penyaluran kerja dan pemeriksaan kesehatan dilaksanakan berkala",
    "Dipertimbangkan keterangan tetangga, kesediaan penjamin serta penerimaan masyarakat",
    "Perkelahian antarpemuda menyebabkan korban terluka; pengeroyokan dilaporkan kepolisian",
)


def marked(index: Index, entry: Entry, question: Criteria) -> Highlight:
    index.put([entry])
    return index.search(question).highlights[entry.id]


def hits(highlight: Highlight) -> list[tuple[int, str]]:
    return [
        (fragment.page, segment.text)
        for fragment in highlight.fragments
        for segment in fragment.segments
        if segment.hit
    ]


def test_a_fragment_names_the_page_on_which_the_words_stand(index: Index, make: MakeEntry) -> None:
    pages = ("Pendahuluan.", "Klien ikut rehabilitasi narkotika.", "Penutup", "Narkotika lagi.")

    found = marked(index, make(1, pages=pages), parse("rehabilitasi narkotika"))

    assert hits(found) == [(2, "rehabilitasi"), (2, "narkotika"), (4, "Narkotika")]
    assert found.where == ("text",)


def test_a_relative_of_the_word_is_marked_too(index: Index, make: MakeEntry) -> None:
    found = marked(index, make(1, pages=("Klien dibina di Lapas",)), parse("pembinaan"))

    assert hits(found) == [(1, "dibina")]


@pytest.mark.parametrize("word", [*EXCEPTIONS, *" ".join(SENTENCES).split()])
def test_every_word_that_is_found_by_a_root_is_marked(word: str) -> None:
    found = highlight(
        wanted(Criteria(words=(stem(fold(word)) or word,))), {"pages": (f"x {word} y",)}, {}
    )

    assert hits(found) or not terms(word)


def test_a_phrase_is_marked_whole_with_its_stop_words(index: Index, make: MakeEntry) -> None:
    text = "Orang tua. Ada pembimbingan dan pelatihan kerja bagi orang\ntua klien."

    found = marked(index, make(1, pages=(text,)), parse('"pembimbingan dan pelatihan" "orang tua"'))

    marked_texts = [text for _, text in hits(found)]
    assert marked_texts == ["Orang tua", "pembimbingan dan pelatihan", "orang tua"]


def test_the_words_of_a_phrase_are_not_marked_alone(index: Index, make: MakeEntry) -> None:
    found = marked(
        index, make(1, pages=("Orang lain, tua sekali, orang tua.",)), parse('"orang tua"')
    )

    assert hits(found) == [(1, "orang tua")]


def test_a_fragment_is_plain_text_in_pieces_never_markup(index: Index, make: MakeEntry) -> None:
    text = "<b>tebal</b> & <script>diversi</script>"

    found = marked(index, make(1, pages=(text,)), parse("diversi"))

    assert found.fragments[0].text == text
    assert hits(found) == [(1, "diversi")]


def test_a_fragment_of_a_long_page_is_short_and_cut_between_words(
    index: Index, make: MakeEntry
) -> None:
    text = "kalimat pembuka " * 200 + "lalu diversi disepakati " + "kalimat penutup " * 200

    (fragment,) = marked(index, make(1, pages=("x", text)), parse("diversi")).fragments

    assert fragment.page == 2
    assert len(fragment.text) <= 200
    assert set(fragment.text.split()) <= set(text.split())


def test_the_fragments_with_most_of_the_words_are_chosen(index: Index, make: MakeEntry) -> None:
    pages = (*("hanya diversi",) * 6, "diversi dan restitusi")

    found = marked(index, make(1, pages=pages), parse("diversi restitusi"))

    assert len(found.fragments) == 3
    assert found.fragments[-1].page == 7


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        ("litmas", "title"),
        ("konseling", "recommendation"),
        ("lemari", "place"),
        ("wulandari", "officer"),
        ("disetujui", "decision"),
        ("moh", "names"),
        ("77", "numbers"),
        ("diversi", "text"),
    ],
)
def test_every_part_that_matched_is_named(
    typed: str, part: str, index: Index, make: MakeEntry
) -> None:
    entry = make(
        77,
        title="Litmas",
        recommendation_words="Konseling keluarga",
        place="Lemari 2",
        officer="Rina Wulandari",
        decision="disetujui",
        names=("Muhammad Eko",),
        pages=("diversi",),
    )

    assert marked(index, entry, parse(typed)).where == (part,)


def test_text_with_odd_accents_is_marked_where_it_stands(index: Index, make: MakeEntry) -> None:
    text = "Warung kafe\u0301 \ufb01lsafat rehabi\u00adlitasi"

    found = marked(index, make(1, pages=(text,)), parse("KAFE filsafat rehabilitasi"))

    assert [text for _, text in hits(found)] == ["kaf\u00e9", "\ufb01lsafat", "rehabilitasi"]


def test_without_words_nothing_is_marked(index: Index, make: MakeEntry) -> None:
    index.put([make(1, pages=("diversi",))])

    assert index.search(Criteria(client="budi")).highlights == {}
