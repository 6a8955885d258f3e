"""The trial run: a form filled in on a page whose answers are kept nowhere."""

from collections.abc import Mapping
from dataclasses import dataclass

from casework.instruments import lists
from casework.instruments.applying import Subject
from casework.instruments.form import Edition, Instrument
from casework.instruments.rules import Reason
from casework.instruments.trial import Tried, try_out
from webapp.pieces.forms import Form

__all__ = ["Trial", "run"]

_NARCOTICS = next(one.code for one in lists.offences().values() if one.narcotics)
_DEFAULTS = {"sex": "L", "offence": "lain", "turn": "awal"}
SEXES = (("L", "Laki-laki"), ("P", "Perempuan"))
OFFENCES = (("lain", "Bukan narkotika"), ("narkotika", "Narkotika"))
TURNS = (("awal", "Asesmen awal"), ("ulang", "Asesmen ulang"))
_ASKED = {"sex": SEXES, "offence": OFFENCES, "turn": TURNS}


@dataclass(frozen=True, slots=True)
class Trial:
    """What was chosen and what it comes to; `shown` names the items that are asked, by form."""

    form: Form
    tried: Tried
    shown: Mapping[str, frozenset[str]]

    @property
    def asked(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """The circumstances that may be chosen."""
        return _ASKED

    @property
    def follows(self) -> str:
        """Say whether the second form has to follow; empty where there is none."""
        need = self.tried.requirement
        if need is None or need.reason is Reason.ALONE:
            return ""
        if not need.settled:
            return "ditentukan sesudah semua butir terjawab"
        return "wajib" if need.needed else "tidak dilakukan"


def run(edition: Edition, values: Mapping[str, str]) -> Trial:
    """Score what a page sent; what no item offers is passed over."""
    circumstances = {
        name: values.get(name, "") if values.get(name, "") in dict(options) else _DEFAULTS[name]
        for name, options in _ASKED.items()
    }
    subject = Subject(
        circumstances["sex"],
        (_NARCOTICS,) if circumstances["offence"] == "narkotika" else (),
        circumstances["turn"] == "ulang",
    )
    chosen = {form.code: _chosen(form, values) for form in edition.forms}
    tried = try_out(edition.forms, subject, chosen)
    fields = {
        f"j-{code}-{item}": option
        for code, given in chosen.items()
        for item, option in given.items()
    }
    return Trial(
        Form(circumstances | fields),
        tried,
        {
            one.form.code: frozenset(item.code for _, items in one.parts for item in items)
            for one in tried.forms
        },
    )


def _chosen(form: Instrument, values: Mapping[str, str]) -> dict[str, str]:
    given = ((item, values.get(f"j-{form.code}-{item.code}", "")) for item in form.items)
    return {item.code: option for item, option in given if item.option(option) is not None}
