"""Numbers and shares as people read them, the same in every language."""

from __future__ import annotations

import math

_LARGEST_PLAIN = 1e6
_SMALLEST_PLAIN = 1e-4

_SHARE_DIGITS = 3

_TENFOLD = 10.0
"""Share from which on a multiple is easier to read: ``48×`` instead of ``4800%``."""

VAST = 1000.0
"""Multiple from which on its size says no more."""


class PerCent(float):
    """A share as a log writes it in per cent, 77.3: shown as it stands, and as 77 % where a sentence asks for that."""

    __slots__ = ()


class OfRange(float):
    """A change as a share of all the values that there were, where the level that it began at is no yardstick."""

    __slots__ = ()


def number(value: float, digits: int = 4) -> str:
    """Print a number with up to ``digits`` significant digits, without an exponent for ordinary sizes."""
    if not math.isfinite(value):
        return nonfinite(value)
    size = abs(float(f"{value:.{digits - 1}e}"))  # as it will be shown: 0.00009999 is 0.0001
    if size and not _SMALLEST_PLAIN <= size < _LARGEST_PLAIN:
        mantissa, _, exponent = f"{value:.{digits - 1}e}".partition("e")
        return f"{_trim(mantissa)}e{exponent}"
    before_point = len(str(int(size))) if size >= 1 else math.floor(math.log10(size)) + 1 if size else 1
    return _trim(f"{value:.{max(0, digits - before_point)}f}")


def share(value: float) -> str:
    """Print a share in per cent, ``63.4%``, or as a multiple where it is large, ``48.2×``, ``>1000×``."""
    if isinstance(value, PerCent):
        return f"{number(value, _SHARE_DIGITS)}%"
    if not is_multiple(value, "%"):
        return f"{number(100 * value, _SHARE_DIGITS)}%"
    return f">{number(VAST)}×" if value > VAST else f"{number(value, _SHARE_DIGITS)}×"


def is_multiple(value: object, spec: str) -> bool:
    """Whether a share is too large to be told in per cent."""
    large = hasattr(value, "__float__") and abs(float(value)) >= _TENFOLD
    return large and spec.endswith("%") and not isinstance(value, PerCent)


def nonfinite(value: float) -> str:
    """Print what no digits can."""
    return "NaN" if math.isnan(value) else "inf" if value > 0 else "-inf"


def _trim(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text
