"""What the archive refuses, each named for what happened and carrying its facts."""

__all__ = [
    "AlreadyDeposited",
    "ArchiveRefusal",
    "Busy",
    "Damaged",
    "NewerArchive",
    "NoRoom",
    "NotAnArchive",
]


class ArchiveRefusal(Exception):
    """Something was asked for that the archive does not do."""


class NotAnArchive(ArchiveRefusal):
    """The folder carries no marker: an unmounted disk, or another folder altogether."""

    def __init__(self, root: str) -> None:
        super().__init__(f"no archive at {root}")
        self.root = root


class NewerArchive(ArchiveRefusal):
    """The archive was written by a later program, whose rules this one does not know."""

    def __init__(self, version: str) -> None:
        super().__init__(f"the archive has format {version}")
        self.version = version


class NoRoom(ArchiveRefusal):
    """The disk has less free space than a safe deposit asks for."""

    def __init__(self, needed: int, free: int) -> None:
        super().__init__(f"{needed} bytes are needed and {free} are free")
        self.needed = needed
        self.free = free


class AlreadyDeposited(ArchiveRefusal):
    """The chain already holds a bag of this id with another payload."""

    def __init__(self, id_: str, path: str) -> None:
        super().__init__(f"{id_} is already sealed at {path}")
        self.id = id_
        self.path = path


class Busy(ArchiveRefusal):
    """Somebody else held the lock for longer than one waits."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is locked")
        self.name = name


class Damaged(ArchiveRefusal):
    """What lies in the archive is not what was sealed."""

    def __init__(self, path: str, detail: str) -> None:
        super().__init__(f"{path}: {detail}")
        self.path = path
        self.detail = detail
