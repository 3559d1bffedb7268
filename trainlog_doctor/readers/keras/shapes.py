"""Lines that differ in their digits only, read many at a time with numpy. The values equal ``float`` of each text."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from trainlog_doctor.readers.keras.grammar import UNIT_SECONDS
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    import numpy.typing as npt

    from trainlog_doctor.model import FloatArray, IntArray
    from trainlog_doctor.readers.keras.events import Status

    Bytes = npt.NDArray[np.uint8]
    Mask = npt.NDArray[np.bool_]

DECIMAL = regex(rb"(-?)(\d{1,9})(?:\.(\d{1,9}))?(?:e-(\d\d))?(?![\w.])")
CLOCK = regex(rb"(?:(?<![\w.:])|(?<=\x1b\[1m))(\d{1,7})s(?![\w:])")
EPOCH_PACE = regex(rb"(?<![\w.])(\d{1,9})(us|ms|s|min)/epoch")
EXACT_POWERS = 22
"""The largest power of ten that is exact in a float64: dividing by it rounds once, as ``float`` of the text does."""

POWERS = np.array([10.0**power for power in range(EXACT_POWERS + 1)])


class Field(NamedTuple):
    """A number within a line.

    Attributes
    ----------
    digits, exponent
        Columns of its digits, without the point, and of the digits of a negative exponent.
    decimals
        Digits behind the point.
    factor
        -1 for a negative number, the seconds of a unit for a duration.
    """

    digits: tuple[int, ...]
    decimals: int = 0
    exponent: tuple[int, ...] = ()
    factor: float = 1.0

    def scaled(self, whole: FloatArray, rows: Bytes) -> FloatArray:
        """Values of all rows with an exponent, of their numbers without a point; NaN where they could not be exact."""
        digits = rows[:, self.exponent] - np.uint8(48)
        power = self.decimals + (digits @ POWERS[1::-1]).astype(np.int64)
        exact = power <= EXACT_POWERS
        return np.where(exact, whole / POWERS[np.where(exact, power, 0)] * self.factor, math.nan)


class Shape(NamedTuple):
    """What lines of one shape have in common.

    Attributes
    ----------
    template
        uint8 array of shape (length,): one such line, with 0 for every digit that is free.
    span
        uint8 array of shape (length,): how far above that each byte may be.
    fields
        The numbers that are read.
    columns, weights
        Where all their digits stand, and what each adds to each number without a point: shape (n_digits, n_fields).
    scales
        What divides these, shape (n_fields,).
    sample
        The status that the slow way read from the template; None for a header.
    """

    template: Bytes
    span: Bytes
    fields: tuple[Field, ...]
    columns: IntArray
    weights: FloatArray
    scales: FloatArray
    sample: Status | None

    def read(self, rows: Bytes) -> tuple[Mask, FloatArray]:
        """Which rows, shape (n, length), have this shape, and their fields, shape (n, n_fields)."""
        fits: Mask = np.logical_and.reduce(rows - self.template <= self.span, axis=1)
        whole = (rows[:, self.columns] - np.uint8(48)) @ self.weights
        values = whole / self.scales * [field.factor for field in self.fields]
        for place, field in enumerate(self.fields):
            if field.exponent:
                values[:, place] = field.scaled(whole[:, place], rows)
        return fits & ~np.isnan(values).any(axis=1), values


def shape(line: bytes, fields: tuple[Field, ...], free: list[int], sample: Status | None) -> Shape:
    """Make a shape whose free columns are those named."""
    template = np.frombuffer(line, np.uint8).copy()
    span = np.zeros(len(line), np.uint8)
    template[free], span[free] = ord("0"), 9
    columns = np.array([column for field in fields for column in field.digits])
    weights = np.zeros((len(columns), len(fields)))
    at = 0
    for place, field in enumerate(fields):
        count = len(field.digits)
        weights[at : at + count, place] = POWERS[count - 1 :: -1][:count]
        at += count
    return Shape(template, span, fields, columns, weights, POWERS[[field.decimals for field in fields]], sample)


def header_shape(line: bytes) -> Shape | None:
    """The shape of ``Epoch 12/5000``; its total is fixed."""
    found = re.fullmatch(rb"Epoch (\d{1,9})/\d{1,9}", line)
    if found is None:
        return None
    columns = tuple(range(*found.span(1)))
    return shape(line, (Field(columns),), list(columns), None)


def status_shape(line: bytes, status: Status) -> Shape | None:
    """The shape of a finished bar or verbose=2 line: its metrics and, last, its seconds; None if it cannot be exact."""
    fields: list[Field] = []
    at = 0
    for name in status.names:
        key = name.encode() + b": "
        at = line.find(key, at) + len(key)
        number = DECIMAL.match(line, at)
        if at < len(key) or number is None:
            return None
        columns = tuple(index for group in (2, 3) for index in range(*number.span(group)) if number[group])
        exponent = tuple(range(*number.span(4))) if number[4] else ()
        fields.append(Field(columns, len(number[3] or b""), exponent, -1.0 if number[1] else 1.0))
        at = number.end()
    pace = EPOCH_PACE.search(line)
    duration = pace or CLOCK.search(line)
    if duration is None or not fields or max(len(field.digits) for field in fields) > 15:
        return None
    fields.append(Field(tuple(range(*duration.span(1))), factor=UNIT_SECONDS[pace[2]] if pace else 1.0))
    free = [column for field in fields for column in (*field.digits, *field.exponent)]
    made = shape(line, tuple(fields), [*free, *pace_columns(line)], status)
    fits, values = made.read(np.frombuffer(line, np.uint8)[np.newaxis])
    return made if fits[0] and values[0].tolist() == [*status.values, status.seconds] else None


def pace_columns(line: bytes) -> list[int]:
    """Columns of durations that are not read, such as ``2ms/step`` or the seconds beside ``148ms/epoch``."""
    found = re.finditer(rb"(?<![\w.:])(\d{1,9})(?=(?:us|ms|s|min)(?:/[a-z]|[ ]))", line)
    return [column for number in found for column in range(*number.span(1))]
