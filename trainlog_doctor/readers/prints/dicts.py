"""Lines that hold a dictionary with an epoch, as trainers print what they log: ``{'loss': 0.5, 'epoch': 1.0}``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.json_history.literal import parse_literal
from trainlog_doctor.readers.prints.rows import Grammar
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from trainlog_doctor.readers.prints.rows import Row, Rows

TRACE = regex(rb"['\"]epoch['\"]\s?:")
SUMMARY = "train_runtime"
"""A key of the line that closes a training and sums it up."""

FEWEST_EPOCHS = 2


class Dicts(Grammar):
    """Makes a row of every such line; an epoch that is less than the one before begins another training."""

    _counted = 0.0

    def read(self, text: str) -> Row | None:
        """Take the next line; a dictionary may stand behind a bar or a time."""
        at = text.find("{")
        if at < 0 or "epoch" not in text:
            return None
        try:
            value, unclosed, _ = parse_literal(text, at)
        except ValueError:
            return None
        if unclosed or not isinstance(value, Mapping) or SUMMARY in value or not any(map(names.is_metric, value)):
            return None
        epoch = counted(value)
        if epoch is None:
            return None
        self.part += epoch < self._counted
        self._counted = epoch
        return value

    def training(self, rows: Rows) -> Rows:
        """The rows if they are of several epochs, or of steps: results of several models may name the same epoch."""
        stepped = sum("grad_norm" in row for row in rows.values()) >= FEWEST_EPOCHS
        return rows if stepped or len(set(map(counted, rows.values()))) >= FEWEST_EPOCHS else {}


def counted(row: Row) -> float | None:
    """The epoch of a row; None where it has none."""
    told = next((value for name, value in row.items() if names.is_epoch(name)), None)
    try:
        return float(told) if isinstance(told, (int, float, str)) else None
    except ValueError:
        return None
