"""What can be wrong with an archive: the codes, and one English sentence for each."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["SENTENCES", "Code", "Finding"]


class Code(StrEnum):
    """The findings of a verification; the words for officers stand with the pages."""

    BAG_INVALID = "bag-invalid"
    DIGEST_DIFFERS = "digest-differs"
    FILE_MISSING = "file-missing"
    FILE_EXTRA = "file-extra"
    FILE_UNREADABLE = "file-unreadable"
    LABEL_DIFFERS = "label-differs"
    RECORD_DIFFERS = "record-differs"
    CHAIN_GAP = "chain-gap"
    CHAIN_DOUBLE = "chain-double"
    CHAIN_BROKEN = "chain-broken"
    ID_TWICE = "id-twice"
    SUPERSEDES_UNKNOWN = "supersedes-unknown"
    WRONG_NAME = "wrong-name"
    ENTRY_UNKNOWN = "entry-unknown"
    STAGING_LEFTOVER = "staging-leftover"
    SCHEMA_MISSING = "schema-missing"


SENTENCES = {
    Code.BAG_INVALID: "a tag file is missing or does not read",
    Code.DIGEST_DIFFERS: "the file is not the one that was sealed",
    Code.FILE_MISSING: "the manifest names a file that is not there",
    Code.FILE_EXTRA: "the bag holds something that no manifest names",
    Code.FILE_UNREADABLE: "the disk refuses to read it",
    Code.LABEL_DIFFERS: "bag-info.txt and the place of the bag do not agree",
    Code.RECORD_DIFFERS: "rekaman.json and bag-info.txt do not agree",
    Code.CHAIN_GAP: "a number of the sequence is missing before this bag",
    Code.CHAIN_DOUBLE: "two bags bear the same number",
    Code.CHAIN_BROKEN: "the bag before this one is not the one it was sealed after",
    Code.ID_TWICE: "two bags bear the same id",
    Code.SUPERSEDES_UNKNOWN: "the bag it replaces is not before it in the chain",
    Code.WRONG_NAME: "no bag and no chain is called like this",
    Code.ENTRY_UNKNOWN: "nothing of this name belongs here",
    Code.STAGING_LEFTOVER: "work that a dead writer left; recovery clears it",
    Code.SCHEMA_MISSING: "the schema of a kind that is in use was not copied here",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, where it is (a path under the root), and its facts."""

    code: Code
    place: str
    detail: str = ""

    def __str__(self) -> str:
        facts = f" ({self.detail})" if self.detail else ""
        return f"{self.code}: {self.place}: {SENTENCES[self.code]}{facts}"
