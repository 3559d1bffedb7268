"""Rounds that boosters print.

``[12]  train-logloss:0.41  valid-logloss:0.45``, ``[12]  valid_0's auc: 0.8``, a line for each metric,
``Iteration:12, valid_1 auc : 0.8``, or a metric without a name, ``12:  learn: 0.41  test: 0.45  best: 0.44 (9)``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.prints.rows import Grammar
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trainlog_doctor.readers.prints.rows import Row, Rows

FEWEST_ROWS = 2
BEST = regex(r"(?i)best iteration(?: is)?:\s{0,9}$")
"""Behind it a round that has been is printed once more, where a training stops early."""

REGRESSION = regex(r"-l[12]$")
"""The losses of LightGBM that measure regression."""

_VALUE = r"([-+]?(?:\d{1,20}(?:\.\d{0,20})?(?:e[-+]?\d{1,3})?|nan|inf))(?:\s?\+\s?[\d.e\-]{1,24})?"
"""A number, and how far it was spread over the folds of a cross-validation."""

_PAIR = r"\s{1,9}+(\w[\w \-]{0,39})(?:-|'s )([a-z][\w@./\-]{0,60}):\s?" + _VALUE + r"(?!\S)"
PAIR = regex(_PAIR, re.IGNORECASE)
LINE = regex(rf"[\s#>]{{0,12}}\[(\d{{1,9}})\]((?:{_PAIR})++)\s{{0,9}}", re.IGNORECASE)
ALONE = regex(
    rf"[\[\]\w ]{{0,40}}\bIteration:(\d{{1,9}}), (\w{{1,40}})(?:'s)? ([a-z][\w@./\-]{{0,60}}) ?: {_VALUE}\s{{0,9}}",
    re.IGNORECASE,
)
NAMELESS = regex(r"[\s#>]{0,12}(\d{1,9}):\s{1,9}((?:learn|test): .{1,200})", re.IGNORECASE)
SIDE = regex(rf"(learn|test\d{{0,2}}|best): {_VALUE}")
TRACE = regex(
    rb"(?m)^[ \t#>]{0,12}\d{1,9}:[ \t]{1,9}(?:learn|test): [-\d]|"
    rb"^[ \t#>]{0,12}\[\d{1,9}\][ \t]{1,9}[\w \-]{1,40}(?:-[A-Za-z][\w@.\-]{1,30}|'s [\w@ ]{1,30}): ?[-+\dn]"
    rb"|\bIteration:\d{1,9}, \w{1,40}(?:'s)? [\w@.\-]{1,40} ?: ?[-+\dn]"
)


class Rounds(Grammar):
    """Makes a row of every round; one that is not after the one before begins another training."""

    _latest = -1
    _ended = False

    def read(self, text: str) -> Row | None:
        """Take the next line; its columns are named as those of an ``evals_result`` are."""
        again, self._ended = self._ended, BEST.search(text) is not None
        alone = ALONE.fullmatch(text)
        line = alone or LINE.fullmatch(text) or NAMELESS.fullmatch(text)
        if line is None or again:
            return None
        self.part += int(line[1]) < self._latest + (alone is None)
        self._latest = int(line[1])
        told = [line.groups()[1:]] if alone else PAIR.findall(line[2])
        named = {f"{part.strip()}-{metric}": float(value) for part, metric, value in told}
        return {"round": float(line[1])} | (named or {side: float(value) for side, value in SIDE.findall(line[2])})

    def training(self, rows: Rows) -> Rows:
        """The rows if there are several, of what a training measures; rounds are epochs where some are left out."""
        rows = with_names(rows)
        first = next(iter(rows.values()), {})
        if len(rows) < FEWEST_ROWS or not any(names.is_metric(name) or REGRESSION.search(name) for name in first):
            return {}
        return renamed(rows, {"round": "epoch"}) if leaves_out([row["round"] for row in rows.values()]) else rows


def renamed(rows: Rows, others: Mapping[str, str]) -> Rows:
    """The rows with other names for what they hold, and without the best values so far."""
    return {at: {others.get(key, key): told for key, told in row.items() if key != "best"} for at, row in rows.items()}


def with_names(rows: Rows) -> Rows:
    """Name a metric without a name by which way is better, as the best values so far tell; none where they do not."""
    best = [(row["best"], row["test"]) for row in rows.values() if "best" in row and "test" in row]
    if not best:
        return rows
    (_, first), (last, _) = best[0], best[-1]
    metric = "loss" if last < first else "score" if last > first else None  # type: ignore[operator]
    if metric is None:
        return {}
    return renamed(rows, {"learn": f"train_{metric}", "test": f"val_{metric}"})


def leaves_out(rounds: Sequence[object]) -> bool:
    """Whether each round is told to begin with, and not all that follow: a choice that no trainer makes."""
    first, *others = [told for told in dict.fromkeys(rounds) if isinstance(told, float)]
    return others[:1] == [first + 1] and others[-1] > first + len(others)
