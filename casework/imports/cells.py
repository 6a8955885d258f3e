"""A cell as an office fills it, turned into what the registration form takes; a table by kind."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from difflib import SequenceMatcher, get_close_matches

from casework.clients.days import read_day
from casework.errors import Fault
from casework.imports.fields import Field, empty_words, key, words
from casework.imports.names import bare_name, split_name

__all__ = ["Office", "Values", "is_empty", "translate", "word_of"]

Values = dict[str, str]

_ALIKE = 0.84
_AHEAD = 0.05
_SHOWN = 80  # letters of a cell that a fault repeats
_WHOLE_WORD = 5  # letters; a shorter word begins too many others
_OFFENCES = 5  # more than one form asks for
_PARTS = re.compile(r"[;,/+&\n]|\bdan\b")
_WEEKDAY = re.compile(
    r"^(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad)\s*,?\s*", re.IGNORECASE
)
_MIDNIGHT = re.compile(r"[ T]00[:.]00(?:[:.]00(?:\.0+)?)?Z?$")
_SPACED = re.compile(r"\s*([-/.])\s*")
_SHORT_YEAR = re.compile(
    r"([0-9]{1,2}[-/. ]+(?:[0-9]{1,2}|[^\W\d_]+)[-/. ]+)([0-9]{2})"
)  # 2025-06-02 has none
_SERIAL = re.compile(r"[1-9][0-9]{4}")
_EPOCHS = {1900: date(1899, 12, 30), 1904: date(1904, 1, 1)}
_BIRTH = re.compile(r"(?P<place>[^0-9]*?)[\s,/;:-]*(?P<day>[0-9].*)", re.DOTALL)
_SCORE = re.compile(r"([0-9]{1,3})(?:[.,]0+)?(?:\s*/\s*[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Office:
    """What cells are read against: the office's people and posts, its day, how years are meant."""

    pks: Mapping[str, str]
    """Name by id."""
    client_types: Mapping[str, str]
    """Code by compared word, as `offences`."""
    offences: Mapping[str, str]
    registers: Mapping[str, str]
    """Usual prefix of the number, by type of client."""
    posts: tuple[str, ...]
    today: date
    epoch: int = 1900
    short_years: bool = False
    title_case: bool = False
    offered: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Titles by code of every list that a cell is to be of, by kind of field."""
    meanings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Codes by the office's own words, by field."""

    def meant(self, one: Field, text: str) -> str | None:
        """Return the code that the office said its word means, where the lists still have it."""
        code = self.meanings.get(one.code, {}).get(word_of(text))
        return code if code in self.offered.get(one.kind, {}) else None


def word_of(text: str) -> str:
    """Return the word of a cell as it is kept with its meaning: small, without signs if it can."""
    return key(_shown(text)) or _shown(text).casefold()


def _shown(text: str) -> str:
    return " ".join(text.split())[:_SHOWN]


def is_empty(text: str) -> bool:
    """Tell whether a cell says nothing; offices write a dash for that."""
    return not text.strip() or " ".join(text.casefold().split()) in empty_words()


def translate(field: Field, text: str, office: Office) -> Values | Fault:
    """Return the form's fields that a cell fills, or what is wrong with it."""
    if is_empty(text):
        return {}
    return _KINDS[field.kind](field, text, office)


def _text(field: Field, text: str, office: Office) -> Values:
    del office
    return {field.target: text}


def _digits(field: Field, text: str, office: Office) -> Values:
    del office
    return {field.target: text.lstrip("'`\u2019")}


def _name(field: Field, text: str, office: Office) -> Values:
    del field
    parts = split_name(text, title_case=office.title_case)
    found = {"name": parts.name}
    if parts.bin_binti:
        found["bin_binti"] = parts.bin_binti
    if parts.aliases:
        found["aliases"] = ", ".join(parts.aliases)
    return found


def _day(field: Field, text: str, office: Office) -> Values | Fault:
    found = _read_day(field, text, office)
    return found if isinstance(found, Fault) else {field.target: found.isoformat()}


def _read_day(field: Field, text: str, office: Office) -> date | Fault:
    plain = " ".join(text.split())
    if _SERIAL.fullmatch(plain):
        return _EPOCHS[office.epoch] + timedelta(days=int(plain))
    plain = _SPACED.sub(r"\1", _MIDNIGHT.sub("", _WEEKDAY.sub("", plain)))
    if office.short_years and (short := _SHORT_YEAR.fullmatch(plain)):
        return _nearest(field, short[1], short[2], office.today)
    return read_day(plain, field.code)


def _nearest(field: Field, before: str, year: str, today: date) -> date | Fault:
    """Read a short year: the last one not after today where the day must be past, else 20xx."""
    found = read_day(f"{before}20{year}", field.code)
    if field.past and (isinstance(found, Fault) or found > today):
        return read_day(f"{before}19{year}", field.code)
    return found


def _birth(field: Field, text: str, office: Office) -> Values | Fault:
    """Part a place from the day after it."""
    found = _BIRTH.fullmatch(text.strip())
    if found is None:
        return Fault(field.code, "birth-form")
    born = _read_day(field, found["day"], office)
    if isinstance(born, Fault):
        return born
    place = " ".join(found["place"].split())
    return {"birth_date": born.isoformat(), **({"birth_place": place} if place else {})}


def _client_type(field: Field, text: str, office: Office) -> Values | Fault:
    code = office.meant(field, text) or _code(field, text, office.client_types)
    return code if isinstance(code, Fault) else {field.target: code}


def _code(field: Field, text: str, known: Mapping[str, str]) -> str | Fault:
    """Find a word of a list; one that is nearly right is taken where only one is near."""
    wanted = key(text)
    if wanted in known:
        return known[wanted]
    begun = max(
        (
            word
            for word in known
            if len(word) >= _WHOLE_WORD and f"{wanted} ".startswith(f"{word} ")
        ),
        key=len,
        default="",
    )
    if begun:  # "pencurian dengan kekerasan" is a "pencurian"
        return known[begun]
    near = _near(wanted, known)
    if len(near) == 1:
        return near[0]
    if near:
        facts = {"given": _shown(text), "options": ", ".join(sorted(near))}
        return Fault(field.code, "ambiguous", facts)
    return Fault(field.code, "not-in-list", {"given": _shown(text)})


def _near(wanted: str, known: Mapping[str, str]) -> list[str]:
    """Return the codes whose words are like this one; only the first where it is far ahead."""
    alike = dict[str, float]()
    for word in get_close_matches(wanted, known, 8, _ALIKE):
        ratio = SequenceMatcher(None, word, wanted).ratio()
        alike[known[word]] = max(ratio, alike.get(known[word], 0.0))
    order = sorted(alike, key=lambda code: -alike[code])
    if len(order) > 1 and alike[order[0]] - alike[order[1]] >= _AHEAD:
        return order[:1]
    return order


def _exactly(field: Field, text: str, office: Office) -> Values | Fault:
    """Find a word of a short list, where a near miss would be another word."""
    code = office.meant(field, text) or words(field.kind).get(key(text))
    if code is None:
        return Fault(field.code, f"not-{field.kind}", {"given": _shown(text)})
    return {field.target: code}


def _offences(field: Field, text: str, office: Office) -> Values | Fault:
    parts = [part for part in _PARTS.split(text.casefold()) if part.strip()]
    if key(text) in office.offences or len(parts) == 1 or office.meant(field, text):
        parts = [text]  # "minyak dan gas bumi" is one offence
    codes = list[str]()
    for part in parts:
        code = office.meant(field, part) or _code(field, part, office.offences)
        if isinstance(code, Fault):
            return code
        codes.append(code)
    found = list(dict.fromkeys(codes))
    if not found or len(found) > _OFFENCES:
        return Fault(field.code, "not-in-list", {"given": _shown(text)})
    return {f"case_1_offence_{n}": code for n, code in enumerate(found, 1)}


def _pk(field: Field, text: str, office: Office) -> Values | Fault:
    if meant := text if text in office.pks else office.meant(field, text):
        return {field.target: meant}
    wanted = bare_name(text)
    exact = [one for one, name in office.pks.items() if wanted == bare_name(name)]
    parts = set(wanted.split())
    partly = [
        one for one, name in office.pks.items() if parts and parts <= set(bare_name(name).split())
    ]
    found = exact or partly
    if not found:
        return Fault(field.code, "pk-unknown", {"given": _shown(text)})
    if len(found) > 1:
        names = ", ".join(sorted(office.pks[one].partition(",")[0] for one in found))
        return Fault(field.code, "ambiguous", {"given": _shown(text), "options": names})
    return {field.target: found[0]}


def _post(field: Field, text: str, office: Office) -> Values | Fault:
    if meant := office.meant(field, text):
        return {field.target: meant}
    wanted = key(text)
    found = [one for one in office.posts if key(one) == wanted or key(one).endswith(f" {wanted}")]
    if wanted in {"bapas", "kantor", "kantor bapas"} or wanted.startswith("balai pemasyarakatan"):
        return {}
    if len(found) != 1:
        return Fault(field.code, "not-in-list", {"given": _shown(text)})
    return {field.target: found[0]}


def _band(field: Field, text: str, office: Office) -> Values:
    del office
    return {field.target: words("band").get(key(text), " ".join(text.split()))}


def _score(field: Field, text: str, office: Office) -> Values:
    del office
    found = _SCORE.fullmatch(text.strip())
    return {field.target: found[1] if found else text}


_KINDS: Mapping[str, Callable[[Field, str, Office], Values | Fault]] = {
    "band": _band,
    "birth": _birth,
    "client-type": _client_type,
    "day": _day,
    "digits": _digits,
    "name": _name,
    "offence": _offences,
    "pk": _pk,
    "post": _post,
    "score": _score,
    "sex": _exactly,
    "stage": _exactly,
    "text": _text,
}
