"""The code printed on a document, by which anyone can ask whether Berkas issued it."""

import secrets

__all__ = ["new_code"]

# no 0 O 1 I L U: a code is read aloud and typed from paper
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_code() -> str:
    """Return a code such as `P7K2-9QMX-4HTA`: 58 random bits, nothing about its document."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(12))
    return "-".join((letters[:4], letters[4:8], letters[8:]))
