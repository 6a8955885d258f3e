"""What a backup refuses, each named for what happened; the first line is its plain meaning."""

from casework.errors import Refusal

__all__ = [
    "BackupDamaged",
    "BackupRefusal",
    "DatabaseBroken",
    "KeyExists",
    "KeyReplaced",
    "NoBackup",
    "NoKey",
    "NotAKey",
    "NotEmpty",
    "PlaceMissing",
    "WrongKey",
]


class BackupRefusal(Refusal):
    """The backup cannot do what was asked for."""


class NoKey(BackupRefusal):
    """No key has been made yet, so nothing can be encrypted."""


class KeyExists(BackupRefusal):
    """There is a key already; its secret half is on paper."""


class KeyReplaced(BackupRefusal):
    """Another key was made since, or this one is in force already: it is not the one that waits."""


class NotAKey(BackupRefusal):
    """This is not a key of a backup: it begins with AGE-SECRET-KEY-1, and every letter counts."""


class WrongKey(BackupRefusal):
    """This key does not open the backups that lie here."""


class PlaceMissing(BackupRefusal):
    """The place is not prepared for backups: its disk may not be mounted."""


class NoBackup(BackupRefusal):
    """No whole backup lies here."""


class BackupDamaged(BackupRefusal):
    """This backup is not as it was written; try an earlier one with --moment."""


class DatabaseBroken(BackupRefusal):
    """The database fails SQLite's own check, so no backup of it was made."""


class NotEmpty(BackupRefusal):
    """The folder holds something already; a backup is restored into an empty one."""
