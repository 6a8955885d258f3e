"""The line of a file on which a mistake stands, for every mistake that the reader knows."""

import pytest

from casework.instruments import shipped
from casework.instruments.lines import line_of
from casework.instruments.reading import parse
from casework.instruments.toml import BadFile
from tests.mistakes import MISTAKES, NEEDS, NEEDS_MISTAKES, RISK

SPOILT = {
    **{what: (RISK, *row) for what, row in MISTAKES.items()},
    **{what: (NEEDS, *row) for what, row in NEEDS_MISTAKES.items()},
}
# found where the sum is held against its parts, not on the line that was spoilt
ELSEWHERE = {
    "a band beyond the maximum": "[[bands]]",
    "no source at all": 'code = "rri"',
    "an item twice": "[[parts.items]]",
    "a part twice": "[[parts]]",
    "an option twice": "options = [",
    "options and a scale at once": "options = []",
    "an item without its factor": "maximum = 6",
    "an item of no known factor": "maximum = 7",
}


@pytest.mark.parametrize("what", SPOILT)
def test_the_line_is_named_of(what: str) -> None:
    source, old, new, _ = SPOILT[what]
    spoilt = source.replace(old, new, 1)
    before, after = source.splitlines(), spoilt.splitlines()
    first = next(
        n for n, (one, two) in enumerate(zip(before, after, strict=False), 1) if one != two
    )

    with pytest.raises(BadFile) as refused:
        parse("salah.toml", spoilt.encode())
    line = line_of(spoilt.encode(), refused.value)

    if what in ELSEWHERE:
        assert after[line - 1] == ELSEWHERE[what]
    else:
        assert line == first


def test_the_line_is_named_in_a_file_with_several_forms() -> None:
    source = shipped.edition("anak").source.decode()
    old = 'title = "Lebih dari tiga kali", value = 4'
    spoilt = source.replace(old, old.replace("4", '"4"'), 1)

    with pytest.raises(BadFile) as refused:
        parse("salah.toml", spoilt.encode())

    assert refused.value.key.startswith("forms[risiko-anak].parts[A].items[2]")
    line = spoilt.splitlines()[line_of(spoilt.encode(), refused.value) - 1]
    assert "Lebih dari tiga kali" in line


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b'code = "a"\ntitle = "\xff"\n', 2),
        (b'a = 1\nb = [\n{ x = 1, y = "', 3),
        (b"", 1),
        (b"a = " + b"[" * 9_000, 1),
        (b"\n\na = " + b"9" * 9_000, 3),
    ],
)
def test_what_no_parser_takes_has_a_line_too(content: bytes, line: int) -> None:
    with pytest.raises(BadFile) as refused:
        parse("salah.toml", content)

    assert line_of(content, refused.value) == line


def test_marks_inside_texts_and_notes_are_no_marks() -> None:
    content = (
        b'title = """a\n[[bands]]\n"""  # [x]\n'
        b"'quo.ted' = '''x = 1\n'''\n"
        b'a.b = { c = ["]", 2], "d" = 2021-01-01 }\n'
        b"[settings.'x.y']\nvalue = 1\n"
    )

    for key, line in (("a.b", 6), ("a.b.c", 6), ("a.b.d", 6), ("title", 1)):
        assert line_of(content, BadFile("x", key, "")) == line, key
