"""The committed lab as examples."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.lab.cases import CASES, halves
from benchmarks.lab.causes import CODES
from benchmarks.lab.signs import SIGNS
from benchmarks.lab.store import records
from benchmarks.scoring.example import Curves, Example, Known
from trainlog_doctor.model import Frame, Run

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from benchmarks.lab.case import Case
    from benchmarks.lab.signs.sign import Sign
    from benchmarks.lab.store import Record

RULED_OUT_WITH: Mapping[str, tuple[str, ...]] = {
    "overfit": ("TD101", "TD102"),
    "overfit_score_holds": (),
    "divergence": ("TD002",),
    "frozen": (),
}
"""Codes that are wrong when a sign is ruled out, where they are not simply those of the cause."""

HOPELESS = {
    "nan",
    "divergence",
    "stuck",
    "frozen",
    "constant_metric",
    "leak",
    "no_validation",
    "negative_loss",
    "accuracy_paradox",
}
"""Causes after which no epoch is worth choosing, or validation says nothing."""


def examples() -> Iterator[Example]:
    """Every stored run."""
    half, cases = halves(), {case.name: case for case in CASES}
    for record in records():
        case = cases[record.case]
        yield Example(
            name=f"{record.case}/{record.seed}",
            group=record.case,
            part=half[record.case],
            runs=(as_run(record),),
            known=known(case, record),
            truth=_curves(case, record),
            history=record.history,
        )


def as_run(record: Record) -> Run:
    """A history as a reader would give it."""
    columns = {name: np.asarray(values, np.float64) for name, values in record.history.items()}
    epochs = np.arange(1, len(record.history["loss"]) + 1)
    broken = {name: tuple(int(e) for e in epochs[np.isnan(values)]) for name, values in columns.items()}
    return Run("lab", Frame(epochs, columns, {name: at for name, at in broken.items() if at}))


def known(case: Case, record: Record) -> Known:
    """What must and what must not be said of a run."""
    signs = {name: sign(case, record) for name, sign in SIGNS.items()}
    sure = is_sure(case, signs)
    causes = [case.cause, *(cause for cause in case.besides if signs[cause] is not False)]
    right = dict.fromkeys(code for cause in causes for code in CODES[cause])
    return Known(
        any_of=tuple(right) if sure else (),
        silent=_silent(case, signs),
        calm=sure and case.cause == "healthy",
    )


def is_sure(case: Case, signs: Mapping[str, Sign]) -> bool:
    """Whether the truth shows the cause that the case was made for."""
    return signs[case.cause] is True


def _silent(case: Case, signs: Mapping[str, Sign]) -> frozenset[str]:
    """The codes of every cause that is ruled out, but for those of the case's own causes."""
    out = (RULED_OUT_WITH.get(name, CODES[name]) for name, sign in signs.items() if sign is False)
    allowed = {code for cause in (case.cause, *case.besides) for code in CODES[cause]}
    return frozenset(code for codes in out for code in codes) - allowed


def _curves(case: Case, record: Record) -> Curves | None:
    truth, history = record.truth, record.history
    if case.cause in HOPELESS or len(history["loss"]) < 5 or not all(map(math.isfinite, truth["test_loss"])):
        return None
    scored = (name for name in history if name.startswith("val_") and name.endswith(record.score))
    val_score = history.get(next(scored, ""), ())
    return Curves(truth["test_loss"], truth[f"test_{record.score}"], history["val_loss"], val_score)
