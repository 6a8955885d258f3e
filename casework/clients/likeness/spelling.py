"""The ways one name is written: lookalike letters, titles, old and new spelling, a slip of the pen.

What is joined here, and where it is documented:
- old to new spelling (oe-u, dj-j, tj-c, sj-sy, ch-kh): Ejaan van Ophuijsen 1901, Ejaan Soewandi
  1947, Ejaan yang Disempurnakan 1972; a person may keep the old one in the name. The first part
  of it is the search's own key (`indexer.analysis.name_key`), so that both find the same people;
- Arabic sounds that Indonesian does not tell apart (sy/s, dh/d, q/k, f/p, a last h or d/t):
  SKB Menteri Agama 158/1987 sets the letters, the civil register writes them in many ways;
- lookalikes: the letters of Unicode TR 39 `confusables` that Latin names can be typed with.
"""

import functools
import re
import unicodedata
from bisect import bisect_right

from indexer.analysis import clean, fold, name_key
from indexer.vocabulary import NAME_LINKS

__all__ = [
    "close",
    "key_words",
    "parted",
    "plain",
    "skeleton",
    "sounds",
    "without_titles",
]

_LOOKALIKES = str.maketrans(
    # Cyrillic, then Greek, then Latin letters that do not decompose
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u04bb\u051b\u051d\u043a"
    "\u043c\u0442\u0432\u043d\u0410\u0415\u041e\u0420\u0421\u0423\u0425\u0406\u0408\u0405\u041a"
    "\u041c\u0422\u0412\u041d\u03b1\u03b5\u03b9\u03ba\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7\u0391"
    "\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u0131\u0142"
    "\u0141\u00f8\u00d8\u0111\u0110",
    "aeopcyxijsdhqwkmtbhAEOPCYXIJSKMTBHaeikvoptuxABEZHIKMNOPTYXilLoOdD",
)
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile("['`\u00b4\u2018\u2019\u02bc]")
_VOWELS = frozenset("aeiou")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TITLES = _words(
    "h hj kh drs dra dr ir prof tn ny nn sdr sdri bpk bapak ibu alm almh almarhum almarhumah raden "
    "rr rm rngt ust ustad ustadz ustadzah kyai kiai haji hajah"
)
_DEGREES = _words(
    "sh mh se mm st mt ssi msi skom mkom spd mpd ssos sag mag sip map mkn amd amdkep skm mkes skep "
    "ns sp spi spt stp sik shi sthi lc ma ba phd llm mba sst sstp spsi mpsi"
)
_DEGREE = re.compile(r"(?:[A-Za-z]{1,4}\.){1,4}[A-Za-z]{0,4}\.?")
_ALIASES = re.compile(r"\b(?:alias|als|a\.k\.a\.?|aka|dipanggil|panggilan)\b\.?:?", re.IGNORECASE)
_FATHERS = re.compile(r"(?<=\s)(?:bin|binti|bt)\b\.?\s|(?<=\w\w\s)(?-i:b)\.\s", re.IGNORECASE)

_BEFORE = (("oo", "u"), ("ie", "i"), ("chr", "kr"), ("ck", "k"))
_AFTER = (
    (re.compile("sy|sh|ts|ds"), "s"),
    (re.compile("([bdg])h"), r"\1"),
    (re.compile("q"), "k"),
    (re.compile("x"), "ks"),
    (re.compile("f"), "p"),
    (re.compile("(?<=[^aeiou])y(?=[aeiou])"), "i"),  # Dyah, Setyo
    (re.compile("iy(?=[aeiou])"), "i"),  # Setiyo
    (re.compile("uw(?=[aeiou])"), "u"),  # Suwarno
    (re.compile("(?<=[aeiou])y(?=[^aeiou])"), "i"),
    (re.compile("(?<=..)h$"), ""),  # Abdullah
    (re.compile("d$"), "t"),  # Ahmad
    (re.compile("b$"), "p"),  # Ayub
    (re.compile(r"(.)\1+"), r"\1"),
)
_SHORT = {"abd": "abdul", "abdl": "abdul", "ah": "ahmad", "akhm": "ahmad", "md": "muhamad"}
_SHORT_FIRST = {"m": "muhamad", "st": "siti"}  # only before another word
_INITIALS = {"j": "y", "f": "p", "v": "p", "z": "s", "q": "k"}  # as words begin that it stands for
_MUHAMMAD = "muhamat"  # what `sound` makes of "muhamad"

# what a pen or an ear slips in most easily costs one, anything else two
_SLIGHT, _PLAIN = 1, 2
_EASY = frozenset(frozenset(pair) for pair in _words("ao ae ei ou iy dt bp gk mn sc lr"))
_LENGTHS = (4, 6, 9)  # from each of these on, one more is forgiven
_SILENT = frozenset("haeiou")
_LONGEST = 64


def skeleton(text: str) -> str:
    """Return the text as the eye reads it: lookalikes of other scripts, 0 and 1 among letters."""
    drawn = unicodedata.normalize("NFKC", clean(text)).translate(_LOOKALIKES)
    return _WORD.sub(lambda word: _drawn(word[0]), _APOSTROPHES.sub("", drawn))


def _drawn(word: str) -> str:
    if not any(letter.isalpha() for letter in word):
        return word
    small = any(letter.islower() for letter in word)
    letters = list(word)
    for n, letter in enumerate(letters):
        before = letters[n - 1].casefold() if n else ""
        after = letters[n + 1].casefold() if n + 1 < len(letters) else ""
        if letter == "0":
            letters[n] = "o"
        elif letter in "1|":
            letters[n] = "l" if before in _VOWELS and after in _VOWELS else "i"
        elif letter == "I" and n and small and (before in _VOWELS or after in _VOWELS):
            letters[n] = "l"  # a capital I within small letters: AIi
        elif letter == "l" and not n and after and after not in _VOWELS | {"l"}:
            letters[n] = "i"  # no name begins so: lndra
    return "".join(letters)


def without_titles(name: str) -> str:
    """Return the name without what stands before it (H., Drs.) and after it (S.H., M.Si.)."""
    head, *tail = name.split(",")
    tail = [part for part in tail if not _is_degree(part)]
    words = " ".join([head, *tail]).replace(".", ". ").split()
    words = _joined_initials(words)
    while len(words) > 1 and _bare(words[0]) in _TITLES:
        words.pop(0)
    while len(words) > 1 and _bare(words[-1]) in _DEGREES:
        words.pop()
    return " ".join(words)


def _is_degree(part: str) -> bool:
    written = "".join(part.split())
    return bool(_DEGREE.fullmatch(written)) or _bare(written) in _DEGREES


def _joined_initials(words: list[str]) -> list[str]:
    """Join a degree that was parted at its dots (S. H.) at the end of a name."""
    for count in (4, 3, 2):
        if len(words) > count and _bare("".join(words[-count:])) in _DEGREES:
            return [*words[:-count], "".join(words[-count:])]
    return words


def _bare(word: str) -> str:
    return word.replace(".", "").casefold()


def parted(name: str) -> tuple[str, str, tuple[str, ...]]:
    """Part a name as it is often written in one line: own name, father's name, other names."""
    own, *others = _ALIASES.split(name)
    own, father = _fatherless(own)
    if others and not father:
        *rest, last = others
        last, father = _fatherless(last)
        others = [*rest, last]
    return own.strip() or name, father.strip(), tuple(one.strip() for one in others if one.strip())


def _fatherless(name: str) -> tuple[str, str]:
    found = _FATHERS.search(name)
    return (name[: found.start()], name[found.end() :]) if found and found.start() else (name, "")


@functools.lru_cache(1 << 14)
def plain(name: str) -> str:
    """Return the name without titles, case, accents and signs, letters as they were typed."""
    bare = _APOSTROPHES.sub("", without_titles(clean(name)))
    return " ".join(fold(word) for word in _WORD.findall(bare))


@functools.lru_cache(1 << 14)
def sounds(name: str) -> tuple[str, ...]:
    """Return the words of a name as they sound, in their order, without titles and links."""
    found = [fold(word) for word in _WORD.findall(without_titles(skeleton(name)))]
    words = [word for word in found if word and word not in NAME_LINKS]
    if len(words) > 1:
        words[0] = _SHORT_FIRST.get(words[0], words[0])
    return tuple(sound for word in words if (sound := _sound(word)))


@functools.lru_cache(1 << 16)
def _sound(word: str) -> str:
    if len(word) == 1:
        return _INITIALS.get(word, word)
    for old, new in _BEFORE:
        word = word.replace(old, new)
    word = name_key(word)
    word = _SHORT.get(word, word)
    for pattern, new in _AFTER:
        word = pattern.sub(new, word)
    return _MUHAMMAD if word in {"mohamat", "muhamet", "mohamet"} else word[:_LONGEST]


def key_words(name: str) -> tuple[str, ...]:
    """Return the words by which a name is looked up: sorted, each once."""
    return tuple(sorted(set(sounds(name))))


@functools.lru_cache(1 << 16)
def close(one: str, other: str) -> bool:
    """Tell whether two sounded words may be one word that was misheard or mistyped."""
    if one == other:
        return True
    shorter = min(len(one), len(other))
    most = bisect_right(_LENGTHS, shorter)
    if abs(len(one) - len(other)) > most or len(set(one) ^ set(other)) > most + most:
        return False  # each slip changes two letters at most
    return _distance(one, other, most) <= most


def _distance(one: str, other: str, most: int) -> int:
    """Return what it costs to make one word the other (string alignment), or more than `most`."""
    before: list[int] = []
    row = [0]
    for letter in other:
        row.append(row[-1] + _drop(letter))
    for n, letter in enumerate(one, 1):
        next_row = [row[0] + _drop(letter)]
        for m, against in enumerate(other, 1):
            cost = min(
                row[m] + _drop(letter),
                next_row[m - 1] + _drop(against),
                row[m - 1] + _swap(letter, against),
            )
            if n > 1 and m > 1 and letter == other[m - 2] and against == one[n - 2]:
                cost = min(cost, before[m - 2] + _SLIGHT)
            next_row.append(cost)
        if min(next_row) > most:
            return most + 1
        before, row = row, next_row
    return row[-1]


def _drop(letter: str) -> int:
    return _SLIGHT if letter in _SILENT else _PLAIN


def _swap(one: str, other: str) -> int:
    if one == other:
        return 0
    return _SLIGHT if frozenset((one, other)) in _EASY else _PLAIN
