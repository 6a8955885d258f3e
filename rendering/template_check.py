"""A template that staff have edited, held against its manifest before it is used."""

from dataclasses import dataclass
from typing import Any, cast

from doc_templates import Template
from rendering import limited

__all__ = ["Problem", "problems"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a template: a code, and the tag, path or part that it is about."""

    code: str
    what: str


def problems(template: Template) -> tuple[Problem, ...]:
    """Return everything that speaks against using the template; none is good.

    Codes: `unreadable`, the reasons of an upload (`macros`, `external-links` …),
    `tag-not-allowed`, `unknown-placeholder`, `forgotten-placeholder`.
    """
    paths = {placeholder.path: placeholder.required for placeholder in template.manifest}
    try:
        answer = limited.run("check-template", paths, [template.docx])
    except (limited.WorkFailed, limited.Overrun):
        return (Problem("unreadable", template.name),)
    rows = cast("list[dict[str, Any]]", answer.facts)
    return tuple(Problem(str(row["code"]), str(row["what"])) for row in rows)
