"""The permission table, row by row: who may do what, and who may not."""

import pytest

from casework.actor import Actor, Role
from casework.users.permissions import PERMISSIONS, Permission, permits

P, R = Permission, Role
# by role, so that a change of the table by permission is seen from the other side
_CASE = {P.READ_FILES, P.EXPORT_LIST, P.READ_DUE, P.SEARCH}  # whoever works with files
MAY = {
    R.ASESOR: _CASE
    | {
        P.REGISTER_CLIENT,
        P.ASSESS,
        P.READ_ASSESSMENTS,
        P.ISSUE_ASSESSMENT,
        P.DROP_DRAFT,
        P.VOID_NUMBER,
        P.FILE_SIGNED_COPY,
        P.FILE_SOURCE,
        P.RECORD_PLACE,
        P.READ_INSTRUMENTS,
    },
    R.SUPERVISOR: _CASE
    | {
        P.READ_CHILD_FILES,
        P.READ_ASSESSMENTS,
        P.DROP_DRAFT,
        P.VOID_NUMBER,
        P.READ_INSTRUMENTS,
    },
    R.PK: _CASE
    | {
        P.REGISTER_CLIENT,
        P.CHANGE_CLIENT,
        P.CHANGE_GUIDANCE,
        P.READ_ASSESSMENTS,
        P.FILE_SIGNED_COPY,
        P.FILE_SOURCE,
        P.RECORD_PLACE,
        P.COMPILE_LITMAS,
    },
    R.KABAPAS: _CASE | {P.READ_CHILD_FILES, P.READ_ASSESSMENTS, P.ASSIGN_PK, P.READ_INSTRUMENTS},
    R.ARSIPARIS: _CASE
    | {P.READ_CHILD_FILES, P.REGISTER_CLIENT, P.FILE_SIGNED_COPY, P.FILE_SOURCE, P.RECORD_PLACE},
    R.REGISTRASI: _CASE
    | {
        P.REGISTER_CLIENT,
        P.IMPORT_CLIENTS,
        P.CHANGE_CLIENT,
        P.CHANGE_GUIDANCE,
        P.FILE_SIGNED_COPY,
        P.FILE_SOURCE,
        P.RECORD_PLACE,
    },
    R.KASI: _CASE | {P.CHANGE_GUIDANCE, P.ASSIGN_PK, P.READ_INSTRUMENTS},
    R.ULP: set[Permission](),
    R.AUDITOR: set[Permission](),
    R.ADMIN: {
        P.MANAGE_OFFICE,
        P.MANAGE_USERS,
        P.MANAGE_BACKUP,
        P.READ_INSTRUMENTS,
        P.MANAGE_INSTRUMENTS,
    },
}


def acting(*roles: Role, via: str = "web") -> Actor:
    return Actor("01", "bapas-contoh", "Rina", roles=frozenset(roles), via=via)


@pytest.mark.parametrize("permission", list(Permission))
@pytest.mark.parametrize("role", list(Role))
def test_a_role_may_do_what_its_row_says_and_nothing_else(
    role: Role, permission: Permission
) -> None:
    expected = permission is P.OWN_ACCOUNT or permission in MAY[role]

    assert permits(acting(role), permission) == expected


@pytest.mark.parametrize("permission", list(Permission))
def test_who_holds_no_role_may_do_nothing(permission: Permission) -> None:
    assert not permits(acting(), permission)


@pytest.mark.parametrize("permission", list(Permission))
def test_several_roles_add_up(permission: Permission) -> None:
    both = permits(acting(R.PK, R.ADMIN), permission)

    assert both == (permits(acting(R.PK), permission) or permits(acting(R.ADMIN), permission))


@pytest.mark.parametrize("permission", list(Permission))
def test_the_console_is_bound_by_the_trade_alone(permission: Permission) -> None:
    assert permits(acting(via="konsol"), permission)


def test_every_permission_has_its_row() -> None:
    assert set(PERMISSIONS) == set(Permission)
