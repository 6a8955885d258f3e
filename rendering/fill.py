"""A template and values in, a Word file out; what users typed comes out as typed."""

from collections.abc import Mapping

from doc_templates import Template
from rendering import limited
from rendering.values import UnprintableText, ValuesDoNotFit, complete

__all__ = ["PictureMissing", "TemplateRefused", "UnprintableText", "ValuesDoNotFit", "fill"]


class TemplateRefused(Exception):
    """The template cannot be filled in: it holds what is not allowed, or took too much."""


class PictureMissing(Exception):
    """The paper shows a picture (a QR) that nobody gave."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def fill(
    template: Template,
    values: Mapping[str, object],
    pictures: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return the filled Word file; the same template and values give the same bytes."""
    given = dict(pictures or {})
    if unknown := given.keys() - template.pictures.keys():
        raise ValuesDoNotFit(tuple((f"pictures.{name}", "unknown") for name in sorted(unknown)))
    orders = {
        "values": complete(template.manifest, values),
        "pictures": list(given),
        "needed": [name for name, required in template.pictures.items() if required],
    }
    try:
        answer = limited.run("fill", orders, [template.docx, *given.values()])
    except limited.WorkFailed as failure:
        if failure.kind == "PictureMissing" and isinstance(failure.facts, dict):
            raise PictureMissing(str(failure.facts["name"])) from failure
        raise TemplateRefused(str(failure)) from failure
    except limited.Overrun as overrun:
        raise TemplateRefused("the template takes more time or memory than it may") from overrun
    return answer.blobs[0]
