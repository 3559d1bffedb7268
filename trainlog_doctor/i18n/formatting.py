"""Filling of sentences with data: safe for any template and any data, the same for every language.

Nothing of an object is ever reached through a template: a dotted name is looked up in mappings, and nothing else.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from typing import Any

MISSING = "?"
"""Stands in a sentence for a value that is not known: a report with a hole beats no report."""

_INERT = "\N{REPLACEMENT CHARACTER}"
_BLANK = regex(r"[\t\n\v\f\r\x85\u2028\u2029]+")
_ACTS = r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
_ACTIVE = regex(_ACTS)
"""Controls, terminal escapes, marks that turn the reading direction, halves of surrogate pairs."""

_HARMFUL_IN_JSON = regex(rf"(?!\n)(?:{_ACTS}|[\u2028\u2029])")
"""The line ends of a document stand between its values: inside them they are escaped already."""

_SPEC = regex(r"\+?,?(?:d|(?:\.\d{1,2})?[fge%]?)", re.ASCII)
"""What of Python's number formats is honoured; widths are not, a rule file could ask for a gigabyte of blanks."""

_LARGEST_PLAIN = 1e6
_SMALLEST_PLAIN = 1e-4

_TENFOLD = 10.0
"""Share from which on a multiple is easier to read: ``48×`` instead of ``4800%``."""


class PerCent(float):
    """A share as a log writes it in per cent, 77.3: shown as it stands, and as 77 % where a sentence asks for that."""

    __slots__ = ()


class OfRange(float):
    """A change as a share of all the values that there were, where the level that it began at is no yardstick."""

    __slots__ = ()


def neutral(text: str) -> str:
    """Make text of unknown origin harmless to print on one line."""
    return text if text.isprintable() else _ACTIVE.sub(_INERT, _BLANK.sub(" ", text))


def escaped(document: str) -> str:
    """Write what is not harmless to print in a JSON document as JSON escapes: the document means the same."""
    return _HARMFUL_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", document)


def number(value: float, digits: int = 4) -> str:
    """Print a number with up to ``digits`` significant digits, without an exponent for ordinary sizes."""
    if not math.isfinite(value):
        return _nonfinite(value)
    size = abs(float(f"{value:.{digits - 1}e}"))  # as it will be shown: 0.00009999 is 0.0001
    if size and not _SMALLEST_PLAIN <= size < _LARGEST_PLAIN:
        mantissa, _, exponent = f"{value:.{digits - 1}e}".partition("e")
        return f"{_trim(mantissa)}e{exponent}"
    before_point = len(str(int(size))) if size >= 1 else math.floor(math.log10(size)) + 1 if size else 1
    return _trim(f"{value:.{max(0, digits - before_point)}f}")


def share(value: float, digits: int = 3) -> str:
    """Print a share in per cent, ``63.4%``, or as a multiple where it is large, ``48.2×``."""
    if isinstance(value, PerCent):
        return f"{number(value, digits)}%"
    return f"{number(value, digits)}×" if _is_multiple(value, "%") else f"{number(100 * value, digits)}%"


def fill(template: str, data: Mapping[str, object]) -> str:
    """Put data into a sentence's named placeholders.

    Parameters
    ----------
    template
        ``{name}``, ``{outer.inner}``, ``{name:spec}``. The spec is Python's for numbers (``.3f``, ``+.0%``), or ``num``
        (see `number`), or ``|epoch|epochs``: the number with the noun in the form that it needs. What follows a ``?``,
        as in ``{x:.0%?, up by ~}``, are words around the value, which stands at their ``~``; they go if it is unknown,
        or a share so large that what is said beside it tells more.
    data
        Numbers and text; mappings are reached by dotted names. Text is made harmless to print.

    Returns
    -------
    str
        A value that is unknown or None prints as ``?`` unless it has words of its own, NaN as ``NaN``.

    Raises
    ------
    ValueError
        The template is malformed, whatever the data.
    """
    return template.format_map(_Data(data))


def placeholders(template: str) -> frozenset[str]:
    """Names of a template's placeholders, without their formats."""
    import string  # takes longer than most sentences, and only the checks of sentences ask

    return frozenset(name for _, name, _, _ in string.Formatter().parse(template) if name is not None)


class _Data:
    """Data as a template sees them."""

    def __init__(self, data: Mapping[str, object]) -> None:
        self._data = data

    def __getitem__(self, name: str) -> _Value:
        return _Value(self._data.get(name))


class _Value(str):
    """A value as a template sees it: whatever it asks for is looked up, or is the value itself as `fill` shows it.

    A text without letters, as which ``!r`` and ``!s`` give it back to be formatted.
    """

    def __new__(cls, value: object) -> _Value:
        made = super().__new__(cls)
        object.__setattr__(made, "value", value)
        return made

    def __getattribute__(self, name: str) -> _Value:
        value = object.__getattribute__(self, "value")
        return _Value(value.get(name) if isinstance(value, Mapping) else None)

    def __getitem__(self, _: object) -> _Value:
        return _Value(None)

    def __repr__(self) -> str:
        return self

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return _field(object.__getattribute__(self, "value"), spec)


def _field(value: Any, spec: str) -> str:  # noqa: ANN401 - a number is what has `__float__`, from any library
    plain, optional, words = spec.partition("?")
    if optional:
        shown = _field(value, plain)
        return "" if shown in {"", MISSING} or _is_multiple(value, plain) else words.replace("~", shown)
    if hasattr(value, "__float__"):
        return _number_field(value, spec)
    return MISSING if value is None or isinstance(value, Mapping) else neutral(str(value))


def _number_field(value: float, spec: str) -> str:
    plain = int(value) if hasattr(value, "__index__") else float(value)
    if spec.startswith("|"):
        one, _, many = spec[1:].partition("|")
        return f"{_number_field(value, '')} {one if plain == 1 else many}"
    if not math.isfinite(plain):
        return _nonfinite(plain)
    if spec in {"", "num"} or not _SPEC.fullmatch(spec):
        return str(plain) if isinstance(plain, int) else number(plain)
    if spec[-1] == "%":
        plain = plain / 100 if isinstance(value, PerCent) else plain
        if _is_multiple(value, spec):
            return f"{'+' if spec[0] == '+' and plain > 0 else ''}{share(plain)}"
    return format(int(plain), spec) if spec[-1] == "d" else format(float(plain), _without_negative_zero(spec))


def _without_negative_zero(spec: str) -> str:
    """A change that rounds to nothing has no direction."""
    sign = spec[: spec.startswith("+")]
    return f"{sign}z{spec[len(sign) :]}"


def _is_multiple(value: object, spec: str) -> bool:
    """Whether a share is too large to be told in per cent."""
    large = hasattr(value, "__float__") and abs(float(value)) >= _TENFOLD
    return large and spec.endswith("%") and not isinstance(value, PerCent)


def _nonfinite(value: float) -> str:
    return "NaN" if math.isnan(value) else "inf" if value > 0 else "-inf"


def _trim(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text
