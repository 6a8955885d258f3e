"""The door of the slice: what may be done with a list of clients."""

from casework.imports.checking import Decision, check_all, decide, decide_all, edit, row
from casework.imports.running import RUN, NothingReady, confirm
from casework.imports.undoing import FilesChanged, changed, drop, undo
from casework.imports.uploading import (
    CHECK,
    Incoming,
    choose_sheet,
    get,
    map_columns,
    read,
    rehead,
    upload,
)

__all__ = [
    "CHECK",
    "RUN",
    "Decision",
    "FilesChanged",
    "Incoming",
    "NothingReady",
    "changed",
    "check_all",
    "choose_sheet",
    "confirm",
    "decide",
    "decide_all",
    "drop",
    "edit",
    "get",
    "map_columns",
    "read",
    "rehead",
    "row",
    "undo",
    "upload",
]
