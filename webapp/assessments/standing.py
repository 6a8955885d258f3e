"""What is to be said of a draft that cannot be issued: why not, or by whom it was given up."""

from casework.assessments.model import Assessment
from casework.assessments.workflow import DropGround
from casework.clients.model import Client, GuidanceStatus
from webapp.words.formatting import day, day_and_clock
from webapp.words.people import standing

__all__ = ["dropped_words", "hindrance"]

_UNWILLING = {
    DropGround.REFUSED: "menolak",
    DropGround.WITHDRAWN: "persetujuan dicabut",
}
# from here the guidance may go on, and the draft with it
_WAITING = frozenset({GuidanceStatus.SUSPENDED, GuidanceStatus.ABSCONDED})


def hindrance(client: Client) -> str:
    """Say why a draft of this client cannot be issued now; nothing where it can (SP-0)."""
    status = client.guidance_status
    if status is GuidanceStatus.RUNNING:
        return ""
    since = "pada" if status is GuidanceStatus.DECEASED else "sejak"
    told = standing(status)
    told = f"{told[0].upper()}{told[1:]} {since} {day(client.guidance_status_on)}"
    if status in _WAITING:
        return f"{told}, jadi draf ini belum dapat diterbitkan. Isiannya tetap tersimpan."
    return (
        f"{told}, jadi draf ini tidak dapat diterbitkan. Batalkan draf ini; isinya tetap terbaca."
    )


def dropped_words(assessment: Assessment) -> str:
    """Say when, by whom and why the draft was given up; nothing where it was not."""
    if assessment.dropped_at is None:
        return ""
    who = (assessment.dropped_by or "").partition(",")[0]
    if assessment.dropped_for in _UNWILLING:
        told = _UNWILLING[assessment.dropped_for]
        reason = f": {assessment.drop_reason.rstrip('.')}" if assessment.drop_reason else ""
        return f"Tidak dilakukan karena {told}{reason}. Dicatat {day(assessment.dropped_at)}."
    when = f"{day_and_clock(assessment.dropped_at)} oleh {who}"
    found = assessment.dropped_for is DropGround.CHILD
    because = "klien ternyata anak" if found else assessment.drop_reason
    more = f" ({assessment.drop_reason})" if found and assessment.drop_reason else ""
    return f"Dibatalkan {when}: {because}{more}. Tidak bernomor dan tidak disegel."
