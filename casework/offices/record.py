"""Reading the office's own sealed records back: settings, officials, rule files."""

import json
from collections.abc import Callable
from datetime import date

from sqlalchemy.orm import Session

from casework.deposits.model import Deposit
from casework.offices.model import Office, Official, RuleFile

__all__ = ["read_official", "read_rule"]


def read_rule(session: Session, deposit: Deposit, file: Callable[[str], bytes]) -> None:
    """Take a published rule file back; the office's own settings among them become its row."""
    content = deposit.isi
    data = file(content["berkas"])
    session.add(
        RuleFile(
            id=deposit.id,
            office=deposit.office,
            kind=content["jenis"],
            name=content["nama"],
            version=content["versi"],
            sha256=content["sha256"],
            file_name=content["berkas"],
            content=data,
            published_at=deposit.at,
        )
    )
    if content["jenis"] == "kantor":
        session.merge(Office(code=deposit.office, profile=json.loads(data)))
    session.flush()


def read_official(session: Session, deposit: Deposit, file: Callable[[str], bytes]) -> None:
    """Take an official back, or what changed of one."""
    del file
    content = deposit.isi
    session.merge(
        Official(
            id=content["id"],
            office=deposit.office,
            name=content["nama"],
            nip=content["nip"],
            position=content["jabatan"],
            roles=list(content["peran"]),
            since=date.fromisoformat(content["dari"]),
            until=date.fromisoformat(content["sampai"]) if content["sampai"] else None,
        )
    )
    session.flush()
