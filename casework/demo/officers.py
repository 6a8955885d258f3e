"""Invented officials of the demo office, with the titles, ranks and NIPs such people have."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from casework.actor import Role
from casework.clients.model import Sex
from casework.demo import names
from casework.demo.source import fork
from casework.offices.service import OfficialDraft

__all__ = ["Post", "officers"]


@dataclass(frozen=True, slots=True)
class Post:
    """One post of the office: what it is called, its roles, and the degrees its holders have."""

    login: str
    position: str
    roles: frozenset[Role]
    degrees: tuple[str, ...]


_SOCIAL = ("S.Psi.", "S.Sos.", "S.H.", "S.Tr.Sos.", "S.H., M.H.", "S.Psi., M.Si.")
_OFFICE = ("S.AP.", "A.Md.", "S.Kom.", "S.Sos.")
_HEAD = ("Bc.IP., S.H., M.H.", "A.Md.IP., S.Sos., M.Si.")
_PK = "Pembimbing Kemasyarakatan Ahli"

# the fixed posts, in the order in which logins are printed; further officers are PKs
_POSTS = (
    Post("asesor", f"{_PK} Pertama", frozenset({Role.ASESOR}), _SOCIAL),
    Post("supervisor", f"{_PK} Madya", frozenset({Role.SUPERVISOR}), _SOCIAL),
    Post("pk", f"{_PK} Muda", frozenset({Role.PK}), _SOCIAL),
    Post("kabapas", "Kepala Balai Pemasyarakatan", frozenset({Role.KABAPAS}), _HEAD),
    Post("arsiparis", "Arsiparis Terampil", frozenset({Role.ARSIPARIS}), _OFFICE),
    Post("registrasi", "Pengelola Data Registrasi", frozenset({Role.REGISTRASI}), _OFFICE),
    Post("kasi", "Kepala Subseksi Bimbingan Klien Dewasa", frozenset({Role.KASI}), _HEAD),
    Post("ulp", "Pengelola Layanan Pengaduan", frozenset({Role.ULP}), _OFFICE),
    Post("auditor", "Auditor Ahli Pertama", frozenset({Role.AUDITOR}), _OFFICE),
    Post("admin", "Pranata Komputer Ahli Pertama", frozenset({Role.ADMIN}), _OFFICE),
)
_LEVELS = ("Pertama", "Muda", "Muda", "Madya")


def officers(seed: int, count: int, today: date) -> tuple[tuple[Post, OfficialDraft], ...]:
    """Return the officials of an office: every fixed post once, then assessors who are PKs too.

    At least the fixed posts are filled, however few are asked for.
    """
    found: list[tuple[Post, OfficialDraft]] = []
    for n in range(max(count, len(_POSTS))):
        dice = fork(seed, "officer", n)
        post = _POSTS[n] if n < len(_POSTS) else _further(dice, n - len(_POSTS) + 2)
        found.append((post, _official(dice, post, n, today)))
    return tuple(found)


def _further(dice: Random, n: int) -> Post:
    roles = frozenset({Role.ASESOR, Role.PK} if n % 3 == 0 else {Role.PK})
    return Post(f"pk{n}", f"{_PK} {dice.choice(_LEVELS)}", roles, _SOCIAL)


def _official(dice: Random, post: Post, n: int, today: date) -> OfficialDraft:
    sex = Sex.FEMALE if dice.random() < 0.45 else Sex.MALE  # noqa: PLR2004
    name = names.full_name(dice, names.origin(dice), sex)
    senior = Role.KABAPAS in post.roles or "Madya" in post.position
    years = dice.randint(45, 56) if senior else dice.randint(26, 44)
    born = today - timedelta(days=years * 365 + dice.randint(0, 364))
    appointed = born.replace(year=born.year + dice.randint(22, 25), day=1)
    return OfficialDraft(
        name=f"{name}, {dice.choice(post.degrees)}",
        nip=_nip(born, appointed, sex, n),
        position=post.position,
        roles=post.roles,
        since=max(date(appointed.year, 1, 1), date(today.year - 3, 1, 1)),
    )


def _nip(born: date, appointed: date, sex: Sex, n: int) -> str:
    """Return birth date, month of appointment, sex and a serial: 18 digits."""
    return f"{born:%Y%m%d}{appointed:%Y%m}{1 if sex is Sex.MALE else 2}{n % 900 + 1:03}"
