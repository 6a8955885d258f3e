"""The table of what a limited child can be asked to do."""

from collections.abc import Callable

from rendering.work import check, compare, fill, text

__all__ = ["TASKS"]

Task = Callable[[object, list[bytes]], tuple[object, list[bytes]]]

TASKS: dict[str, Task] = {
    "fill": fill.task,
    "compare": compare.task,
    "pdf-check": check.task,
    "pdf-text": text.pdf_task,
    "docx-text": text.docx_task,
}
