"""Jinja for Word files that staff may edit: a template is code, so it may do very little."""

from collections.abc import Iterator

from jinja2 import StrictUndefined, nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

__all__ = ["Sandbox", "TagNotAllowed", "allowed", "tree"]

_NODES = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Const, nodes.Name, nodes.Getattr,
    nodes.For, nodes.If, nodes.Not, nodes.And, nodes.Or, nodes.Compare, nodes.Operand,
    nodes.Filter,
)  # fmt: skip
_LOOP = frozenset({"first", "index", "last"})
_LONGEST = 60


class TagNotAllowed(Exception):
    """The template holds a tag that the office's templates may not use."""

    def __init__(self, what: str, line: int) -> None:
        super().__init__(f"{what} (line {line})")
        self.facts = {"what": what}


class NotText(Exception):
    """Something that is no text would have come out on paper."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.facts = {"what": kind}


def _repeat(text: str, times: int) -> str:
    """Return a bar of squares, of a length that a table can hold."""
    return text * min(times, _LONGEST)


def _printed(value: object) -> object:
    """Let text and numbers out, and text so that nothing after Jinja takes it for a tag.

    docxtpl turns `{_{` in the filled document into `{{`: what a user types must stay.
    """
    if isinstance(value, StrictUndefined):
        return value
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise NotText(type(value).__name__)
    safe = str(escape(str(value)))
    return Markup(safe.replace("{", "&#123;").replace("}", "&#125;"))  # noqa: S704 - escaped above


class Sandbox(SandboxedEnvironment):
    """An environment that reads dictionaries and nothing else of Python's."""

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=True, finalize=_printed)
        self.filters = {"lower": str.lower, "ulang": _repeat, "upper": str.upper}
        self.globals = {}
        self.tests = {}

    def getattr(self, obj: object, attribute: str) -> object:
        """Return a value of a dictionary, or what a loop knows of itself."""
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        if isinstance(obj, LoopContext) and attribute in _LOOP:
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)


def tree(source: str) -> nodes.Template:
    """Parse a template part and refuse it if it holds anything that is not allowed."""
    parsed = Sandbox().parse(source)
    for what, line in allowed(parsed):
        raise TagNotAllowed(what, line)
    return parsed


def allowed(parsed: nodes.Template) -> Iterator[tuple[str, int]]:
    """Yield every construct of the template that is not allowed, with its line."""
    for node in (parsed, *parsed.find_all(nodes.Node)):
        if not isinstance(node, _NODES) and not isinstance(node, nodes.Keyword):
            yield type(node).__name__, node.lineno
        elif isinstance(node, nodes.Filter) and node.name not in Sandbox().filters:
            yield f"filter {node.name}", node.lineno
        elif isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
            yield f"attribute {node.attr}", node.lineno
        elif isinstance(node, nodes.For) and (node.recursive or node.test or node.else_):
            yield "for with more than a list", node.lineno
