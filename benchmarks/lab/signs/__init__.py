"""What a run measurably is: for each cause, shown, ruled out, or neither, by the truth rather than by the log.

The margins between "shown" and "ruled out" are wide on purpose: what lies between them counts neither as a miss nor as
a false alarm. No threshold here is one of the rules'.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.lab.signs.logs import (
    leak,
    nan,
    negative_loss,
    no_validation,
    too_short,
)
from benchmarks.lab.signs.losses import (
    divergence,
    frozen,
    gap,
    noisy_validation,
    oscillation,
    overfit,
    overfit_score_holds,
    plateau,
    spike,
    still_improving,
    val_better,
)
from benchmarks.lab.signs.scores import (
    accuracy_on_regression,
    accuracy_paradox,
    batchwise_f1,
    constant_metric,
    stuck,
    underfit,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from benchmarks.lab.case import Case
    from benchmarks.lab.signs.sign import Sign
    from benchmarks.lab.store import Record

GRAVE = (nan, divergence, overfit, gap, oscillation, stuck, constant_metric, underfit, accuracy_paradox)
"""Signs of what a person would have to act on."""


def healthy(case: Case, record: Record) -> Sign:
    """Nothing that a person would have to act on is shown."""
    return not any(sign(case, record) for sign in GRAVE) or None


SIGNS: Mapping[str, Callable[[Case, Record], Sign]] = {
    sign.__name__: sign
    for sign in (
        healthy,
        nan,
        divergence,
        overfit,
        overfit_score_holds,
        gap,
        oscillation,
        noisy_validation,
        spike,
        stuck,
        frozen,
        constant_metric,
        underfit,
        plateau,
        still_improving,
        accuracy_paradox,
        batchwise_f1,
        negative_loss,
        accuracy_on_regression,
        leak,
        val_better,
        no_validation,
        too_short,
    )
}
