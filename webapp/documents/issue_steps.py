"""The five steps of issuing as a page shows them, and as its status address answers."""

from dataclasses import dataclass
from datetime import datetime

from casework.assessments.model import Assessment, AssessmentState
from webapp.words.formatting import second
from webapp.words.refusals import trouble_sentence

__all__ = ["Step", "as_json", "steps"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its state (waiting, current, done, failed), its words, its time, a remark."""

    state: str
    text: str
    time: str = ""
    remark: str = ""


# of each step: the column that says when it was done, its words before, meanwhile and after
_STEPS = (
    ("numbered_at", "Nomor", "Nomor diambil...", "Nomor diambil"),
    ("docx_at", "DOCX", "DOCX dibuat...", "DOCX dibuat"),
    ("pdf_at", "PDF", "PDF dibuat...", "PDF dibuat"),
    ("sealed_at", "Disegel", "Disegel...", "Disegel"),
    ("indexed_at", "Dapat dicari", "Dimasukkan ke pencarian...", "Dapat dicari"),
)


def steps(assessment: Assessment, trouble: str | None = None) -> tuple[Step, ...]:
    """Return the steps; the first one that is not done is the current one."""
    found, current = list[Step](), assessment.state is not AssessmentState.DRAFT
    for column, before, meanwhile, after in _STEPS:
        at: datetime | None = getattr(assessment, column)
        if at is not None:
            found.append(Step("done", after, second(at)))
        elif current:
            remark = trouble_sentence(trouble) if trouble else ""
            found.append(Step("failed" if trouble else "current", meanwhile, remark=remark))
            current = False
        else:
            found.append(Step("waiting", before))
    return tuple(found)


def as_json(assessment: Assessment, trouble: str | None) -> dict[str, object]:
    """Return what `progress.js` asks for."""
    found = steps(assessment, trouble)
    remark = next((step.remark for step in found if step.remark), "")
    done = all(step.state == "done" for step in found)
    return {
        "done": done,
        "message": remark or (f"Hasil asesmen terbit, nomor {assessment.number}." if done else ""),
        "steps": [{"state": step.state, "text": step.text, "time": step.time} for step in found],
    }
