"""Bars that programs draw, and the metrics beside one that has reached its end."""

from __future__ import annotations

from trainlog_doctor.readers.prints.pairs import read_pairs
from trainlog_doctor.regex import regex

BAR = regex(r"%\||\bit/s|\bs/it|\d/\d+ \[[=>.]{3}|━")
"""The numbers of a bar are those of a batch, unless it is full and validation is among them."""

FULL_BAR = regex(r"(?<!\d)100%\||━{10}")
VALIDATED = ("val_", "test_", "eval_")


def read_full_bar(text: str) -> dict[str, float]:
    """Read the metrics beside a bar that has reached its end: those of the epoch, if there are some of validation."""
    metrics = read_pairs(text, None).metrics if FULL_BAR.search(text) else {}
    return metrics if any(name.startswith(VALIDATED) for name in metrics) else {}
