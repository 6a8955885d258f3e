"""Help: how a computer and a phone come to trust the certificate of this server."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from casework.errors import NotFound
from webapp.access import public
from webapp.addresses import base_url
from webapp.certificates import authority_file, fingerprint
from webapp.parts import parts
from webapp.pieces.downloads import download

__all__ = ["bp"]

bp = Blueprint("help", __name__, url_prefix="/bantuan")


@bp.get("/sertifikat")
@public
def certificate() -> ResponseReturnValue:
    """Tell how the certificate is trusted, with the fingerprint to compare."""
    settings = parts().settings
    pairs = fingerprint(settings.keys).split() if settings.secure else []
    return render_template(
        "help/certificate.html",
        secure=settings.secure,
        address=base_url(settings),
        fingerprint=[" ".join(pairs[at : at + 8]) for at in range(0, len(pairs), 8)],
    )


@bp.get("/sertifikat/berkas-ca.crt")
@public
def authority() -> ResponseReturnValue:
    """Hand out the certificate of the server's own authority."""
    settings = parts().settings
    if not settings.secure:
        raise NotFound("certificate")
    content = authority_file(settings.keys)
    return download(content, "berkas-ca.crt", "application/x-x509-ca-cert")
