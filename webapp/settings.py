"""What may be set from outside, read once from the environment and frozen."""

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

__all__ = ["BadSetting", "Settings", "WorkerPlace", "from_environment"]

_CHECKOUT = Path(__file__).resolve().parent.parent
_LAST_PORT = 65535


class WorkerPlace(StrEnum):
    """Where the worker runs: in the process of the site, or in one of its own."""

    INSIDE = "inside"
    APART = "apart"


class BadSetting(ValueError):
    """A variable of the environment cannot be understood; the program does not start."""

    def __init__(self, variable: str, value: str, expected: str) -> None:
        super().__init__(f"{variable}={value!r} is not understood: expected {expected}")
        self.variable = variable


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one run; everything else is a setting of the office, in the database."""

    home: Path
    host: str = "127.0.0.1"
    port: int = 8000
    threads: int = 8
    worker: WorkerPlace = WorkerPlace.INSIDE
    public_url: str = ""
    names: tuple[str, ...] = ()
    backup: Path | None = None
    import_days: int = 30

    def __post_init__(self) -> None:
        if not 0 <= self.port <= _LAST_PORT:
            raise BadSetting("BERKAS_PORT", str(self.port), "a port number")
        if self.threads < 1:
            raise BadSetting("BERKAS_THREADS", str(self.threads), "a number above zero")
        if self.import_days < 1:
            raise BadSetting("BERKAS_IMPORT_DAYS", str(self.import_days), "a number above zero")
        if self.public_url and not _is_web_address(self.public_url):
            raise BadSetting("BERKAS_PUBLIC_URL", self.public_url, "https://… without a path")
        if self.backup is not None and self.backup.is_relative_to(self.home):
            raise BadSetting("BERKAS_BACKUP", str(self.backup), "a folder outside the data home")

    @property
    def secure(self) -> bool:
        """True where pages travel over a network, and so only by https."""
        return not _is_loopback(self.host)

    @property
    def scheme(self) -> str:
        """The scheme that the server speaks at its address."""
        return "https" if self.secure else "http"

    @property
    def database(self) -> Path:
        """The file that the database is in."""
        return self.home / "berkas.sqlite3"

    @property
    def archive(self) -> Path:
        """The root of the archive."""
        return self.home / "arsip"

    @property
    def index(self) -> Path:
        """The folder of the search index."""
        return self.home / "indeks"

    @property
    def keys(self) -> Path:
        """The folder of the keys, which only the account of the server may read."""
        return self.home / "kunci"

    @property
    def backups(self) -> tuple[Path, ...]:
        """Where backups are put: in the home, and on the second disk where one is named."""
        own = self.home / "cadangan"
        return (own,) if self.backup is None else (own, self.backup)

    @property
    def reading(self) -> Path:
        """The folder in which one page of a scan is read; empty between two pages."""
        return self.home / "bacaan"

    @property
    def logs(self) -> Path:
        """The folder of the rotating log."""
        return self.home / "log"


def from_environment(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings; raises BadSetting, which names the variable."""
    return Settings(
        home=Path(environ.get("BERKAS_HOME") or _CHECKOUT / "var").resolve(),
        host=environ.get("BERKAS_HOST") or "127.0.0.1",
        port=_number(environ, "BERKAS_PORT", 8000),
        threads=_number(environ, "BERKAS_THREADS", 8),
        worker=_place(environ),
        public_url=environ.get("BERKAS_PUBLIC_URL", "").rstrip("/"),
        names=tuple(environ.get("BERKAS_NAMES", "").replace(",", " ").split()),
        backup=_folder(environ, "BERKAS_BACKUP"),
        import_days=_number(environ, "BERKAS_IMPORT_DAYS", 30),
    )


def _number(environ: Mapping[str, str], variable: str, default: int) -> int:
    value = environ.get(variable) or str(default)
    if not (value.isascii() and value.isdigit()):
        raise BadSetting(variable, value, "a number")
    return int(value)


def _folder(environ: Mapping[str, str], variable: str) -> Path | None:
    value = environ.get(variable)
    if not value:
        return None
    if not Path(value).is_absolute():
        raise BadSetting(variable, value, "a folder from the root on")
    return Path(value)


def _place(environ: Mapping[str, str]) -> WorkerPlace:
    value = environ.get("BERKAS_WORKER") or WorkerPlace.INSIDE
    try:
        return WorkerPlace(value)
    except ValueError:
        raise BadSetting("BERKAS_WORKER", value, " or ".join(WorkerPlace)) from None


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not parts.path
