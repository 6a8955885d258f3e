"""One document of a client's file: reading it page by page, its files, its signed scan."""

from flask import (
    Blueprint,
    flash,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from casework.audit import service as audit
from casework.clients import service as clients
from casework.clock import now
from casework.deposits import queries as deposits
from casework.deposits import reading
from casework.deposits.reading import DocumentDamaged
from casework.documents import signed
from casework.errors import Invalid
from casework.physical import service as physical
from casework.sources import ordering
from casework.users.permissions import Permission
from webapp.access import current_actor, requires
from webapp.client_file.tabs import brief_head
from webapp.client_file.timeline import sequence_text
from webapp.db import after_commit, apart, db
from webapp.documents.leaf import asked, leaf
from webapp.documents.page import document_page, file_name, media_type
from webapp.documents.standing import as_json, standing
from webapp.parts import parts
from webapp.pieces.downloads import download as attachment
from webapp.pieces.forms import Form
from webapp.words.fields import SCAN

__all__ = ["bp"]

bp = Blueprint("documents", __name__, url_prefix="/berkas/<number>/dokumen/<sequence:sequence>")


@bp.get("", defaults={"page": 1})
@bp.get("/hlm/<int:page>")
@requires(Permission.READ_FILES)
def read(number: str, sequence: int, page: int) -> ResponseReturnValue:
    """Show one page of a document, its digests computed now; who read it is written down."""
    show = _leaf if request.args.get("sisip") else _page
    answer = show(number, sequence, page, Form())
    _note("dokumen.baca", number, sequence)
    return answer


def _leaf(number: str, sequence: int, page: int, form: Form) -> str:
    """Return the page of the document alone, for the pane beside a form."""
    client = clients.get(db(), current_actor(), number)
    document = deposits.document(db(), client.office, number, sequence)
    shown = leaf(db(), parts().shelf, client, document, asked(page, request.args))
    return render_template("documents/leaf.html", leaf=shown, form=form)


@bp.get("/status")
@requires(Permission.READ_FILES)
def status(number: str, sequence: int) -> ResponseReturnValue:
    """Answer how far the reading of a scan is, for the page that waits."""
    client = clients.get(db(), current_actor(), number)
    document = deposits.document(db(), client.office, number, sequence)
    return jsonify(as_json(standing(db(), document)))


@bp.post("/baca-lagi")
@requires(Permission.FILE_SOURCE)
def read_again(number: str, sequence: int) -> ResponseReturnValue:
    """Order once more what could not be read."""
    client = clients.get(db(), current_actor(), number)
    document = deposits.document(db(), client.office, number, sequence)
    ordering.again(db(), current_actor(), client, document.id, at=now())
    after_commit(parts().wake_worker)
    flash("Dokumen ini dibaca lagi.")
    return redirect(url_for(".read", number=number, sequence=sequence), code=303)


def _page(number: str, sequence: int, page: int, form: Form) -> str:
    client = clients.get(db(), current_actor(), number)
    document = deposits.document(db(), client.office, number, sequence)
    wanted = asked(page, request.args)
    shown = document_page(db(), parts().shelf, client, document, wanted)
    return render_template(
        "documents/read.html", client=client, shown=shown, leaf=shown.leaf, form=form
    )


def _note(what: str, number: str, sequence: int, result: str = "ok") -> None:
    target = f"berkas/{number}/dokumen/{sequence:04}"
    with apart() as session:
        audit.record(
            session,
            current_actor(),
            what,
            target,
            at=now(),
            result=result,
            address=request.remote_addr or "",
        )


@bp.get("/unduh/<name>")
@requires(Permission.READ_FILES)
def download(number: str, sequence: int, name: str) -> ResponseReturnValue:
    """Hand out one file of a document to keep; who took it is written down."""
    client = clients.get(db(), current_actor(), number)
    document = deposits.document(db(), client.office, number, sequence)
    content = reading.content(parts().shelf, document, name)
    _note("dokumen.unduh", number, sequence)
    return attachment(content, file_name(client, document, name), media_type(name))


@bp.post("/salinan")
@requires(Permission.FILE_SIGNED_COPY)
def file_copy(number: str, sequence: int) -> ResponseReturnValue:
    """File the signed scan of an issued document; the upload is looked at before all else."""
    upload = request.files.get("scan")
    try:
        scan = signed.read(upload.read() if upload else b"", (upload and upload.filename) or "")
    except Invalid as refused:
        return make_response(_page(number, sequence, 1, Form({}, refused.faults, SCAN)), 422)
    client = clients.get(db(), current_actor(), number)
    document = deposits.document(db(), client.office, number, sequence)
    signed.file(db(), current_actor(), document, scan, at=now())
    flash(f"Salinan bertanda tangan dokumen {sequence_text(document)} tersimpan, segera disegel.")
    return redirect(url_for("clients.file", number=number), code=303)


@bp.errorhandler(DocumentDamaged)
def damaged(refusal: DocumentDamaged) -> ResponseReturnValue:
    """Say where the paper is instead of showing what was changed (M37), and write it down."""
    where = request.view_args or {}
    number, sequence = where["number"], where["sequence"]
    _note("dokumen.baca", number, sequence, "rusak")
    client = clients.get(db(), current_actor(), number)
    place = physical.places(db(), client).of(refusal.deposit_id)
    page = render_template(
        "documents/damaged.html",
        head=brief_head(db(), client),
        sequence=f"{sequence:04}",
        place=place,
    )
    return make_response(page, 409)
