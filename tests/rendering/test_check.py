"""What is looked at in a PDF before it is sealed, and Apache Preflight beside it."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from rendering import check
from rendering.office import Office

Make = Callable[..., bytes]
_JARS = ("preflight", "pdfbox2", "xmpbox", "fontbox2", "commons-logging", "jaxb-api",
         "jakarta-activation", "javax.activation")  # fmt: skip
# Preflight knows PDF/A-1 alone: the one thing it may say is that our papers are A-2
_ONLY_IN_A1 = {"7.11.2"}  # "part must be 1"


@pytest.mark.office
def test_a_paper_has_everything_that_is_asked(office: Office, make_report: Make) -> None:
    sheet = check.look(office.convert(make_report()))

    assert sheet.problems == ()
    assert sheet.loose_fonts == ()
    assert sheet.fonts == ("LiberationSans", "LiberationSans-Bold")


@pytest.mark.office
@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        (b"/OutputIntents", b"/OutputIntenty", "no-output-intent"),
        (b"/Lang", b"/Lamg", "no-language"),
        (b"/MarkInfo", b"/MarkInfx", "no-tags"),
        (b"pdfaid:part", b"pdfaid:pary", "no-pdfa-claim"),
        (b"/ID [", b"/IX [", "no-id"),
        (b"/FontFile2", b"/FontFilex", "fonts-not-embedded"),
    ],
)
def test_what_is_not_there_is_missed(
    office: Office, make_report: Make, before: bytes, after: bytes, problem: str
) -> None:
    pdf = office.convert(make_report())
    assert before in pdf

    assert problem in check.problems(pdf.replace(before, after))


@pytest.mark.parametrize("rubbish", [b"", b"%PDF-", b"MZ\x90", b"%PDF-1.7\n%%EOF"])
def test_rubbish_has_no_pages(rubbish: bytes) -> None:
    assert check.look(rubbish).pages == 0


@pytest.mark.office
def test_apache_preflight_finds_nothing_but_what_a_1_alone_forbids(
    office: Office, make_report: Make, tmp_path: Path
) -> None:
    jars = [Path("/usr/share/java") / f"{name}.jar" for name in _JARS]
    if shutil.which("java") is None or not all(jar.exists() for jar in jars[:3]):
        pytest.skip("Apache Preflight (libpdfbox2-java) is not installed")
    paper = tmp_path / "dokumen.pdf"
    paper.write_bytes(office.convert(make_report()))

    done = subprocess.run(
        ["java", "-cp", ":".join(map(str, jars)), "org.apache.pdfbox.preflight.Validator_A1b",
         str(paper)],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip

    said = done.stdout + done.stderr
    assert "dokumen.pdf" in said, said
    found = set(re.findall(r"^\s*(\d+(?:\.\d+)*)\s*:", said, re.MULTILINE))
    assert found <= _ONLY_IN_A1, said
