"""Write every template's Word file beside its manifest in `doc_templates/`."""

from pathlib import Path

from script.templates import bundle, client, consent, report
from script.templates.package import build

PAPERS = {
    "laporan-hasil-asesmen": report.paper,
    "daftar-isi-bundel": bundle.contents,
    "pemisah-lampiran": bundle.divider,
    "persetujuan-asesmen": consent.statement,
    "sampul-berkas": client.cover,
    "lembar-identitas": client.identity_sheet,
}


def main() -> None:
    """Write the files; the same code gives the same bytes."""
    folder = Path(__file__).resolve().parents[2] / "doc_templates"
    for name, paper in PAPERS.items():
        (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / name / "template.docx").write_bytes(build(paper()))


if __name__ == "__main__":
    main()
