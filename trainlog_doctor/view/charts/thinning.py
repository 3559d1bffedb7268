"""Fewer points for the same picture: what a screen cannot show is left out, what a person would look for stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    import numpy.typing as npt

    from trainlog_doctor.model import FloatArray, IntArray

    BoolArray: TypeAlias = npt.NDArray[np.bool_]
    Line: TypeAlias = tuple[float | None, ...]

_KEPT_IN_A_BUCKET = 3
"""Of each series: its lowest and its highest value, and its first break."""

_SIGNIFICANT = 7
"""Digits that a 32-bit float can tell apart, which is what nearly every training computes in."""


def thinned(
    series: Sequence[FloatArray], breaks: Sequence[BoolArray], rows: int, always: Iterable[int] = ()
) -> IntArray:
    """Choose the rows to draw, the same ones for all series of a chart.

    The rows are cut into equal buckets; of each bucket the rows stay where any of the series is lowest, is highest, and
    breaks first. So every extreme survives, and every break in a line.

    Parameters
    ----------
    series
        Arrays of shape (n_rows,), NaN where nothing can be drawn.
    breaks
        For each series, where its line breaks: bool of shape (n_rows,).
    rows
        About how many rows may stay. A series that has no more of them is left as it is.
    always
        Places (0-based) that stay in any case; those outside are ignored.

    Returns
    -------
    IntArray
        Places of the rows that stay, rising; with the first and the last one among them.
    """
    import numpy as np

    length = len(series[0])
    if length <= rows:
        return np.arange(length)
    width = -(-length * _KEPT_IN_A_BUCKET * len(series) // rows)
    kept = np.zeros(length, dtype=bool)
    kept[[0, length - 1]] = True
    kept[[place for place in always if 0 <= place < length]] = True
    for values, broken in zip(series, breaks, strict=True):
        finite = np.isfinite(values)
        kept[_highest(np.where(finite, values, -np.inf), finite, width)] = True
        kept[_highest(np.where(finite, -values, -np.inf), finite, width)] = True
        kept[_highest(broken.astype(np.float64), broken, width)] = True
    return np.flatnonzero(kept)


def _highest(values: FloatArray, present: BoolArray, width: int) -> IntArray:
    """Place of the first highest value of each bucket that has any."""
    import numpy as np

    missing = -len(values) % width
    highest = np.append(values, np.full(missing, -np.inf)).reshape(-1, width).argmax(axis=1)
    anything = np.append(present, np.zeros(missing, dtype=bool)).reshape(-1, width).any(axis=1)
    places: IntArray = (np.arange(len(highest)) * width + highest)[anything]
    return places


def drawn(
    series: Sequence[FloatArray],
    epochs: IntArray,
    logged_nan: Iterable[Sequence[int]],
    rows: int,
    always: Sequence[int] = (),
) -> tuple[tuple[int, ...], Iterable[Line]]:
    """Choose the epochs of a chart (see `thinned`), and round the values of each line there.

    Parameters
    ----------
    logged_nan
        For each series, the epochs for which the log itself printed NaN: there its line breaks, as at infinities.
    always
        Epochs that stay in any case.
    """
    import numpy as np

    breaks = [np.isinf(values) | np.isin(epochs, nan) for values, nan in zip(series, logged_nan, strict=True)]
    places = thinned(series, breaks, rows, np.searchsorted(epochs, always).tolist())
    lines = (_line(values[places], broken[places]) for values, broken in zip(series, breaks, strict=True))
    return tuple(epochs[places].tolist()), lines


def _line(values: FloatArray, breaks: BoolArray) -> Line:
    """None where nothing was logged, so that the line goes on over it."""
    pairs = zip(rounded(values).tolist(), breaks.tolist(), strict=True)
    return tuple(None if value != value and not breaking else value for value, breaking in pairs)


def rounded(values: FloatArray) -> FloatArray:
    """Round to the digits that a 32-bit float can tell apart, so that numbers are short; what is not finite stays."""
    import numpy as np

    sizes = np.abs(np.where(np.isfinite(values) & (values != 0), values, 1.0))
    digits = np.clip(_SIGNIFICANT - 1 - np.floor(np.log10(sizes)), -300, 300)
    shift = 10.0 ** np.abs(digits)
    with np.errstate(over="ignore", invalid="ignore", under="ignore"):
        # A whole number divided by an exact power of ten is the float nearest to the decimal: it prints without a tail.
        small, large = np.rint(values * shift) / shift, np.rint(values / shift) * shift
    short = np.where(digits >= 0, small, large)
    # Beyond the exact powers nothing is gained, and at the ends of the range something could overflow.
    result: FloatArray = np.where(np.isfinite(short) & (np.abs(digits) <= 22), short, values)
    return result
