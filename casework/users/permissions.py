"""The permission table: which role may do what. The one place where that is decided."""

from enum import StrEnum

from casework.actor import Actor, Role

__all__ = ["PERMISSIONS", "Permission", "permits"]


class Permission(StrEnum):
    """What a view or a verb can ask for."""

    OWN_ACCOUNT = "own-account"
    READ_FILES = "read-files"
    READ_CHILD_FILES = "read-child-files"
    REGISTER_CLIENT = "register-client"
    IMPORT_CLIENTS = "import-clients"
    CHANGE_CLIENT = "change-client"
    CHANGE_GUIDANCE = "change-guidance"
    ASSIGN_PK = "assign-pk"
    EXPORT_LIST = "export-list"
    READ_DUE = "read-due"
    ASSESS = "assess"
    READ_ASSESSMENTS = "read-assessments"
    ISSUE_ASSESSMENT = "issue-assessment"
    DROP_DRAFT = "drop-draft"
    VOID_NUMBER = "void-number"
    FILE_SIGNED_COPY = "file-signed-copy"
    FILE_SOURCE = "file-source"
    RECORD_PLACE = "record-place"
    COMPILE_LITMAS = "compile-litmas"
    SEARCH = "search"
    MANAGE_OFFICE = "manage-office"
    MANAGE_USERS = "manage-users"
    MANAGE_BACKUP = "manage-backup"
    READ_INSTRUMENTS = "read-instruments"
    MANAGE_INSTRUMENTS = "manage-instruments"


_P, _R = Permission, Role
_CASE = frozenset(
    {_R.ASESOR, _R.SUPERVISOR, _R.PK, _R.KABAPAS, _R.ARSIPARIS, _R.REGISTRASI, _R.KASI}
)

PERMISSIONS: dict[Permission, frozenset[Role]] = {
    _P.OWN_ACCOUNT: frozenset(Role),
    _P.READ_FILES: _CASE,
    # of children: the supervisor, the head and the archivist, beside who is assigned to the case
    _P.READ_CHILD_FILES: frozenset({_R.SUPERVISOR, _R.KABAPAS, _R.ARSIPARIS}),
    _P.REGISTER_CLIENT: frozenset({_R.REGISTRASI, _R.ASESOR, _R.PK, _R.ARSIPARIS}),
    _P.IMPORT_CLIENTS: frozenset({_R.REGISTRASI}),
    _P.CHANGE_CLIENT: frozenset({_R.REGISTRASI, _R.PK}),
    _P.CHANGE_GUIDANCE: frozenset({_R.REGISTRASI, _R.PK, _R.KASI}),
    _P.ASSIGN_PK: frozenset({_R.KASI, _R.KABAPAS}),
    _P.EXPORT_LIST: _CASE,
    _P.READ_DUE: _CASE,
    _P.ASSESS: frozenset({_R.ASESOR}),
    _P.READ_ASSESSMENTS: frozenset({_R.ASESOR, _R.SUPERVISOR, _R.KABAPAS, _R.PK}),
    _P.ISSUE_ASSESSMENT: frozenset({_R.ASESOR}),
    _P.DROP_DRAFT: frozenset({_R.ASESOR, _R.SUPERVISOR}),
    _P.VOID_NUMBER: frozenset({_R.ASESOR, _R.SUPERVISOR}),
    _P.FILE_SIGNED_COPY: frozenset({_R.ASESOR, _R.PK, _R.ARSIPARIS, _R.REGISTRASI}),
    _P.FILE_SOURCE: frozenset({_R.REGISTRASI, _R.ASESOR, _R.PK, _R.ARSIPARIS}),
    _P.RECORD_PLACE: frozenset({_R.ASESOR, _R.PK, _R.ARSIPARIS, _R.REGISTRASI}),
    _P.COMPILE_LITMAS: frozenset({_R.PK}),
    _P.SEARCH: _CASE,
    _P.MANAGE_OFFICE: frozenset({_R.ADMIN}),
    _P.MANAGE_USERS: frozenset({_R.ADMIN}),
    _P.MANAGE_BACKUP: frozenset({_R.ADMIN}),
    # no client stands in an instrument: who assesses, reviews or decides may read it
    _P.READ_INSTRUMENTS: frozenset({_R.ADMIN, _R.ASESOR, _R.SUPERVISOR, _R.KASI, _R.KABAPAS}),
    _P.MANAGE_INSTRUMENTS: frozenset({_R.ADMIN}),
}


def permits(actor: Actor, permission: Permission) -> bool:
    """Tell whether one of the actor's roles carries the permission.

    The console's operator and Berkas itself are bound by the trade's rules, not by this table.
    """
    return actor.via != "web" or not actor.roles.isdisjoint(PERMISSIONS[permission])
