"""What the rules found on one side and on the other: appeared, stayed, gone, or no longer to be known."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from trainlog_doctor.judgement.comparison.result import FindingChange

if TYPE_CHECKING:
    from trainlog_doctor.judgement.comparison.model import Side
    from trainlog_doctor.judgement.comparison.result import Change

_UNFOUND: dict[str, Change] = {"clear": "gone", "suppressed": "explained", "skipped": "unchecked"}
"""What it means that a finding of the baseline is no longer one, by the strongest answer of the other side."""


def finding_changes(base: Side, other: Side) -> tuple[FindingChange, ...]:
    """Say of every rule that fired on either side what became of it, in the order of the codes."""
    before, after = _answers(base), _answers(other)
    codes = sorted(before.keys() | after.keys())
    counted = [(code, before[code].count("fired"), after[code].count("fired")) for code in codes]
    return tuple(
        FindingChange(code, _change(one, two, after[code]), one, two) for code, one, two in counted if one or two
    )


def _answers(side: Side) -> dict[str, list[str]]:
    """What each rule said of each training; a training of several phases is spoken for by the last one."""
    found: dict[str, list[str]] = defaultdict(list)
    for training in side.trainings:
        for outcome in training.phases[-1].outcomes:
            found[outcome.code].append(outcome.status)
    return found


def _change(before: int, after: int, answers: list[str]) -> Change:
    if after:
        return "stayed" if before else "appeared"
    return next((change for status, change in _UNFOUND.items() if status in answers), "unchecked")
