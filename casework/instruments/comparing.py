"""Whether two versions of a form count alike, so that their sums can be held against each other."""

from collections.abc import Iterator

from casework.instruments.form import Instrument

__all__ = ["counts_alike"]


def counts_alike(one: Instrument, other: Instrument) -> bool:
    """Tell whether both ask the same items, with the same values and the same bands.

    Another wording alone changes nothing; anything else is a change of the instrument, and a
    difference of sums says nothing of the client.
    """
    if one is other:
        return True
    return one.code == other.code and list(_counting(one)) == list(_counting(other))


def _counting(form: Instrument) -> Iterator[object]:
    yield tuple((band.code, band.least, band.most) for band in form.bands)
    yield (form.alternates, form.gate)
    for part in form.parts:
        yield (part.code, part.maximum, part.subtracted)
        for factor in part.factors:
            yield (factor.code, tuple((band.code, band.least, band.most) for band in factor.bands))
        for item in part.items:
            yield (item.code, item.factor, tuple((one.code, one.value) for one in item.options))
