"""By which names and addresses this machine may be called."""

import ipaddress
import socket
from urllib.parse import urlsplit

from webapp.settings import Settings

__all__ = ["base_url", "own_names"]

_ANYWHERE = frozenset({"0.0.0.0", "::", ""})  # noqa: S104  (compared with, not bound to)
# a documentation address: connecting a datagram socket sends nothing, it only picks the way out
_OUTSIDE = ("192.0.2.1", 9)


def own_names(settings: Settings) -> tuple[str, ...]:
    """Return every host name a request may be addressed to; any other is answered with 400."""
    names = ["127.0.0.1", "localhost", "[::1]"]
    if settings.secure:
        names += [_in_url(name) for name in (*_reachable(settings), *settings.names)]
    if settings.public_url:
        names.append(_in_url(urlsplit(settings.public_url).hostname or ""))
    return tuple(dict.fromkeys(name.lower() for name in names if name))


def base_url(settings: Settings, port: int | None = None) -> str:
    """Return the address to type into a browser."""
    names = own_names(settings)
    host = settings.host
    if host in _ANYWHERE:
        host = next((name for name in names[3:]), names[0])
    return f"{settings.scheme}://{_in_url(host)}:{settings.port if port is None else port}/"


def _reachable(settings: Settings) -> list[str]:
    if settings.host not in _ANYWHERE:
        return [settings.host]
    found = [_way_out(), socket.gethostname(), f"{socket.gethostname()}.local"]
    return [name for name in found if name]


def _way_out() -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_OUTSIDE)
        except OSError:
            return ""  # no network at all: the machine's name remains
        return str(probe.getsockname()[0])


def _in_url(name: str) -> str:
    try:
        address = ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return name
    return f"[{address}]" if address.version == 6 else str(address)  # noqa: PLR2004
