"""Filling of sentences with data: safe for any template and any data, the same for every language.

Nothing of an object is ever reached through a template: a dotted name is looked up in mappings, and nothing else.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from trainlog_doctor.i18n.neutral import neutral
from trainlog_doctor.i18n.numbers import PerCent, is_multiple, nonfinite, number, share
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from typing import Any

MISSING = "?"
"""Stands in a sentence for a value that is not known: a report with a hole beats no report."""

_SPEC = regex(r"\+?,?(?:d|(?:\.\d{1,2})?[fge%]?)", re.ASCII)
"""What of Python's number formats is honoured; widths are not, a rule file could ask for a gigabyte of blanks."""


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


def unknown_specs(template: str) -> tuple[str, ...]:
    """Formats that `fill` would pass over: those of Python that ask for a width, and those that are none."""
    import string

    specs = (spec.partition("?")[0] for _, _, spec, _ in string.Formatter().parse(template) if spec)
    return tuple(spec for spec in specs if not (spec in {"", "num"} or spec.count("|") == 2 or _SPEC.fullmatch(spec)))


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
        return "" if shown in {"", MISSING} or is_multiple(value, plain) else words.replace("~", shown)
    if hasattr(value, "__float__"):
        return _number_field(value, spec)
    return MISSING if value is None or isinstance(value, Mapping) else neutral(str(value))


def _number_field(value: float, spec: str) -> str:
    plain = int(value) if hasattr(value, "__index__") else float(value)
    if spec.startswith("|"):
        one, _, many = spec[1:].partition("|")
        return f"{_number_field(value, '')} {one if plain == 1 else many}"
    if not math.isfinite(plain):
        return nonfinite(plain)
    if spec in {"", "num"} or not _SPEC.fullmatch(spec):
        return str(plain) if isinstance(plain, int) else number(plain)
    if spec[-1] == "%":
        plain = plain / 100 if isinstance(value, PerCent) else plain
        if is_multiple(value, spec):
            return f"{'+' if spec[0] == '+' and plain > 0 else ''}{share(plain)}"
    return format(int(plain), spec) if spec[-1] == "d" else format(float(plain), _without_negative_zero(spec))


def _without_negative_zero(spec: str) -> str:
    """A change that rounds to nothing has no direction."""
    sign = spec[: spec.startswith("+")]
    return f"{sign}z{spec[len(sign) :]}"
