"""The table of what a limited child can be asked to do."""

from collections.abc import Callable

from rendering.work import bundle, check, compare, fill, image, inspect, scan, table, template, text

__all__ = ["TASKS"]

Task = Callable[[object, list[bytes]], tuple[object, list[bytes]]]

TASKS: dict[str, Task] = {
    "bundle": bundle.task,
    "fill": fill.task,
    "check-template": template.task,
    "compare": compare.task,
    "inspect": inspect.task,
    "join-pictures": scan.join_task,
    "page-image": image.task,
    "pdf-check": check.task,
    "scan": scan.look_task,
    "scan-page": scan.draw_task,
    "table": table.task,
    "pdf-text": text.pdf_task,
    "docx-text": text.docx_task,
}
